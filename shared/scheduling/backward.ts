import { lastPlannedYear } from '../domain/calendar.ts';
import { dayFromCivil } from '../domain/iso-date.ts';
import { type Network, noDay } from './network.ts';
import { finishFrom } from './placement.ts';
import { latestStart } from './schedule.ts';

/** The latest dates by task index, ends half-open; `noDay` for a task that leads to none of the targets. */
export interface LatestDates {
  readonly start: Int32Array;
  readonly finish: Int32Array;
}

/** No plan goes beyond it: the bound of a task that only what follows it holds. */
const farDay = dayFromCivil(lastPlannedYear, 12, 31);

/**
 * Plans back from an imposed day: the latest dates at which the tasks that lead to the targets let each of these end
 * on that inclusive day or before. What has begun is placed too, on the days it should have had.
 */
export function planBack(network: Network, targets: ReadonlySet<number>, day: number): LatestDates {
  const count = network.tasks.length;
  const start = new Int32Array(count).fill(noDay);
  const finish = new Int32Array(count).fill(noDay);
  for (const index of [...network.order].toReversed()) {
    const task = network.tasks[index];
    if (!task || !(targets.has(index) || leadsOn(network, index, start))) continue;
    const halfOpen = (last: number): number => (task.duration === 0 ? last : last + 1);
    const bounds = [...(targets.has(index) ? [day] : []), ...(task.notAfter === null ? [] : [task.notAfter])];
    const limit = bounds.length === 0 ? farDay : halfOpen(Math.min(...bounds));
    const latest = latestStart(network, index, start, finish, limit);
    start[index] = latest;
    finish[index] = finishFrom(task, latest);
  }
  return { start, finish };
}

/** Whether something that follows a task was placed. */
function leadsOn({ outgoing, successor }: Network, task: number, start: Int32Array): boolean {
  const followers = outgoing.links.subarray(outgoing.first[task] ?? 0, outgoing.first[task + 1] ?? 0);
  return followers.some((link) => start[successor[link] ?? 0] !== noDay);
}
