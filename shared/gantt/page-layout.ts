/** The geometry all sheets of one print share: columns on the left, axis above, chart, legend and cartouche below. */
import type { TextMeasure } from './labels.ts';
import { cellText, type CellSource } from './row-text.ts';
import { MIN_TEXT, type Paper } from './paper.ts';
import { ROW } from './rows.ts';
import type { ColumnKey } from './table-columns.ts';
import type { GanttPrintWords, GanttWords } from './words.ts';

/** Columns of a sheet: how long something lasts is seen on the chart. */
const PRINTED = ['label', 'start', 'end', 'status', 'owner', 'drift', 'slack'] as const satisfies ColumnKey[];
type PrintedKey = (typeof PRINTED)[number];

export interface Column {
  key: PrintedKey;
  title: string;
  x: number;
  width: number;
}

export interface PageLayout {
  paper: Paper;
  columns: Column[];
  chart: { x0: number; x1: number };
  titleTop: number;
  axisTop: number;
  axisHeight: number;
  bodyTop: number;
  footTop: number;
  footHeight: number;
  capacity: number;
}

/** Largest part of the sheet's width that the label column may take. */
const LABEL_SHARE = 0.34;
/** Lines of the cartouche, and of the legend where these are enough. */
export const FOOT_LINES = 3;

export interface LayoutInput extends CellSource {
  paper: Paper;
  words: GanttWords;
  print: GanttPrintWords;
  measure: TextMeasure;
}

/** Layout in which every text of the rows fits its column. */
export function pageLayout(input: LayoutInput): PageLayout {
  const { paper } = input;
  const { margin, text } = paper;
  const columns = layColumns(input);
  const lastColumn = columns[columns.length - 1]!;
  const axisTop = margin + text * 2.4;
  const axisHeight = text * 3.6;
  const bodyTop = axisTop + axisHeight;
  const layout = {
    paper,
    columns,
    chart: { x0: lastColumn.x + lastColumn.width, x1: paper.width - margin },
    titleTop: margin,
    axisTop,
    axisHeight,
    bodyTop,
    footTop: 0,
    footHeight: 0,
    capacity: 0,
  };
  return withFoot(layout, FOOT_LINES);
}

/** The layout with room for so many lines of legend below. */
export function withFoot(layout: PageLayout, lines: number): PageLayout {
  const { text, margin, height, sizes } = layout.paper;
  const footHeight = text * (lines * 1.5 + 0.9);
  const footTop = height - margin - footHeight;
  const capacity = Math.floor((footTop - text * 0.8 - layout.bodyTop) / sizes.rowHeight);
  return { ...layout, footHeight, footTop, capacity };
}

/** Indent of a row's label by its level. */
export function labelIndent(kind: number, text: number): number {
  return text * (0.4 + kind * 0.9);
}

function layColumns(input: LayoutInput): Column[] {
  const { paper, print } = input;
  const widths = widestTexts(input);
  const pad = paper.text * 0.9;
  const columns: Column[] = [];
  let x = paper.margin;
  for (const key of PRINTED) {
    if (widths[key] === 0) continue;
    const title = print.columns[key];
    const natural = Math.max(widths[key], input.measure(title, paper.text, true)) + pad;
    const width = key === 'label' ? Math.min(natural, paper.width * LABEL_SHARE) : natural;
    columns.push({ key, title, x, width });
    x += width;
  }
  return columns;
}

function widestTexts(input: LayoutInput): Record<PrintedKey, number> {
  const { rows, model, path, words, measure, paper } = input;
  const widest = { label: 0, start: 0, end: 0, status: 0, owner: 0, drift: 0, slack: 0 };
  const sides = [
    'status',
    'owner',
    ...(model.baseline ? (['drift'] as const) : []),
    ...(path ? (['slack'] as const) : []),
  ] as const;
  const known = new Map<string, number>();
  const widthOf = (text: string, bold: boolean) => {
    const key = bold ? `b${text}` : text;
    let width = known.get(key);
    if (width === undefined) known.set(key, (width = measure(text, paper.text, bold)));
    return width;
  };
  widest.start = widest.end = widthOf('00/00/0000', true);
  for (let row = 0; row < rows.count; row++) {
    const kind = rows.kind[row]!;
    const bold = kind !== ROW.milestone;
    const label = cellText(input, row, 'label', words);
    widest.label = Math.max(widest.label, labelIndent(kind, paper.text) + widthOf(label, bold));
    for (const key of sides) {
      const text = cellText(input, row, key, words);
      if (text !== '') widest[key] = Math.max(widest[key], widthOf(text, bold));
    }
  }
  return widest;
}

/** Size at which a text fits `width`, not below the smallest allowed. */
export function shrunkText(
  text: string,
  width: number,
  size: number,
  bold: boolean,
  measure: TextMeasure,
): number {
  const natural = measure(text, size, bold);
  return natural <= width ? size : Math.max(MIN_TEXT, (size * width) / natural);
}
