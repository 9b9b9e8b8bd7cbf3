import type { PlanImpactView } from '../../../shared/views/plan-view.ts';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../i18n.ts';
import { breachText, collisionText } from './plan-words.ts';
import styles from './plan.module.css';

/** The collisions and breaches a change brings, each with its reason; those there were before are not told again. */
export function ImpactTrouble({ view }: { readonly view: PlanImpactView }) {
  const { t, language } = useText();
  const { collisions, breaches } = view;
  if (collisions.length + breaches.length === 0)
    return <p className={styles.hint}>{t('plan.impact.noTrouble')}</p>;
  return (
    <div className={styles.trouble}>
      {collisions.length > 0 && (
        <Notice tone="warning" title={t('plan.impact.collisions', { count: collisions.length })}>
          <Reasons reasons={collisions.map((collision) => collisionText(t, language, collision))} />
        </Notice>
      )}
      {breaches.length > 0 && (
        <Notice tone="warning" title={t('plan.impact.breaches', { count: breaches.length })}>
          <Reasons reasons={breaches.map((breach) => breachText(t, breach))} />
        </Notice>
      )}
    </div>
  );
}

/** Sentences shown at first; a big slip may bring hundreds. */
const FIRST_REASONS = 8;

function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  const { t } = useText();
  const rest = reasons.slice(FIRST_REASONS);
  return (
    <>
      <ul className={styles.reasons}>
        {reasons.slice(0, FIRST_REASONS).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary>{t('plan.more', { count: rest.length })}</summary>
          <ul className={styles.reasons}>
            {rest.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
