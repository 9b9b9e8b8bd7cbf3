import { type Network, fromStart, lagInCalendarDays, noDay, toFinish } from './network.ts';
import {
  afterLag,
  beforeLag,
  finishFrom,
  givenSpan,
  lastStartToFinishBy,
  startToFinishAt,
} from './placement.ts';

/** Dates of every task of a network, by task index. Finishes are half-open; `noDay` where a task has no date. */
export interface Schedule {
  readonly start: Int32Array;
  readonly finish: Int32Array;
  /** The link that holds a task where it is, or -1: where the chain of a slip is read from. */
  readonly driver: Int32Array;
}

/** What a network could still lose without harm, by task index, in working days of each task's own calendar. */
export interface Slack {
  readonly lateStart: Int32Array;
  readonly lateFinish: Int32Array;
  /** How far a task may slip before the end (or a deadline) does; below 0 where it is late already. */
  readonly total: Int32Array;
  /** How far a task may slip before any other task does. */
  readonly free: Int32Array;
}

/**
 * Dates every task as early as its links and constraints allow; tasks planned by hand, fixed or begun stay where
 * they are. Tasks that go as late as possible are then moved up to what follows them.
 */
export function schedule(network: Network): Schedule {
  const count = network.tasks.length;
  const result = {
    start: new Int32Array(count).fill(noDay),
    finish: new Int32Array(count).fill(noDay),
    driver: new Int32Array(count).fill(-1),
  };
  for (const task of network.order) placeTask(network, result, task);
  if (network.anyLate) delayToSuccessors(network, result);
  return result;
}

/**
 * Brings a schedule up to date after tasks changed, touching only what follows them; answers the indexes of the
 * tasks whose dates changed. `network.tasks` holds the new values (`{ ...network, tasks }`); neither links nor what goes as late as
 * possible may have changed. Where tasks go as
 * late as possible a change may also move what comes before, so that all is placed anew.
 */
export function reschedule(network: Network, dated: Schedule, changed: Iterable<number>): number[] {
  return network.anyLate ? rescheduleAll(network, dated) : rescheduleAfter(network, dated, changed);
}

function rescheduleAll(network: Network, dated: Schedule): number[] {
  const fresh = schedule(network);
  const moved = [...network.tasks.keys()].filter(
    (task) => fresh.start[task] !== dated.start[task] || fresh.finish[task] !== dated.finish[task],
  );
  dated.start.set(fresh.start);
  dated.finish.set(fresh.finish);
  dated.driver.set(fresh.driver);
  return moved;
}

function rescheduleAfter(network: Network, dated: Schedule, changed: Iterable<number>): number[] {
  const queue = new PlaceQueue(network.place);
  for (const task of changed) queue.add(task);
  const moved: number[] = [];
  for (let task = queue.take(); task !== undefined; task = queue.take()) {
    const [start, finish] = [dated.start[task], dated.finish[task]];
    placeTask(network, dated, task);
    if (dated.start[task] === start && dated.finish[task] === finish) continue;
    moved.push(task);
    forEachOutgoing(network, task, (link) => queue.add(network.successor[link] ?? 0));
  }
  return moved;
}

/** Tasks waiting to be placed, first in order first; a binary heap, each task in it once. */
class PlaceQueue {
  readonly #place: Int32Array;
  readonly #heap: number[] = [];
  readonly #queued = new Set<number>();

  constructor(place: Int32Array) {
    this.#place = place;
  }

  add(task: number): void {
    if (this.#queued.has(task)) return;
    this.#queued.add(task);
    let at = this.#heap.push(task) - 1;
    while (at > 0 && this.#before(at, (at - 1) >> 1)) {
      this.#swap(at, (at - 1) >> 1);
      at = (at - 1) >> 1;
    }
  }

  take(): number | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (first === undefined || last === undefined) return undefined;
    this.#queued.delete(first);
    if (this.#heap.length === 0) return first;
    this.#heap[0] = last;
    this.#sink();
    return first;
  }

  #sink(): void {
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      let least = at;
      for (const child of [left, left + 1]) {
        if (child < this.#heap.length && this.#before(child, least)) least = child;
      }
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #before(a: number, b: number): boolean {
    return (this.#place[this.#heap[a] ?? 0] ?? 0) < (this.#place[this.#heap[b] ?? 0] ?? 0);
  }

  #swap(a: number, b: number): void {
    const kept = this.#heap[a] ?? 0;
    this.#heap[a] = this.#heap[b] ?? 0;
    this.#heap[b] = kept;
  }
}

function placeTask(network: Network, dated: Schedule, task: number): void {
  const one = taskAt(network, task);
  const given = givenSpan(one);
  dated.driver[task] = -1;
  if (given) {
    dated.start[task] = given.start;
    dated.finish[task] = given.finish;
    return;
  }
  const bound = earliestStart(network, dated, task);
  const floor = Math.max(bound.start, one.notBefore ?? noDay);
  // Nothing decides: a task that follows nobody stays where it was put.
  const day = floor === noDay ? (one.start ?? one.end ?? noDay) : floor;
  if (day === noDay) {
    dated.start[task] = noDay;
    dated.finish[task] = noDay;
    return;
  }
  const start = one.calendar.onOrAfter(day);
  dated.start[task] = start;
  dated.finish[task] = finishFrom(one, start);
  if (bound.start !== noDay && bound.start >= floor) dated.driver[task] = bound.link;
}

/** The first day the links of a task let it begin on, and the link that says so. */
function earliestStart(network: Network, dated: Schedule, task: number): { start: number; link: number } {
  let start = noDay;
  let driver = -1;
  for (let slot = network.incoming.first[task] ?? 0; slot < (network.incoming.first[task + 1] ?? 0); slot++) {
    const link = network.incoming.links[slot] ?? 0;
    const day = dayOfLink(network, dated, link);
    if (day > start) {
      start = day;
      driver = link;
    }
  }
  return { start, link: driver };
}

/** The first day a link lets its successor begin on; `noDay` where its predecessor has no date. */
function dayOfLink(network: Network, dated: Schedule, link: number): number {
  const one = taskAt(network, network.successor[link] ?? 0);
  const kind = network.kind[link] ?? 0;
  const predecessor = network.predecessor[link] ?? 0;
  const from = ((kind & fromStart) !== 0 ? dated.start : dated.finish)[predecessor] ?? noDay;
  if (from === noDay) return noDay;
  const bound = afterLag(one.calendar, from, network.lag[link] ?? 0, (kind & lagInCalendarDays) !== 0);
  return (kind & toFinish) !== 0 ? startToFinishAt(one, bound) : one.calendar.dayAt(bound);
}

/** Indexes of the links without play: their successor begins on the first day they allow, or before it. */
export function bindingLinks(network: Network, dated: Schedule): number[] {
  return [...network.links.keys()].filter((link) => {
    const start = dated.start[network.successor[link] ?? 0] ?? noDay;
    return start !== noDay && dayOfLink(network, dated, link) >= start;
  });
}

/** Moves what goes as late as possible to the last day that moves nothing else, latest tasks first. */
function delayToSuccessors(network: Network, dated: Schedule): void {
  const end = dated.finish.reduce((last, finish) => Math.max(last, finish), noDay);
  for (let at = network.order.length - 1; at >= 0; at--) {
    const task = network.order[at] ?? 0;
    const one = taskAt(network, task);
    if (!one.asLateAsPossible || givenSpan(one) || dated.start[task] === noDay) continue;
    const start = Math.max(
      dated.start[task] ?? noDay,
      latestStart(network, task, dated.start, dated.finish, lastDayOf(one, end)),
    );
    dated.start[task] = start;
    dated.finish[task] = finishFrom(one, start);
    dated.driver[task] = -1;
  }
}

/** The half-open day a task may not go beyond, from its own limits. */
function lastDayOf(one: Network['tasks'][number], end: number): number {
  return Math.min(end, one.notAfter === null ? end : one.notAfter + 1);
}

/**
 * The last day a task may begin on without breaking a link to what follows it, `start` and `finish` being the dates
 * of what follows, nor going beyond the half-open day `limit`.
 */
export function latestStart(
  network: Network,
  task: number,
  start: Int32Array,
  finish: Int32Array,
  limit: number,
): number {
  const one = taskAt(network, task);
  let latest = lastStartToFinishBy(one, limit);
  forEachOutgoing(network, task, (link) => {
    const successor = network.successor[link] ?? 0;
    const kind = network.kind[link] ?? 0;
    const to = ((kind & toFinish) !== 0 ? finish : start)[successor] ?? noDay;
    if (to === noDay) return;
    const { calendar } = taskAt(network, successor);
    const inDays = (kind & lagInCalendarDays) !== 0;
    const boundary = beforeLag(calendar, calendar.indexOf(to), network.lag[link] ?? 0, inDays);
    const day =
      (kind & fromStart) !== 0 ? one.calendar.onOrBefore(boundary) : lastStartToFinishBy(one, boundary);
    latest = Math.min(latest, day);
  });
  return latest;
}

/**
 * Late dates and slack of every dated task. `ends` gives, by task index, the half-open day the work may not go
 * beyond: the end of its deployment for a critical path by deployment, of the group, or a hard date to plan back from.
 */
export function slackOf(network: Network, dated: Schedule, ends: Int32Array): Slack {
  const count = network.tasks.length;
  const lateStart = new Int32Array(count).fill(noDay);
  const lateFinish = new Int32Array(count).fill(noDay);
  const total = new Int32Array(count);
  const free = new Int32Array(count);
  for (let at = network.order.length - 1; at >= 0; at--) {
    const task = network.order[at] ?? 0;
    const start = dated.start[task] ?? noDay;
    if (start === noDay) continue;
    const one = taskAt(network, task);
    const limit = limitOf(one, ends[task] ?? noDay);
    const late = latestStart(network, task, lateStart, lateFinish, limit);
    lateStart[task] = late;
    lateFinish[task] = finishFrom(one, late);
    total[task] = one.calendar.workingDaysBetween(start, late);
    free[task] = one.calendar.workingDaysBetween(
      start,
      latestStart(network, task, dated.start, dated.finish, limit),
    );
  }
  return { lateStart, lateFinish, total, free };
}

function limitOf(one: Network['tasks'][number], end: number): number {
  const own = Math.min(one.deadline ?? Infinity, one.notAfter ?? Infinity);
  return own === Infinity ? end : Math.min(end, one.duration === 0 ? own : own + 1);
}

/** For each task the latest finish among the tasks of its group, `groupOf` naming the group of a task index. */
export function endsByGroup(dated: Schedule, groupOf: (task: number) => string): Int32Array {
  const last = new Map<string, number>();
  dated.finish.forEach((finish, task) => {
    const group = groupOf(task);
    last.set(group, Math.max(last.get(group) ?? noDay, finish));
  });
  return dated.finish.map((_finish, task) => last.get(groupOf(task)) ?? noDay);
}

function forEachOutgoing(network: Network, task: number, visit: (link: number) => void): void {
  const { first, links } = network.outgoing;
  for (let slot = first[task] ?? 0; slot < (first[task + 1] ?? 0); slot++) visit(links[slot] ?? 0);
}

function taskAt(network: Network, index: number): Network['tasks'][number] {
  const task = network.tasks[index];
  if (!task) throw new RangeError(`No task number ${index} in the network`);
  return task;
}
