import { type SortingState, useTable } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { columnDefs, type GridColumn, gridFeatures } from './table-features.ts';

/** A line of the drawn table: a row, with its index among rows, or the heading of a section. */
export type GridLine<Row> =
  | { readonly type: 'row'; readonly row: Row; readonly id: string; readonly index: number }
  | { readonly type: 'section'; readonly label: string; readonly id: string };

interface GridRowsInput<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly GridColumn<Row>[];
  readonly rowId: (row: Row) => string;
  readonly sectionOf?: ((row: Row) => string | null) | undefined;
}

export interface GridRows<Row> {
  readonly lines: readonly GridLine<Row>[];
  /** Index in `lines` of each row, in order. */
  readonly lineOfRow: readonly number[];
  readonly sorting: { readonly id: string; readonly desc: boolean } | null;
  readonly toggleSort: (columnId: string) => void;
}

/** Rows in the order asked for, with their sections as long as no column sorts them. */
export function useGridRows<Row extends object>(input: GridRowsInput<Row>): GridRows<Row> {
  const { rows, columns, rowId, sectionOf } = input;
  const [sorting, setSorting] = useState<SortingState>([]);
  const defs = useMemo(() => columnDefs(columns), [columns]);
  const table = useTable(
    {
      features: gridFeatures,
      data: rows,
      columns: defs,
      getRowId: rowId,
      state: { sorting },
      onSortingChange: setSorting,
    },
    (state) => state.sorting,
  );
  const sorted = table.getRowModel().rows;
  const sections = sorting.length === 0 ? sectionOf : undefined;
  const lines = useMemo(() => {
    const list: GridLine<Row>[] = [];
    let section: string | null = null;
    for (const [index, { original, id }] of sorted.entries()) {
      const label = sections?.(original) ?? null;
      if (label !== null && label !== section) list.push({ type: 'section', label, id: `section:${id}` });
      section = label;
      list.push({ type: 'row', row: original, id, index });
    }
    return list;
  }, [sorted, sections]);
  const lineOfRow = useMemo(
    () => lines.flatMap((line, index) => (line.type === 'row' ? [index] : [])),
    [lines],
  );
  return {
    lines,
    lineOfRow,
    sorting: sorting[0] ?? null,
    toggleSort: (columnId) => table.getColumn(columnId)?.toggleSorting(),
  };
}
