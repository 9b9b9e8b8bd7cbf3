import { formatDate, formatLongDate, formatWeek } from '../../shared/i18n/format.ts';
import { useText } from '../i18n.ts';
import styles from './badge.module.css';

interface DateTextProps {
  /** ISO day, null shows a dash. */
  readonly day: string | null;
  /** Past and not done: said in colour, and in words in the tooltip. */
  readonly late?: boolean;
}

/** Day as 15/03/2026, its weekday and ISO week on hover. */
export function DateText({ day, late = false }: DateTextProps) {
  const { t, language } = useText();
  if (day === null) return <span aria-label={t('common.noDate')}>{'–'}</span>;
  const full = t('common.dateHint', { date: formatLongDate(day, language), week: formatWeek(day, language) });
  return (
    // The title of the platform, not a tooltip of ours: tables show hundreds of days.
    <time
      dateTime={day}
      title={late ? t('common.lateHint', { date: full }) : full}
      className={late ? styles.late : undefined}
    >
      {formatDate(day)}
      {late && <span className="visually-hidden">{t('common.late')}</span>}
    </time>
  );
}
