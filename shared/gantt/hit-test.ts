/** What lies under a point of the chart: a row, and on a milestone row the part of its mark that a drag would take. */
import type { GanttModel } from './gantt-model.ts';
import { handleUnder } from './handles.ts';
import { markSpan, type MarkSizes } from './marks.ts';
import { ROW, type RowList } from './rows.ts';
import type { TimeScale } from './time-scale.ts';

export type MarkPart = 'body' | 'start' | 'end';
/** Beside the mark itself, what is shown around the one under the pointer: its progress, and where links begin. */
export type HitPart = MarkPart | 'progress' | 'tieStart' | 'tieEnd';

/** `milestone` is -1 off any mark; `part` then means nothing. */
export interface Hit {
  row: number;
  milestone: number;
  part: HitPart;
}

export interface HitInput {
  model: GanttModel;
  rows: RowList;
  scale: TimeScale;
  /** x of the scale's origin. */
  left: number;
  /** y of the top of row 0. */
  top: number;
  sizes: MarkSizes;
  /** Milestone whose handles are shown, -1 for none. */
  lit?: number;
}

/** Width of the zones that resize, inside a wide bar and outside a narrow one. */
const EDGE = 5;

/** The hit at a point; null below the last row or above the first. */
export function hitTest(input: HitInput, x: number, y: number): Hit | null {
  const row = Math.floor((y - input.top) / input.sizes.rowHeight);
  if (row < 0 || row >= input.rows.count) return null;
  const miss: Hit = { row, milestone: -1, part: 'body' };
  if (input.rows.kind[row] !== ROW.milestone) return miss;
  const milestone = input.rows.ref[row]!;
  const span = markSpan(input.model, milestone, input.scale, input.left, input.sizes);
  if (!span) return miss;
  const middle = input.top + (row + 0.5) * input.sizes.rowHeight;
  const handle =
    milestone === input.lit ? handleUnder(input.model, milestone, span, x, y - middle, input.sizes) : null;
  if (handle) return { row, milestone, part: handle };
  const reach = (span.isPoint ? input.sizes.diamond : input.sizes.bar / 2) + 3;
  if (Math.abs(y - middle) > reach) return miss;
  if (span.isPoint) return x >= span.x0 - 2 && x <= span.x1 + 2 ? { row, milestone, part: 'body' } : miss;
  const isWide = span.x1 - span.x0 >= EDGE * 4;
  const inset = isWide ? EDGE : 0;
  if (x < span.x0 - EDGE || x > span.x1 + EDGE) return miss;
  if (x < span.x0 + inset) return { row, milestone, part: 'start' };
  if (x > span.x1 - inset) return { row, milestone, part: 'end' };
  return { row, milestone, part: 'body' };
}
