import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { ReversalSource } from '../../shared/views/reversal-view.ts';
import { getBasis } from '../log-state.ts';
import type { Workspace } from '../open-workspace.ts';
import { getReversal, reversalOps } from '../queries/reversal.ts';
import type { Committed } from '../write/commit.ts';

/**
 * Puts back what was shown before some saves, in one own save: nothing of the log is taken away, and what was reversed
 * can be undone like any other change.
 * @throws AppError `refused` when the list is out of date, or when nothing is left to put back.
 */
export function reverseSaves(
  workspace: Workspace,
  { source, token }: { source: ReversalSource; token: string },
): Committed {
  const { db } = workspace.gate;
  if (getReversal(db, source).token !== token) throw new AppError('refused', { key: 'error.list-stale' });
  const ops = reversalOps(db, source);
  if (ops.length === 0) throw new AppError('refused', { key: 'error.nothing-to-reverse' });
  const basis: Basis = getBasis(db);
  return workspace.commit(ops, basis);
}
