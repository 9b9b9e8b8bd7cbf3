import { Button } from '@mantine/core';
import { IconCheck, IconMessage } from '@tabler/icons-react';
import { useState } from 'react';
import type { Conflict, ConflictSide, Decision } from '../../../shared/views/conflict-view.ts';
import { useText } from '../../i18n.ts';
import { ConflictEditor } from './conflict-editor.tsx';
import { authorOf, chooseWords, fieldWord, linesOf, subjectOf, titleOf, valueOf } from './conflict-words.ts';
import styles from './exchange.module.css';
import { placeParts } from './place-parts.ts';

interface ConflictCardProps {
  readonly conflict: Conflict;
  /** `now` settles at once; `later` keeps the choice until the file is taken. */
  readonly mode: 'now' | 'later';
  /** What is chosen so far. */
  readonly chosen: Decision | null;
  readonly onChoose: (decision: Decision | null) => void;
  readonly busy?: boolean;
  /** Said under the choice: which rule made it. */
  readonly note?: string | null;
  /** Leaves a word on the deployment; absent where there is none to leave it on. */
  readonly onDiscuss?: (() => void) | undefined;
}

/** One conflict three ways (before, here, there), with who said what, when and why; one press settles it. */
export function ConflictCard(props: ConflictCardProps) {
  const { conflict, mode, chosen, onChoose, busy = false, note, onDiscuss } = props;
  const { t } = useText();
  const [editing, setEditing] = useState(false);
  const { name, where } = placeParts(conflict.place);
  const title = titleOf(conflict, t);
  const take = (side: ConflictSide): void => {
    const isChosen = chosen !== null && 'take' in chosen && chosen.take === side.key;
    onChoose(isChosen && mode === 'later' ? null : { id: conflict.id, take: side.key });
  };
  const edited = chosen !== null && 'values' in chosen;
  return (
    <article
      className={styles.card}
      aria-label={title}
      tabIndex={-1}
      data-conflict={conflict.id}
      data-chosen={chosen !== null}
    >
      <header className={styles.cardHead}>
        <h3 className={styles.cardTitle}>
          {name}
          <span className={styles.cardSubject}>{subjectOf(conflict, t)}</span>
        </h3>
        {where !== null && <span className={styles.hint}>{where}</span>}
        <span className={styles.level}>{t(`review.level.${conflict.level}`)}</span>
      </header>
      <div className={styles.ways}>
        {conflict.level !== 'deletion' && <Before conflict={conflict} />}
        {conflict.sides.map((side, index) => (
          <Way
            key={side.key}
            conflict={conflict}
            side={side}
            isFirst={index === 0}
            chosen={chosen !== null && 'take' in chosen && chosen.take === side.key}
            busy={busy}
            onTake={() => take(side)}
          />
        ))}
      </div>
      {note && <p className={styles.note}>{note}</p>}
      {editing ? (
        <ConflictEditor
          conflict={conflict}
          saveLabel={t(mode === 'now' ? 'review.save' : 'review.choose')}
          busy={busy}
          onSave={(values) => {
            onChoose({ id: conflict.id, values });
            if (mode === 'later') setEditing(false);
          }}
          onClose={() => setEditing(false)}
        />
      ) : (
        <div className={styles.cardEnd}>
          {conflict.others.length > 0 && <Rest conflict={conflict} />}
          <div className={styles.cardVerbs}>
            {conflict.level !== 'deletion' && (
              <Button
                variant={edited ? 'light' : 'subtle'}
                size="compact-sm"
                disabled={busy}
                data-verb="other"
                aria-label={t('review.otherOf', { subject: title })}
                {...(mode === 'later' ? { 'aria-pressed': edited } : {})}
                onClick={() => setEditing(true)}
              >
                {t('review.other')}
              </Button>
            )}
            {onDiscuss && (
              <Button
                variant="subtle"
                size="compact-sm"
                data-verb="discuss"
                leftSection={<IconMessage size={14} stroke={1.5} aria-hidden="true" />}
                aria-label={t('review.discussOf', { subject: title })}
                onClick={onDiscuss}
              >
                {t('review.discuss')}
              </Button>
            )}
          </div>
        </div>
      )}
    </article>
  );
}

function Before({ conflict }: { readonly conflict: Conflict }) {
  const { t } = useText();
  return (
    <div className={styles.way}>
      <p className={styles.wayTitle}>{t('review.before')}</p>
      {conflict.before === null ? (
        <p className={styles.wayNothing}>{t('review.beforeNothing')}</p>
      ) : (
        <Values lines={linesOf(conflict, conflict.before, t)} />
      )}
    </div>
  );
}

interface WayProps {
  readonly conflict: Conflict;
  readonly side: ConflictSide;
  readonly isFirst: boolean;
  readonly chosen: boolean;
  readonly busy: boolean;
  readonly onTake: () => void;
}

function Way({ conflict, side, isFirst, chosen, busy, onTake }: WayProps) {
  const { t } = useText();
  const { word, label } = chooseWords(conflict, side, isFirst, t);
  return (
    <div className={styles.way} data-first={isFirst} data-chosen={chosen}>
      <p className={styles.wayTitle}>
        {authorOf(side, isFirst, t)}
        {side.shown && <span className={styles.shown}>{t('review.shown')}</span>}
      </p>
      <Values
        lines={
          conflict.level === 'deletion' ? [valueOf(conflict, side, t)] : linesOf(conflict, side.words, t)
        }
      />
      {side.reason !== null && <p className={styles.reason}>{t('review.reason', { reason: side.reason })}</p>}
      {side.decided && <p className={styles.hint}>{t('review.decided')}</p>}
      <Button
        className={styles.wayVerb}
        variant={chosen ? 'filled' : 'default'}
        size="compact-sm"
        disabled={busy}
        data-verb={isFirst ? 'keep' : 'take'}
        aria-label={label}
        aria-pressed={chosen}
        leftSection={chosen ? <IconCheck size={14} stroke={2} aria-hidden="true" /> : undefined}
        onClick={onTake}
      >
        {word}
      </Button>
    </div>
  );
}

function Values({ lines }: { readonly lines: readonly string[] }) {
  return (
    <div className={styles.wayValues}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

/** The record's other fields; those somebody changed meanwhile are marked, for they may change the mind. */
function Rest({ conflict }: { readonly conflict: Conflict }) {
  const { t } = useText();
  const changed = conflict.others.filter(({ by }) => by !== null).length;
  return (
    <details className={styles.rest}>
      <summary>{changed > 0 ? t('review.restChanged', { count: changed }) : t('review.rest')}</summary>
      <dl>
        {conflict.others.map(({ field, words, by }) => (
          <div key={field}>
            <dt>{fieldWord(conflict.table, field, t)}</dt>
            <dd>
              {words || t('exchange.noValue')}
              {by !== null && <em>{t('review.changedBy', { by: by || t('review.someone') })}</em>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
