/**
 * What the gate keeps between writes: prepared statements and small caches over the log. One per workspace.
 * Everything cached is derived from committed rows; after a rollback the caches are dropped.
 */
import type { Statement } from 'better-sqlite3';
import { registry, tableSpec, type TableName } from '../../shared/domain/registry.ts';
import { decodeVector, encodeVector, type VersionVector } from '../../shared/exchange/version-vector.ts';
import type { Stamp } from '../../shared/exchange/register.ts';
import { columnName } from '../schema/column-name.ts';
import type { WriteDb } from '../sqlite.ts';

export interface WriteGate {
  readonly db: WriteDb;
  /** A statement of the writing connection, prepared once per text. */
  statement(sql: string): Statement<unknown[], unknown>;
  /** Inserts one projection row: id, then a value per registry field in order. */
  insertRow(table: TableName): Statement<unknown[], unknown>;
  /** Sets one projection column: value, id. */
  setColumn(table: TableName, field: string): Statement<unknown[], unknown>;
  /** The stored context with these contents, made when new. */
  contextId(vector: VersionVector): number;
  contextVector(id: number): VersionVector;
  stampOf(rep: number, seq: number): Stamp;
  compareIncarnations(a: number, b: number): number;
  /** Rows that have a tombstone register, so that the others never look for one. */
  readonly tombstones: Set<number>;
  /** Forgets what was cached: after a rollback. */
  reset(): void;
}

/** Opens the gate of a workspace. */
export function createWriteGate(db: WriteDb): WriteGate {
  const statements = new Map<string, Statement<unknown[], unknown>>();
  const contexts = new Map<number, VersionVector>();
  const incarnations = new Map<number, Buffer>();
  const tombstones = new Set<number>();

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

  loadTombstones();
  return {
    db,
    statement,
    insertRow(table) {
      const columns = Object.keys(registry[table].fields).map((field) => columnName(table, field));
      return statement(
        `INSERT INTO ${table} (id, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`,
      );
    },
    setColumn(table, field) {
      return statement(`UPDATE ${table} SET ${columnName(table, field)} = ? WHERE id = ?`);
    },
    contextId(vector) {
      const bytes = Buffer.from(encodeVector(vector));
      const known = statement('SELECT id FROM context WHERE vector = ?').get(bytes) as
        | { id: number }
        | undefined;
      if (known) return known.id;
      return Number(statement('INSERT INTO context (vector) VALUES (?)').run(bytes).lastInsertRowid);
    },
    contextVector,
    stampOf(rep, seq) {
      const save = statement(
        'SELECT ms, cnt, context, own_lag AS ownLag FROM save WHERE rep = ? AND seq = ?',
      ).get(rep, seq) as { ms: number; cnt: number; context: number; ownLag: number } | undefined;
      if (!save) throw new Error(`the log has no save ${rep}/${seq}`);
      return {
        rep,
        seq,
        ms: save.ms,
        cnt: save.cnt,
        context: contextVector(save.context),
        ownLag: save.ownLag,
      };
    },
    compareIncarnations: (a, b) => (a === b ? 0 : Buffer.compare(incarnation(a), incarnation(b))),
    tombstones,
    reset() {
      contexts.clear();
      incarnations.clear();
      loadTombstones();
    },
  };
}

/** Registry fields of a table in column order. */
export function fieldsOf(table: TableName) {
  return Object.entries(tableSpec(table).fields);
}
