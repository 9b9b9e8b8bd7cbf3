import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconLock, IconMessage, IconSquareRotated } from '@tabler/icons-react';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { WeekLine } from '../../../shared/views/week-view.ts';
import { DateText } from '../../components/date-text.tsx';
import { FreshnessText } from '../../components/freshness-text.tsx';
import { MilestoneGlyph } from '../../components/milestone-glyph.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import type { LineVerb } from './line-verb.ts';
import styles from './my-week.module.css';
import { whyText } from './why-text.ts';
import { useWeekStore } from './week-store.ts';

interface WeekLineRowProps {
  readonly line: WeekLine;
  /** The one the keys speak of: it and its buttons are reached by Tab. */
  readonly active: boolean;
  readonly onVerb: (verb: LineVerb) => void;
  readonly onActive: () => void;
  readonly onTakeBack: () => void;
}

const icon = { size: 14, stroke: 1.5, 'aria-hidden': true } as const;

/** One milestone: what it is, why it is asked for, and what one can say of it; or what was said. */
export function WeekLineRow({ line, active, onVerb, onActive, onTakeBack }: WeekLineRowProps) {
  const { t } = useText();
  return (
    <div
      role="group"
      className={styles.line}
      data-line={line.milestoneId}
      data-active={active}
      data-answered={line.answered}
      data-status={line.status}
      tabIndex={active ? 0 : -1}
      aria-label={t('my-week.line', { label: line.label, why: whyText(t, line) })}
      aria-keyshortcuts="C F D B Enter"
      onFocus={onActive}
      onClick={(event) => {
        if (event.target instanceof Element && !event.target.closest('button')) event.currentTarget.focus();
      }}
    >
      <What line={line} />
      <span className={styles.when}>
        <span>
          {line.plannedEnd === null ? (
            <DateText day={null} />
          ) : (
            t('my-week.planned', { date: formatDate(line.plannedEnd) })
          )}
        </span>
        <Why line={line} />
      </span>
      {line.answered ? (
        <SaidNow line={line} active={active} onTakeBack={onTakeBack} />
      ) : (
        <Verbs line={line} active={active} onVerb={onVerb} />
      )}
    </div>
  );
}

function What({ line }: { readonly line: WeekLine }) {
  const { t } = useText();
  const { label } = useLabels();
  return (
    <span className={styles.what}>
      <span className={styles.label}>
        {line.kind === 'gate' ? <IconSquareRotated {...icon} /> : <MilestoneGlyph status={line.status} />}
        <span className={styles.labelText} title={line.label}>
          {line.label}
        </span>
      </span>
      <span className={styles.more}>
        <span>{label('milestone_status', line.status)}</span>
        {line.blockedReason !== null && (
          <span className={styles.blocked} title={line.blockedReason}>
            <IconLock size={12} stroke={1.75} aria-hidden="true" />
            {t('my-week.blocked', { reason: line.blockedReason })}
          </span>
        )}
        {line.blockedReason !== null && line.planB !== null && (
          <span title={line.planB}>{t('my-week.planB', { plan: line.planB })}</span>
        )}
        {line.blockedReason === null && line.statusReason !== null && (
          <span title={line.statusReason}>{line.statusReason}</span>
        )}
      </span>
    </span>
  );
}

function Why({ line }: { readonly line: WeekLine }) {
  const { t } = useText();
  if (line.reason === 'late' || line.reason === 'due')
    return (
      <span className={styles.why} data-reason={line.reason}>
        {whyText(t, line)}
      </span>
    );
  return line.answered ? null : <FreshnessText freshness={line.freshness} daysAgo={line.confirmedDaysAgo} />;
}

const verbs = ['confirm', 'done', 'date', 'blocked'] as const;

function Verbs({ line, active, onVerb }: Pick<WeekLineRowProps, 'line' | 'active' | 'onVerb'>) {
  const { t } = useText();
  const tabIndex = active ? 0 : -1;
  return (
    <span className={styles.verbs}>
      {verbs.map((verb) => (
        <Tooltip key={verb} label={t(`my-week.hint.${verb}`)} openDelay={400}>
          <Button
            size="compact-sm"
            variant="default"
            tabIndex={tabIndex}
            aria-label={t('my-week.verbOf', { verb: t(`my-week.verb.${verb}`), label: line.label })}
            onClick={() => onVerb(verb)}
          >
            {t(`my-week.verb.${verb}`)}
          </Button>
        </Tooltip>
      ))}
      <Tooltip label={t('my-week.hint.comment')} openDelay={400}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          w="auto"
          px={4}
          tabIndex={tabIndex}
          aria-label={t('my-week.verbOf', { verb: t('my-week.verb.comment'), label: line.label })}
          onClick={() => onVerb('comment')}
        >
          <IconMessage size={16} stroke={1.5} aria-hidden="true" />
          {line.commentCount > 0 && <span className={styles.comments}>{line.commentCount}</span>}
        </ActionIcon>
      </Tooltip>
    </span>
  );
}

function SaidNow({ line, active, onTakeBack }: Pick<WeekLineRowProps, 'line' | 'active' | 'onTakeBack'>) {
  const { t } = useText();
  const said = useWeekStore((state) => state.said.get(line.milestoneId));
  const words =
    said === undefined
      ? line.status === 'done'
        ? t('my-week.said.done')
        : t('common.confirmedToday')
      : t(`my-week.said.${said.kind}`);
  return (
    <span className={styles.verbs}>
      <span className={styles.said}>
        <IconCheck {...icon} />
        {words}
      </span>
      {said && (
        <Button
          size="compact-sm"
          variant="subtle"
          tabIndex={active ? 0 : -1}
          leftSection={<IconArrowBackUp {...icon} />}
          aria-label={t('my-week.verbOf', { verb: t('my-week.takeBack'), label: line.label })}
          onClick={onTakeBack}
        >
          {t('my-week.takeBack')}
        </Button>
      )}
    </span>
  );
}
