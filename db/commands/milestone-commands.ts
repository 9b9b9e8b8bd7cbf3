import type { CommentKind } from '../../shared/domain/comment-kind.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { assertRow } from './assert-row.ts';
import { checkDates } from './update-milestone.ts';

/** Adds a milestone at the end of its deployment. Answers its id. */
export function createMilestone(
  workspace: Workspace,
  input: {
    deploymentId: string;
    basis: Basis;
    label: string;
    kind: 'task' | 'gate' | 'milestone';
    plannedStart: string | null;
    plannedEnd: string | null;
  },
) {
  assertRow(workspace, 'deployment', input.deploymentId);
  const last = workspace.gate.db
    .prepare<[string], { position: number | null }>(
      'SELECT max(position) AS position FROM milestone WHERE deployment_id = ? AND deleted = 0',
    )
    .get(input.deploymentId);
  const values = {
    deployment: input.deploymentId,
    label: input.label,
    kind: input.kind,
    plannedStart: input.plannedStart,
    plannedEnd: input.plannedEnd,
    status: 'to_come',
    position: (last?.position ?? 0) + 1,
  };
  checkDates({ kind: input.kind, plannedStart: null, plannedEnd: null }, values);
  const id = newId();
  return { id, ...workspace.commit([{ kind: 'create', table: 'milestone', id, values }], input.basis) };
}

/** Deletes a milestone and the links that held it; others' concurrent edits keep it visible. */
export function deleteMilestone(workspace: Workspace, input: { id: string; basis: Basis }) {
  assertRow(workspace, 'milestone', input.id);
  const links = workspace.gate.db
    .prepare<[string, string], { id: string }>(
      'SELECT id FROM dependency WHERE deleted = 0 AND (predecessor_id = ? OR successor_id = ?)',
    )
    .all(input.id, input.id);
  return workspace.commit(
    [
      ...links.map(({ id }) => ({ kind: 'delete', table: 'dependency', id }) as const),
      { kind: 'delete', table: 'milestone', id: input.id },
    ],
    input.basis,
  );
}

/** Adds a comment to a deployment, or to one of its milestones. */
export function addComment(
  workspace: Workspace,
  input: {
    deploymentId: string;
    milestoneId?: string | undefined;
    text: string;
    kind?: CommentKind | undefined;
    basis: Basis;
  },
  authorId: string | null,
) {
  assertRow(workspace, 'deployment', input.deploymentId);
  if (input.milestoneId !== undefined) assertRow(workspace, 'milestone', input.milestoneId);
  if (authorId === null) throw new AppError('refused', { key: 'error.no-identity' });
  const id = newId();
  const values = {
    deployment: input.deploymentId,
    milestone: input.milestoneId ?? null,
    author: authorId,
    text: input.text,
    writtenAt: workspace.now(),
    kind: input.kind ?? 'comment',
  };
  return { id, ...workspace.commit([{ kind: 'create', table: 'comment', id, values }], input.basis) };
}
