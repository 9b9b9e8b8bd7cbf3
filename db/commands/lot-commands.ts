import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { RowPatch } from '../../shared/domain/registry.ts';
import type { Basis } from '../../shared/views/common.ts';
import type {
  AssetChangePatch,
  AssetChangeValues,
  LotPatch,
  LotValues,
} from '../../shared/views/lots-view.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { assertPlannedDay } from '../planned-day.ts';
import { assertRow } from './assert-row.ts';
import { definedOnly } from './defined-only.ts';

/**
 * Adds a hosting lot, after the others where its turn is not said. Answers its id.
 * @throws AppError `not-found` for a deployment that is not there, `bad-request` for an impossible day or an end before
 * its start
 */
export function createLot(workspace: Workspace, input: { basis: Basis; values: LotValues }) {
  const id = newId();
  const { last } = workspace.gate.db
    .prepare<[], { last: number | null }>('SELECT max(position) AS last FROM asset_lot WHERE deleted = 0')
    .get() ?? { last: null };
  const values = toLot(workspace, { ...input.values, position: input.values.position ?? (last ?? 0) + 1 });
  assertInOrder(values.plannedStart, values.plannedEnd);
  return { id, ...workspace.commit([{ kind: 'create', table: 'asset_lot', id, values }], input.basis) };
}

/** Changes a lot. Throws as `createLot`. */
export function updateLot(workspace: Workspace, input: { id: string; basis: Basis; patch: LotPatch }) {
  assertRow(workspace, 'asset_lot', input.id);
  const values = toLot(workspace, input.patch);
  const held = workspace.gate.db
    .prepare<[string], { start: IsoDate | null; end: IsoDate | null }>(
      'SELECT planned_start AS start, planned_end AS end FROM asset_lot WHERE id = ?',
    )
    .get(input.id);
  const { plannedStart = held?.start, plannedEnd = held?.end } = values;
  assertInOrder(plannedStart, plannedEnd);
  return workspace.commit([{ kind: 'update', table: 'asset_lot', id: input.id, values }], input.basis);
}

/**
 * Takes a lot away that nothing was said about.
 * @throws AppError `refused` while changes name it: what they add or take away would belong to nothing
 */
export function deleteLot(workspace: Workspace, input: { id: string; basis: Basis }) {
  assertRow(workspace, 'asset_lot', input.id);
  const { n } = workspace.gate.db
    .prepare<[string], { n: number }>(
      'SELECT count(*) AS n FROM asset_change WHERE lot_id = ? AND deleted = 0',
    )
    .get(input.id) ?? { n: 0 };
  if (n > 0) throw new AppError('refused', { key: 'error.lot-has-changes', details: { count: n } });
  return workspace.commit([{ kind: 'delete', table: 'asset_lot', id: input.id }], input.basis);
}

/**
 * Says that more or less is to be moved, or that a part of a lot was. Answers its id.
 * @throws AppError `not-found` for a lot or person that is not there, `bad-request` for an impossible day
 */
export function createAssetChange(workspace: Workspace, input: { basis: Basis; values: AssetChangeValues }) {
  const id = newId();
  const values = toChange(workspace, input.values);
  return { id, ...workspace.commit([{ kind: 'create', table: 'asset_change', id, values }], input.basis) };
}

/** Changes what was said. Throws as `createAssetChange`. */
export function updateAssetChange(
  workspace: Workspace,
  input: { id: string; basis: Basis; patch: AssetChangePatch },
) {
  assertRow(workspace, 'asset_change', input.id);
  const values = toChange(workspace, input.patch);
  return workspace.commit([{ kind: 'update', table: 'asset_change', id: input.id, values }], input.basis);
}

export function deleteAssetChange(workspace: Workspace, input: { id: string; basis: Basis }) {
  assertRow(workspace, 'asset_change', input.id);
  return workspace.commit([{ kind: 'delete', table: 'asset_change', id: input.id }], input.basis);
}

function toLot(workspace: Workspace, { deploymentId, note, ...values }: LotPatch): RowPatch<'asset_lot'> {
  if (deploymentId) assertRow(workspace, 'deployment', deploymentId);
  for (const day of [values.plannedStart, values.plannedEnd, values.transferredOn])
    if (day) assertPlannedDay(day);
  return definedOnly<RowPatch<'asset_lot'>>({
    ...values,
    deployment: deploymentId,
    note: note === '' ? null : note,
  });
}

function assertInOrder(start: IsoDate | null | undefined, end: IsoDate | null | undefined): void {
  if (start && end && end < start) throw new AppError('bad-request', { key: 'error.end-before-start' });
}

function toChange(
  workspace: Workspace,
  { lotId, authorId, unplanned, ...values }: AssetChangePatch,
): RowPatch<'asset_change'> {
  if (lotId) assertRow(workspace, 'asset_lot', lotId);
  if (authorId) assertRow(workspace, 'person', authorId);
  if (values.day) assertPlannedDay(values.day);
  return definedOnly<RowPatch<'asset_change'>>({
    ...values,
    lot: lotId,
    author: authorId,
    unplanned: unplanned === undefined ? undefined : Number(unplanned),
  });
}
