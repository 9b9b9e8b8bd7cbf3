/** Reads the edits of rows out of the log, as the pure rules of `shared/exchange` take them. */
import { tableById, type FieldValue, type TableName } from '../../shared/domain/registry.ts';
import type { RowEdit } from '../../shared/exchange/conflict.ts';
import type { Stamp } from '../../shared/exchange/register.ts';
import { decodeVector, type VersionVector } from '../../shared/exchange/version-vector.ts';
import { listReplicas, type Replica } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid } from '../uuid-bytes.ts';

export interface RowHistory {
  readonly row: number;
  readonly table: TableName;
  readonly id: string;
  /** Every edit held of the row, its creations among them. */
  readonly edits: readonly RowEdit[];
}

/** The log within one snapshot. */
export interface LogReader {
  readonly db: ReadDb;
  /** The history of a row by its local number; null for a table this version does not know. */
  history(row: number): RowHistory | null;
  replica(ord: number): Replica;
  /** A stored context. */
  context(id: number): VersionVector;
  compareIncarnations(a: number, b: number): number;
}

interface EditRow {
  readonly rep: number;
  readonly seq: number;
  readonly idx: number;
  readonly patch: string;
  readonly ms: number;
  readonly cnt: number;
  readonly context: number;
  readonly ownLag: number;
  readonly creates: number;
}

/** Opens the log for reading histories: to be used within one snapshot or transaction, and then dropped. */
export function openLog(db: ReadDb): LogReader {
  const replicas = new Map(listReplicas(db).map((replica) => [replica.ord, replica]));
  const contexts = new Map<number, VersionVector>();
  const replica = (ord: number): Replica => {
    const found = replicas.get(ord);
    if (!found) throw new Error(`the log names the unknown incarnation ${ord}`);
    return found;
  };
  const contextOf = (id: number): VersionVector => {
    let vector = contexts.get(id);
    if (!vector) {
      const found = db
        .prepare<[number], { vector: Buffer }>('SELECT vector FROM context WHERE id = ?')
        .get(id);
      if (!found) throw new Error(`unknown context ${id}`);
      contexts.set(id, (vector = decodeVector(found.vector)));
    }
    return vector;
  };
  return {
    db,
    replica,
    context: contextOf,
    compareIncarnations: (a, b) => (a === b ? 0 : Buffer.compare(replica(a).id, replica(b).id)),
    history: (row) => {
      const key = db
        .prepare<[number], { tbl: number; uuid: Buffer }>('SELECT tbl, uuid FROM row_key WHERE row = ?')
        .get(row);
      if (!key) throw new Error(`the log names the unknown row ${row}`);
      const table = tableById(key.tbl);
      if (!table) return null;
      const edits = readEdits(db, row).map((edit) => toEdit(db, edit, contextOf(edit.context)));
      return { row, table, id: bytesToUuid(key.uuid), edits };
    },
  };
}

function readEdits(db: ReadDb, row: number): EditRow[] {
  return db
    .prepare<[number], EditRow>(
      `SELECT o.rep, o.seq, o.idx, o.patch, s.ms, s.cnt, s.context, s.own_lag AS ownLag,
          (k.rep = o.rep AND k.seq = o.seq AND k.idx = o.idx) OR EXISTS (SELECT 1 FROM row_alias a
            WHERE a.rep = o.rep AND a.seq = o.seq AND a.idx = o.idx) AS creates
        FROM op o JOIN save s ON s.rep = o.rep AND s.seq = o.seq JOIN row_key k ON k.row = o.row
        WHERE o.row = ? ORDER BY o.rep, o.seq, o.idx`,
    )
    .all(row);
}

function toEdit(db: ReadDb, edit: EditRow, context: VersionVector): RowEdit {
  const { rep, seq, idx, ms, cnt, ownLag } = edit;
  const values = new Map(
    Object.entries(JSON.parse(edit.patch) as Record<string, FieldValue>).map(([field, value]) => [
      Number(field),
      value,
    ]),
  );
  // What this version could not project takes part in no register until it can.
  for (const { fld } of db
    .prepare<[number, number, number], { fld: number }>(
      'SELECT fld FROM quarantine WHERE rep = ? AND seq = ? AND idx = ?',
    )
    .all(rep, seq, idx))
    values.delete(fld);
  const stamp: Stamp = { rep, seq, ms, cnt, context, ownLag };
  return { ...stamp, values, creates: edit.creates === 1 };
}

/** A value as the projection shows it: the value itself, or what a personal token stands for. */
export function spokenValue(db: ReadDb, personal: true | undefined, value: FieldValue): FieldValue {
  if (!personal || typeof value !== 'string') return value;
  return (
    db.prepare<[string], { value: string }>('SELECT value FROM personal_value WHERE token = ?').get(value)
      ?.value ?? null
  );
}

/** Ordinals of the own incarnation and of those it goes on from. */
export function ownIncarnations(db: ReadDb): ReadonlySet<number> {
  const byId = new Map(listReplicas(db).map((replica) => [replica.id.toString('hex'), replica]));
  const { own } = db.prepare<[], { own: number }>('SELECT own FROM log_state').get() ?? { own: 0 };
  const found = new Set<number>();
  let next = [...byId.values()].find(({ ord }) => ord === own);
  while (next && !found.has(next.ord)) {
    found.add(next.ord);
    next = next.previousId ? byId.get(next.previousId.toString('hex')) : undefined;
  }
  return found;
}
