/**
 * Moving and resizing a milestone, as values: press, move, then release or cancel. Days are inclusive; nothing is
 * written before release, and a drag that ends where it began ends in nothing.
 */
import type { MarkPart } from './hit-test.ts';

/** `isPoint`: gates and milestones have one day and only move. */
export interface DragTarget {
  milestone: number;
  start: number;
  end: number;
  isPoint: boolean;
}

export interface Drag {
  target: DragTarget;
  part: MarkPart;
  pressX: number;
  pxPerDay: number;
  /** False until the pointer has gone far enough to mean it. */
  isMoving: boolean;
  start: number;
  end: number;
}

/** Inclusive days to be written. */
export interface DragResult {
  milestone: number;
  start: number;
  end: number;
}

/** Pointer travel, in pixels, below which a press is a click. */
const THRESHOLD = 3;

/** Starts a drag. `pressX` is in chart coordinates, so that scrolling during the drag counts as travel. */
export function pressDrag(target: DragTarget, part: MarkPart, pressX: number, pxPerDay: number): Drag {
  return {
    target,
    part: target.isPoint ? 'body' : part,
    pressX,
    pxPerDay,
    isMoving: false,
    start: target.start,
    end: target.end,
  };
}

/** The drag with the pointer at `x` (chart coordinates). */
export function moveDrag(drag: Drag, x: number): Drag {
  if (!drag.isMoving && Math.abs(x - drag.pressX) < THRESHOLD) return drag;
  return shifted({ ...drag, isMoving: true }, Math.round((x - drag.pressX) / drag.pxPerDay));
}

/** The drag moved by whole days, for the keyboard; days add up over calls. */
export function nudgeDrag(drag: Drag, days: number): Drag {
  const travelled = drag.part === 'end' ? drag.end - drag.target.end : drag.start - drag.target.start;
  return shifted({ ...drag, isMoving: true }, travelled + days);
}

function shifted(drag: Drag, days: number): Drag {
  const { start, end } = drag.target;
  if (drag.part === 'start') return { ...drag, start: Math.min(start + days, end), end };
  if (drag.part === 'end') return { ...drag, start, end: Math.max(end + days, start) };
  return { ...drag, start: start + days, end: end + days };
}

/** What to write on release; null when nothing changed. */
export function releaseDrag(drag: Drag): DragResult | null {
  if (!drag.isMoving) return null;
  if (drag.start === drag.target.start && drag.end === drag.target.end) return null;
  return { milestone: drag.target.milestone, start: drag.start, end: drag.end };
}
