import { isLateMilestone } from '../../../shared/domain/milestone-status.ts';
import type { DeploymentView, MilestonePatch, MilestoneRow } from '../../../shared/views/deployment-view.ts';

/** A deployment as it will be shown once an edit of one of its milestones is saved, as far as the page can tell. */
export function withMilestoneEdit(view: DeploymentView, id: string, patch: MilestonePatch): DeploymentView {
  const edited = (row: MilestoneRow): MilestoneRow => {
    const { planning, asLateAsPossible, ...fields } = patch;
    const next = { ...row, ...definedFields(fields) };
    const owner = view.people.find((person) => person.id === next.ownerId);
    return {
      ...next,
      planning: planning === undefined ? row.planning : (planning ?? 'follow'),
      asLateAsPossible: asLateAsPossible === undefined ? row.asLateAsPossible : asLateAsPossible === 1,
      ownerName: next.ownerId === row.ownerId ? row.ownerName : (owner?.name ?? null),
      late: isLateMilestone(next.status, next.plannedEnd, view.today),
    };
  };
  return { ...view, milestones: view.milestones.map((row) => (row.id === id ? edited(row) : row)) };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function definedFields<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
