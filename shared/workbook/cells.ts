/** A spreadsheet as it was read: sheets of cells by address. Nothing here knows how a file holds them. */

export type CellValue =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'text'; readonly text: string }
  /** `#REF!` and the like. */
  | { readonly kind: 'error'; readonly text: string };

export interface SheetCell {
  /** `B12`. */
  readonly ref: string;
  readonly row: number;
  /** From 1. */
  readonly column: number;
  /** What it shows; of a formula, its stored result. Null where it is empty. */
  readonly value: CellValue | null;
  /** Its format shows a number as a day. */
  readonly isDay: boolean;
  /** Its format shows a number as a share. */
  readonly isPercent: boolean;
  readonly hasFormula: boolean;
  /** Colour it is filled with, six hex digits; null where none is told as such. */
  readonly fill: string | null;
}

export interface Sheet {
  readonly name: string;
  /** Entry of the file that holds it. */
  readonly entry: string;
  readonly isHidden: boolean;
  /** Rows with something in them, in their order, each with its cells in theirs. */
  readonly rows: ReadonlyMap<number, readonly SheetCell[]>;
  /** First rows of merged ranges that go over more than one column. */
  readonly mergedRows: ReadonlySet<number>;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Day that the serial number 0 stands for: days from 1970-01-01. */
  readonly epoch: number;
}

/** Serial number 60 is a day that never was; what counts lies after it. */
export const EPOCH_1900 = -25_569;
export const EPOCH_1904 = -24_107;

/** `C` and 7 from `C7`. Throws a RangeError on what is no address. */
export function readAddress(ref: string): { readonly column: number; readonly row: number } {
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(ref) ?? [];
  if (letters === undefined || digits === undefined) throw new RangeError(`No address of a cell: ${ref}`);
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { column, row: Number(digits) };
}

/** `C7` from 3 and 7. */
export function writeAddress(column: number, row: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row}`;
}

/** What a cell says as text, without spaces around it; empty where it says nothing. */
export function textOfCell(cell: SheetCell | undefined): string {
  if (!cell?.value) return '';
  return cell.value.kind === 'number' ? String(cell.value.number) : cell.value.text.trim();
}
