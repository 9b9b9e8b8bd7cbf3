/**
 * Workbooks of one sheet, written row by row as SpreadsheetML (ECMA-376, part 1, 18): the libraries there are build the
 * whole of it in one go, for which a table of thirty thousand rows keeps the only writer from everything else for
 * seconds. Between two slices others are answered, and the work may end.
 */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { dayFromIso } from '../../shared/domain/iso-date.ts';
import { formatDate } from '../../shared/i18n/format.ts';
import type { ColumnKind, TableCell, TableFile } from '../../shared/views/table-file.ts';

/** Texts longer than this are wrapped in their cell; also the widest a column is, in characters. */
const WIDEST = 60;
const NARROWEST = 9;
/** Room beside the longest text of a column, in characters. */
const PADDING = 2;
/** Rows written between two pauses: some milliseconds. */
const SLICE = 500;
/** Excel counts days from 30 December 1899. */
const EXCEL_DAY_0 = 25_569;

/** Formats of cells, by their place among the `cellXfs` of `STYLES`. */
const STYLE = {
  title: 1,
  note: 2,
  headLeft: 3,
  headRight: 4,
  text: 5,
  wrapped: 6,
  day: 7,
  number: 8,
  percent: 9,
  fraction: 10,
} as const;

/** Told after each slice which share of the rows is written; may throw to end the work. */
export type OnSlice = (share: number) => Promise<void>;

/**
 * The table as an Excel workbook of one sheet: title, `note` (what the figures are of), frozen headings, rows. Days and
 * numbers are real ones; a text stays a text, whatever it begins with.
 */
export async function tableXlsx(table: TableFile, note: string, onSlice: OnSlice): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const add = (name: string, xml: string): void => openPart(zip, name)(xml, true);
  const strings = new SharedStrings();
  add('[Content_Types].xml', CONTENT_TYPES);
  add('_rels/.rels', relations({ rId1: ['officeDocument', 'xl/workbook.xml'] }));
  add(
    'xl/_rels/workbook.xml.rels',
    relations({
      rId1: ['worksheet', 'worksheets/sheet1.xml'],
      rId2: ['styles', 'styles.xml'],
      rId3: ['sharedStrings', 'sharedStrings.xml'],
    }),
  );
  add('xl/workbook.xml', workbookXml(sheetName(table.title)));
  add('xl/styles.xml', STYLES);
  const writeSheet = openPart(zip, 'xl/worksheets/sheet1.xml');
  writeSheet(sheetHead(table), false);
  writeSheet(leadRows(table, note, strings), false);
  for (let first = 0; first < table.rows.length; first += SLICE) {
    const slice = table.rows.slice(first, first + SLICE);
    writeSheet(slice.map((row, at) => rowXml(row, first + at + LEAD + 1, table, strings)).join(''), false);
    await onSlice(Math.min(1, (first + SLICE) / table.rows.length));
  }
  writeSheet('</sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>', true);
  add('xl/sharedStrings.xml', strings.xml());
  zip.end();
  return Buffer.concat(chunks);
}

/** Begins a part of the file; what it answers writes more of it, and its end. */
function openPart(zip: Zip, name: string): (xml: string, isLast: boolean) => void {
  const part = new ZipDeflate(name, { level: 6 });
  zip.add(part);
  return (xml, isLast) => part.push(strToU8(xml), isLast);
}

/** Every text of the sheet once. */
class SharedStrings {
  readonly #places = new Map<string, number>();

  place(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.#places.size);
    return this.#places.size - 1;
  }

  xml(): string {
    const all = [...this.#places.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`);
    return `${HEAD}<sst xmlns="${MAIN}">${all.join('')}</sst>`;
  }
}

/** Rows above those of the table: title, note, headings. */
const LEAD = 3;

function leadRows({ title, columns }: TableFile, note: string, strings: SharedStrings): string {
  const text = (at: number, row: number, value: string, style: number) =>
    cellXml(at, row, style, ` t="s"`, strings.place(value));
  const heads = columns.map(({ header, kind }, at) =>
    text(at, 3, header, kind === 'text' || kind === 'date' ? STYLE.headLeft : STYLE.headRight),
  );
  return [[text(0, 1, title, STYLE.title)], [text(0, 2, note, STYLE.note)], heads]
    .map((cells, at) => `<row r="${at + 1}">${cells.join('')}</row>`)
    .join('');
}

function rowXml(
  row: readonly TableCell[],
  number: number,
  { columns }: TableFile,
  strings: SharedStrings,
): string {
  const cells = row.map((cell, at) => {
    const kind = columns[at]?.kind ?? 'text';
    if (cell === null || cell === '') return '';
    if (typeof cell === 'number') return cellXml(at, number, numberStyle(cell, kind), '', cell);
    if (kind === 'date') return cellXml(at, number, STYLE.day, '', dayFromIso(cell) + EXCEL_DAY_0);
    const style = cell.length > WIDEST || cell.includes('\n') ? STYLE.wrapped : STYLE.text;
    return cellXml(at, number, style, ' t="s"', strings.place(cell));
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}

function numberStyle(value: number, kind: ColumnKind): number {
  if (kind !== 'percent') return STYLE.number;
  return Number.isInteger(value * 100) ? STYLE.percent : STYLE.fraction;
}

function cellXml(column: number, row: number, style: number, type: string, value: number): string {
  return `<c r="${columnName(column)}${row}" s="${style}"${type}><v>${value}</v></c>`;
}

/** A, B … Z, AA, AB … */
function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : `${columnName(Math.floor(at / 26) - 1)}${last}`;
}

function sheetHead({ columns, rows }: TableFile): string {
  const pane = `<pane ySplit="${LEAD}" topLeftCell="A${LEAD + 1}" activePane="bottomLeft" state="frozen"/>`;
  const cols = columns.map((column, at) => {
    const width = widthOf(column, rows, at);
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`;
  });
  return [
    `${HEAD}<worksheet xmlns="${MAIN}">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView tabSelected="1" workbookViewId="0">${pane}</sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"/><cols>${cols.join('')}</cols><sheetData>`,
  ].join('');
}

function widthOf({ header, kind }: TableFile['columns'][number], rows: TableFile['rows'], at: number): number {
  let longest = header.length;
  for (const row of rows) longest = Math.max(longest, lengthOf(row[at] ?? null, kind));
  return Math.min(WIDEST, Math.max(NARROWEST, longest)) + PADDING;
}

function lengthOf(cell: TableCell, kind: ColumnKind): number {
  if (cell === null) return 0;
  if (kind === 'date') return formatDate(String(cell)).length;
  return Math.max(
    ...String(cell)
      .split('\n')
      .map((line) => line.length),
  );
}

/** A name Excel takes for a sheet: at most 31 characters, none of `[]:*?/\`, no apostrophe at either end. */
function sheetName(title: string): string {
  const plain = title
    .replace(/[[\]:*?/\\\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return (
    plain
      .slice(0, 31)
      .replace(/^'+|'+$/g, '')
      .trim() || 'Jalon'
  );
}

/** Text as XML; control characters, which XML cannot hold, are left out. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(UNHELD, '');
}

// Tabs and ends of lines are held; halves of a sign and the two that are no sign are not.
const UNHELD = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const CONTENT_TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${SHEET_TYPE}.sharedStrings+xml"/></Types>`;

function relations(known: Readonly<Record<string, readonly [type: string, target: string]>>): string {
  const all = Object.entries(known).map(
    ([id, [type, target]]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

function workbookXml(name: string): string {
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
}

/** Named, for what is set in bold falls back to another face without it. */
const FACE = '<name val="Calibri"/><family val="2"/>';
const font = (size: number, more = ''): string => `<font>${more}<sz val="${size}"/>${FACE}</font>`;
const greyFont = `<font><sz val="11"/><color rgb="FF5B6670"/>${FACE}</font>`;
const xf = (font_: number, fill: number, format: number, alignment: string): string =>
  `<xf numFmtId="${format}" fontId="${font_}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment ${alignment}/></xf>`;

const STYLES = [
  `${HEAD}<styleSheet xmlns="${MAIN}">`,
  '<numFmts count="3"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0%"/><numFmt numFmtId="166" formatCode="0.0%"/></numFmts>',
  `<fonts count="4">${font(11)}${font(14, '<b/>')}${greyFont}${font(11, '<b/>')}</fonts>`,
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE3E9EC"/><bgColor indexed="64"/></patternFill></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="11"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  xf(1, 0, 0, 'vertical="bottom"'),
  xf(2, 0, 0, 'vertical="bottom"'),
  xf(3, 2, 0, 'horizontal="left" vertical="center" wrapText="1"'),
  xf(3, 2, 0, 'horizontal="right" vertical="center" wrapText="1"'),
  xf(0, 0, 0, 'vertical="top"'),
  xf(0, 0, 0, 'vertical="top" wrapText="1"'),
  xf(0, 0, 164, 'horizontal="left" vertical="top"'),
  xf(0, 0, 0, 'vertical="top"'),
  xf(0, 0, 165, 'vertical="top"'),
  xf(0, 0, 166, 'vertical="top"'),
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('');
