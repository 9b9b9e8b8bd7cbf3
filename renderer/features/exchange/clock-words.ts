import type { Translate } from '../../../shared/i18n/translate.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** « Son horloge avance de 3 heures. », in the largest unit that says enough; null when it does not. */
export function clockWords(minutes: number | null, t: Translate): string | null {
  if (minutes === null) return null;
  if (minutes < 2 * HOUR) return t('review.sites.clockMinutes', { count: minutes });
  if (minutes < 2 * DAY) return t('review.sites.clockHours', { count: Math.round(minutes / HOUR) });
  return t('review.sites.clockDays', { count: Math.round(minutes / DAY) });
}
