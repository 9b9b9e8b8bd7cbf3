import type { Cell, Row } from 'write-excel-file/node';
import { formatDate } from '../../shared/i18n/format.ts';
import type { ColumnKind, TableCell, TableFile } from '../../shared/views/table-file.ts';

/** Texts longer than this are wrapped in their cell; also the widest a column is, in characters. */
const WIDEST = 60;
const NARROWEST = 9;
/** Room beside the longest text of a column, in characters. */
const PADDING = 2;
const DAY = 'dd/mm/yyyy';
/** Named, for what is set in bold falls back to another face without it. */
const FONT = { fontFamily: 'Calibri', fontSize: 11 } as const;
const HEAD = { fontWeight: 'bold', backgroundColor: '#E3E9EC', alignVertical: 'center', wrap: true } as const;

/**
 * The table as an Excel workbook of one sheet: title, `note` (what the figures are of), frozen headings, rows. Days and
 * numbers are real ones; a text stays a text, whatever it begins with.
 */
export async function tableXlsx({ title, columns, rows }: TableFile, note: string): Promise<Uint8Array> {
  // Loaded when the first workbook is asked for: no start waits for it.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const headings = columns.map(({ header, kind }): Cell => ({ ...textCell(header), ...HEAD, align: sideOf(kind) }));
  const lead: Row[] = [
    [{ ...textCell(title), fontWeight: 'bold', fontSize: 14 }],
    [{ ...textCell(note), textColor: '#5B6670' }],
    headings,
  ];
  const lines = rows.map((row): Row => row.map((cell, at) => sheetCell(cell, columns[at]?.kind ?? 'text')));
  const workbook = writeExcelFile([...lead, ...lines], {
    sheet: sheetName(title),
    stickyRowsCount: lead.length,
    columns: columns.map((column, at) => ({ width: widthOf(column, rows, at) })),
    orientation: 'landscape',
  }, FONT);
  return workbook.toBuffer();
}

const textCell = (value: string) => ({ value, type: String });
const sideOf = (kind: ColumnKind): 'left' | 'right' => (kind === 'text' || kind === 'date' ? 'left' : 'right');

function sheetCell(cell: TableCell, kind: ColumnKind): Cell {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'number') {
    const format = kind === 'percent' ? (Number.isInteger(cell * 100) ? '0%' : '0.0%') : undefined;
    return { value: cell, type: Number, alignVertical: 'top', ...(format !== undefined && { format }) };
  }
  if (kind === 'date') {
    return { value: new Date(`${cell}T00:00:00Z`), type: Date, format: DAY, align: 'left', alignVertical: 'top' };
  }
  const wrap = cell.length > WIDEST || cell.includes('\n');
  return { ...textCell(cell), alignVertical: 'top', ...(wrap && { wrap }) };
}

function widthOf({ header, kind }: TableFile['columns'][number], rows: TableFile['rows'], at: number): number {
  let longest = header.length;
  for (const row of rows) longest = Math.max(longest, lengthOf(row[at] ?? null, kind));
  return Math.min(WIDEST, Math.max(NARROWEST, longest)) + PADDING;
}

function lengthOf(cell: TableCell, kind: ColumnKind): number {
  if (cell === null) return 0;
  if (kind === 'date') return formatDate(String(cell)).length;
  return Math.max(...String(cell).split('\n').map((line) => line.length));
}

/** A name Excel takes for a sheet: at most 31 characters, none of `[]:*?/\`, no apostrophe at either end. */
function sheetName(title: string): string {
  const plain = title.replace(/[[\]:*?/\\\p{Cc}]+/gu, ' ').replace(/\s+/g, ' ').trim();
  return plain.slice(0, 31).replace(/^'+|'+$/g, '').trim() || 'Jalon';
}
