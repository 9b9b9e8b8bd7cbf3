import type { ColumnKey } from '../../../shared/gantt/table-columns.ts';

/** Keys of the words over the columns. */
export const columnWords = {
  label: 'gantt.column.label',
  start: 'gantt.column.start',
  end: 'gantt.column.end',
  duration: 'gantt.column.duration',
  status: 'gantt.column.status',
  owner: 'gantt.column.owner',
  drift: 'gantt.column.drift',
  slack: 'gantt.column.slack',
} as const satisfies Record<ColumnKey, string>;
