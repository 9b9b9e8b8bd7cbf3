import type { Translate } from '../../../shared/i18n/translate.ts';
import type { WorkbookRow } from '../../../shared/views/workbook-view.ts';
import type { GridColumn } from '../../components/data-table/table-features.ts';
import { MilestoneGlyph } from '../../components/milestone-glyph.tsx';
import { DateText } from '../../components/date-text.tsx';
import { OldAndNewDay } from '../../components/old-and-new-day.tsx';
import { issueWords } from './row-words.ts';
import classes from './workbook.module.css';

/** Columns of what a workbook would bring. */
export function planColumns(t: Translate, statusLabel: (code: string) => string): GridColumn<WorkbookRow>[] {
  const day = (id: 'start' | 'end'): GridColumn<WorkbookRow> => ({
    id,
    header: t(`workbook.column.${id}`),
    width: 190,
    value: (row) => row[id],
    sheet: [{ header: t(`workbook.column.${id}`), kind: 'date', value: (row) => row[id] }],
    cell: (row) => {
      const former = row.former?.[id] ?? null;
      return row.outcome === 'update' && row[id] !== null && former !== null && former !== row[id] ? (
        <OldAndNewDay from={former} to={row[id]} />
      ) : (
        <DateText day={row[id]} />
      );
    },
  });
  return [
    {
      id: 'row',
      header: t('workbook.column.row'),
      width: 54,
      align: 'end',
      value: ({ row }) => row,
      cell: ({ row }) => row,
    },
    {
      id: 'outcome',
      header: t('workbook.column.outcome'),
      width: 98,
      value: ({ outcome }) => t(`workbook.outcome.${outcome}`),
      cell: ({ outcome }) => (
        <span
          className={outcome === 'decide' ? classes.decide : outcome === 'same' ? classes.quiet : undefined}
        >
          {t(`workbook.outcome.${outcome}`)}
        </span>
      ),
    },
    {
      id: 'label',
      header: t('workbook.column.label'),
      width: 180,
      grow: 3,
      value: ({ label }) => label,
      cell: ({ label }) => (label === '' ? <span className={classes.quiet}>–</span> : label),
    },
    {
      id: 'site',
      header: t('workbook.column.site'),
      width: 104,
      grow: 1,
      value: ({ siteName, site }) => siteName ?? site,
      cell: ({ siteName, site }) =>
        siteName ?? <span className={classes.decide}>{t('workbook.unknown', { site })}</span>,
    },
    day('start'),
    day('end'),
    {
      id: 'status',
      header: t('workbook.column.status'),
      width: 104,
      value: ({ status }) => (status === null ? null : statusLabel(status)),
      cell: ({ status }) =>
        status !== null && (
          <span className={classes.status}>
            <MilestoneGlyph status={status} />
            {statusLabel(status)}
          </span>
        ),
    },
    {
      id: 'why',
      header: t('workbook.column.why'),
      width: 160,
      grow: 2,
      value: ({ issues }) => issueWords(t, issues),
      cell: ({ issues, outcome }) => (
        <span className={outcome === 'decide' ? classes.decide : classes.quiet}>{issueWords(t, issues)}</span>
      ),
    },
  ];
}
