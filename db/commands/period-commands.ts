import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { PeriodValues } from '../../shared/views/calendar-view.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { assertPlannedDays } from '../planned-day.ts';
import type { Committed } from '../write/commit.ts';
import { assertRow } from './assert-row.ts';

/** Longest period: a closure makes each of its days a day off. */
const longestDays = 3660;
const dayMs = 86_400_000;

/**
 * Adds a freeze, a closure or a maintenance window. Dates of milestones stay as they are: the check of the plan tells
 * what now collides.
 * @throws AppError `bad-request` when it ends before it begins, lasts over ten years or lies outside the calendars
 */
export function createPeriod(
  workspace: Workspace,
  input: { basis: Basis; values: PeriodValues },
): Committed & { id: string } {
  const { establishmentId, ...values } = input.values;
  if (establishmentId !== null) assertRow(workspace, 'establishment', establishmentId);
  assertPlannedDays(values.fromDate, values.toDate);
  if (Date.parse(values.toDate) - Date.parse(values.fromDate) > longestDays * dayMs)
    throw new AppError('bad-request', { key: 'error.period-too-long' });
  const id = newId();
  const row = { ...values, establishment: establishmentId };
  return {
    id,
    ...workspace.commit([{ kind: 'create', table: 'calendar_period', id, values: row }], input.basis),
  };
}

/** Takes a period out of the calendar. */
export function deletePeriod(workspace: Workspace, input: { id: string; basis: Basis }): Committed {
  assertRow(workspace, 'calendar_period', input.id);
  return workspace.commit([{ kind: 'delete', table: 'calendar_period', id: input.id }], input.basis);
}
