import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../db/migrate.ts';
import { migrations } from '../../../db/migrations/index.ts';
import { columnName } from '../../../db/schema/column-name.ts';
import * as schema from '../../../db/schema/index.ts';
import { connect } from '../../../db/sqlite.ts';
import {
  DELETED_FIELD,
  fieldSpec,
  isTableName,
  tableNames,
  tableSpec,
  type FieldKind,
} from '../../../shared/domain/registry.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const tables = Object.values<SQLiteTable>({ ...schema });
const integers: readonly FieldKind[] = ['int', 'flag', 'time'];

function migrated() {
  const connection = connect(path.join(tempDir('schema'), 'schema.sqlite'), { create: true });
  migrate(connection, migrations, () => undefined);
  return connection;
}

/** Local tables: everything in a workspace that is neither projection nor log. */
const logTables = [
  'replica',
  'log_state',
  'context',
  'segment',
  'named_incarnation',
  'save',
  'op',
  'row_key',
  'row_alias',
  'head',
  'personal_value',
  'quarantine',
  'withheld',
  'withheld_op',
  'peer',
  'inbox',
  'exchange_record',
  'setting',
  'baseline_value',
  'received_range',
  'forked',
  'baseline_read',
  'scenario',
  'scenario_scope',
  'scenario_value',
  'scenario_step',
  'workbook',
  'workbook_cell',
];
const withoutRowid = [
  'segment',
  'named_incarnation',
  'save',
  'op',
  'row_alias',
  'head',
  'personal_value',
  'quarantine',
  'withheld',
  'withheld_op',
  'setting',
  'baseline_value',
  'received_range',
  'forked',
  'baseline_read',
  'scenario',
  'scenario_scope',
  'scenario_value',
  'scenario_step',
  'workbook_cell',
];

describe('schema', () => {
  it('of the migrations is the one the code declares', async () => {
    const declared = await generateSQLiteDrizzleJson({ ...schema });
    const folder = 'db/migrations/meta';
    const newest =
      readdirSync(folder)
        .toSorted()
        .findLast((name) => name.endsWith('_snapshot.json')) ?? '';
    const written = JSON.parse(readFileSync(path.join(folder, newest), 'utf8')) as typeof declared;
    expect(await generateSQLiteMigration(written, declared)).toEqual([]);
  });

  it('makes the very columns of the declaration when it is run', () => {
    const connection = migrated();
    for (const table of tables) {
      const { name, columns } = getTableConfig(table);
      const made = connection
        .prepare(`SELECT name, lower(type) AS type, "notnull" AS required FROM pragma_table_info('${name}')`)
        .all();
      expect(made).toEqual(
        columns.map((column) => ({
          name: column.name,
          type: column.getSQLType(),
          required: column.notNull ? 1 : 0,
        })),
      );
    }
    connection.close();
  });

  it('has one table for each of the registry, with one column of the right type for each field', () => {
    expect(tables.map((table) => getTableConfig(table).name).sort()).toEqual([...tableNames].sort());
    for (const table of tables) {
      const { name, columns } = getTableConfig(table);
      if (!isTableName(name)) throw new Error(`${name} is not in the registry`);
      const expected = Object.entries(tableSpec(name).fields).map(([field, spec]) => [
        columnName(name, field),
        integers.includes(spec.kind) ? 'integer' : 'text',
      ]);
      const made = columns.map((column) => [column.name, column.getSQLType()]);
      expect([name, made]).toEqual([name, [['id', 'text'], ['deleted', 'integer'], ...expected]]);
    }
  });

  it('numbers tables and fields once, refers to tables that exist, and belongs to them', () => {
    const ids = tableNames.map((table) => tableSpec(table).id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const table of tableNames) {
      const fields = Object.values(tableSpec(table).fields);
      const numbers = [DELETED_FIELD, ...fields.map(({ id }) => id)];
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(fields.filter(({ kind, to }) => kind === 'ref' && !isTableName(to ?? ''))).toEqual([]);
      const { parent } = tableSpec(table);
      if (parent !== undefined) expect(fieldSpec(table, parent)?.kind).toBe('ref');
    }
  });

  it('is STRICT everywhere, and WITHOUT ROWID where the log says so', () => {
    const connection = migrated();
    const made = connection
      .prepare(
        "SELECT name, strict, wr FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'",
      )
      .all() as { name: string; strict: number; wr: number }[];
    expect(made.filter(({ strict }) => strict !== 1)).toEqual([]);
    expect(
      made
        .filter(({ wr }) => wr === 1)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...withoutRowid].sort());
    expect(made.map(({ name }) => name).sort()).toEqual([...tableNames, ...logTables].sort());
    const views = connection
      .prepare("SELECT name FROM sqlite_schema WHERE type IN ('view', 'trigger')")
      .all();
    expect(views).toEqual([]);
    connection.close();
  });
});
