import { foldText } from '../../../shared/domain/fold-text.ts';
import { formatCount } from '../../../shared/i18n/format.ts';
import type { Language, Translate } from '../../../shared/i18n/translate.ts';
import type { LoadMonth, LoadRow } from '../../../shared/views/load-view.ts';
import type { Labels } from '../../../shared/views/labels.ts';

/** Tenths of a day as « 4,5 j ». */
export function daysText(t: Translate, language: Language, tenths: number): string {
  return t('load.days', { days: formatCount(tenths / 10, language) });
}

export type LoadLevel = 'unknown' | 'room' | 'full' | 'over';

/** How a month stands: above 100 % is more than there is to give, from 85 % on nothing more fits. */
export function levelOf({ percent }: Pick<LoadMonth, 'percent'>): LoadLevel {
  if (percent === null) return 'unknown';
  if (percent > 100) return 'over';
  return percent >= 85 ? 'full' : 'room';
}

/** « Équipe informatique locale, Trois-Rives » or the name of a person. */
export function rowName(t: Translate, labels: Labels, { name, role, siteName }: LoadRow): string {
  return name ?? t('load.team', { role: labels.label('role', role), site: siteName ?? '' });
}

/** What is said beside the name of a person. */
export function rowNote(t: Translate, labels: Labels, row: LoadRow): string {
  if (row.kind === 'team') return t('load.members', { count: row.personIds.length });
  return [labels.label('role', row.role), row.siteName].filter(Boolean).join(' · ');
}

/** The rows whose words hold all that is typed, those above their capacity alone when asked. */
export function filterRows(
  rows: readonly LoadRow[],
  { text, over }: { readonly text: string; readonly over: boolean },
  wordsOf: (row: LoadRow) => string,
): LoadRow[] {
  const typed = foldText(text).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (over && !row.months.some((month) => levelOf(month) === 'over')) return false;
    const said = foldText(wordsOf(row));
    return typed.every((word) => said.includes(word));
  });
}
