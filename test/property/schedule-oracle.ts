import * as fc from 'fast-check';
import { calendarOfZone, createCalendar } from '../../shared/domain/calendar.ts';
import { dayFromIso } from '../../shared/domain/iso-date.ts';
import { type PlanLink, type PlanTask, unboundTask } from '../../shared/scheduling/network.ts';

/**
 * The slow judge of the scheduling engine: it knows the rules as statements about two dates, checks them by walking
 * from day to day, and pushes tasks one day at a time until none is broken. It shares no formula with the engine.
 */

export interface JudgedSpan {
  readonly start: number;
  /** Half-open. */
  readonly finish: number;
}

const firstDay = dayFromIso('2026-04-27');
const calendars = [
  calendarOfZone('metropole'),
  calendarOfZone('alsace-moselle'),
  createCalendar([firstDay + 3, firstDay + 4, firstDay + 14]),
];

const taskShape = fc.record({
  calendar: fc.constantFrom(...calendars),
  duration: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 })),
  unit: fc.constantFrom<'working' | 'calendar'>('working', 'working', 'calendar'),
  notBefore: fc.option(
    fc.integer({ min: 0, max: 25 }).map((days) => firstDay + days),
    { freq: 3 },
  ),
});
const linkShape = fc.record({
  from: fc.nat(),
  to: fc.nat(),
  type: fc.constantFrom<PlanLink['type']>('FS', 'FS', 'SS', 'FF', 'SF'),
  lag: fc.integer({ min: -4, max: 8 }),
  lagUnit: fc.constantFrom<'working' | 'calendar'>('working', 'calendar'),
});

export interface Plan {
  readonly tasks: readonly PlanTask[];
  readonly links: readonly PlanLink[];
}

/** Random networks of up to nine tasks on three calendars: links of all types go from earlier to later tasks. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .tuple(fc.array(taskShape, { minLength: 1, maxLength: 9 }), fc.array(linkShape, { maxLength: 14 }))
  .map(([shapes, ties]) => {
    const tasks = shapes.map((shape, index) => planTask({ id: `t${index}`, start: firstDay, ...shape }));
    const links = ties.flatMap(({ from, to, ...tie }) => {
      const [a, b] = [from % tasks.length, to % tasks.length];
      return a === b ? [] : [{ ...tie, predecessor: `t${Math.min(a, b)}`, successor: `t${Math.max(a, b)}` }];
    });
    return { tasks, links };
  });

/** A task that follows its predecessors, with what a test sets. */
export function planTask(given: Partial<PlanTask> & { readonly id: string }): PlanTask {
  return {
    calendar: calendars[0] ?? calendarOfZone(null),
    duration: 1,
    unit: 'working',
    mode: 'follow',
    ...unboundTask,
    ...given,
  };
}

/** Earliest spans by task id, `later` giving tasks a first day of their own. */
export function judge(
  { tasks, links }: Plan,
  later: ReadonlyMap<string, number> = new Map(),
): Map<string, JudgedSpan> {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const spans = new Map(
    tasks.map((task) => {
      const bound = links.some(({ successor }) => successor === task.id);
      const first = task.notBefore ?? (bound ? firstDay - 60 : (task.start ?? firstDay));
      return [task.id, spanFrom(task, nextWorked(task, Math.max(first, later.get(task.id) ?? first)))];
    }),
  );
  for (let moved = true; moved;) {
    moved = false;
    for (const link of links) {
      const task = byId.get(link.successor);
      const [before, after] = [spans.get(link.predecessor), spans.get(link.successor)];
      if (!task || !before || !after || respects(link, before, after, task)) continue;
      spans.set(task.id, spanFrom(task, nextWorked(task, after.start + 1)));
      moved = true;
    }
  }
  return spans;
}

/** Whether two spans respect a link: enough working days of the successor (or days) lie between the tied ends. */
export function respects(link: PlanLink, before: JudgedSpan, after: JudgedSpan, task: PlanTask): boolean {
  const from = link.type.startsWith('S') ? before.start : before.finish;
  const to = link.type.endsWith('F') ? after.finish : after.start;
  return link.lagUnit === 'calendar'
    ? workedDays(task, from + link.lag, to) >= 0
    : workedDays(task, from, to) >= link.lag;
}

/** Working days in `[from, to[`, counted one by one; negative backwards. */
export function workedDays(task: PlanTask, from: number, to: number): number {
  if (to < from) return -workedDays(task, to, from);
  let count = 0;
  for (let day = from; day < to; day++) if (task.calendar.isWorkingDay(day)) count++;
  return count;
}

export function nextWorked(task: PlanTask, from: number): number {
  let day = from;
  while (!task.calendar.isWorkingDay(day)) day++;
  return day;
}

export function spanFrom(task: PlanTask, start: number): JudgedSpan {
  if (task.unit === 'calendar') return { start, finish: start + task.duration };
  let finish = start;
  for (let worked = 0; worked < task.duration; finish++) if (task.calendar.isWorkingDay(finish)) worked++;
  return { start, finish };
}
