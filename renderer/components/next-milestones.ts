import { isOpenMilestone } from '../../shared/domain/milestone-status.ts';
import type { DeploymentView, MilestoneRow } from '../../shared/views/deployment-view.ts';

/** The open milestones that end first, at most `count`; those without a date come last. */
export function nextMilestones(view: Pick<DeploymentView, 'milestones'>, count: number): MilestoneRow[] {
  return view.milestones
    .filter((milestone) => isOpenMilestone(milestone.status))
    .toSorted(
      (a, b) => (a.plannedEnd ?? '9999').localeCompare(b.plannedEnd ?? '9999') || a.position - b.position,
    )
    .slice(0, count);
}
