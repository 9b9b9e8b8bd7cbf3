import type { TableName } from '../../shared/domain/registry.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Workspace } from '../open-workspace.ts';

/** @throws AppError `not-found` when the row does not exist or was deleted. */
export function assertRow(workspace: Workspace, table: TableName, id: string): void {
  const found = workspace.gate.db
    .prepare<[string], { one: number }>(`SELECT 1 AS one FROM ${table} WHERE id = ? AND deleted = 0`)
    .get(id);
  if (!found) throw new AppError('not-found', { details: { table } });
}
