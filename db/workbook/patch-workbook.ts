/**
 * Writes days into cells of a workbook and leaves all else as it is: the other entries of the file byte for byte, and of a
 * changed sheet every character outside of those cells. A cell keeps its format, and its kind: a day stays a number, a
 * text stays a text.
 */
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { formatDate } from '../../shared/i18n/format.ts';
import { readAddress, type SheetCell, type Workbook } from '../../shared/workbook/cells.ts';
import { serialOf } from '../../shared/workbook/read-day.ts';
import { readXml } from './read-xml.ts';
import { openZip, readEntry, replaceEntries, unreadableWorkbook } from './zip-archive.ts';

export interface CellChange {
  readonly entry: string;
  readonly ref: string;
  /** Null empties it. */
  readonly day: IsoDate | null;
}

/** The bytes of the workbook with those cells changed. Cells with a formula must not be asked for. */
export function patchWorkbook(bytes: Buffer, workbook: Workbook, changes: readonly CellChange[]): Buffer {
  if (changes.length === 0) return bytes;
  const archive = openZip(bytes);
  const contents = new Map<string, Buffer>();
  for (const [entry, own] of Map.groupBy(changes, (change) => change.entry)) {
    const cells = cellsOf(workbook, entry);
    const before = readEntry(archive, entry);
    if (!before) throw unreadableWorkbook();
    const edits = editsOf(before.toString('utf8'), own, cells, workbook.epoch);
    contents.set(entry, Buffer.from(edited(before.toString('utf8'), edits), 'utf8'));
  }
  return replaceEntries(archive, contents);
}

/** The cells of the sheet of an entry, by address. */
export function cellsOf({ sheets }: Workbook, entry: string): ReadonlyMap<string, SheetCell> {
  const sheet = sheets.find((one) => one.entry === entry);
  return new Map([...(sheet?.rows.values() ?? [])].flat().map((cell) => [cell.ref, cell]));
}

interface Edit {
  readonly from: number;
  readonly until: number;
  readonly text: string;
}

/** The places of the wanted cells in the text of a sheet, and what is written there. */
function editsOf(
  xml: string,
  changes: readonly CellChange[],
  cells: ReadonlyMap<string, SheetCell>,
  epoch: number,
): Edit[] {
  const open = new Map(changes.map((change) => [change.ref, { ...change, ...readAddress(change.ref) }]));
  const edits: Edit[] = [];
  /** Puts in cells that are not there: those of this row left of a column. */
  const insert = (row: number, before: number, at: number, prefix: string): void => {
    const missing = [...open.values()].filter((change) => change.row === row && change.column < before);
    for (const { ref, day } of missing.toSorted((a, b) => a.column - b.column)) {
      open.delete(ref);
      const text = cellXml({ r: ref }, prefix, day, valueFor(cells.get(ref), day, epoch));
      edits.push({ from: at, until: at, text });
    }
  };
  let row = 0;
  let found: { from: number; attributes: Readonly<Record<string, string>>; day: IsoDate | null } | null =
    null;
  readXml(xml, {
    open: (name, attributes, from) => {
      if (name === 'row') row = Number(attributes['r'] ?? row + 1);
      const { r: ref } = attributes;
      if (name !== 'c' || ref === undefined) return;
      insert(row, readAddress(ref).column, from, prefixAt(xml, from));
      const change = open.get(ref);
      if (!change) return;
      open.delete(ref);
      found = { from, attributes, day: change.day };
    },
    close: (name, until) => {
      if (name === 'row') {
        const end = xml.lastIndexOf('<', until - 1);
        if (xml.startsWith('</', end)) insert(row, Infinity, end, prefixAt(xml, end + 1));
      }
      if (name !== 'c' || !found) return;
      const { from, attributes, day } = found;
      const value = valueFor(cells.get(attributes['r'] ?? ''), day, epoch);
      edits.push({ from, until, text: cellXml(attributes, prefixAt(xml, from), day, value) });
      found = null;
    },
  });
  if (open.size > 0) throw unreadableWorkbook();
  return edits;
}

/** « x: » where the writer of the file names its elements so. */
function prefixAt(xml: string, at: number): string {
  return /^<?\/?([\w.-]+:)/.exec(xml.slice(at, at + 40))?.[1] ?? '';
}

interface Written {
  readonly type: string | null;
  readonly xml: (prefix: string) => string;
}

/** A number where the cell shows numbers as days, or had one; else the day in words, as it stood there. */
function valueFor(cell: SheetCell | undefined, day: IsoDate | null, epoch: number): Written {
  if (day === null) return { type: null, xml: () => '' };
  if (cell?.isDay || cell?.value?.kind === 'number')
    return { type: null, xml: (x) => `<${x}v>${serialOf(day, epoch)}</${x}v>` };
  return { type: 'inlineStr', xml: (x) => `<${x}is><${x}t>${formatDate(day)}</${x}t></${x}is>` };
}

function cellXml(
  attributes: Readonly<Record<string, string>>,
  prefix: string,
  day: IsoDate | null,
  { type, xml }: Written,
): string {
  const kept = Object.entries(attributes).filter(([name]) => name !== 't');
  const all = type === null ? kept : [...kept, ['t', type] as const];
  const tag = `${prefix}c${all.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')}`;
  return day === null ? `<${tag}/>` : `<${tag}>${xml(prefix)}</${prefix}c>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** The text with its edits. Each is checked to begin and end at a tag: what is counted wrong must not be written. */
function edited(xml: string, edits: readonly Edit[]): string {
  let [text, at] = ['', 0];
  for (const { from, until, text: written } of edits.toSorted((a, b) => a.from - b.from)) {
    if (from < at || xml[from] !== '<' || (until > from && xml[until - 1] !== '>'))
      throw unreadableWorkbook();
    text += xml.slice(at, from) + written;
    at = until;
  }
  return text + xml.slice(at);
}
