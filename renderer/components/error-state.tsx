import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useText } from '../i18n.ts';
import { errorText } from './error-text.ts';
import styles from './state.module.css';

interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** In place of a screen that could not be read: what happened, what was kept, what to do. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useText();
  return (
    <div className={styles.state} role="alert">
      <span className={styles.icon} aria-hidden="true">
        <IconAlertTriangle size={32} stroke={1.5} />
      </span>
      <h2 className={styles.title}>{t('error.title')}</h2>
      <p className={styles.text}>{errorText(error, t)}</p>
      {onRetry && (
        <div className={styles.actions}>
          <Button variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
