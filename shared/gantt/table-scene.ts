/** The table on screen as primitives, painted with the chart: the same columns as the rows that assistive tools read. */
import { FLAG, STATUS } from './gantt-model.ts';
import { fitPair, fitText, type TextMeasure } from './labels.ts';
import { crispLines, filledRect, polygon, textAt, type Primitive } from './primitives.ts';
import { cellText, type CellSource } from './row-text.ts';
import { hasChildren, isOpenRow, ROW } from './rows.ts';
import { isSelectedRow } from './scene-input.ts';
import type { TableColumn } from './table-columns.ts';
import type { GanttWords } from './words.ts';

/** Left edges of arrow and text in the label column, by kind of row. */
const ARROW_X = [6, 18] as const;
const TEXT_X = [26, 38, 48] as const;
const PAD = 6;

/** x up to which a press on a group or deployment row folds it. */
export const FOLD_ZONE = 38;

export interface TableInput extends CellSource {
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
  for (const column of input.columns) {
    const text = cellText(input, row, column.key, input.words);
    if (text === '') continue;
    const isLabel = column.key === 'label';
    const isLate =
      column.key === 'status' && kind === ROW.milestone && isLateMilestone(model, rows.ref[row]!);
    const bold = kind === ROW.group || isLate || (isLabel && kind === ROW.deployment);
    const indent = isLabel ? TEXT_X[kind]! : PAD;
    const room = column.width - indent - PAD;
    const fitted =
      isLabel && kind === ROW.deployment
        ? fitPair(text, room, textSize, bold, measure)
        : fitText(text, room, textSize, bold, measure);
    out.push(textAt(column.x + indent, y, fitted, textSize, isLate ? 'late' : 'text', { bold }));
  }
}

function isLateMilestone(model: TableInput['model'], milestone: number): boolean {
  const status = model.status[milestone]!;
  const isSettled = status === STATUS.done || status === STATUS.not_applicable;
  return !isSettled && (model.flags[milestone]! & FLAG.late) !== 0;
}
