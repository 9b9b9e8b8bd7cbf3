import type { RowPatch } from '../../shared/domain/registry.ts';
import type { Basis } from '../../shared/views/common.ts';
import type {
  ActionPatch,
  ActionValues,
  PartnerPatch,
  PartnerValues,
} from '../../shared/views/partner-view.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { assertPlannedDay } from '../planned-day.ts';
import { assertRow } from './assert-row.ts';
import { definedOnly } from './defined-only.ts';

/** Adds a body outside the group. Answers its id. */
export function createPartner(workspace: Workspace, input: { basis: Basis; values: PartnerValues }) {
  const id = newId();
  const values = toPartner(input.values);
  return { id, ...workspace.commit([{ kind: 'create', table: 'partner', id, values }], input.basis) };
}

export function updatePartner(
  workspace: Workspace,
  input: { id: string; basis: Basis; patch: PartnerPatch },
) {
  assertRow(workspace, 'partner', input.id);
  const values = toPartner(input.patch);
  return workspace.commit([{ kind: 'update', table: 'partner', id: input.id, values }], input.basis);
}

/**
 * Takes a partner away that has nothing left to do.
 * @throws AppError `refused` while actions of it are there: they would hang on nobody
 */
export function deletePartner(workspace: Workspace, input: { id: string; basis: Basis }) {
  assertRow(workspace, 'partner', input.id);
  const { n } = workspace.gate.db
    .prepare<[string], { n: number }>('SELECT count(*) AS n FROM action WHERE partner_id = ? AND deleted = 0')
    .get(input.id) ?? { n: 0 };
  if (n > 0) throw new AppError('refused', { key: 'error.partner-has-actions', details: { count: n } });
  return workspace.commit([{ kind: 'delete', table: 'partner', id: input.id }], input.basis);
}

/**
 * Adds something to be done. Answers its id.
 * @throws AppError `not-found` for a partner, person or deployment that is not there, `bad-request` for an impossible day
 */
export function createAction(workspace: Workspace, input: { basis: Basis; values: ActionValues }) {
  const id = newId();
  const values = toAction(workspace, input.values);
  return { id, ...workspace.commit([{ kind: 'create', table: 'action', id, values }], input.basis) };
}

/** Changes an action. Throws as `createAction`. */
export function updateAction(workspace: Workspace, input: { id: string; basis: Basis; patch: ActionPatch }) {
  assertRow(workspace, 'action', input.id);
  const values = toAction(workspace, input.patch);
  return workspace.commit([{ kind: 'update', table: 'action', id: input.id, values }], input.basis);
}

export function deleteAction(workspace: Workspace, input: { id: string; basis: Basis }) {
  assertRow(workspace, 'action', input.id);
  return workspace.commit([{ kind: 'delete', table: 'action', id: input.id }], input.basis);
}

function toPartner({ email, ...values }: PartnerPatch): RowPatch<'partner'> {
  return definedOnly<RowPatch<'partner'>>({ ...values, email: email === '' ? null : email });
}

function toAction(
  workspace: Workspace,
  { partnerId, ownerId, deploymentId, note, ...values }: ActionPatch,
): RowPatch<'action'> {
  const named = [
    ['partner', partnerId],
    ['person', ownerId],
    ['deployment', deploymentId],
  ] as const;
  for (const [table, id] of named) if (id) assertRow(workspace, table, id);
  if (values.dueOn) assertPlannedDay(values.dueOn);
  return definedOnly<RowPatch<'action'>>({
    ...values,
    partner: partnerId,
    owner: ownerId,
    deployment: deploymentId,
    note: note === '' ? null : note,
  });
}
