import Sqlite from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import * as schema from './schema/index.ts';

/** A raw connection; only this module names the driver. */
export type Connection = Sqlite.Database;

/** A prepared read: rows out, nothing in. */
export interface ReadStatement<P extends unknown[], R> {
  get(...parameters: P): R | undefined;
  all(...parameters: P): R[];
  iterate(...parameters: P): IterableIterator<R>;
}

type Drizzle = BetterSQLite3Database<typeof schema>;

/** A connection that can only be read: what queries, reports and exports are given. */
export interface ReadDb {
  readonly select: Drizzle['select'];
  readonly selectDistinct: Drizzle['selectDistinct'];
  prepare<P extends unknown[], R>(sql: string): ReadStatement<P, R>;
  /** Runs `read` on one unmoving snapshot. */
  snapshot<T>(read: () => T): T;
}

/**
 * The writing connection. Made in `open-workspace.ts` alone and taken only by `db/write/` and `migrate.ts`;
 * the layer rules refuse the import anywhere else.
 */
export interface WriteDb extends ReadDb {
  readonly connection: Connection;
}

/** Node-API version the shipped binary needs; below it SQLite ends the process without a message. */
const NEEDED_NODE_API = 10;

/**
 * Opens a SQLite file.
 * @throws Error with a clear sentence when this Node cannot load the driver.
 */
export function connect(file: string, options: { readonly?: boolean; create?: boolean } = {}): Connection {
  const available = Number(process.versions['napi'] ?? 0);
  if (available < NEEDED_NODE_API)
    throw new Error(
      `Node ${process.versions.node} cannot run better-sqlite3 13 (Node-API ${available}, ${NEEDED_NODE_API} needed): use Node 22.14 or newer`,
    );
  return new Sqlite(file, { readonly: options.readonly ?? false, fileMustExist: !(options.create ?? false) });
}

/** Wraps a connection for reading; statements are prepared once per text. */
export function readDb(connection: Connection): ReadDb {
  const database = drizzle(connection, { schema });
  const statements = new Map<string, Sqlite.Statement>();
  return {
    select: database.select.bind(database),
    selectDistinct: database.selectDistinct.bind(database),
    prepare<P extends unknown[], R>(sql: string): ReadStatement<P, R> {
      let statement = statements.get(sql);
      if (!statement) {
        statement = connection.prepare(sql);
        if (!statement.readonly) throw new Error(`not a read: ${sql}`);
        statements.set(sql, statement);
      }
      return statement as unknown as ReadStatement<P, R>;
    },
    snapshot<T>(read: () => T): T {
      return connection.inTransaction ? read() : connection.transaction(read)();
    },
  };
}

export function writeDb(connection: Connection): WriteDb {
  return { ...readDb(connection), connection };
}

/** SQLite's extended result code of an error, or null for other errors. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Sqlite.SqliteError ? error.code : null;
}
