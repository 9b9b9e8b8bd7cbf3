import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { buildGanttModel } from '../../shared/gantt/gantt-model.ts';
import type {
  GanttDeployment,
  GanttDomain,
  GanttEstablishment,
  GanttMilestone,
} from '../../shared/gantt/gantt-view.ts';
import { keptMilestones } from '../../shared/gantt/milestone-filter.ts';
import type { PlanningChoice } from '../../shared/views/planning-choice.ts';
import { getGanttView } from '../queries/gantt-view.ts';
import type { ReadDb } from '../sqlite.ts';

/** A milestone with where it stands. */
export interface PlacedMilestone {
  readonly milestone: GanttMilestone;
  readonly deployment: GanttDeployment;
  readonly site: GanttEstablishment;
  readonly domain: GanttDomain;
}

/** The milestones a planning of this choice shows, by site, domain and their own order. */
export function getChosenMilestones(
  db: ReadDb,
  { filter = {}, ...choice }: PlanningChoice,
  today: IsoDate,
): readonly PlacedMilestone[] {
  const view = getGanttView(db, choice, today);
  const model = buildGanttModel(view);
  const kept = keptMilestones(model, filter);
  const waves = filter.waves?.length ? new Set(filter.waves) : null;
  const chosen = model.milestones.flatMap((milestone, at): PlacedMilestone[] => {
    const d = model.deploymentOf[at] ?? -1;
    const deployment = view.deployments[d];
    const site = view.establishments[model.establishmentOf[d] ?? -1];
    const domain = view.domains[model.domainOf[d] ?? -1];
    if (!deployment || !site || !domain) return [];
    const isKept = (kept === null || kept[at] === 1) && (waves?.has(deployment.wave ?? NaN) ?? true);
    return isKept ? [{ milestone, deployment, site, domain }] : [];
  });
  // Sorting keeps the order of milestones within their deployment.
  return chosen.sort(
    (a, b) =>
      a.site.order - b.site.order ||
      a.domain.order - b.domain.order ||
      (a.deployment.id < b.deployment.id ? -1 : Number(a.deployment.id > b.deployment.id)),
  );
}
