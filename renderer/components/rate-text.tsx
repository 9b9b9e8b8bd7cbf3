import { formatCount, formatRate } from '../../shared/i18n/format.ts';
import { useText } from '../i18n.ts';
import styles from './badge.module.css';

interface RateTextProps {
  /** Basis points, null where nothing is in scope. */
  readonly rate: number | null;
  readonly count: number;
  readonly of: number;
}

/** A rate never without its raw count: `71 % · 3 / 10`. */
export function RateText({ rate, count, of }: RateTextProps) {
  const { t, language } = useText();
  return (
    <span className={styles.rate}>
      {formatRate(rate, language)}
      <span className={styles.rateCount}>
        {t('common.rateCount', { done: formatCount(count, language), of: formatCount(of, language) })}
      </span>
    </span>
  );
}
