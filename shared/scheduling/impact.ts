import { type Network, noDay } from './network.ts';
import { afterLag, inclusiveEnd } from './placement.ts';
import type { Schedule } from './schedule.ts';

/** One task a change moves. Days are day numbers, ends inclusive. */
export interface Impact {
  readonly id: string;
  readonly from: { readonly start: number; readonly end: number };
  readonly to: { readonly start: number; readonly end: number };
  /** Slip of the end in working days of the task's own calendar; negative when it comes earlier. */
  readonly workingDays: number;
  /** Ids from the task that was changed to this one, along the links that hold each where it is. */
  readonly chain: readonly string[];
}

/** A link two dates do not respect, and by how many working days of the successor. */
export interface BrokenLink {
  /** Index in `network.links`. */
  readonly link: number;
  readonly workingDays: number;
}

/** A limit a task goes beyond, and by how many working days of its calendar. */
export interface BrokenLimit {
  readonly id: string;
  readonly limit: 'notBefore' | 'notAfter' | 'deadline';
  readonly workingDays: number;
}

/**
 * What moves from one schedule of a network to another, in the order in which it happens: tasks that were changed
 * first, then what follows them. `changed` holds their indexes.
 */
export function impactsOf(
  network: Network,
  before: Schedule,
  after: Schedule,
  changed: ReadonlySet<number>,
): Impact[] {
  const moved = [...network.order].filter(
    (task) =>
      before.start[task] !== noDay &&
      after.start[task] !== noDay &&
      (before.start[task] !== after.start[task] || before.finish[task] !== after.finish[task]),
  );
  return moved.map((task) => {
    const [from, to] = [spanAt(before, task), spanAt(after, task)];
    const calendar = network.tasks[task]?.calendar;
    return {
      id: idAt(network, task),
      from,
      to,
      workingDays: calendar?.workingDaysBetween(from.end, to.end) ?? 0,
      chain: chainTo(network, after, task, changed),
    };
  });
}

/** The tasks from one that was changed to this one, following back what holds each where it is. */
function chainTo(network: Network, after: Schedule, task: number, changed: ReadonlySet<number>): string[] {
  const chain = [idAt(network, task)];
  for (let at = task; !changed.has(at);) {
    const driver = after.driver[at] ?? -1;
    if (driver < 0) break;
    at = network.predecessor[driver] ?? 0;
    chain.unshift(idAt(network, at));
  }
  return chain;
}

/** Links the dates of a schedule do not respect, with what is missing. */
export function brokenLinks(network: Network, dated: Schedule): BrokenLink[] {
  return network.links.flatMap(({ type, lag, lagUnit }, link) => {
    const [predecessor, successor] = [network.predecessor[link] ?? 0, network.successor[link] ?? 0];
    const from = (type.startsWith('S') ? dated.start : dated.finish)[predecessor] ?? noDay;
    const to = (type.endsWith('F') ? dated.finish : dated.start)[successor] ?? noDay;
    const calendar = network.tasks[successor]?.calendar;
    if (from === noDay || to === noDay || !calendar) return [];
    const missing = afterLag(calendar, from, lag, lagUnit === 'calendar') - calendar.indexOf(to);
    return missing > 0 ? [{ link, workingDays: missing }] : [];
  });
}

/** Limits the dates of a schedule go beyond. */
export function brokenLimits(network: Network, dated: Schedule): BrokenLimit[] {
  return network.tasks.flatMap(({ id, calendar, notBefore, notAfter, deadline }, task) => {
    if (dated.start[task] === noDay) return [];
    const { start, end } = spanAt(dated, task);
    const late = (limit: 'notAfter' | 'deadline', day: number | null): BrokenLimit[] =>
      day !== null && end > day
        ? [{ id, limit, workingDays: calendar.workingDaysBetween(day + 1, end + 1) }]
        : [];
    const early: BrokenLimit[] =
      notBefore !== null && start < notBefore
        ? [{ id, limit: 'notBefore', workingDays: calendar.workingDaysBetween(start, notBefore) }]
        : [];
    return [...early, ...late('notAfter', notAfter), ...late('deadline', deadline)];
  });
}

function spanAt(dated: Schedule, task: number): { start: number; end: number } {
  const start = dated.start[task] ?? noDay;
  return { start, end: inclusiveEnd(start, dated.finish[task] ?? start) };
}

function idAt(network: Network, task: number): string {
  return network.tasks[task]?.id ?? '';
}
