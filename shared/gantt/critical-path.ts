/** Slack and critical path as columns beside the model, there only while they are shown. */
import type { PlanAnalysis } from '../views/plan-view.ts';
import { dayOrNone, NO_DAY } from './day.ts';
import type { GanttModel } from './gantt-model.ts';

/** Whose end the critical path leads to. */
export const pathScopes = ['deployment', 'group'] as const;
export type PathScope = (typeof pathScopes)[number];

export const PATH = { none: 0, near: 1, critical: 2 } as const;

/** By milestone index; milestones that are done or have no date are on no path and have no late end. */
export interface PathMarks {
  scope: PathScope;
  level: Uint8Array;
  /** Working days of the milestone's own calendar; below 0 where it is late already. */
  slack: Int32Array;
  /** Last day it may end on without harm, `NO_DAY` where unknown. */
  lateEnd: Int32Array;
  /** Keys of the links on the path, see `linkKey`. */
  links: ReadonlySet<number>;
}

/** One number for a link between two milestones of a model. */
export function linkKey(model: GanttModel, from: number, to: number): number {
  return from * model.milestones.length + to;
}

/** Columns of an analysis; what it tells of milestones the model does not have is left out. */
export function buildPathMarks(model: GanttModel, analysis: PlanAnalysis, scope: PathScope): PathMarks {
  const n = model.milestones.length;
  const marks = {
    scope,
    level: new Uint8Array(n),
    slack: new Int32Array(n),
    lateEnd: new Int32Array(n).fill(NO_DAY),
    links: new Set<number>(),
  };
  const index = new Map(model.milestones.map(({ id }, at) => [id, at]));
  for (const { id, totalSlack, lateEnd, critical, nearCritical } of analysis.milestones) {
    const at = index.get(id);
    if (at === undefined) continue;
    marks.level[at] = critical ? PATH.critical : nearCritical ? PATH.near : PATH.none;
    marks.slack[at] = totalSlack;
    marks.lateEnd[at] = dayOrNone(lateEnd);
  }
  const critical = new Set(analysis.criticalLinks);
  for (const { id, predecessorId, successorId } of model.view.links) {
    const [from, to] = [index.get(predecessorId), index.get(successorId)];
    if (critical.has(id) && from !== undefined && to !== undefined) marks.links.add(linkKey(model, from, to));
  }
  return marks;
}
