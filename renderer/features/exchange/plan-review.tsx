import { formatBytes, formatCount, formatInstant } from '../../../shared/i18n/format.ts';
import type { ImportPlan } from '../../../shared/views/exchange-view.ts';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../i18n.ts';
import { ChangeList } from './change-list.tsx';
import { MissingList } from './exchange-overview.tsx';
import styles from './exchange.module.css';

/** Sender, counts and changes of a file, conflicts first; what will happen to each is said. */
export function PlanReview({ plan }: { readonly plan: ImportPlan }) {
  const { t, language } = useText();
  const { sender, counts } = plan;
  return (
    <div className={styles.review}>
      <div className={styles.reviewHead}>
        <Sender plan={plan} />
        <dl className={styles.counts}>
          {(['created', 'changed', 'deleted', 'known', 'conflicts', 'withheld', 'quarantined'] as const)
            .filter(
              (kind) => counts[kind] > 0 || kind === 'created' || kind === 'changed' || kind === 'conflicts',
            )
            .map((kind) => (
              <div key={kind} className={styles.count} data-kind={kind} data-zero={counts[kind] === 0}>
                <dd>{formatCount(counts[kind], language)}</dd>
                <dt>{t(`exchange.count.${kind}`, { count: counts[kind] })}</dt>
              </div>
            ))}
        </dl>
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
            {t('exchange.conflictsText')}
          </Notice>
        )}
        {plan.state === 'nothing-new' && (
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
      {plan.changes.length > 0 && <ChangeList plan={plan} />}
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
