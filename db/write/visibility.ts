/**
 * Tombstones: a row is hidden only while a delete stands and no edit of the row, or of a row below it, is
 * concurrent with that delete. Otherwise it stays visible: an edit wins over a delete its author did not know of.
 */
import {
  DELETED_FIELD,
  tableById,
  tableNames,
  tableSpec,
  type TableName,
} from '../../shared/domain/registry.ts';
import { hasSeen, type Stamp } from '../../shared/exchange/register.ts';
import { columnName } from '../schema/column-name.ts';
import { bytesToUuid, uuidToBytes } from '../uuid-bytes.ts';
import { headValue, type LoggedOp } from './logged-op.ts';
import type { WriteGate } from './write-gate.ts';

/** The whole patch of a deletion as the log holds it. */
const DELETION = JSON.stringify({ [DELETED_FIELD]: 1 });

/** The row of an edit and the rows it belongs to, from near to far; empty while nothing was ever deleted. */
export function lineageOf(gate: WriteGate, op: LoggedOp): Set<number> {
  const lineage = new Set<number>();
  if (gate.tombstones.size === 0) return lineage;
  for (let row: number | null = op.row; row !== null && !lineage.has(row); row = parentRow(gate, row))
    lineage.add(row);
  return lineage;
}

/**
 * Recomputes who is hidden after an edit: the row itself, and the rows it belongs to. `before` are those it belonged
 * to until then: a row that moves away no longer keeps its former owner in sight.
 */
export function refreshVisibility(gate: WriteGate, op: LoggedOp, before: ReadonlySet<number>): void {
  for (const row of new Set([...lineageOf(gate, op), ...before]))
    if (gate.tombstones.has(row)) refreshRow(gate, row);
}

function refreshRow(gate: WriteGate, row: number): void {
  const { table, uuid } = keyOf(gate, row);
  const deletes = (
    gate.statement('SELECT rep, seq FROM head WHERE row = ? AND fld = ?').all(row, DELETED_FIELD) as {
      rep: number;
      seq: number;
    }[]
  ).filter((head) => headValue(gate, row, DELETED_FIELD, head) === 1);
  const family = [row, ...descendants(gate, table, uuid)];
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

function descendants(gate: WriteGate, table: TableName, uuid: string): number[] {
  const found: number[] = [];
  for (const child of tableNames) {
    const parent = tableSpec(child).parent;
    if (parent === undefined || tableSpec(child).fields[parent]?.to !== table) continue;
    const rows = gate
      .statement(`SELECT id FROM ${child} WHERE ${columnName(child, parent)} = ?`)
      .all(uuid) as { id: string }[];
    for (const { id } of rows) {
      const key = gate.statement('SELECT row FROM row_key WHERE uuid = ?').get(uuidToBytes(id)) as {
        row: number;
      };
      found.push(key.row, ...descendants(gate, child, id));
    }
  }
  return found;
}

function parentRow(gate: WriteGate, row: number): number | null {
  const { table, uuid } = keyOf(gate, row);
  const parent = tableSpec(table).parent;
  if (parent === undefined) return null;
  const found = gate
    .statement(`SELECT ${columnName(table, parent)} AS id FROM ${table} WHERE id = ?`)
    .get(uuid) as { id: string | null } | undefined;
  if (!found?.id) return null;
  const key = gate.statement('SELECT row FROM row_key WHERE uuid = ?').get(uuidToBytes(found.id)) as
    | { row: number }
    | undefined;
  return key?.row ?? null;
}

function keyOf(gate: WriteGate, row: number): { table: TableName; uuid: string } {
  const key = gate.statement('SELECT tbl, uuid FROM row_key WHERE row = ?').get(row) as {
    tbl: number;
    uuid: Buffer;
  };
  const table = tableById(key.tbl);
  if (!table) throw new Error(`row ${row} is of the unknown table ${key.tbl}`);
  return { table, uuid: bytesToUuid(key.uuid) };
}
