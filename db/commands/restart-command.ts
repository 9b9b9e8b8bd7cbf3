import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { RestartDraft } from '../../shared/views/restart-view.ts';
import { getBasis } from '../log-state.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { getRestartView } from '../queries/restart-view.ts';
import type { Committed } from '../write/commit.ts';
import { assertRow } from './assert-row.ts';

/**
 * Writes the restart order of a site as it stands in a form, in one save: steps that are not in it are deleted, those
 * that differ changed. Nothing is written where nothing differs.
 * @throws AppError `not-found` for an unknown site or domain, or a step that is not of the site
 */
export function saveRestartOrder(
  workspace: Workspace,
  { siteId, basis, steps }: { siteId: string; basis: Basis; steps: readonly RestartDraft[] },
): Pick<Committed, 'basis'> {
  assertRow(workspace, 'establishment', siteId);
  const known = new Map(
    getRestartView(workspace.gate.db, siteId).steps.map((step, index) => [step.id, { ...step, index }]),
  );
  for (const { id, domainId } of steps) {
    if (id !== null && !known.has(id))
      throw new AppError('not-found', { details: { table: 'restart_step' } });
    if (domainId !== null) assertRow(workspace, 'domain', domainId);
  }
  const kept = new Set(steps.map(({ id }) => id));
  const ops: RecordOp[] = [
    ...steps.flatMap((step, index) => stepOps(siteId, step, index, known.get(step.id ?? '') ?? null)),
    ...[...known.keys()]
      .filter((id) => !kept.has(id))
      .map((id): RecordOp => ({ kind: 'delete', table: 'restart_step', id })),
  ];
  return ops.length === 0 ? { basis: getBasis(workspace.gate.db) } : workspace.commit(ops, basis);
}

type Known = RestartDraft & { readonly index: number };

function stepOps(siteId: string, step: RestartDraft, index: number, before: Known | null): RecordOp[] {
  const { id, label, domainId, allowedMinutes, degradedMode } = step;
  const values = {
    position: index + 1,
    label,
    domain: domainId,
    allowedMinutes,
    degradedMode: degradedMode === '' ? null : degradedMode,
  };
  if (before === null || id === null) {
    return [
      { kind: 'create', table: 'restart_step', id: newId(), values: { establishment: siteId, ...values } },
    ];
  }
  const was = {
    position: before.index + 1,
    label: before.label,
    domain: before.domainId,
    allowedMinutes: before.allowedMinutes,
    degradedMode: before.degradedMode,
  };
  const changed = Object.fromEntries(
    Object.entries(values).filter(([field, value]) => was[field as keyof typeof was] !== value),
  );
  return Object.keys(changed).length === 0
    ? []
    : [{ kind: 'update', table: 'restart_step', id, values: changed }];
}
