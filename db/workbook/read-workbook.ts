/** Reads a workbook of Excel or LibreOffice (Office Open XML): sheets, texts, numbers, formats and fills of cells. */
import path from 'node:path';
import {
  EPOCH_1900,
  EPOCH_1904,
  readAddress,
  type CellValue,
  type Sheet,
  type SheetCell,
  type Workbook,
} from '../../shared/workbook/cells.ts';
import { readXml } from './read-xml.ts';
import { openZip, readEntry, unreadableWorkbook, type ZipArchive } from './zip-archive.ts';

/** @throws AppError `refused` where it is no such file, or one that is damaged or locked by a password */
export function readWorkbook(bytes: Buffer): Workbook {
  const archive = openZip(bytes);
  const { entry: bookEntry, targets } = findBook(archive);
  const book = textOf(archive, bookEntry) ?? '';
  const sheets: { name: string; relation: string; isHidden: boolean }[] = [];
  let epoch = EPOCH_1900;
  readXml(book, {
    open: (name, attributes) => {
      if (name === 'workbookPr' && isTrue(attributes['date1904'])) epoch = EPOCH_1904;
      if (name === 'sheet')
        sheets.push({
          name: attributes['name'] ?? '',
          relation: attributes['r:id'] ?? relationOf(attributes),
          isHidden: (attributes['state'] ?? 'visible') !== 'visible',
        });
    },
  });
  const byKind = (kind: string): string | null =>
    [...targets.values()].find(({ type }) => type.endsWith(`/${kind}`))?.entry ?? null;
  const texts = readSharedTexts(textOf(archive, byKind('sharedStrings')));
  const styles = readStyles(textOf(archive, byKind('styles')));
  return {
    epoch,
    sheets: sheets.flatMap(({ name, relation, isHidden }) => {
      const target = targets.get(relation);
      // A sheet of a chart has no cells.
      if (!target?.type.endsWith('/worksheet')) return [];
      const xml = textOf(archive, target.entry);
      if (xml === null) throw unreadableWorkbook();
      return [readSheet({ name, entry: target.entry, isHidden }, xml, texts, styles)];
    }),
  };
}

interface Target {
  readonly type: string;
  readonly entry: string;
}

/** The prefix of relations is a writer's own choice. */
function relationOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
}

function findBook(archive: ZipArchive): { entry: string; targets: ReadonlyMap<string, Target> } {
  const [book] = [...relationsOf(archive, '').values()].filter(({ type }) =>
    type.endsWith('/officeDocument'),
  );
  if (!book) throw unreadableWorkbook();
  return { entry: book.entry, targets: relationsOf(archive, book.entry) };
}

/** What a part of the file refers to, by the id it uses. */
function relationsOf(archive: ZipArchive, entry: string): Map<string, Target> {
  const folder = path.posix.dirname(entry);
  const file = path.posix.join(folder, '_rels', `${path.posix.basename(entry)}.rels`);
  const relations = new Map<string, Target>();
  readXml(textOf(archive, file) ?? '<none/>', {
    open: (name, { Id: id, Type: type, Target: target, TargetMode: mode }) => {
      if (name !== 'Relationship' || !id || !type || !target || mode === 'External') return;
      const place = target.startsWith('/') ? target.slice(1) : path.posix.join(folder, target);
      relations.set(id, { type, entry: place });
    },
  });
  return relations;
}

function textOf(archive: ZipArchive, entry: string | null): string | null {
  if (entry === null) return null;
  return readEntry(archive, entry)?.toString('utf8') ?? null;
}

/** Texts in the order they are numbered; what is only a reading aid is left out. */
function readSharedTexts(xml: string | null): string[] {
  const texts: string[] = [];
  if (xml === null) return texts;
  let text = '';
  let [inText, aids] = [false, 0];
  readXml(xml, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') aids += 1;
      if (name === 't') inText = aids === 0;
    },
    close: (name) => {
      if (name === 'si') texts.push(text);
      if (name === 'rPh') aids -= 1;
      if (name === 't') inText = false;
    },
    text: (part) => {
      if (inText) text += part;
    },
  });
  return texts;
}

interface CellStyle {
  readonly isDay: boolean;
  readonly isPercent: boolean;
  readonly fill: string | null;
}

const plainStyle: CellStyle = { isDay: false, isPercent: false, fill: null };
/** Numbers of the formats every program knows. */
const dayFormats = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);
const percentFormats = new Set([9, 10]);

function readStyles(xml: string | null): CellStyle[] {
  const formats = new Map<number, string>();
  const fills: (string | null)[] = [];
  const styles: CellStyle[] = [];
  if (xml === null) return styles;
  const within: string[] = [];
  readXml(xml, {
    open: (name, attributes) => {
      const parent = within.at(-1);
      within.push(name);
      if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'fill' && parent === 'fills') fills.push(null);
      // Differential styles have fills too: they stand elsewhere.
      if (name === 'fgColor' && within.includes('fills'))
        fills[fills.length - 1] = colourOf(attributes['rgb']);
      if (name === 'xf' && parent === 'cellXfs') {
        const format = Number(attributes['numFmtId'] ?? 0);
        const code = formats.get(format);
        styles.push({
          isDay: code === undefined ? dayFormats.has(format) : isDayFormat(code),
          isPercent: code === undefined ? percentFormats.has(format) : /%/.test(code),
          fill: fills[Number(attributes['fillId'] ?? 0)] ?? null,
        });
      }
    },
    close: () => void within.pop(),
  });
  return styles;
}

function colourOf(argb: string | undefined): string | null {
  return /^(?:[0-9a-f]{2})?([0-9a-f]{6})$/i.exec(argb ?? '')?.[1] ?? null;
}

/** Days and years are written in a format, outside of texts in quotes and of colours in brackets. */
function isDayFormat(code: string): boolean {
  const bare = code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase();
  return /[dy]|mmm/.test(bare) && !/general/.test(bare);
}

interface RawCell {
  readonly ref: string;
  readonly type: string;
  readonly style: number;
  value: string | null;
  inline: string;
  hasFormula: boolean;
}

function readSheet(
  sheet: { readonly name: string; readonly entry: string; readonly isHidden: boolean },
  xml: string,
  texts: readonly string[],
  styles: readonly CellStyle[],
): Sheet {
  const rows = new Map<number, SheetCell[]>();
  const mergedRows = new Set<number>();
  let cell: RawCell | null = null;
  let part: 'v' | 't' | null = null;
  let [row, column] = [0, 0];
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = Number(attributes['r'] ?? row + 1);
        column = 0;
      } else if (name === 'c') {
        cell = {
          ref: attributes['r'] ?? '',
          type: attributes['t'] ?? 'n',
          style: Number(attributes['s'] ?? 0),
          value: null,
          inline: '',
          hasFormula: false,
        };
      } else if (name === 'f' && cell) cell.hasFormula = true;
      else if (name === 'v' || name === 't') part = name;
      else if (name === 'mergeCell') noteMerge(attributes['ref'] ?? '', mergedRows);
    },
    text: (text) => {
      if (!cell || part === null) return;
      if (part === 'v') cell.value = (cell.value ?? '') + text;
      else cell.inline += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') part = null;
      if (name !== 'c' || !cell) return;
      // An address may be left out: then it is the next one.
      const at = cell.ref === '' ? { row, column: column + 1 } : addressOf(cell.ref);
      ({ column } = at);
      const style = styles[cell.style] ?? plainStyle;
      const known = rows.get(at.row) ?? [];
      known.push({
        ...at,
        ref: cell.ref,
        value: valueOf(cell, texts),
        ...style,
        hasFormula: cell.hasFormula,
      });
      rows.set(at.row, known);
      cell = null;
    },
  });
  return { ...sheet, rows, mergedRows };
}

function addressOf(ref: string): { readonly column: number; readonly row: number } {
  try {
    return readAddress(ref);
  } catch {
    throw unreadableWorkbook();
  }
}

function noteMerge(range: string, mergedRows: Set<number>): void {
  const [from = '', to = from] = range.split(':');
  const [first, last] = [addressOf(from), addressOf(to)];
  if (last.column > first.column) mergedRows.add(first.row);
}

function valueOf({ type, value, inline }: RawCell, texts: readonly string[]): CellValue | null {
  switch (type) {
    case 's':
      return value === null ? null : textValue(texts[Number(value)] ?? '');
    case 'inlineStr':
      return textValue(inline);
    case 'str':
      return textValue(value ?? '');
    case 'e':
      return { kind: 'error', text: value ?? '' };
    case 'd':
      return textValue((value ?? '').slice(0, 10));
    case 'b':
      return value === null ? null : textValue(value === '1' ? 'VRAI' : 'FAUX');
    default: {
      if (value === null || value.trim() === '') return null;
      const number = Number(value);
      if (!Number.isFinite(number)) throw unreadableWorkbook();
      return { kind: 'number', number };
    }
  }
}

function textValue(text: string): CellValue | null {
  return text === '' ? null : { kind: 'text', text };
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
