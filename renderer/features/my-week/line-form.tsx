import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { WeekAnswer, WeekLine } from '../../../shared/views/week-view.ts';
import { DateField } from '../../components/date-field.tsx';
import { errorText } from '../../components/error-text.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import type { FormVerb } from './line-verb.ts';
import styles from './my-week.module.css';

interface LineFormProps {
  readonly line: WeekLine;
  readonly deploymentId: string;
  readonly verb: FormVerb;
  /** What was on screen when the form opened. */
  readonly basis: string;
  /** Rejects where the answer is refused; the form then says why. */
  readonly onAnswer: (answer: WeekAnswer) => Promise<void>;
  readonly onClose: () => void;
}

/** What a word needs besides: a date and why, what blocks and the plan B, a comment. Enter saves, Esc gives up. */
export function LineForm(props: LineFormProps) {
  if (props.verb === 'date') return <DateForm {...props} />;
  return props.verb === 'blocked' ? <BlockedForm {...props} /> : <CommentForm {...props} />;
}

function DateForm({ line, onAnswer, onClose }: LineFormProps) {
  const { t } = useText();
  const [end, setEnd] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const form = useAnswerForm(() => {
    if (end === null || reason.trim() === '') return null;
    return onAnswer({ kind: 'date', end, reason: reason.trim() });
  });
  return (
    <FormFrame {...form} onClose={onClose} note={<NewEndNote milestoneId={line.milestoneId} end={end} />}>
      <div className={styles.dateField}>
        <DateField
          label={t('my-week.newEnd')}
          value={end}
          onChange={setEnd}
          onUnreadable={() => setEnd(null)}
          autoFocus
          error={form.tried && end === null ? t('my-week.endNeeded') : undefined}
        />
      </div>
      <Words
        label={t('my-week.reason')}
        value={reason}
        onChange={setReason}
        error={form.tried && reason.trim() === '' ? t('my-week.reasonNeeded') : null}
      />
    </FormFrame>
  );
}

/** What a new date means before it is saved: the milestone's own days, and how many follow it. */
function NewEndNote({ milestoneId, end }: { readonly milestoneId: string; readonly end: string | null }) {
  const { t } = useText();
  const query = useApiQuery('week.newEnd', { milestoneId, end: end ?? '' }, { enabled: end !== null });
  if (end === null) return null;
  if (query.isError) return <span className={styles.wrong}>{errorText(query.error, t)}</span>;
  if (!query.data) return null;
  const { plannedStart, plannedEnd, isDayOff, following } = query.data;
  const days = { start: formatDate(plannedStart), end: formatDate(plannedEnd) };
  const sentences = [
    isDayOff && t('my-week.dayOff'),
    plannedStart !== plannedEnd && t('my-week.span', days),
    followingText(),
  ];
  return <span>{sentences.filter(Boolean).join(' ')}</span>;

  function followingText(): string {
    if (following === null) return t('my-week.followingUnknown');
    const { milestones: count, sites } = following;
    if (count === 0) return t('my-week.followingNone');
    return t('my-week.following', { count, sites: t('plan.impact.sites', { count: sites }) });
  }
}

function BlockedForm({ line, onAnswer, onClose }: LineFormProps) {
  const { t } = useText();
  const notify = useNotify();
  const [reason, setReason] = useState(line.blockedReason ?? '');
  const [planB, setPlanB] = useState(line.planB ?? '');
  const form = useAnswerForm(() =>
    reason.trim() === '' ? null : onAnswer({ kind: 'blocked', reason: reason.trim(), planB: planB.trim() }),
  );
  return (
    <FormFrame
      {...form}
      onClose={onClose}
      verb={
        line.blockedReason !== null && (
          <Button
            size="compact-md"
            variant="default"
            onClick={() => void onAnswer({ kind: 'unblocked' }).catch(notify.failed)}
          >
            {t('my-week.unblock')}
          </Button>
        )
      }
    >
      <Words
        label={t('my-week.reason')}
        value={reason}
        onChange={setReason}
        autoFocus
        error={form.tried && reason.trim() === '' ? t('my-week.reasonNeeded') : null}
      />
      <Words label={t('my-week.planBField')} value={planB} onChange={setPlanB} />
    </FormFrame>
  );
}

function CommentForm({ line, deploymentId, basis, onClose }: LineFormProps) {
  const { t } = useText();
  const notify = useNotify();
  const [text, setText] = useState('');
  const { mutateAsync: add } = useCommand('comment.add');
  const form = useAnswerForm(() => {
    if (text.trim() === '') return null;
    return add({ deploymentId, milestoneId: line.milestoneId, text, basis }).then(() => {
      notify.done(t('my-week.commented'));
      onClose();
    });
  });
  return (
    <FormFrame {...form} onClose={onClose}>
      <Words
        label={t('my-week.comment')}
        value={text}
        maxLength={10_000}
        onChange={setText}
        autoFocus
        error={form.tried && text.trim() === '' ? t('my-week.commentNeeded') : null}
      />
    </FormFrame>
  );
}

interface AnswerForm {
  /** Saving was asked for with something missing: the fields say what. */
  readonly tried: boolean;
  readonly saving: boolean;
  readonly refusal: unknown;
  readonly onSubmit: (event: FormEvent) => void;
}

/** Sends an answer once, keeps the form open with the reason where it is refused. `give` answers null while incomplete. */
function useAnswerForm(give: () => Promise<void> | null): AnswerForm {
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (saving) return;
    const given = give();
    setTried(given === null);
    setRefusal(null);
    if (given === null) return;
    setSaving(true);
    given.catch((error: unknown) => {
      setSaving(false);
      setRefusal(error);
    });
  };
  return { tried, saving, refusal, onSubmit };
}

interface FormFrameProps extends AnswerForm {
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Quiet words under the fields. */
  readonly note?: ReactNode;
  /** Another verb beside saving. */
  readonly verb?: ReactNode;
}

function FormFrame({ onClose, children, note, verb, saving, refusal, onSubmit }: FormFrameProps) {
  const { t } = useText();
  const form = useRef<HTMLFormElement>(null);
  // A form opens under its line, where the window may end; what is wrong makes it higher.
  useEffect(() => form.current?.scrollIntoView({ block: 'nearest' }));
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={onSubmit}
      onKeyDown={(event) => {
        if (event.defaultPrevented) return;
        if (event.key === 'Escape') onClose();
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
        else return;
        event.preventDefault();
      }}
    >
      <div className={styles.fields}>
        {children}
        <span className={styles.formVerbs}>
          <Button type="submit" size="compact-md" loading={saving}>
            {t('common.save')}
          </Button>
          {verb}
          <Button variant="subtle" size="compact-md" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </span>
      </div>
      <p className={styles.note} role="status">
        {refusal === null ? note : <span className={styles.wrong}>{errorText(refusal, t)}</span>}
      </p>
    </form>
  );
}

interface WordsProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error?: string | null;
  readonly autoFocus?: boolean;
  readonly maxLength?: number;
}

/** A line of text. */
function Words({ onChange, maxLength = 2000, error = null, ...rest }: WordsProps) {
  return (
    <TextInput
      {...rest}
      className={styles.words ?? ''}
      maxLength={maxLength}
      autoComplete="off"
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
