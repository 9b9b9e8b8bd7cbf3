import { useText } from '../../i18n.ts';
import styles from './plan.module.css';

/** Sentences shown at first; a big slip may bring hundreds. */
const FIRST_REASONS = 8;

/** Sentences in a list, the many behind a fold. */
export function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
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
