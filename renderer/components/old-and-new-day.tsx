import { formatDate } from '../../shared/i18n/format.ts';
import { useText } from '../i18n.ts';
import styles from './old-and-new-day.module.css';

interface OldAndNewDayProps {
  readonly from: string | null;
  readonly to: string | null;
  /** Whether what had the old day is gone, and not only its day. */
  readonly removed?: boolean;
}

/** The old day struck through and the new one; said in words to those who do not see the line. */
export function OldAndNewDay({ from, to, removed = false }: OldAndNewDayProps) {
  const { t } = useText();
  const [was, now] = [from === null ? null : formatDate(from), to === null ? null : formatDate(to)];
  if (was === null || was === now) return <span>{now}</span>;
  const told =
    now !== null
      ? t('common.dayWasNow', { from: was, to: now })
      : removed
        ? t('common.dayRemoved', { from: was })
        : was;
  return (
    <>
      <span className="visually-hidden">{told}</span>
      <span aria-hidden="true" className={styles.dates}>
        <del className={styles.old}>{was}</del>
        {now !== null && <span>{now}</span>}
      </span>
    </>
  );
}
