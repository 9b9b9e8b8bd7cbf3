import type { IsoDate } from './iso-date.ts';

/** Statuses that end a milestone: nothing is waited for any more. */
export const closedMilestoneStatuses = ['done', 'not_applicable'] as const;

/** Statuses nobody may set without saying why. */
export const reasonedMilestoneStatuses = ['postponed', 'not_applicable'] as const;

/** Stages a deployment may not be put in without saying why. */
export const reasonedStages = ['suspended', 'abandoned', 'derogation'] as const;

export function isOpenMilestone(status: string | null): boolean {
  return status === null || !closedMilestoneStatuses.some((closed) => closed === status);
}

/** Late: still open though its last planned day is past. Computed, never stored. */
export function isLateMilestone(status: string | null, plannedEnd: IsoDate | null, today: IsoDate): boolean {
  return plannedEnd !== null && plannedEnd < today && isOpenMilestone(status);
}
