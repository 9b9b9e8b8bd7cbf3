import { formatDate } from '../../../shared/i18n/format.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { MilestoneChoice } from '../../../shared/views/deployment-view.ts';

/** The longest lag a link may have, in days either way. */
export const LONGEST_LAG = 3650;

/** « Bascule · Anesthésie, Aptière · 12/03/2027 ». */
export function choiceText(
  t: Translate,
  { label, domainLabel, siteName, plannedEnd }: Omit<MilestoneChoice, 'id'>,
): string {
  const place = { label, domain: domainLabel, site: siteName };
  return plannedEnd === null
    ? t('deployment.plan.choice', place)
    : t('deployment.plan.choiceDated', { ...place, end: formatDate(plannedEnd) });
}

/** A lag as typed: whole days within ten years either way; null for anything else. */
export function parseLag(typed: string | number): number | null {
  const text = String(typed).trim().replace('−', '-');
  if (!/^-?\d{1,4}$/.test(text)) return null;
  const days = Number(text);
  return Math.abs(days) <= LONGEST_LAG ? days : null;
}
