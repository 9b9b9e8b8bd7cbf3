/** The table on screen as primitives, painted with the chart: the same columns as the rows that assistive tools read. */
import { FLAG, STATUS } from './gantt-model.ts';
import { fitText, type TextMeasure } from './labels.ts';
import { crispLines, filledRect, polygon, textAt, type Primitive } from './primitives.ts';
import { rowText, type RowText } from './row-text.ts';
import { hasChildren, isOpenRow, ROW, type RowSource } from './rows.ts';
import { isSelectedRow } from './scene-input.ts';
import type { GanttWords } from './words.ts';

export interface TableColumn {
  key: keyof RowText;
  x: number;
  width: number;
}

/** Widths of the columns beside the label, and from which table width on each is shown. */
const SIDE_COLUMNS = [
  { key: 'start', width: 90, from: 520 },
  { key: 'end', width: 90, from: 0 },
  { key: 'status', width: 112, from: 340 },
  { key: 'owner', width: 116, from: 640 },
] as const;

/** Columns of a table of `width` pixels: the name takes what is left; a narrow table gives up owner, start, status. */
export function tableColumns(width: number): TableColumn[] {
  const shown = SIDE_COLUMNS.filter((column) => width >= column.from);
  let x = width - shown.reduce((sum, column) => sum + column.width, 0);
  const columns: TableColumn[] = [{ key: 'label', x: 0, width: x }];
  for (const column of shown) {
    columns.push({ key: column.key, x, width: column.width });
    x += column.width;
  }
  return columns;
}

/** Left edges of arrow and text in the label column, by kind of row. */
const ARROW_X = [6, 18] as const;
const TEXT_X = [26, 38, 48] as const;
const PAD = 6;

/** x up to which a press on a group or deployment row folds it. */
export const FOLD_ZONE = 38;

export interface TableInput extends RowSource {
  columns: readonly TableColumn[];
  firstRow: number;
  lastRow: number;
  top: number;
  width: number;
  rowHeight: number;
  textSize: number;
  words: GanttWords;
  measure: TextMeasure;
  selectedRow: number;
  selection?: ReadonlySet<number>;
}

/** Rows `firstRow ... lastRow - 1` of the table, the first with its top at `top`. */
export function tableScene(input: TableInput): Primitive[] {
  const out: Primitive[] = [];
  const lines: number[] = [];
  for (let row = input.firstRow; row < input.lastRow; row++) {
    const top = input.top + (row - input.firstRow) * input.rowHeight;
    const kind = input.rows.kind[row]!;
    const paint = isSelectedRow(input, row) ? 'selection' : kind === ROW.group ? 'band' : null;
    if (paint) out.push(filledRect(0, top, input.width, input.rowHeight, paint));
    pushArrow(out, input, row, top);
    pushTexts(out, input, row, top + input.rowHeight / 2);
    lines.push(0, top + input.rowHeight, input.width, top + input.rowHeight);
  }
  out.push(crispLines(lines, 'gridMinor', 0.75));
  return out;
}

function pushArrow(out: Primitive[], input: TableInput, row: number, top: number): void {
  if (!hasChildren(input, row)) return;
  const x = ARROW_X[input.rows.kind[row]!]!;
  const y = top + input.rowHeight / 2;
  const points = isOpenRow(input, row)
    ? [x, y - 2, x + 9, y - 2, x + 4.5, y + 3]
    : [x + 2, y - 4.5, x + 7, y, x + 2, y + 4.5];
  out.push(polygon(points, 'textMuted', null));
}

function pushTexts(out: Primitive[], input: TableInput, row: number, y: number): void {
  const { rows, model, textSize, measure } = input;
  const kind = rows.kind[row]!;
  const texts = rowText(input, row, input.words);
  for (const column of input.columns) {
    const text = texts[column.key];
    if (text === '') continue;
    const isLabel = column.key === 'label';
    const isLate =
      column.key === 'status' && kind === ROW.milestone && isLateMilestone(model, rows.ref[row]!);
    const bold = kind === ROW.group || isLate || (isLabel && kind === ROW.deployment);
    const indent = isLabel ? TEXT_X[kind]! : PAD;
    const fitted = fitText(text, column.width - indent - PAD, textSize, bold, measure);
    out.push(textAt(column.x + indent, y, fitted, textSize, isLate ? 'late' : 'text', { bold }));
  }
}

function isLateMilestone(model: TableInput['model'], milestone: number): boolean {
  const status = model.status[milestone]!;
  const isSettled = status === STATUS.done || status === STATUS.not_applicable;
  return !isSettled && (model.flags[milestone]! & FLAG.late) !== 0;
}
