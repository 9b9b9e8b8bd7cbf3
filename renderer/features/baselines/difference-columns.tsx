import { formatSigned } from '../../../shared/i18n/format.ts';
import type { Language, Translate } from '../../../shared/i18n/translate.ts';
import type { BaselineDifferenceRow } from '../../../shared/views/baseline-view.ts';
import type { GridColumn, SheetColumn } from '../../components/data-table/table-features.ts';
import { OldAndNewDay } from '../../components/old-and-new-day.tsx';
import styles from './baselines.module.css';

type Day = 'fromStart' | 'fromEnd' | 'toStart' | 'toEnd';

function day(header: string, id: Day): SheetColumn<BaselineDifferenceRow> {
  return { header, kind: 'date', value: (row) => row[id] };
}

/** Columns of what has changed: where, what, the old days struck through beside the new ones, the drift. */
export function differenceColumns(t: Translate, language: Language): GridColumn<BaselineDifferenceRow>[] {
  const dates = (id: 'start' | 'end', from: 'fromStart' | 'fromEnd', to: 'toStart' | 'toEnd') => ({
    id,
    header: t(`baselines.${id}`),
    width: 200,
    value: (row: BaselineDifferenceRow) => row[to] ?? row[from],
    sheet: [
      day(t('baselines.before', { column: t(`baselines.${id}`) }), from),
      day(t('baselines.after', { column: t(`baselines.${id}`) }), to),
    ],
    cell: (row: BaselineDifferenceRow) => (
      <OldAndNewDay from={row[from]} to={row[to]} removed={row.change === 'removed'} />
    ),
  });
  return [
    {
      id: 'domain',
      header: t('baselines.domain'),
      width: 150,
      grow: 1,
      value: (row) => row.domainLabel,
      cell: (row) => <span title={row.domainLabel}>{row.domainLabel}</span>,
    },
    {
      id: 'milestone',
      header: t('baselines.milestone'),
      width: 190,
      grow: 2,
      value: (row) => row.label,
      cell: (row) => <span title={row.label}>{row.label}</span>,
    },
    {
      id: 'change',
      header: t('baselines.change'),
      width: 104,
      value: (row) => t(`baselines.changed.${row.change}`),
      cell: (row) => <span data-change={row.change}>{t(`baselines.changed.${row.change}`)}</span>,
    },
    dates('start', 'fromStart', 'toStart'),
    dates('end', 'fromEnd', 'toEnd'),
    {
      id: 'drift',
      header: t('baselines.drift'),
      width: 88,
      align: 'end',
      value: (row) => row.workingDays,
      sheet: [{ header: t('baselines.driftSheet'), kind: 'number', value: (row) => row.workingDays }],
      cell: ({ workingDays }) => {
        if (workingDays === null) return null;
        const told = t('baselines.workingDays', { count: workingDays });
        return (
          <span title={told} className={workingDays > 0 ? styles.later : undefined}>
            {t('baselines.days', { days: formatSigned(workingDays, language) })}
          </span>
        );
      },
    },
  ];
}
