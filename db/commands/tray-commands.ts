/** Answers to saves that went beyond their author's rights: what is accepted is written again by who accepts it. */
import { DELETED_FIELD, fieldById, fieldSpec } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { TrayAnswer } from '../../shared/views/trust-view.ts';
import { getBasis } from '../log-state.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { getOwnRights } from '../queries/own-rights.ts';
import {
  listWithheld,
  personalValue,
  recordsOf,
  type WithheldRecord,
  type WithheldSave,
} from '../queries/tray.ts';
import { getMe } from '../queries/workspace-queries.ts';
import { atomically } from '../write/atomically.ts';

/**
 * Accepts or refuses proposals, all of them or none; each becomes a save of its own, in the order they were made.
 * Answers how many.
 */
export function answerTray(
  workspace: Workspace,
  { proposals, verdict }: TrayAnswer,
): { basis: Basis; answered: number } {
  const { gate } = workspace;
  const { on, level } = getOwnRights(gate.db);
  if (on && level !== 'admin' && level !== 'manager')
    throw new AppError('refused', { key: 'error.not-manager' });
  const asked = new Set(proposals.map(({ incarnation, save }) => `${incarnation}/${save}`));
  const open = listWithheld(gate.db).filter(({ incarnation, seq }) => asked.has(`${incarnation}/${seq}`));
  if (open.length !== asked.size) throw new AppError('refused', { key: 'error.tray-gone' });
  return atomically(gate, () => {
    for (const save of open) answer(workspace, save, verdict);
    return { basis: getBasis(gate.db), answered: open.length };
  });
}

function answer(workspace: Workspace, save: WithheldSave, verdict: TrayAnswer['verdict']): void {
  const { db } = workspace.gate;
  const accepted = verdict === 'accepted' ? recordsOf(db, save).map((record) => toOp(workspace, record)) : [];
  const decision: RecordOp = {
    kind: 'create',
    table: 'tray_decision',
    id: newId(),
    values: {
      incarnation: save.incarnation,
      save: save.seq,
      verdict,
      person: getMe(db)?.personId ?? null,
    },
  };
  workspace.commit([...accepted, decision], null);
}

function toOp(workspace: Workspace, { table, id, created, patch }: WithheldRecord): RecordOp {
  const { db } = workspace.gate;
  if (!created && !isThere(workspace, table, id))
    throw new AppError('refused', { key: 'error.tray-needs-earlier' });
  const deleted = patch.get(DELETED_FIELD);
  if (deleted === 0 || deleted === 1)
    return { kind: deleted === 1 ? 'delete' : 'restore', table, id } as RecordOp;
  const values = Object.fromEntries(
    [...patch].flatMap(([field, value]) => {
      const name = fieldById(table, field);
      if (name === undefined) return [];
      const isPersonal = fieldSpec(table, name)?.personal === true;
      return [[name, isPersonal ? personalValue(db, value) : value]];
    }),
  );
  // A row that is there after all was made by two posts: what is proposed are then its values.
  const kind = created && !isThere(workspace, table, id) ? 'create' : 'update';
  return { kind, table, id, values } as RecordOp;
}

function isThere({ gate }: Workspace, table: string, id: string): boolean {
  return (
    gate.db.prepare<[string], { one: number }>(`SELECT 1 AS one FROM ${table} WHERE id = ?`).get(id) !==
    undefined
  );
}
