import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { RowPatch } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { WeekAnswer } from '../../shared/views/week-view.ts';
import type { Workspace } from '../open-workspace.ts';
import { newDaysOf } from '../queries/new-end.ts';
import { loadPlanAround } from '../queries/plan-network.ts';
import type { Committed } from '../write/commit.ts';
import { confirmationOp } from './deployment-commands.ts';
import { milestoneValues } from './update-milestone.ts';

/**
 * One word of the week on a milestone: what changes of it and that it was confirmed today, in one save. A new date moves
 * this milestone alone: what follows it is for whoever plans it. Answers the id of the confirmation.
 * @throws AppError `not-found`; `refused` while nobody said who uses this post; `bad-request` without the reason a new
 * date or a block needs, or for a day it cannot end on.
 */
export function answerMilestone(
  workspace: Workspace,
  input: { milestoneId: string; answer: WeekAnswer; basis: Basis },
  personId: string | null,
  today: IsoDate,
): Committed & { id: string } {
  const { milestoneId, answer, basis } = input;
  const deployment = deploymentOf(workspace, milestoneId);
  const confirmation = confirmationOp({ deployment, milestone: milestoneId }, personId, today);
  const values = valuesOf(workspace, milestoneId, answer, today);
  const update: RecordOp[] = values ? [{ kind: 'update', table: 'milestone', id: milestoneId, values }] : [];
  return { id: confirmation.id, ...workspace.commit([...update, confirmation], basis) };
}

function deploymentOf(workspace: Workspace, milestoneId: string): string {
  const row = workspace.gate.db
    .prepare<[string], { deploymentId: string | null }>(
      'SELECT deployment_id AS deploymentId FROM milestone WHERE id = ? AND deleted = 0',
    )
    .get(milestoneId);
  if (row?.deploymentId == null) throw new AppError('not-found', { details: { table: 'milestone' } });
  return row.deploymentId;
}

function valuesOf(
  workspace: Workspace,
  id: string,
  answer: WeekAnswer,
  today: IsoDate,
): RowPatch<'milestone'> | null {
  switch (answer.kind) {
    case 'confirm':
      return null;
    case 'done':
      return milestoneValues(workspace, id, { status: 'done', blockedReason: null }, today);
    case 'date': {
      const { db } = workspace.gate;
      const days = newDaysOf(db, loadPlanAround(db, [id]), id, answer.end);
      return milestoneValues(workspace, id, { ...days, statusReason: needed(answer.reason) }, today);
    }
    case 'blocked':
      return { blockedReason: needed(answer.reason), planB: answer.planB === '' ? null : answer.planB };
    case 'unblocked':
      return { blockedReason: null };
  }
}

function needed(reason: string): string {
  if (reason === '') throw new AppError('bad-request', { key: 'error.reason-needed' });
  return reason;
}
