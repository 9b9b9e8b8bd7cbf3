import { isoFromDay } from '../../shared/domain/iso-date.ts';
import type { RowPatch } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { brokenLinks } from '../../shared/scheduling/impact.ts';
import { compileNetwork, type Network, type PlanLink } from '../../shared/scheduling/network.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { PlanChange } from '../../shared/views/plan-view.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { refusingCircles } from '../queries/plan-circle.ts';
import { slipPlan, storedSchedule } from '../queries/plan-impact.ts';
import { loadPlanAround, type Plan } from '../queries/plan-network.ts';
import type { Committed } from '../write/commit.ts';
import { assertRow } from './assert-row.ts';
import { definedOnly } from './defined-only.ts';

/**
 * Moves milestones and all that follows from it: one save, which one undo takes back. What was moved gets the very days
 * given, even one that has begun or is done.
 */
export function applyPlanChange(workspace: Workspace, input: PlanChange & { basis: Basis }): Committed {
  for (const { id } of input.moves) assertRow(workspace, 'milestone', id);
  const days = refusingCircles(workspace.gate.db, () =>
    movedDays(
      loadPlanAround(
        workspace.gate.db,
        input.moves.map(({ id }) => id),
      ),
      input,
    ),
  );
  const ops = [...days].map(([id, values]): RecordOp => ({ kind: 'update', table: 'milestone', id, values }));
  return workspace.commit(ops, input.basis);
}

type PlannedDays = Required<Pick<RowPatch<'milestone'>, 'plannedStart' | 'plannedEnd'>>;

/** The days moves give by milestone: the very ones asked for, and those of what follows. Throws as `slipPlan`. */
export function movedDays(plan: Plan, change: PlanChange): Map<string, PlannedDays> {
  return new Map<string, PlannedDays>([
    ...slipPlan(plan, change).impacts.map(({ id, to }): [string, PlannedDays] => [
      id,
      { plannedStart: isoFromDay(to.start), plannedEnd: isoFromDay(to.end) },
    ]),
    ...change.moves.map(({ id, plannedStart, plannedEnd }): [string, PlannedDays] => [
      id,
      { plannedStart, plannedEnd },
    ]),
  ]);
}

export interface LinkInput {
  readonly predecessorId: string;
  readonly successorId: string;
  readonly type: 'FS' | 'SS' | 'FF' | 'SF';
  readonly lag: number;
  readonly lagUnit: 'working' | 'calendar';
  readonly basis: Basis;
}

/**
 * Ties a milestone to another. Dates stay as they are: the plan's analysis tells of a link they break, and the answer
 * how many working days are missing at once, 0 where it is kept.
 * @throws AppError `refused` when the link closes a circle (its path spelled out), ties a milestone to itself or
 * stands already.
 */
export function createDependency(
  workspace: Workspace,
  { basis, ...input }: LinkInput,
): Committed & { id: string; missingDays: number } {
  assertRow(workspace, 'milestone', input.predecessorId);
  assertRow(workspace, 'milestone', input.successorId);
  if (input.predecessorId === input.successorId) throw new AppError('refused', { key: 'error.link-itself' });
  const ties = { predecessor: input.predecessorId, successor: input.successorId };
  const plan = loadPlanAround(workspace.gate.db, [ties.predecessor, ties.successor]);
  if (plan.links.some((link) => link.predecessor === ties.predecessor && link.successor === ties.successor))
    throw new AppError('refused', { key: 'error.link-exists' });
  const link = { ...ties, type: input.type, lag: input.lag, lagUnit: input.lagUnit };
  const network = refusingCircles(workspace.gate.db, () =>
    compileNetwork(plan.milestones, [...plan.links, link]),
  );
  const missingDays = missingDaysOf(network, plan, link);
  const id = newId();
  return {
    id,
    missingDays,
    ...workspace.commit([{ kind: 'create', table: 'dependency', id, values: link }], basis),
  };
}

/** Working days the written dates lack to keep a link of the network; what is done already is left in peace. */
function missingDaysOf(network: Network, plan: Plan, link: PlanLink): number {
  if (plan.milestones[network.indexById.get(link.successor) ?? -1]?.done === true) return 0;
  const broken = brokenLinks(network, storedSchedule(network, plan));
  return broken.find((one) => network.links[one.link] === link)?.workingDays ?? 0;
}

interface LinkPatch {
  readonly type?: LinkInput['type'] | undefined;
  readonly lag?: number | undefined;
  readonly lagUnit?: LinkInput['lagUnit'] | undefined;
}

/** Changes type or lag of a link. */
export function updateDependency(
  workspace: Workspace,
  input: { id: string; basis: Basis; patch: LinkPatch },
): Committed {
  assertRow(workspace, 'dependency', input.id);
  const values = definedOnly<RowPatch<'dependency'>>(input.patch);
  return workspace.commit([{ kind: 'update', table: 'dependency', id: input.id, values }], input.basis);
}

/** Unties two milestones. */
export function deleteDependency(workspace: Workspace, input: { id: string; basis: Basis }): Committed {
  assertRow(workspace, 'dependency', input.id);
  return workspace.commit([{ kind: 'delete', table: 'dependency', id: input.id }], input.basis);
}
