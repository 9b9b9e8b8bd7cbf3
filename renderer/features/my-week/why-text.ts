import { formatDate } from '../../../shared/i18n/format.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { WeekLine } from '../../../shared/views/week-view.ts';

/** Why a line is there, in a few words. */
export function whyText(t: Translate, { reason, daysLeft, plannedEnd }: WeekLine): string {
  if (reason === 'late' && daysLeft !== null) return t('my-week.late', { count: -daysLeft });
  if (reason === 'due' && daysLeft !== null)
    return daysLeft === 0 ? t('my-week.dueToday') : t('my-week.dueIn', { count: daysLeft });
  return plannedEnd === null ? t('common.noDate') : t('my-week.planned', { date: formatDate(plannedEnd) });
}
