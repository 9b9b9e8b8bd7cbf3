import { reasonedMilestoneStatuses, reasonedStages } from '../../../shared/domain/milestone-status.ts';
import type { MilestonePatch, MilestoneRow } from '../../../shared/views/deployment-view.ts';

type Dates = Pick<MilestoneRow, 'kind' | 'plannedStart' | 'plannedEnd'>;
export type DateField = 'plannedStart' | 'plannedEnd';

/** Whether start and end are one day that moves as a whole: a gate, unless its plan gave it two. */
function isOneDay({ kind, plannedStart, plannedEnd }: Dates): boolean {
  const two = plannedStart !== null && plannedEnd !== null && plannedStart !== plannedEnd;
  return kind === 'gate' && !two;
}

/** What forbids a new start or end: the other day it would pass. Null when nothing does. */
export function dateConflict(dates: Dates, field: DateField, day: string | null): string | null {
  if (day === null || isOneDay(dates)) return null;
  const other = field === 'plannedStart' ? dates.plannedEnd : dates.plannedStart;
  if (other === null) return null;
  const passes = field === 'plannedStart' ? day > other : day < other;
  return passes ? other : null;
}

/** The fields a new day changes: both where they are one day, else the one edited. */
export function datePatch(dates: Dates, field: DateField, day: string | null): MilestonePatch {
  return isOneDay(dates) ? { plannedStart: day, plannedEnd: day } : { [field]: day };
}

/** Whether a status may not be set without saying why. */
export function statusNeedsReason(status: string): boolean {
  return reasonedMilestoneStatuses.some((code) => code === status);
}

/** Whether a stage may not be set without saying why. */
export function stageNeedsReason(stage: string): boolean {
  return reasonedStages.some((code) => code === stage);
}

/** The fields of a form whose value differs from what was shown when it opened. */
export function changedFields<T extends object>(before: T, after: T): Partial<T> {
  const changed: Partial<T> = {};
  for (const key of Object.keys(after) as (keyof T)[]) {
    if (after[key] !== before[key]) changed[key] = after[key];
  }
  return changed;
}

type Limits = Pick<MilestoneRow, 'notBefore' | 'notAfter'>;

/** What forbids a new « pas avant » or « pas après »: the other of the two it would pass. Null when nothing does. */
export function limitConflict(limits: Limits, field: string, day: string | null): string | null {
  if (day === null) return null;
  if (field === 'notBefore' && limits.notAfter !== null && day > limits.notAfter) return limits.notAfter;
  if (field === 'notAfter' && limits.notBefore !== null && day < limits.notBefore) return limits.notBefore;
  return null;
}
