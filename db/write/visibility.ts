/**
 * Tombstones: a row is hidden only while a delete stands and no edit of the row, or of a row below it, is
 * concurrent with that delete. Otherwise it stays visible: an edit wins over a delete its author did not know of.
 */
import { DELETED_FIELD } from '../../shared/domain/registry.ts';
import { hasSeen, type Stamp } from '../../shared/exchange/register.ts';
import { descendantsOf, nameOfRow, parentRow } from '../row-family.ts';
import { headValue, type LoggedOp } from './logged-op.ts';
import type { WriteGate } from './write-gate.ts';

/** The whole patch of a deletion as the log holds it. */
const DELETION = JSON.stringify({ [DELETED_FIELD]: 1 });

const NOBODY: ReadonlySet<number> = new Set();

/** The row of an edit and the rows it belongs to, from near to far; empty while nothing was ever deleted. */
export function lineageOf(gate: WriteGate, op: LoggedOp): ReadonlySet<number> {
  if (gate.tombstones.size === 0) return NOBODY;
  const lineage = new Set<number>();
  for (let row: number | null = op.row; row !== null && !lineage.has(row); row = parentRow(gate.db, row))
    lineage.add(row);
  return lineage;
}

/**
 * Recomputes who is hidden after an edit: the row itself, and the rows it belongs to. `before` are those it belonged
 * to until then: a row that moves away no longer keeps its former owner in sight.
 */
export function refreshVisibility(gate: WriteGate, op: LoggedOp, before: ReadonlySet<number>): void {
  if (gate.tombstones.size === 0) return;
  for (const row of new Set([...lineageOf(gate, op), ...before]))
    if (gate.tombstones.has(row)) refreshRow(gate, row);
}

function refreshRow(gate: WriteGate, row: number): void {
  const { table, uuid } = nameOfRow(gate.db, row);
  const deletes = gate.heads
    .of(row, DELETED_FIELD)
    .filter((head) => headValue(gate, row, DELETED_FIELD, head) === 1);
  const family = [row, ...descendantsOf(gate.db, { table, uuid })];
  const hidden = deletes.some((head) => !hasConcurrentEdit(gate, family, gate.stampOf(head.rep, head.seq)));
  gate.statement(`UPDATE ${table} SET deleted = ? WHERE id = ?`).run(hidden ? 1 : 0, uuid);
}

function hasConcurrentEdit(gate: WriteGate, rows: readonly number[], tombstone: Stamp): boolean {
  for (const row of rows) {
    // Who deletes the same, or a row below it, says nothing against it.
    const edits = gate
      .statement(`SELECT rep, seq FROM op WHERE row = ? AND patch <> '${DELETION}'`)
      .all(row) as {
      rep: number;
      seq: number;
    }[];
    for (const { rep, seq } of edits) {
      if (rep === tombstone.rep && seq === tombstone.seq) continue;
      if (hasSeen(tombstone, rep, seq)) continue;
      if (!hasSeen(gate.stampOf(rep, seq), tombstone.rep, tombstone.seq)) return true;
    }
  }
  return false;
}
