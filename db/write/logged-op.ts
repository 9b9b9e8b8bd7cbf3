import { DELETED_FIELD, tableSpec, type FieldValue, type TableName } from '../../shared/domain/registry.ts';
import type { Stamp } from '../../shared/exchange/register.ts';
import type { SaveDot } from './save-dot.ts';
import type { WriteGate } from './write-gate.ts';

/** One record of a save as the log holds it; `patch` maps field numbers to log values (personal ones as tokens). */
export interface LoggedOp {
  readonly table: TableName;
  readonly row: number;
  readonly uuid: string;
  readonly created: boolean;
  /** The save that created the row: the head of every field nobody edited since. */
  readonly birth: SaveDot;
  readonly patch: ReadonlyMap<number, FieldValue>;
}

/** Heads of a field with their stamps; a field nobody edited since the row was made has its creation. */
export function headStamps(gate: WriteGate, row: number, field: number, birth: SaveDot): readonly Stamp[] {
  const heads = gate.heads.of(row, field);
  return (heads.length > 0 ? heads : [birth]).map(({ rep, seq }) => gate.stampOf(rep, seq));
}

/** The value an edit gave a field; null where a creation left it out, or where this version could not project it. */
export function headValue(gate: WriteGate, row: number, field: number, head: SaveDot): FieldValue {
  const found = gate
    .statement(
      `SELECT patch, EXISTS (SELECT 1 FROM quarantine q
          WHERE q.rep = o.rep AND q.seq = o.seq AND q.idx = o.idx AND q.fld = ?) AS quarantined
        FROM op o WHERE row = ? AND rep = ? AND seq = ?`,
    )
    .get(field, row, head.rep, head.seq) as { patch: string; quarantined: number } | undefined;
  if (!found) throw new Error(`the log has no edit of row ${row} in save ${head.rep}/${head.seq}`);
  if (found.quarantined) return null;
  const patch = JSON.parse(found.patch) as Record<string, FieldValue>;
  return patch[String(field)] ?? null;
}

/** The patch of a second creation of a row: a creation sets every field, those it leaves out to null. */
export function everyField(
  table: TableName,
  patch: ReadonlyMap<number, FieldValue>,
): ReadonlyMap<number, FieldValue> {
  const ids = [DELETED_FIELD, ...Object.values(tableSpec(table).fields).map(({ id }) => id)];
  return new Map(ids.map((id) => [id, patch.get(id) ?? null]));
}

const INSERT_OP = 'INSERT INTO op (rep, seq, idx, tbl, row, patch) VALUES (?, ?, ?, ?, ?, ?)';
const INSERT_WITHHELD = 'INSERT INTO withheld_op (rep, seq, idx, tbl, row, patch) VALUES (?, ?, ?, ?, ?, ?)';

/** Logs the records of a save, those of one that does not count in a table of their own. */
export function logOp(
  gate: WriteGate,
  { rep, seq }: SaveDot,
  op: { readonly idx: number; readonly tbl: number; readonly row: number; readonly patch: string },
  counts: boolean,
): void {
  gate.statement(counts ? INSERT_OP : INSERT_WITHHELD).run(rep, seq, op.idx, op.tbl, op.row, op.patch);
}

/**
 * Has a row be made by another of its creations: the one it was known by does not count. Files go on naming it by
 * either.
 */
export function makeAnew(gate: WriteGate, row: number, by: SaveDot & { readonly idx: number }): void {
  const former = gate.statement('SELECT rep, seq, idx FROM row_key WHERE row = ?').get(row) as SaveDot & {
    idx: number;
  };
  gate.statement('DELETE FROM row_alias WHERE rep = ? AND seq = ? AND idx = ?').run(by.rep, by.seq, by.idx);
  gate
    .statement('UPDATE row_key SET rep = ?, seq = ?, idx = ? WHERE row = ?')
    .run(by.rep, by.seq, by.idx, row);
  gate
    .statement('INSERT INTO row_alias (rep, seq, idx, row) VALUES (?, ?, ?, ?)')
    .run(former.rep, former.seq, former.idx, row);
  gate.rowNames.forget();
}
