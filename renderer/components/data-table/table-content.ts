import {
  type ColumnKind,
  MOST_TEXT,
  type TableCell,
  type TableFile,
} from '../../../shared/views/table-file.ts';
import type { GridColumn, GridSection, SheetColumn } from './table-features.ts';

/** What a table shows, without its title: all rows in their order, the section of each in a column of its own. */
export type TableContent = Pick<TableFile, 'columns' | 'rows'>;

/** The content a file is written from; kinds are those of the columns, or of what their cells hold. */
export function tableContent<Row>(
  rows: readonly Row[],
  columns: readonly GridColumn<Row>[],
  section: GridSection<Row> | undefined,
): TableContent {
  const written: SheetColumn<Row>[] = [
    ...(section ? [{ header: section.header, value: section.of }] : []),
    ...columns.flatMap(sheetColumns),
  ];
  const filled = written.map(({ header, kind, value }) => {
    const cells = rows.map(value);
    const told = kind ?? (cells.some((cell) => typeof cell === 'number') ? 'number' : 'text');
    return { header, kind: told, cells: cells.map((cell) => fitted(cell, told)) };
  });
  return {
    columns: filled.map(({ header, kind }) => ({ header, kind })),
    rows: rows.map((_, at) => filled.map(({ cells }) => cells[at] ?? null)),
  };
}

function sheetColumns<Row>({ sheet, header, value }: GridColumn<Row>): readonly SheetColumn<Row>[] {
  return sheet ?? (value ? [{ header, value }] : []);
}

function fitted(cell: TableCell, kind: ColumnKind): TableCell {
  if (cell === null || kind !== 'text') return cell;
  return String(cell).slice(0, MOST_TEXT);
}
