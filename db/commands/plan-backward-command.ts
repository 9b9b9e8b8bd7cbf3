import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { BackwardInput } from '../../shared/views/backward-view.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { Workspace } from '../open-workspace.ts';
import { latestDates } from '../queries/plan-backward.ts';
import { refusingCircles } from '../queries/plan-circle.ts';
import { loadPlan } from '../queries/plan-network.ts';
import type { Committed } from '../write/commit.ts';
import { assertRow } from './assert-row.ts';
import { movedDays } from './plan-commands.ts';

/**
 * Gives the milestones that lead to an imposed day their latest dates, pushes what follows them elsewhere, and keeps
 * that day as the deadline of what it was imposed on: one save. What has begun stays.
 * @throws AppError as `getBackwardPlan`; `refused` where nothing changes
 */
export function applyBackwardPlan(
  workspace: Workspace,
  { basis, ...input }: BackwardInput & { basis: Basis },
): Committed {
  assertRow(workspace, 'deployment', input.deploymentId);
  const { db } = workspace.gate;
  const plan = loadPlan(db);
  const latest = latestDates(db, plan, input);
  const moves = latest
    .filter(
      ({ stays, fromStart, fromEnd, toStart, toEnd }) =>
        !stays && !(fromStart === toStart && fromEnd === toEnd),
    )
    .map(({ milestoneId, toStart, toEnd }) => ({
      id: milestoneId,
      plannedStart: toStart,
      plannedEnd: toEnd,
    }));
  const days = refusingCircles(db, () => movedDays(plan, { moves, direction: 'push' }));
  const deadlines = new Set(
    latest
      .filter(({ isTarget }) => isTarget)
      .map(({ milestoneId }) => milestoneId)
      .filter((id) => deadlineOf(workspace, id) !== input.day),
  );
  const ops = [...new Set([...days.keys(), ...deadlines])].map((id): RecordOp => {
    const deadline = deadlines.has(id) ? { deadline: input.day } : {};
    return { kind: 'update', table: 'milestone', id, values: { ...days.get(id), ...deadline } };
  });
  if (ops.length === 0) throw new AppError('refused', { key: 'error.already-latest' });
  return workspace.commit(ops, basis);
}

function deadlineOf(workspace: Workspace, id: string): string | null {
  const row = workspace.gate.db
    .prepare<[string], { deadline: string | null }>('SELECT deadline FROM milestone WHERE id = ?')
    .get(id);
  return row?.deadline ?? null;
}
