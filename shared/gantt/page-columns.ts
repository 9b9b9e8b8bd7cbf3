/** The left columns of a sheet: which there is room for, how wide they are, and what of their text goes on another line. */
import type { TextMeasure } from './labels.ts';
import type { Paper } from './paper.ts';
import { cellText, type CellSource } from './row-text.ts';
import { ROW } from './rows.ts';
import { columnKeys, type ColumnKey } from './table-columns.ts';
import type { GanttPrintWords, GanttWords } from './words.ts';
import { wrapText } from './wrap-text.ts';

export interface Column {
  key: ColumnKey;
  title: string;
  x: number;
  width: number;
}

export interface ColumnInput extends CellSource {
  words: GanttWords;
  print: GanttPrintWords;
  measure: TextMeasure;
}

/** Columns of a sheet unless others are asked for: how long something lasts is seen on the chart. */
const USUAL: readonly ColumnKey[] = ['label', 'start', 'end', 'status', 'owner', 'drift', 'slack'];
/** What goes first where a sheet is too narrow for all; the label never goes. */
const LEAST_NEEDED: readonly ColumnKey[] = ['owner', 'duration', 'start', 'status', 'slack', 'drift', 'end'];
/** Parts of the width of a sheet: what the chart keeps at least, what one column takes at most. */
const CHART_SHARE = { usual: 0.42, asked: 0.25 };
const LABEL_SHARE = { landscape: 0.34, portrait: 0.4 };
const SIDE_SHARE = 0.16;
/**
 * Part of the labels the column is made for: the few longer ones take a second line. It is never made narrower for
 * their sake than this many heights of the text, where the sheet has so much to spare.
 */
const MOST_LABELS = 0.97;
const ROOMY = 32;
const ROOMY_SHARE = 0.26;
const PAD = 0.9;

/** Widths of a print's texts, in heights of the text, so that they hold for every size of it. */
export interface TextWidths {
  widest: Record<ColumnKey, number>;
  /** Of most labels, with their indent. */
  mostLabels: number;
  em: (text: string, bold: boolean) => number;
}

/** Indent of a row's label by its level, in heights of the text. */
export function labelIndent(kind: number): number {
  return 0.4 + kind * 0.9;
}

const CELL_INDENT = 0.4;

/** Measures every text of the columns once. */
export function textWidths(input: ColumnInput): TextWidths {
  const { rows, model, path, words, measure } = input;
  const known = new Map<string, number>();
  const em = (text: string, bold: boolean) => {
    const key = bold ? `b${text}` : text;
    let width = known.get(key);
    if (width === undefined) known.set(key, (width = measure(text, 100, bold) / 100));
    return width;
  };
  const day = em('00/00/0000', true);
  const widest = { label: 0, start: day, end: day, duration: 0, status: 0, owner: 0, drift: 0, slack: 0 };
  const sides = columnKeys.filter(
    (key) =>
      !['label', 'start', 'end'].includes(key) &&
      (key !== 'drift' || model.baseline !== null) &&
      (key !== 'slack' || path !== null),
  );
  const labels = new Float64Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    const kind = rows.kind[row]!;
    labels[row] = labelIndent(kind) + em(cellText(input, row, 'label', words), isBold(kind, 'label'));
    for (const key of sides) {
      const text = cellText(input, row, key, words);
      if (text !== '') widest[key] = Math.max(widest[key], em(text, isBold(kind, key)));
    }
  }
  labels.sort();
  widest.label = labels[rows.count - 1] ?? 0;
  const mostLabels = labels[Math.floor((rows.count - 1) * MOST_LABELS)] ?? 0;
  return { widest, mostLabels, em };
}

/** Columns from the left margin; of those asked for (`null`: the usual ones) what has something to say and room. */
export function layColumns(
  paper: Paper,
  { widest, mostLabels, em }: TextWidths,
  print: GanttPrintWords,
  asked: readonly ColumnKey[] | null,
): Column[] {
  const { text, margin, width, orientation } = paper;
  const room = width - margin * 2;
  const widthOf = (key: ColumnKey): number => {
    const title = em(print.columns[key], true);
    if (key === 'label') {
      const roomy = Math.min(ROOMY, (width * ROOMY_SHARE) / text);
      const usual = Math.min(widest.label, Math.max(mostLabels, roomy));
      return Math.min((Math.max(usual, title) + PAD) * text, width * LABEL_SHARE[orientation]);
    }
    return Math.min((Math.max(widest[key], title) + PAD) * text, width * SIDE_SHARE);
  };
  let kept = columnKeys.filter(
    (key) => key === 'label' || (widest[key] > 0 && (asked ?? USUAL).includes(key)),
  );
  const share = asked ? CHART_SHARE.asked : CHART_SHARE.usual;
  const taken = () => kept.reduce((sum, key) => sum + widthOf(key), 0);
  for (const key of LEAST_NEEDED) if (taken() > room * (1 - share)) kept = kept.filter((one) => one !== key);
  let x = margin;
  return kept.map((key) => {
    const column = { key, title: print.columns[key], x, width: widthOf(key) };
    x += column.width;
    return column;
  });
}

/** Lines of one cell. */
export function cellLines(
  input: ColumnInput,
  { em }: TextWidths,
  row: number,
  { key, width }: Column,
  text: number,
): string[] {
  const said = cellText(input, row, key, input.words);
  if (said === '') return [];
  const kind = input.rows.kind[row]!;
  const bold = isBold(kind, key);
  const room = cellRoom(kind, key, width, text);
  if (em(said, bold) * text <= room) return [said];
  return wrapText(said, room, text, bold, input.measure);
}

/** Whether a cell is set in bold. */
export function isBold(kind: number, key: ColumnKey): boolean {
  return kind !== ROW.milestone && key === 'label';
}

/** From the left of a column to its text. */
export function cellIndent(kind: number, key: ColumnKey, text: number): number {
  return text * (key === 'label' ? labelIndent(kind) : CELL_INDENT);
}

function cellRoom(kind: number, key: ColumnKey, width: number, text: number): number {
  return width - cellIndent(kind, key, text) - text * 0.3 + 0.01;
}

/** Height of a line of a cell with several, in heights of the text. */
export const LINE_HEIGHT = 1.18;

/** Where each row begins, counted from the first, and last where they end: a row grows with its lines. */
export function rowTops(
  input: ColumnInput,
  widths: TextWidths,
  columns: readonly Column[],
  paper: Paper,
): Float64Array {
  const { rows } = input;
  const { text, sizes } = paper;
  const tight = columns.filter(({ key, width }) => isTight(widths, key, width, text));
  const tops = new Float64Array(rows.count + 1);
  for (let row = 0; row < rows.count; row++) {
    let lines = 1;
    for (const column of tight) lines = Math.max(lines, cellLines(input, widths, row, column, text).length);
    tops[row + 1] = tops[row]! + sizes.rowHeight + (lines - 1) * text * LINE_HEIGHT;
  }
  return tops;
}

/** Whether some text of a column may be wider than it. */
function isTight({ widest }: TextWidths, key: ColumnKey, width: number, text: number): boolean {
  return (widest[key] + PAD) * text > width + 0.01;
}
