import type { WorkingCalendar } from '../domain/calendar.ts';
import { noDay, type PlanTask } from './network.ts';

/**
 * How one task lies on its calendar. Within the engine a finish is half-open: the day after the last one, or the
 * start itself for what lasts no time. A bound on a start or a finish is a number of working days of the task's own
 * calendar, so that links across sites meet where both calendars agree.
 */

/** The finish of a task that begins on a working day. */
export function finishFrom(task: PlanTask, start: number): number {
  if (task.duration === 0) return start;
  return task.unit === 'calendar'
    ? start + task.duration
    : task.calendar.dayAt(task.calendar.indexOf(start) + task.duration - 1) + 1;
}

/** The first working day a task may begin on so as to finish on or after the working-day number `bound`. */
export function startToFinishAt(task: PlanTask, bound: number): number {
  const { calendar, duration } = task;
  if (duration === 0) return calendar.dayAt(bound);
  // Days off before the bound carry the same number: finishing on the first of them is enough.
  return task.unit === 'calendar'
    ? calendar.onOrAfter(calendar.dayAt(bound - 1) + 1 - duration)
    : calendar.dayAt(bound - duration);
}

/** The last working day a task may begin on so as to finish by `finish` (half-open). */
export function lastStartToFinishBy(task: PlanTask, finish: number): number {
  const { calendar, duration } = task;
  if (duration === 0) return calendar.onOrBefore(finish);
  return task.unit === 'calendar'
    ? calendar.onOrBefore(finish - duration)
    : calendar.dayAt(calendar.indexOf(finish) - duration);
}

/** Start and finish somebody set: by what really happened, by hand, or by a fixed day; null where links decide. */
export function givenSpan(task: PlanTask): { start: number; finish: number } | null {
  if (task.actualStart !== null || task.actualEnd !== null) return actualSpan(task);
  if (task.fixed !== null)
    return { start: task.fixed, finish: finishFrom(task, task.calendar.onOrAfter(task.fixed)) };
  if (task.mode === 'follow') return null;
  return handSpan(task);
}

function actualSpan(task: PlanTask): { start: number; finish: number } {
  const start = task.actualStart ?? task.start ?? task.actualEnd ?? noDay;
  if (task.actualEnd !== null)
    return { start: Math.min(start, task.actualEnd), finish: halfOpen(task, task.actualEnd) };
  return { start, finish: Math.max(start, finishFrom(task, task.calendar.onOrAfter(start))) };
}

function handSpan(task: PlanTask): { start: number; finish: number } {
  const start = task.start ?? task.end;
  const end = task.end ?? task.start;
  if (start === null || end === null) return { start: noDay, finish: noDay };
  return { start, finish: halfOpen(task, end) };
}

/** The half-open finish for an inclusive last day. */
export function halfOpen(task: PlanTask, end: number): number {
  return task.duration === 0 ? end : end + 1;
}

/** The inclusive last day for a half-open finish. */
export function inclusiveEnd(start: number, finish: number): number {
  return finish > start ? finish - 1 : start;
}

/** The working-day number before which a lag leaves a boundary day, on a calendar. */
export function afterLag(
  calendar: WorkingCalendar,
  day: number,
  lag: number,
  inCalendarDays: boolean,
): number {
  return inCalendarDays ? calendar.indexOf(day + lag) : calendar.indexOf(day) + lag;
}

/** The last boundary day from which a lag does not go beyond the working-day number `bound`, on a calendar. */
export function beforeLag(
  calendar: WorkingCalendar,
  bound: number,
  lag: number,
  inCalendarDays: boolean,
): number {
  return inCalendarDays ? calendar.dayAt(bound) - lag : calendar.dayAt(bound - lag);
}
