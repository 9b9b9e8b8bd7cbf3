/**
 * Moving and resizing a milestone, as values: press, move, then release or cancel. Days are inclusive; nothing is
 * written before release, and a drag that ends where it began ends in nothing. Work starts and ends on working days
 * of its site and keeps its length in them; what lasts calendar days only starts on one.
 */
import type { WorkingCalendar } from '../domain/calendar.ts';
import { dayFromCivil } from '../domain/iso-date.ts';
import { NO_DAY } from './day.ts';
import { KIND, type GanttModel } from './gantt-model.ts';
import type { MarkPart } from './hit-test.ts';
import { rowCalendar } from './row-calendar.ts';

/** `isPoint`: gates and milestones have one day and only move. */
export interface DragTarget {
  milestone: number;
  start: number;
  end: number;
  isPoint: boolean;
  calendar: WorkingCalendar;
  countsCalendarDays: boolean;
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
/** Days a drag may reach: well within the years that calendars know. */
const REACH = { first: dayFromCivil(1910, 1, 1), last: dayFromCivil(2189, 12, 31) };

/** A milestone with dates as a drag takes hold of it, with the calendar and the closures of its site. */
export function dragTarget(model: GanttModel, milestone: number): DragTarget {
  return {
    milestone,
    start: model.start[milestone]!,
    end: model.end[milestone]!,
    isPoint: model.kind[milestone] !== KIND.task,
    calendar: rowCalendar(model, model.deploymentOf[milestone]!),
    countsCalendarDays: model.milestones[milestone]!.countsCalendarDays,
  };
}

/**
 * Starts a drag; null for a milestone beyond the years that calendars know. `pressX` is in chart coordinates, so that
 * scrolling during the drag counts as travel.
 */
export function pressDrag(target: DragTarget, part: MarkPart, pressX: number, pxPerDay: number): Drag | null {
  if (target.start < REACH.first || target.end > REACH.last) return null;
  const { start, end, isPoint } = target;
  return { target, part: isPoint ? 'body' : part, pressX, pxPerDay, isMoving: false, start, end };
}

/** The drag with the pointer at `x` (chart coordinates). */
export function moveDrag(drag: Drag, x: number): Drag {
  if (!drag.isMoving && Math.abs(x - drag.pressX) < THRESHOLD) return drag;
  const { target, part } = drag;
  const days = Math.round((x - drag.pressX) / drag.pxPerDay);
  const moving = { ...drag, isMoving: true, start: target.start, end: target.end };
  if (days === 0) return moving;
  const from = part === 'end' ? target.end : target.start;
  const to = Math.min(REACH.last, Math.max(REACH.first, from + days));
  return placed(moving, part, isFree(target, part) ? to : workedNear(target.calendar, to, days));
}

/** The drag moved by working days for the keyboard, `end` alone being made later or earlier; days add up over calls. */
export function nudgeDrag(drag: Drag, part: 'body' | 'end', days: number): Drag {
  const { target } = drag;
  const from = part === 'end' ? drag.end : drag.start;
  const to = isFree(target, part) ? from + days : target.calendar.addWorkingDays(from, days);
  if (to < REACH.first || to > REACH.last || (part === 'end' && target.isPoint)) return drag;
  return placed({ ...drag, isMoving: true }, part, to);
}

/** What lasts calendar days may end on any of them. */
function isFree({ countsCalendarDays }: DragTarget, part: MarkPart): boolean {
  return countsCalendarDays && part === 'end';
}

function workedNear(calendar: WorkingCalendar, day: number, direction: number): number {
  return direction > 0 ? calendar.onOrAfter(day) : calendar.onOrBefore(day);
}

/** The drag with one end, or the start of the whole, on a day. */
function placed(drag: Drag, part: MarkPart, day: number): Drag {
  if (part === 'start') return { ...drag, start: Math.min(day, drag.end) };
  if (part === 'end') return { ...drag, end: Math.max(day, drag.start) };
  return { ...drag, start: day, end: endFrom(drag, day) };
}

function endFrom({ target, start, end }: Drag, day: number): number {
  const worked = target.calendar.workingDaysBetween(start, end + 1);
  if (target.isPoint) return day;
  if (target.countsCalendarDays || worked === 0) return day + end - start;
  return target.calendar.dayAt(target.calendar.indexOf(day) + worked - 1);
}

/** How far the drag has come, in working days of the site; negative is earlier. */
export function travelOf({ target, part, start, end }: Drag): number {
  const isEnd = part === 'end' || start === target.start;
  return isEnd
    ? target.calendar.workingDaysBetween(target.end + 1, end + 1)
    : target.calendar.workingDaysBetween(target.start, start);
}

/** What to write on release; null when nothing changed. */
export function releaseDrag(drag: Drag): DragResult | null {
  if (!drag.isMoving) return null;
  if (drag.start === drag.target.start && drag.end === drag.target.end) return null;
  return { milestone: drag.target.milestone, start: drag.start, end: drag.end };
}

/**
 * What a drag of one milestone makes of others moved along with it: each by as many working days of its own calendar,
 * keeping its length. Those without dates, and all when the drag resizes, stay where they are.
 */
export function movedAlong(model: GanttModel, drag: Drag, others: readonly number[]): DragResult[] {
  const { target, part, start } = drag;
  // By keyboard the end of what is held as a whole is moved too.
  if (part !== 'body' || start === target.start) return [];
  const days = target.calendar.workingDaysBetween(target.start, start);
  return others.flatMap((milestone): DragResult[] => {
    if (milestone === target.milestone || model.start[milestone] === NO_DAY) return [];
    const pressed = pressDrag(dragTarget(model, milestone), 'body', 0, 1);
    const result = pressed && releaseDrag(nudgeDrag(pressed, 'body', days));
    return result ? [result] : [];
  });
}
