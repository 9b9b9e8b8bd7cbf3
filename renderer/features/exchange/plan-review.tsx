import { formatBytes, formatCount, formatInstant } from '../../../shared/i18n/format.ts';
import type { Decision } from '../../../shared/views/conflict-view.ts';
import type { ImportPlan } from '../../../shared/views/exchange-view.ts';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../i18n.ts';
import { ConflictCard } from './conflict-card.tsx';
import { ruleWords, valuesWords } from './conflict-words.ts';
import { useCardKeys } from './use-card-keys.ts';
import { useSiteNames } from './use-site-names.ts';
import { ChangeList } from './change-list.tsx';
import { ForkNotice } from './fork-notice.tsx';
import { MissingList } from './exchange-overview.tsx';
import styles from './exchange.module.css';

interface PlanReviewProps {
  readonly plan: ImportPlan;
  /** What is chosen so far of each conflict, by its id. */
  readonly choices: ReadonlyMap<string, Decision>;
  readonly onChoose: (conflictId: string, decision: Decision | null) => void;
}

/** Sender, counts, conflicts and changes of a file; what will happen to each is said. */
export function PlanReview({ plan, choices, onChoose }: PlanReviewProps) {
  const { t, language } = useText();
  const { sender, counts } = plan;
  return (
    <div className={styles.review}>
      <div className={styles.reviewHead}>
        <Sender plan={plan} />
        {plan.state !== 'forked' && (
          <dl className={styles.counts}>
            {(['created', 'changed', 'deleted', 'known', 'conflicts', 'withheld', 'quarantined'] as const)
              .filter(
                (kind) =>
                  counts[kind] > 0 || kind === 'created' || kind === 'changed' || kind === 'conflicts',
              )
              .map((kind) => (
                <div key={kind} className={styles.count} data-kind={kind} data-zero={counts[kind] === 0}>
                  <dd>{formatCount(counts[kind], language)}</dd>
                  <dt>{t(`exchange.count.${kind}`, { count: counts[kind] })}</dt>
                </div>
              ))}
          </dl>
        )}
        {plan.fork && (
          <ForkNotice fork={plan.fork} continued={plan.state === 'forked' ? null : plan.fork.continued} />
        )}
        {!sender.known && (
          <Notice tone="warning" title={t('exchange.newPostTitle')}>
            {t('exchange.newPostText', { fingerprint: sender.fingerprint, name: sender.name })}
          </Notice>
        )}
        {plan.clockAheadHours !== null && (
          <Notice
            tone="warning"
            title={t('exchange.clockTitle', { name: sender.name, count: plan.clockAheadHours })}
          >
            {t('exchange.clockText')}
          </Notice>
        )}
        {counts.conflicts > 0 && (
          <Notice tone="warning" title={t('exchange.planConflicts', { count: counts.conflicts })}>
            {t('review.staysOpen', { count: counts.conflicts })}
          </Notice>
        )}
        {plan.acknowledgement && (
          <Notice title={t('exchange.ackTitle', { name: sender.establishment ?? sender.name })}>
            {t('exchange.ackText')}
          </Notice>
        )}
        {plan.state === 'nothing-new' && !plan.acknowledgement && (
          <Notice tone="success" title={t('exchange.nothingNewTitle')}>
            {t('exchange.nothingNewText')}
          </Notice>
        )}
        {plan.state === 'waiting' && (
          <Notice tone="warning" title={t('exchange.planWaitingTitle')}>
            {t('exchange.planWaitingText')}
            <MissingList missing={plan.missing} />
          </Notice>
        )}
      </div>
      {plan.conflicts.length > 0 && <PlanConflicts plan={plan} choices={choices} onChoose={onChoose} />}
      {plan.changes.length > 0 && <ChangeList plan={plan} />}
    </div>
  );
}

/** The conflicts of the file, each with the choice made of it: by its reader, or by a rule of this post. */
function PlanConflicts({ plan, choices, onChoose }: PlanReviewProps) {
  const { t } = useText();
  const { nameOf } = useSiteNames();
  const keys = useCardKeys();
  return (
    <div
      {...keys}
      className={styles.planConflicts}
      role="region"
      aria-label={t('exchange.conflictsIn')}
      tabIndex={0}
    >
      <p className={styles.hint}>{t('review.planKeys')}</p>
      {plan.conflicts.map(({ conflict, ruling }) => {
        const chosen = choices.get(conflict.id) ?? null;
        const ruled =
          ruling && chosen && 'take' in chosen && chosen.take === ruling.take
            ? t('review.ruled', { rule: ruleWords(ruling.rule, nameOf, t) })
            : null;
        const typed =
          chosen && 'values' in chosen
            ? t('review.willBe', { value: valuesWords(conflict, chosen.values, t) })
            : null;
        return (
          <ConflictCard
            key={conflict.id}
            conflict={conflict}
            mode="later"
            chosen={chosen}
            note={ruled ?? typed}
            onChoose={(decision) => onChoose(conflict.id, decision)}
          />
        );
      })}
      {plan.counts.conflicts > plan.conflicts.length && (
        <p className={styles.hint}>{t('exchange.conflictsFirst', { count: plan.conflicts.length })}</p>
      )}
    </div>
  );
}

/** Who wrote the file, when, how big, with which key. */
function Sender({ plan }: { readonly plan: ImportPlan }) {
  const { t, language } = useText();
  const { name, establishment, fingerprint, known } = plan.sender;
  const who = establishment ? t('exchange.senderAt', { name, establishment }) : name;
  const facts = {
    at: formatInstant(plan.writtenAt),
    size: formatBytes(plan.fileBytes, language),
    fingerprint,
  };
  return (
    <div>
      <h2 className={styles.heading}>{t('exchange.fileFrom', { name: who })}</h2>
      <p className={styles.hint}>
        {known ? t('exchange.fileFacts', facts) : t('exchange.fileFactsNew', facts)}
        {plan.part && ` · ${t('trust.part', { number: plan.part.number, of: plan.part.of })}`}
      </p>
    </div>
  );
}
