/**
 * What the gate keeps between writes: prepared statements and small caches over the log. One per workspace.
 * Everything cached is derived from committed rows; after a rollback the caches are dropped.
 */
import type { Statement } from 'better-sqlite3';
import { tableSpec, type TableName } from '../../shared/domain/registry.ts';
import { decodeVector, encodeVector, type VersionVector } from '../../shared/exchange/version-vector.ts';
import type { Stamp } from '../../shared/exchange/register.ts';
import { columnName } from '../schema/column-name.ts';
import type { WriteDb } from '../sqlite.ts';
import { createHeads, type Heads } from './heads.ts';
import { createRowNames, type RowNames } from './row-names.ts';
import { forgetRoster, type RosterMemory } from './roster-memory.ts';

export interface WriteGate {
  readonly db: WriteDb;
  /** A statement of the writing connection, prepared once per text. */
  statement(sql: string): Statement<unknown[], unknown>;
  /** Inserts one projection row: id, then the values of the given fields. */
  insertRow(table: TableName, fields: readonly string[]): Statement<unknown[], unknown>;
  /** Sets projection columns of one row: the values of the given fields, then id. */
  setColumns(table: TableName, fields: readonly string[]): Statement<unknown[], unknown>;
  /** Reads projection columns of one row by id: an array of the values of the given fields. */
  readColumns(table: TableName, fields: readonly string[]): Statement<unknown[], unknown>;
  /** The stored context with these contents, made when new. */
  contextId(vector: VersionVector): number;
  contextVector(id: number): VersionVector;
  stampOf(rep: number, seq: number): Stamp;
  /** Keeps the stamp of a save just logged, which the next edits of its rows will ask for. */
  keepStamp(stamp: Stamp): void;
  compareIncarnations(a: number, b: number): number;
  readonly heads: Heads;
  readonly rowNames: RowNames;
  /** Rows that have a tombstone register, so that the others never look for one. */
  readonly tombstones: Set<number>;
  /** Who may write, as far as it was worked out. */
  readonly roster: RosterMemory;
  /** Forgets what was cached: after a rollback. */
  reset(): void;
}

type Shapes = Map<TableName, Map<string, Statement<unknown[], unknown>>>;

const MAX_STAMPS = 50_000;
const MAX_SHAPES = 200;

/** Opens the gate of a workspace. */
export function createWriteGate(db: WriteDb): WriteGate {
  const shapes = { insert: new Map(), update: new Map(), read: new Map() } satisfies Record<string, Shapes>;
  const stamps = new Map<number, Map<number, Stamp>>();
  let stampCount = 0;
  const statements = new Map<string, Statement<unknown[], unknown>>();
  const contexts = new Map<number, VersionVector>();
  const incarnations = new Map<number, Buffer>();
  const tombstones = new Set<number>();
  const roster: RosterMemory = {
    anyPost: null,
    anyWithheld: null,
    saves: null,
    beginnings: null,
    seen: new Map(),
  };

  const statement = (sql: string) => {
    let prepared = statements.get(sql);
    if (!prepared) statements.set(sql, (prepared = db.connection.prepare<unknown[], unknown>(sql)));
    return prepared;
  };
  const loadTombstones = () => {
    tombstones.clear();
    for (const { row } of statement('SELECT DISTINCT row FROM head WHERE fld = 0').all() as { row: number }[])
      tombstones.add(row);
  };
  const incarnation = (ord: number) => {
    let id = incarnations.get(ord);
    if (!id) {
      id = (statement('SELECT id FROM replica WHERE ord = ?').get(ord) as { id: Buffer }).id;
      incarnations.set(ord, id);
    }
    return id;
  };
  const contextVector = (id: number) => {
    let vector = contexts.get(id);
    if (!vector) {
      const row = statement('SELECT vector FROM context WHERE id = ?').get(id) as
        | { vector: Buffer }
        | undefined;
      if (!row) throw new Error(`unknown context ${id}`);
      contexts.set(id, (vector = decodeVector(row.vector)));
    }
    return vector;
  };

  /** Stamps never change once logged; kept because most edits follow a few saves. */
  const keepStamp = (stamp: Stamp) => {
    if (++stampCount > MAX_STAMPS) {
      stamps.clear();
      stampCount = 1;
    }
    let ofRep = stamps.get(stamp.rep);
    if (!ofRep) stamps.set(stamp.rep, (ofRep = new Map()));
    ofRep.set(stamp.seq, stamp);
  };
  const stampOf = (rep: number, seq: number): Stamp => {
    const known = stamps.get(rep)?.get(seq);
    if (known) return known;
    const save = statement(
      'SELECT ms, cnt, context, own_lag AS ownLag FROM save WHERE rep = ? AND seq = ?',
    ).get(rep, seq) as { ms: number; cnt: number; context: number; ownLag: number } | undefined;
    if (!save) throw new Error(`the log has no save ${rep}/${seq}`);
    const { ms, cnt, context, ownLag } = save;
    const stamp = { rep, seq, ms, cnt, context: contextVector(context), ownLag };
    keepStamp(stamp);
    return stamp;
  };
  /** The statement for some fields of a table, found without spelling it out each time. */
  const shaped = (known: Shapes, table: TableName, fields: readonly string[], spell: () => string) => {
    let ofTable = known.get(table);
    if (!ofTable) known.set(table, (ofTable = new Map()));
    const key = fields.length === 1 ? (fields[0] ?? '') : fields.join();
    let prepared = ofTable.get(key);
    if (prepared) return prepared;
    prepared = db.connection.prepare<unknown[], unknown>(spell());
    // A file made to show many shapes must not fill the memory.
    if (ofTable.size >= MAX_SHAPES) ofTable.clear();
    ofTable.set(key, prepared);
    return prepared;
  };

  const heads = createHeads(db.connection);
  const rowNames = createRowNames(db.connection);
  loadTombstones();
  return {
    db,
    statement,
    insertRow: (table, fields) =>
      shaped(shapes.insert, table, fields, () => {
        const columns = ['id', ...fields.map((field) => columnName(table, field))];
        return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
      }),
    setColumns: (table, fields) =>
      shaped(shapes.update, table, fields, () => {
        const columns = fields.map((field) => `${columnName(table, field)} = ?`);
        return `UPDATE ${table} SET ${columns.join(', ')} WHERE id = ?`;
      }),
    readColumns: (table, fields) =>
      shaped(shapes.read, table, fields, () => {
        const columns = fields.map((field) => columnName(table, field));
        return `SELECT ${columns.join(', ')} FROM ${table} WHERE id = ?`;
      }),
    contextId(vector) {
      const bytes = Buffer.from(encodeVector(vector));
      const known = statement('SELECT id FROM context WHERE vector = ?').get(bytes) as
        | { id: number }
        | undefined;
      if (known) return known.id;
      return Number(statement('INSERT INTO context (vector) VALUES (?)').run(bytes).lastInsertRowid);
    },
    contextVector,
    stampOf,
    keepStamp,
    heads,
    rowNames,
    compareIncarnations: (a, b) => (a === b ? 0 : Buffer.compare(incarnation(a), incarnation(b))),
    tombstones,
    roster,
    reset() {
      forgetRoster(roster);
      heads.forget();
      rowNames.forget();
      contexts.clear();
      stamps.clear();
      stampCount = 0;
      incarnations.clear();
      loadTombstones();
    },
  };
}

/** Registry fields of a table in column order. */
export function fieldsOf(table: TableName) {
  return Object.entries(tableSpec(table).fields);
}
