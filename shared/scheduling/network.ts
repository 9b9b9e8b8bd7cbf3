import type { WorkingCalendar } from '../domain/calendar.ts';

/** Where a task has no day: no start yet, no bound, no deadline. Far below any day of the calendars. */
export const noDay = -0x4000_0000;

/** How a task gets its dates: kept as somebody wrote them, or from its predecessors. */
export type PlanningMode = 'hand' | 'follow';

/**
 * One task, gate or milestone as the engine takes it. Days are day numbers, ends are inclusive as everywhere
 * outside the engine.
 */
export interface PlanTask {
  readonly id: string;
  readonly calendar: WorkingCalendar;
  /** In `unit`; 0 for a gate or a milestone, which lasts no time: what follows may begin the same day. */
  readonly duration: number;
  readonly unit: 'working' | 'calendar';
  readonly mode: PlanningMode;
  readonly start: number | null;
  readonly end: number | null;
  readonly actualStart: number | null;
  readonly actualEnd: number | null;
  /** Begins on this day or later. */
  readonly notBefore: number | null;
  /** Ends on this day or earlier; a plan that cannot is reported, never bent. */
  readonly notAfter: number | null;
  /** Begins on this very day whatever its predecessors say; a link it breaks is reported. */
  readonly fixed: number | null;
  /** Wished last day: only slack and lateness know it. */
  readonly deadline: number | null;
  /** Placed as late as its successors allow. */
  readonly asLateAsPossible: boolean;
}

/** What a task has that nobody has dated, begun or limited. */
export const unboundTask = {
  start: null,
  end: null,
  actualStart: null,
  actualEnd: null,
  notBefore: null,
  notAfter: null,
  fixed: null,
  deadline: null,
  asLateAsPossible: false,
} as const;

/** A link between two tasks; a negative lag (lead) lets the successor come earlier. */
export interface PlanLink {
  readonly predecessor: string;
  readonly successor: string;
  readonly type: 'FS' | 'SS' | 'FF' | 'SF';
  readonly lag: number;
  readonly lagUnit: 'working' | 'calendar';
}

/** The links go round in a circle. `path` names its tasks in order, the first again at the end. */
export class CycleError extends Error {
  readonly path: readonly string[];
  constructor(path: readonly string[]) {
    super(`The links go round in a circle: ${path.join(' → ')}`);
    this.name = 'CycleError';
    this.path = path;
  }
}

/** Bits of a link's `kind`: which end of each task it ties, and the unit of its lag. */
export const fromStart = 1;
export const toFinish = 2;
export const lagInCalendarDays = 4;

/** Adjacency in compressed rows: the links of task i are `links[first[i]] … links[first[i + 1] - 1]`. */
export interface Adjacency {
  readonly first: Int32Array;
  readonly links: Int32Array;
}

/**
 * Tasks and links as indexed arrays, so that tens of thousands are computed in one pass. Task i of every array is
 * `tasks[i]`; link k is `links[k]`. Links to tasks that are not given are left out.
 */
export interface Network {
  readonly tasks: readonly PlanTask[];
  readonly links: readonly PlanLink[];
  readonly indexById: ReadonlyMap<string, number>;
  /** Task indexes, every predecessor before its successors. */
  readonly order: Int32Array;
  /** Place of each task in `order`. */
  readonly place: Int32Array;
  readonly incoming: Adjacency;
  readonly outgoing: Adjacency;
  readonly predecessor: Int32Array;
  readonly successor: Int32Array;
  readonly kind: Uint8Array;
  readonly lag: Int32Array;
  /** Whether any task goes as late as possible. */
  readonly anyLate: boolean;
}

/** Indexes tasks and links and puts them in order. Throws a CycleError where the links go round in a circle. */
export function compileNetwork(tasks: readonly PlanTask[], given: readonly PlanLink[]): Network {
  const indexById = new Map(tasks.map(({ id }, index) => [id, index]));
  const links = given.filter((link) => indexById.has(link.predecessor) && indexById.has(link.successor));
  const at = (id: string): number => indexById.get(id) ?? 0;
  const predecessor = Int32Array.from(links, (link) => at(link.predecessor));
  const successor = Int32Array.from(links, (link) => at(link.successor));
  const incoming = adjacency(tasks.length, successor);
  const outgoing = adjacency(tasks.length, predecessor);
  const order = topologicalOrder(tasks.length, predecessor, successor, incoming, outgoing);
  if (order.length < tasks.length) {
    throw new CycleError(spellCycle(order, predecessor, incoming, tasks));
  }
  const place = new Int32Array(tasks.length);
  order.forEach((task, position) => (place[task] = position));
  return {
    tasks,
    links,
    indexById,
    order,
    place,
    incoming,
    outgoing,
    predecessor,
    successor,
    kind: Uint8Array.from(links, linkKind),
    lag: Int32Array.from(links, ({ lag }) => lag),
    anyLate: tasks.some((task) => task.asLateAsPossible),
  };
}

function linkKind({ type, lagUnit }: PlanLink): number {
  return (
    (type === 'SS' || type === 'SF' ? fromStart : 0) |
    (type === 'FF' || type === 'SF' ? toFinish : 0) |
    (lagUnit === 'calendar' ? lagInCalendarDays : 0)
  );
}

function adjacency(count: number, end: Int32Array): Adjacency {
  const first = new Int32Array(count + 1);
  for (const task of end) first[task + 1] = (first[task + 1] ?? 0) + 1;
  for (let task = 0; task < count; task++) first[task + 1] = (first[task + 1] ?? 0) + (first[task] ?? 0);
  const next = first.slice();
  const links = new Int32Array(end.length);
  end.forEach((task, link) => {
    const slot = next[task] ?? 0;
    links[slot] = link;
    next[task] = slot + 1;
  });
  return { first, links };
}

/** Kahn's order; shorter than `count` where there is a circle. */
function topologicalOrder(
  count: number,
  predecessor: Int32Array,
  successor: Int32Array,
  incoming: Adjacency,
  outgoing: Adjacency,
): Int32Array {
  const waitingFor = new Int32Array(count);
  const order = new Int32Array(count);
  let length = 0;
  for (let task = 0; task < count; task++) {
    waitingFor[task] = (incoming.first[task + 1] ?? 0) - (incoming.first[task] ?? 0);
    if (waitingFor[task] === 0) order[length++] = task;
  }
  for (let done = 0; done < length; done++) {
    const task = order[done] ?? 0;
    for (let slot = outgoing.first[task] ?? 0; slot < (outgoing.first[task + 1] ?? 0); slot++) {
      const follower = successor[outgoing.links[slot] ?? 0] ?? 0;
      const left = (waitingFor[follower] ?? 0) - 1;
      waitingFor[follower] = left;
      if (left === 0) order[length++] = follower;
    }
  }
  return order.subarray(0, length);
}

/** One circle among the tasks no order was found for: walking back from any of them must come round. */
function spellCycle(
  ordered: Int32Array,
  predecessor: Int32Array,
  incoming: Adjacency,
  tasks: readonly PlanTask[],
): string[] {
  const stuck = new Set(tasks.keys());
  for (const task of ordered) stuck.delete(task);
  const walked: number[] = [];
  let [task = 0] = stuck;
  while (!walked.includes(task)) {
    walked.push(task);
    task = stuckPredecessor(task, stuck, predecessor, incoming);
  }
  const circle = [task, ...walked.slice(walked.indexOf(task) + 1).toReversed(), task];
  return circle.map((index) => tasks[index]?.id ?? '');
}

function stuckPredecessor(
  task: number,
  stuck: ReadonlySet<number>,
  predecessor: Int32Array,
  { first, links }: Adjacency,
): number {
  for (let slot = first[task] ?? 0; slot < (first[task + 1] ?? 0); slot++) {
    const before = predecessor[links[slot] ?? 0] ?? 0;
    if (stuck.has(before)) return before;
  }
  throw new RangeError('A task that waits for nobody was left out of the order');
}
