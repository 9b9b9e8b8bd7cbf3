import type { RowPatch } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { reasonedMilestoneStatuses } from '../../shared/domain/milestone-status.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { MilestonePatch } from '../../shared/views/deployment-view.ts';
import type { Workspace } from '../open-workspace.ts';
import { assertPlannedDay } from '../planned-day.ts';
import { assertLength, daysForLength } from '../queries/milestone-length.ts';
import { assertRow } from './assert-row.ts';
import { definedOnly } from './defined-only.ts';
import type { Committed } from '../write/commit.ts';

interface Current {
  readonly kind: string | null;
  readonly plannedStart: string | null;
  readonly plannedEnd: string | null;
  readonly status: string | null;
  readonly statusReason: string | null;
  readonly actualEnd: string | null;
  readonly blockedReason: string | null;
  readonly siteId: string | null;
}

/**
 * Changes fields of a milestone as a form sent them.
 * Marking it done dates its end today where no date was given, and unblocks it; a gate keeps one day.
 * @throws AppError `not-found`; `bad-request` with the key of the sentence for the field at fault.
 */
export function updateMilestone(
  workspace: Workspace,
  input: { id: string; basis: Basis; patch: MilestonePatch },
  today: string,
): Committed {
  return updateMilestones(workspace, { basis: input.basis, changes: [input] }, today);
}

/** Changes several milestones in one save, each as `updateMilestone` would; on a fault in one, none. */
export function updateMilestones(
  workspace: Workspace,
  input: {
    readonly basis: Basis;
    readonly changes: readonly { readonly id: string; readonly patch: MilestonePatch }[];
  },
  today: string,
): Committed {
  const ops = input.changes.map(({ id, patch }): RecordOp => {
    const values = milestoneValues(workspace, id, patch, today);
    return { kind: 'update', table: 'milestone', id, values };
  });
  return workspace.commit(ops, input.basis);
}

/**
 * The fields a form changes of a milestone, with those that follow from them.
 * @throws AppError as `updateMilestone`
 */
export function milestoneValues(
  workspace: Workspace,
  id: string,
  patch: MilestonePatch,
  today: string,
): RowPatch<'milestone'> {
  const current = getCurrent(workspace, id);
  const values = toValues(current, patch, today);
  checkShared(workspace, current, values);
  checkLength(workspace, id, current, values);
  return values;
}

function getCurrent(workspace: Workspace, id: string): Current {
  const current = workspace.gate.db
    .prepare<[string], Current>(
      `SELECT kind, planned_start AS plannedStart, planned_end AS plannedEnd, status, status_reason AS statusReason,
          actual_end AS actualEnd, blocked_reason AS blockedReason,
          (SELECT establishment_id FROM deployment d WHERE d.id = deployment_id) AS siteId
        FROM milestone WHERE id = ? AND deleted = 0`,
    )
    .get(id);
  if (!current) throw new AppError('not-found', { details: { table: 'milestone' } });
  return current;
}

/** A second site is another one. */
function checkShared(workspace: Workspace, { siteId }: Current, { sharedWith }: RowPatch<'milestone'>): void {
  if (typeof sharedWith !== 'string') return;
  assertRow(workspace, 'establishment', sharedWith);
  if (sharedWith === siteId) throw new AppError('bad-request', { key: 'error.shared-with-itself' });
}

/** A new length gives a new end, unless the end comes with it. */
function checkLength(
  workspace: Workspace,
  id: string,
  current: Current,
  values: RowPatch<'milestone'>,
): void {
  const { duration } = values;
  if (typeof duration !== 'number') return;
  assertLength(values.kind ?? current.kind, duration);
  if (values.plannedEnd !== undefined || values.durationUnit !== undefined) return;
  const days = daysForLength(workspace.gate.db, { milestoneId: id, duration });
  if (days) values.plannedEnd = days.plannedEnd;
}

function toValues(current: Current, patch: MilestonePatch, today: string): RowPatch<'milestone'> {
  const { ownerId, sharedWithId, ...fields } = patch;
  const values = definedOnly<RowPatch<'milestone'>>({ ...fields, owner: ownerId, sharedWith: sharedWithId });
  checkDates(current, values);
  const status = values.status;
  if (status !== undefined && status !== current.status) {
    const reason = values.statusReason === undefined ? current.statusReason : values.statusReason;
    if (reasonedMilestoneStatuses.some((code) => code === status) && !reason)
      throw new AppError('bad-request', { key: 'error.reason-needed' });
    if (status === 'done') {
      values.progress ??= 100;
      if (current.actualEnd === null) values.actualEnd = today;
      // What is done is held back by nothing any more.
      if (current.blockedReason !== null) values.blockedReason ??= null;
    } else if (current.status === 'done') values.actualEnd = null;
  }
  return values;
}

const plannedLimits = ['notBefore', 'notAfter', 'fixedOn', 'deadline'] as const;

/** A gate has one day; elsewhere the end may not come before the start. */
export function checkDates(
  current: { kind: string | null; plannedStart: string | null; plannedEnd: string | null },
  values: RowPatch<'milestone'>,
): void {
  const kind = values.kind ?? current.kind;
  for (const day of [values.plannedStart, values.plannedEnd, ...plannedLimits.map((field) => values[field])])
    if (typeof day === 'string') assertPlannedDay(day);
  // A gate may be given a length by its template (a committee period); one that has a single day keeps one.
  if (kind === 'gate' && current.plannedStart === current.plannedEnd) {
    const day = values.plannedEnd !== undefined ? values.plannedEnd : values.plannedStart;
    if (day !== undefined) Object.assign(values, { plannedStart: day, plannedEnd: day });
    return;
  }
  const start = values.plannedStart === undefined ? current.plannedStart : values.plannedStart;
  const end = values.plannedEnd === undefined ? current.plannedEnd : values.plannedEnd;
  const touched = values.plannedStart !== undefined || values.plannedEnd !== undefined;
  if (touched && start !== null && end !== null && end < start)
    throw new AppError('bad-request', { key: 'error.end-before-start' });
}
