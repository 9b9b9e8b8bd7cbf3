import { JobProgress } from '../../components/job-progress.tsx';
import { useText } from '../../i18n.ts';
import styles from './paper.module.css';
import type { Printing } from './use-printing.ts';

/** How far a print that lasts is, with a way out; nothing for one that does not. */
export function PrintProgress({ printing }: { readonly printing: Printing }) {
  const { t } = useText();
  if (!printing.isLong) return null;
  return (
    <div className={styles.working}>
      <JobProgress label={t('paper.printing')} progress={printing.progress} onCancel={printing.cancel} />
    </div>
  );
}
