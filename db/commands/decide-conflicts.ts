import type { FieldValue } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { Conflict, Decision } from '../../shared/views/conflict-view.ts';
import type { Workspace } from '../open-workspace.ts';
import { readConflicts } from '../queries/conflict-list.ts';
import type { Sides } from '../undo-stack.ts';
import type { Committed } from '../write/commit.ts';
import { checkDates } from './update-milestone.ts';

/** What some decisions write, and what stood against each other before them. */
export interface DecisionWrites {
  readonly ops: readonly RecordOp[];
  readonly sides: Sides;
}

/**
 * Settles conflicts in one save. It covers all that stood against each other, so that it closes them everywhere.
 * @throws AppError `refused` when one of them was settled or changed meanwhile; `bad-request` for a value that cannot
 * stand in its field.
 */
export function decideConflicts(
  workspace: Workspace,
  { decisions, basis }: { decisions: readonly Decision[]; basis: Basis },
): Committed {
  const { db } = workspace.gate;
  const { writes, gone } = decisionWrites(
    workspace,
    db.snapshot(() => readConflicts(db)),
    decisions,
  );
  if (gone > 0) throw new AppError('refused', { key: 'error.conflict-changed' });
  return workspace.decide(writes.ops, writes.sides, basis);
}

/** What decisions write; `gone` counts those whose conflict is no longer open in the form it was decided in. */
export function decisionWrites(
  workspace: Workspace,
  open: readonly Conflict[],
  decisions: readonly Decision[],
): { writes: DecisionWrites; gone: number } {
  const byId = new Map(open.map((conflict) => [conflict.id, conflict]));
  const decided = decisions.flatMap((decision) => {
    const conflict = byId.get(decision.id);
    return conflict ? [{ conflict, op: decisionOp(workspace, conflict, decision) }] : [];
  });
  const most = Math.max(0, ...decided.map(({ conflict }) => conflict.sides.length));
  const sides = Array.from({ length: most }, (_, at) =>
    inOneSave(decided.flatMap(({ conflict }) => sideOp(conflict, at) ?? [])),
  );
  return {
    writes: { ops: inOneSave(decided.map(({ op }) => op)), sides },
    gone: decisions.length - decided.length,
  };
}

function decisionOp(workspace: Workspace, conflict: Conflict, decision: Decision): RecordOp {
  if ('take' in decision) {
    const at = conflict.sides.findIndex(({ key }) => key === decision.take);
    const op = sideOp(conflict, at);
    if (!op) throw new AppError('bad-request', { details: { cause: 'no such side' } });
    return op;
  }
  const known = new Set(conflict.fields.map(({ field }) => field));
  const given = Object.keys(decision.values);
  if (given.length !== known.size || given.some((field) => !known.has(field)))
    throw new AppError('bad-request', { details: { cause: 'other fields than those of the conflict' } });
  const values = { ...decision.values };
  if (conflict.table === 'milestone') checkDates(currentOf(workspace, conflict.rowId), values);
  return { kind: 'update', table: conflict.table, id: conflict.rowId, values, affirm: true } as RecordOp;
}

/** What would write one side of a conflict again. */
function sideOp(conflict: Conflict, at: number): RecordOp | null {
  const { table, rowId: id, level, fields, sides } = conflict;
  const side = sides[at];
  if (!side) return null;
  if (level === 'deletion')
    return { kind: side.values[0] === 1 ? 'delete' : 'restore', table, id } as RecordOp;
  const values = Object.fromEntries(
    fields.map(({ field }, index) => [field, side.values[index] as FieldValue]),
  );
  return { kind: 'update', table, id, values, affirm: true } as RecordOp;
}

/** One record for each row, as a save has it: its values together, and whether it is deleted. */
function inOneSave(ops: readonly RecordOp[]): RecordOp[] {
  return [...Map.groupBy(ops, ({ id }) => id).values()].flatMap((ofRow) => {
    const [first, ...others] = ofRow;
    if (!first || others.length === 0) return first ?? [];
    const tombstone = ofRow.find(({ kind }) => kind === 'delete' || kind === 'restore');
    return {
      kind: 'update',
      table: first.table,
      id: first.id,
      values: Object.assign({}, ...ofRow.map((op) => ('values' in op ? op.values : {}))) as object,
      affirm: true,
      ...(tombstone ? { deleted: tombstone.kind === 'delete' ? 1 : 0 } : {}),
    } as RecordOp;
  });
}

function currentOf(workspace: Workspace, id: string) {
  const current = workspace.gate.db
    .prepare<[string], { kind: string | null; plannedStart: string | null; plannedEnd: string | null }>(
      'SELECT kind, planned_start AS plannedStart, planned_end AS plannedEnd FROM milestone WHERE id = ?',
    )
    .get(id);
  if (!current) throw new AppError('not-found', { details: { table: 'milestone' } });
  return current;
}
