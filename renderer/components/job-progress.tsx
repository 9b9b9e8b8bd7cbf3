import { Button, Progress } from '@mantine/core';
import { isTextKey } from '../../shared/i18n/translate.ts';
import type { Progress as JobStep } from '../../shared/rpc/envelope.ts';
import { useText } from '../i18n.ts';
import styles from './state.module.css';

interface JobProgressProps {
  /** What is being done: « Export pour CH d'Auriac ». */
  readonly label: string;
  readonly progress: JobStep | null;
  readonly onCancel: () => void;
}

/** A job under way: its step in words, how far, and a way out. */
export function JobProgress({ label, progress, onCancel }: JobProgressProps) {
  const { t } = useText();
  const step = progress && isTextKey(progress.key) ? t(progress.key, progress.details ?? {}) : null;
  const fraction = progress?.fraction ?? null;
  return (
    <div className={styles.job}>
      <div className={styles.jobText} role="status">
        {step ? t('common.jobStep', { label, step }) : label}
      </div>
      <Progress
        className={styles.jobBar}
        value={fraction === null ? 100 : fraction * 100}
        animated={fraction === null}
        aria-label={label}
      />
      <Button variant="default" onClick={onCancel}>
        {t('common.stop')}
      </Button>
    </div>
  );
}
