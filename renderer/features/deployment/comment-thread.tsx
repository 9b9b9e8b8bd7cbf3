import { Badge, Button, CloseButton, Select, Textarea } from '@mantine/core';
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type CommentKind, commentKinds } from '../../../shared/domain/comment-kind.ts';
import { formatInstant } from '../../../shared/i18n/format.ts';
import type { CommentRow, DeploymentView, MilestoneRow } from '../../../shared/views/deployment-view.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import classes from './deployment.module.css';

interface CommentThreadProps {
  readonly view: DeploymentView;
  /** The selected milestone: a new comment is about it unless the writer says otherwise. */
  readonly milestone: MilestoneRow | null;
}

/** What was said about a deployment, the newest last, and the place to say more. */
export function CommentThread({ view, milestone }: CommentThreadProps) {
  const { t } = useText();
  const list = useRef<HTMLOListElement>(null);
  const count = view.comments.length;
  const shown = useRef(0);
  useEffect(() => {
    if (list.current && shown.current !== count) list.current.scrollTop = list.current.scrollHeight;
    shown.current = count;
  }, [count]);
  return (
    <section className={classes.comments} aria-label={t('deployment.comments')}>
      <h2 className={classes.heading}>
        {count === 0 ? t('deployment.comments') : t('deployment.commentsCount', { count })}
      </h2>
      {count === 0 ? (
        <p className={classes.quiet}>{t('deployment.noComment')}</p>
      ) : (
        // A list that scrolls must be reachable by keyboard.
        <ol ref={list} className={classes.thread} tabIndex={0} aria-label={t('deployment.comments')}>
          {view.comments.map((comment) => (
            <Comment key={comment.id} comment={comment} />
          ))}
        </ol>
      )}
      <NewComment view={view} milestone={milestone} />
    </section>
  );
}

function Comment({ comment }: { readonly comment: CommentRow }) {
  return (
    <li className={classes.commentItem}>
      <div className={classes.commentHead}>
        <strong>{comment.author}</strong>
        {comment.kind !== 'comment' && <KindBadge kind={comment.kind} />}
        {comment.establishment && <span className={classes.quiet}>{comment.establishment}</span>}
        <time className={classes.when} dateTime={new Date(comment.writtenAt).toISOString()}>
          {formatInstant(comment.writtenAt)}
        </time>
      </div>
      {comment.milestoneLabel && <div className={classes.about}>{comment.milestoneLabel}</div>}
      <p className={classes.commentText}>{comment.text}</p>
    </li>
  );
}

/** A question, an answer or a decision stands out from remarks. */
function KindBadge({ kind }: { readonly kind: CommentKind }) {
  const { t } = useText();
  return (
    <Badge size="sm" radius="sm" variant={kind === 'decision' ? 'filled' : 'light'} tt="none">
      {t(`deployment.commentKind.${kind}`)}
    </Badge>
  );
}

function NewComment({ view, milestone }: CommentThreadProps) {
  const { t } = useText();
  const notify = useNotify();
  const add = useCommand('comment.add');
  const [text, setText] = useState('');
  const [kind, setKind] = useState<CommentKind>('comment');
  // Set aside by the writer for this milestone; selecting another one offers it again.
  const [general, setGeneral] = useState<string | null>(null);
  const about = milestone !== null && milestone.id !== general ? milestone : null;
  const send = (): void => {
    if (text.trim() === '' || add.isPending) return;
    add.mutate(
      { deploymentId: view.id, text, kind, basis: view.basis, ...(about ? { milestoneId: about.id } : {}) },
      {
        onSuccess: () => {
          setText('');
          setKind('comment');
        },
        onError: notify.failed,
      },
    );
  };
  const latest = useRef(send);
  useLayoutEffect(() => {
    latest.current = send;
  });
  const sendLatest = useCallback(() => latest.current(), []);
  return (
    <div className={classes.newComment}>
      {about && (
        <div className={classes.about}>
          <span className={classes.clip}>{t('deployment.about', { label: about.label })}</span>
          <CloseButton size="xs" aria-label={t('deployment.aboutAll')} onClick={() => setGeneral(about.id)} />
        </div>
      )}
      <CommentField text={text} onText={setText} onSend={sendLatest} />
      <div className={classes.sendRow}>
        <Select
          size="xs"
          w={124}
          aria-label={t('deployment.commentKind')}
          data={commentKinds.map((value) => ({ value, label: t(`deployment.commentKind.${value}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(chosen) => setKind(chosen ?? kind)}
        />
        <span className={classes.quiet}>{t('deployment.sendHint')}</span>
        <Button size="compact-sm" disabled={text.trim() === ''} loading={add.isPending} onClick={send}>
          {t('deployment.send')}
        </Button>
      </div>
    </div>
  );
}

interface CommentFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onSend: () => void;
}

/** Grows with its text, and measures itself for that whenever it is drawn: not for each edit beside it. */
const CommentField = memo(function CommentField({ text, onText, onSend }: CommentFieldProps) {
  const { t } = useText();
  return (
    <Textarea
      aria-label={t('deployment.newComment')}
      placeholder={t('deployment.newComment')}
      value={text}
      maxLength={10_000}
      autosize
      minRows={1}
      maxRows={6}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend();
      }}
    />
  );
});
