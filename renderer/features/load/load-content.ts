import { formatMonth } from '../../../shared/i18n/format.ts';
import type { Language, Translate } from '../../../shared/i18n/translate.ts';
import type { Labels } from '../../../shared/views/labels.ts';
import type { LoadMonth, LoadRow } from '../../../shared/views/load-view.ts';
import type { TableContent } from '../../components/data-table/table-content.ts';
import { rowName, rowNote } from './load-words.ts';

/** Shown rows as a table file: a share of the capacity a month; days where the capacity is not known. */
export function loadContent(
  rows: readonly LoadRow[],
  months: readonly string[],
  { t, language, labels }: { readonly t: Translate; readonly language: Language; readonly labels: Labels },
): TableContent {
  const shares = months.map((month, at) => ({ at, header: formatMonth(month, language) }));
  const askedOf = (load: LoadMonth | undefined) =>
    load === undefined || load.percent !== null ? null : (load.committed + load.estimated) / 10;
  const inDays = shares.filter(({ at }) => rows.some(({ months: own }) => askedOf(own[at])));
  return {
    columns: [
      { header: t('load.who'), kind: 'text' },
      { header: t('paper.column.role'), kind: 'text' },
      ...shares.map(({ header }) => ({ header, kind: 'percent' as const })),
      ...inDays.map(({ header }) => ({
        header: t('load.inDays', { month: header }),
        kind: 'number' as const,
      })),
    ],
    rows: rows.map((row) => [
      rowName(t, labels, row),
      rowNote(t, labels, row),
      ...shares.map(({ at }) => {
        const percent = row.months[at]?.percent ?? null;
        return percent === null ? null : percent / 100;
      }),
      ...inDays.map(({ at }) => askedOf(row.months[at])),
    ]),
  };
}
