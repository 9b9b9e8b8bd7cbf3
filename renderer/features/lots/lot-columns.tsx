import { amountNumber } from '../../../shared/hosting/amount-text.ts';
import type { Measure } from '../../../shared/hosting/scope.ts';
import type { Language, Translate } from '../../../shared/i18n/translate.ts';
import type { LotRow } from '../../../shared/views/lots-view.ts';
import type { GridColumn } from '../../components/data-table/table-features.ts';
import { DateText } from '../../components/date-text.tsx';
import { NameLink } from '../../components/name-link.tsx';
import classes from './lots.module.css';

/** Columns of the list of lots. */
export function lotColumns(t: Translate, language: Language): GridColumn<LotRow>[] {
  const amount = (
    of: 'planned' | 'current' | 'transferred',
    measure: Measure,
    header: string,
    width: number,
  ): GridColumn<LotRow> => ({
    id: `${of}-${measure}`,
    header,
    width,
    align: 'end',
    value: (row) => row[of][measure] / (measure === 'storage' ? 10 : 1),
    cell: (row) => (
      <span
        className={
          of === 'current' && row.current[measure] !== row.planned[measure] ? classes.more : undefined
        }
      >
        {amountNumber(measure, row[of][measure], language)}
      </span>
    ),
  });
  const day = (id: 'plannedEnd' | 'transferredOn'): GridColumn<LotRow> => {
    const header = t(`lots.column.${id}`);
    return {
      id,
      header,
      width: 120,
      value: (row) => row[id],
      sheet: [{ header, kind: 'date', value: (row) => row[id] }],
      cell: (row) => (
        <span className={id === 'plannedEnd' && row.late ? classes.late : undefined}>
          <DateText day={row[id]} />
        </span>
      ),
    };
  };
  const status = ({ status: code, late }: LotRow): string =>
    [t(`lots.status.${code}`), late && t('lots.late')].filter(Boolean).join(', ');
  return [
    {
      id: 'position',
      header: t('lots.rank'),
      width: 56,
      align: 'end',
      value: ({ position }) => position,
      cell: ({ position }) => position,
    },
    {
      id: 'label',
      header: t('lots.lot'),
      width: 200,
      grow: 2,
      value: ({ label }) => label,
      cell: ({ id, label }) => <NameLink to={{ name: 'lots', lot: id }} name={label} />,
    },
    amount('planned', 'servers', t('lots.column.planned'), 130),
    amount('current', 'servers', t('lots.column.current'), 96),
    amount('transferred', 'servers', t('lots.column.transferredServers'), 106),
    amount('current', 'virtualMachines', t('lots.measure.virtualMachines'), 70),
    amount('current', 'storage', t('lots.column.storage'), 70),
    day('plannedEnd'),
    day('transferredOn'),
    {
      id: 'status',
      header: t('lots.column.status'),
      width: 140,
      value: status,
      cell: (row) => <span className={row.late ? classes.late : undefined}>{status(row)}</span>,
    },
  ];
}
