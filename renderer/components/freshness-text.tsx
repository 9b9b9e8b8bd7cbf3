import { IconClock } from '@tabler/icons-react';
import type { Freshness } from '../../shared/views/common.ts';
import { useText } from '../i18n.ts';
import styles from './badge.module.css';

interface FreshnessTextProps {
  readonly freshness: Freshness;
  /** Days since the last confirmation by a person, null when never. */
  readonly daysAgo: number | null;
  readonly by?: string | null;
}

/** Age of a value: « confirmé il y a 3 j »; a stale one in italics with a clock. */
export function FreshnessText({ freshness, daysAgo, by }: FreshnessTextProps) {
  const { t } = useText();
  const age =
    daysAgo === null
      ? t('common.neverConfirmed')
      : daysAgo === 0
        ? t('common.confirmedToday')
        : t('common.confirmedDaysAgo', { count: daysAgo });
  const stale = freshness !== 'fresh';
  return (
    <span className={styles.freshness} data-stale={stale}>
      {stale && <IconClock size={13} stroke={1.5} aria-hidden="true" />}
      <span>{by ? t('common.confirmedBy', { age, by }) : age}</span>
    </span>
  );
}
