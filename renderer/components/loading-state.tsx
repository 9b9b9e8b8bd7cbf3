import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '../i18n.ts';
import styles from './state.module.css';

/** Waiting shorter than this stays blank, so that quick answers do not flash. */
const PATIENCE_MS = 250;

/** In place of a screen being read; shows itself only when the wait is felt. */
export function LoadingState() {
  const { t } = useText();
  const [felt, setFelt] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setFelt(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.loading} aria-busy="true">
      {felt && <Loader aria-label={t('common.loading')} role="status" />}
    </div>
  );
}
