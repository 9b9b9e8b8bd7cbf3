import type { FieldValue, TableName } from '../../shared/domain/registry.ts';
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

/** A save by incarnation ordinal and sequence. */
export interface SaveDot {
  readonly rep: number;
  readonly seq: number;
}

/** The value an edit gave a field; null where a creation left it out. */
export function headValue(gate: WriteGate, row: number, field: number, head: SaveDot): FieldValue {
  const found = gate
    .statement('SELECT patch FROM op WHERE row = ? AND rep = ? AND seq = ?')
    .get(row, head.rep, head.seq) as { patch: string } | undefined;
  if (!found) throw new Error(`the log has no edit of row ${row} in save ${head.rep}/${head.seq}`);
  const patch = JSON.parse(found.patch) as Record<string, FieldValue>;
  return patch[String(field)] ?? null;
}
