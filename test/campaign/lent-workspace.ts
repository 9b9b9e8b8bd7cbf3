/**
 * Workspaces in memory, lent to one post after another with other contents: opening one and preparing its statements
 * costs more than most of what a history does with it.
 */
import Sqlite, { type Statement } from 'better-sqlite3';
import { migrate } from '../../db/migrate.ts';
import { migrations } from '../../db/migrations/index.ts';
import { writeDb, type Connection } from '../../db/sqlite.ts';
import { createWriteGate, type WriteGate } from '../../db/write/write-gate.ts';
import { isTableName } from '../../shared/domain/registry.ts';

/** All a workspace holds: the rows of its tables in the order of their names; a table that is left out is empty. */
export type WorkspaceCopy = readonly (readonly unknown[][])[];

interface Tables {
  /** One row: for each table whether it holds anything. Asking costs less than emptying what is empty. */
  readonly filled: Statement<[], (0 | 1)[]>;
  readonly each: readonly {
    readonly read: Statement<[], unknown[]>;
    /** Its rows in the order of their ids; null for a table that is not replicated. */
    readonly show: Statement<[], unknown[]> | null;
    readonly empty: Statement<[]>;
    readonly insert: Statement<unknown[]>;
    /** Puts the first contents back; null where there are none. */
    readonly refill: Statement<[]> | null;
  }[];
}

export interface Lent {
  readonly gate: WriteGate;
  readonly tables: Tables;
  /** What it was made for: kept beside it in a second database, from where it is there again at once. */
  readonly first: WorkspaceCopy;
}

const free: Lent[] = [];
/** Free workspaces above which one made for another copy is taken rather than a new one made. */
const ENOUGH = 12;

/** A workspace that holds what the copy does. */
export function borrow(copy: WorkspaceCopy): Lent {
  const at = free.findIndex(({ first }) => first === copy);
  // Few copies are asked for again: the others are put where there is room.
  const [found] = at >= 0 ? free.splice(at, 1) : free.length > ENOUGH ? free.splice(0, 1) : [];
  const lent = found ?? make(copy);
  fill(lent, copy);
  lent.gate.reset();
  return lent;
}

/** Hands it on to whoever comes next. */
export function giveBack(lent: Lent): void {
  free.push(lent);
}

/** What a workspace holds now. */
export function copyTables({ tables }: Lent): WorkspaceCopy {
  return tables.each.map(({ read }) => read.all());
}

/**
 * What it shows, as one text: every row of every replicated table, and every open choice between values, by ids that
 * are the same everywhere.
 */
export function stateOf({ gate, tables }: Lent): string {
  const filled = tables.filled.get();
  const rows = tables.each.map(({ show }, index) => (filled?.[index] ? show?.all() : null));
  const heads = gate
    .statement(
      `SELECT hex(k.uuid) || '/' || h.fld || '/' || hex(r.id) || '/' || h.seq AS head
        FROM head h JOIN row_key k ON k.row = h.row JOIN replica r ON r.ord = h.rep ORDER BY head`,
    )
    .all();
  return JSON.stringify([rows, heads]);
}

function fill({ gate, tables, first }: Lent, copy: WorkspaceCopy): void {
  gate.statement('BEGIN').run();
  const filled = tables.filled.get();
  for (const [index, { empty, insert, refill }] of tables.each.entries()) {
    if (filled?.[index]) empty.run();
    if (first === copy) refill?.run();
    else for (const row of copy[index] ?? []) insert.run(row);
  }
  gate.statement('COMMIT').run();
}

function make(first: WorkspaceCopy): Lent {
  const connection = new Sqlite(':memory:');
  migrate(connection, migrations, () => undefined);
  keepStatements(connection);
  const names = connection
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  keepFirst(connection, names, first);
  return { gate: createWriteGate(writeDb(connection)), tables: tablesOf(connection, names, first), first };
}

/** Statements are prepared once per text, for whoever asks. */
function keepStatements(connection: Connection): void {
  const prepared = new Map<string, Statement>();
  const prepare = connection.prepare.bind(connection) as (sql: string) => Statement;
  Object.assign(connection, {
    prepare: (sql: string) => {
      let statement = prepared.get(sql);
      if (!statement) prepared.set(sql, (statement = prepare(sql)));
      return statement;
    },
  });
}

function keepFirst(connection: Connection, names: readonly string[], first: WorkspaceCopy): void {
  connection.exec("ATTACH ':memory:' AS first");
  for (const [index, name] of names.entries()) {
    connection.exec(`CREATE TABLE first.${name} AS SELECT * FROM main.${name}`);
    for (const row of first[index] ?? [])
      connection.prepare(`INSERT INTO first.${name} VALUES (${row.map(() => '?').join(', ')})`).run(row);
  }
}

function tablesOf(connection: Connection, names: readonly string[], first: WorkspaceCopy): Tables {
  const filled = names.map((name) => `EXISTS (SELECT 1 FROM main.${name})`).join(', ');
  return {
    filled: connection.prepare<[], (0 | 1)[]>(`SELECT ${filled}`).raw(),
    each: names.map((name, index) => {
      const columns = connection.pragma(`table_info(${name})`) as unknown[];
      return {
        read: connection.prepare<[], unknown[]>(`SELECT * FROM main.${name}`).raw(),
        show: isTableName(name)
          ? connection.prepare<[], unknown[]>(`SELECT * FROM main.${name} ORDER BY id`).raw()
          : null,
        empty: connection.prepare(`DELETE FROM main.${name}`),
        insert: connection.prepare(`INSERT INTO main.${name} VALUES (${columns.map(() => '?').join(', ')})`),
        refill: first[index]?.length
          ? connection.prepare(`INSERT INTO main.${name} SELECT * FROM first.${name}`)
          : null,
      };
    }),
  };
}
