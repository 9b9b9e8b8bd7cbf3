import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  type SortFn,
  tableFeatures,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { ColumnKind, TableCell } from '../../../shared/views/table-file.ts';

/** Where the active cell goes once an edit is over. */
export type MoveAfterEdit = 'stay' | 'down' | 'next' | 'previous';

/** What a cell's editor is given. */
export interface CellEdit {
  /** The key that opened the editor by typing, to start its text with; null when opened by Enter, F2 or a click. */
  readonly typed: string | null;
  /** The edit is over; the editor has given its command. */
  readonly done: (move: MoveAfterEdit) => void;
  /** The edit is given up. */
  readonly cancel: () => void;
}

/** A column of the file a table is written to. */
export interface SheetColumn<Row> {
  readonly header: string;
  /** Left out: numbers where there are any, else text. */
  readonly kind?: ColumnKind;
  readonly value: (row: Row) => TableCell;
}

/** Runs of rows under a heading of their own. */
export interface GridSection<Row> {
  /** What the headings name, for a file where they are a column. */
  readonly header: string;
  /** Heading of the run this row belongs to. Keep the function stable between draws. */
  readonly of: (row: Row) => string | null;
}

/** A column of `DataTable`. */
export interface GridColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** Width in pixels; the least one when `grow` is given. */
  readonly width: number;
  /** Share of the width left over. */
  readonly grow?: number;
  readonly align?: 'start' | 'end';
  /** What the column sorts by: text in the order of the language, numbers, null last. None: it does not sort. */
  readonly value?: (row: Row) => string | number | null;
  readonly cell: (row: Row) => ReactNode;
  /** What it writes to a file where that is not its value under its header: days, what is sorted by rank, two in one. */
  readonly sheet?: readonly SheetColumn<Row>[];
  /** Draws the editor of a cell; without one the column is read only. */
  readonly editor?: (row: Row, edit: CellEdit) => ReactNode;
  /** False for the rows whose cell cannot be edited. */
  readonly canEdit?: (row: Row) => boolean;
}

/** Whether the cell of a row in a column can be edited. */
export function isEditable<Row>(column: GridColumn<Row>, row: Row): boolean {
  return column.editor !== undefined && (column.canEdit?.(row) ?? true);
}

/** The features of TanStack Table our tables use. */
export const gridFeatures = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
export type GridFeatures = typeof gridFeatures;

type SortValue = string | number | null;

const collator = new Intl.Collator('fr', { numeric: true, sensitivity: 'base' });

/** Orders two values of a column: numbers by size, texts as a French dictionary does, nothing last. */
export function compareValues(a: SortValue, b: SortValue): number {
  if (a === null || a === '') return b === null || b === '' ? 0 : 1;
  if (b === null || b === '') return -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}

/** TanStack's definitions of our columns. */
export function columnDefs<Row extends object>(
  columns: readonly GridColumn<Row>[],
): ColumnDef<GridFeatures, Row>[] {
  const sortFn: SortFn<GridFeatures, Row> = (a, b, id) =>
    compareValues(a.getValue<SortValue>(id), b.getValue<SortValue>(id));
  return columns.map((column) => ({
    id: column.id,
    accessorFn: (row: Row) => column.value?.(row) ?? null,
    enableSorting: column.value !== undefined,
    sortFn,
  }));
}
