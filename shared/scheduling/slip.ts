import { compileNetwork, type Network, type PlanLink, type PlanTask } from './network.ts';
import { impactsOf, type Impact } from './impact.ts';
import { reschedule, schedule, type Schedule } from './schedule.ts';

/** New inclusive days somebody wants for a task. */
export interface Move {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

export interface SlipOptions {
  /**
   * `push`: what follows moves only where a link makes it, never earlier than planned. `pull`: it also comes forward
   * as far as its links let it.
   */
  readonly direction: 'push' | 'pull';
}

export interface Slip {
  readonly network: Network;
  readonly after: Schedule;
  readonly impacts: Impact[];
}

/**
 * What moving tasks does to the rest of a plan. Only what really changes is told: a plan that does not keep its own
 * links is not put right on this occasion. Throws a CycleError where links go round in a circle.
 */
export function slip(
  tasks: readonly PlanTask[],
  links: readonly PlanLink[],
  moves: readonly Move[],
  { direction }: SlipOptions,
): Slip {
  const held = direction === 'push' ? tasks.map(neverEarlier) : tasks;
  const before = compileNetwork(held, links);
  const dated = schedule(before);
  const moved = new Map(moves.map((move) => [move.id, move]));
  const changedTasks = held.map((task) => moveTask(task, moved.get(task.id)));
  const network = { ...before, tasks: changedTasks };
  const changed = moves.flatMap(({ id }) => before.indexById.get(id) ?? []);
  const after = { start: dated.start.slice(), finish: dated.finish.slice(), driver: dated.driver.slice() };
  reschedule(network, after, changed);
  return { network, after, impacts: impactsOf(network, dated, after, new Set(changed)) };
}

/** A task that is not begun keeps at least its planned start. */
function neverEarlier(task: PlanTask): PlanTask {
  const floor = task.start ?? task.end;
  if (floor === null || task.asLateAsPossible) return task;
  return { ...task, notBefore: Math.max(floor, task.notBefore ?? floor) };
}

/**
 * The task at its new days, where it stays until what follows has been worked out. One that has begun keeps the day it
 * really began on: only its end moves, by its length.
 */
function moveTask(task: PlanTask, move: Move | undefined): PlanTask {
  if (!move) return task;
  const duration = lengthOf(task, move);
  return { ...task, mode: 'hand', fixed: null, start: move.start, end: move.end, duration };
}

function lengthOf({ calendar, duration, unit, actualStart }: PlanTask, { start, end }: Move): number {
  if (duration === 0 && start === end) return 0;
  const first = actualStart ?? start;
  const days = unit === 'calendar' ? end + 1 - first : calendar.workingDaysBetween(first, end + 1);
  return Math.max(1, days);
}
