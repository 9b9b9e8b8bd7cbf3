/** The handles around one mark: where a link begins at each end, and the grip of its progress under it. */
import { KIND, NO_PROGRESS, STATUS, type GanttModel } from './gantt-model.ts';
import type { MarkSizes, MarkSpan } from './marks.ts';

export type MarkEnd = 'start' | 'end';
export type Handle = 'progress' | 'tieStart' | 'tieEnd';

/** From the end of a mark to the middle of the handle beside it, and its radius. */
export const TIE_AT = 7;
export const TIE_RADIUS = 3;
const TIE_REACH = 4.5;
/** Least width of a bar whose progress can be drawn by hand. */
const PROGRESS_WIDTH = 36;
const PROGRESS_STEP = 5;

/** x of the handle at an end of a mark. */
export function tieX(span: MarkSpan, end: MarkEnd): number {
  return end === 'start' ? span.x0 - TIE_AT : span.x1 + TIE_AT;
}

/** x up to which a bar is done; null for what has no progress to be drawn: points, what is settled, narrow bars. */
export function progressX(model: GanttModel, milestone: number, span: MarkSpan): number | null {
  const status = model.status[milestone];
  const isSettled = status === STATUS.done || status === STATUS.not_applicable;
  if (model.kind[milestone] !== KIND.task || isSettled || span.x1 - span.x0 < PROGRESS_WIDTH) return null;
  return span.x0 + ((span.x1 - span.x0) * progressOf(model, milestone)) / 100;
}

/** Recorded progress in percent, 0 where there is none. */
export function progressOf(model: GanttModel, milestone: number): number {
  const progress = model.progress[milestone]!;
  return progress === NO_PROGRESS ? 0 : progress;
}

/** Progress at x of a bar, 0 to 100 in steps of five. */
export function progressAt(span: MarkSpan, x: number): number {
  const part = (x - span.x0) / (span.x1 - span.x0);
  return Math.min(100, Math.max(0, Math.round((part * 100) / PROGRESS_STEP) * PROGRESS_STEP));
}

/** The handle under a point; `dy` is its distance below the middle of the row. */
export function handleUnder(
  model: GanttModel,
  milestone: number,
  span: MarkSpan,
  x: number,
  dy: number,
  { bar }: MarkSizes,
): Handle | null {
  if (Math.abs(dy) <= bar / 2 + 1) {
    if (Math.abs(x - tieX(span, 'start')) <= TIE_REACH) return 'tieStart';
    if (Math.abs(x - tieX(span, 'end')) <= TIE_REACH) return 'tieEnd';
  }
  const edge = progressX(model, milestone, span);
  if (edge === null) return null;
  // Under the bar alone: the bar itself is for moving, also in its middle where half is done.
  const isGrip = Math.abs(x - edge) <= 6 && dy > bar / 2 && dy <= bar / 2 + 8;
  return isGrip ? 'progress' : null;
}

/** The end of a mark a link dropped at x goes to: its last third is its end, all before it its start. */
export function endUnder(span: MarkSpan, x: number): MarkEnd {
  return x > span.x0 + ((span.x1 - span.x0) * 2) / 3 ? 'end' : 'start';
}

/** The type of a link from one end of a mark to an end of another. */
export function tieType(from: MarkEnd, to: MarkEnd): 'FS' | 'SS' | 'FF' | 'SF' {
  if (from === 'end') return to === 'start' ? 'FS' : 'FF';
  return to === 'start' ? 'SS' : 'SF';
}
