import { formatDate } from '../../shared/i18n/format.ts';
import type { ColumnKind, TableCell, TableFile } from '../../shared/views/table-file.ts';

/** Makes French Excel open the file by double click: byte order mark, semicolons, CRLF. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Spreadsheets run a cell that begins so as a formula; some take the wide forms for the narrow ones. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;

/** The table as text for French Excel: headings, then one line a row, days JJ/MM/AAAA, decimal commas. */
export function tableCsv({ columns, rows }: Pick<TableFile, 'columns' | 'rows'>): string {
  const headings = columns.map(({ header }) => csvCell(header));
  const lines = rows.map((row) => row.map((cell, at) => cellText(cell, columns[at]?.kind ?? 'text')));
  return `${BYTE_ORDER_MARK}${[headings, ...lines].map((line) => line.join(';')).join('\r\n')}\r\n`;
}

function cellText(cell: TableCell, kind: ColumnKind): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return kind === 'percent' ? `${decimal(cell * 100)}%` : decimal(cell);
  return kind === 'date' ? formatDate(cell) : csvCell(cell);
}

/** A number as French Excel reads it, without the noise of binary fractions. */
function decimal(value: number): string {
  return String(Number(value.toFixed(10))).replace('.', ',');
}

/** A cell that means what it says: quoted where needed, never a formula. */
export function csvCell(value: string): string {
  const inert = FORMULA_START.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
