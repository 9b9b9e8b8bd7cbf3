import { lastStartToFinishBy } from './placement.ts';
import type { PlanTask } from './network.ts';

/**
 * Inclusive days of a task that is to end on another day. What has begun keeps its start; what has not keeps its length
 * on its own calendar. What has one day keeps one.
 */
export function endingOn(task: PlanTask, end: number, hasBegun: boolean): { start: number; end: number } {
  if (task.duration === 0 || (task.start !== null && task.start === task.end)) return { start: end, end };
  if (hasBegun && task.start !== null) return { start: task.start, end };
  return { start: Math.min(end, lastStartToFinishBy(task, end + 1)), end };
}
