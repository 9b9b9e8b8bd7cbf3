/** Which rows belong to which, by the parents of the registry. */
import { tableById, tableNames, tableSpec, type TableName } from '../shared/domain/registry.ts';
import { columnName } from './schema/column-name.ts';
import type { ReadDb } from './sqlite.ts';
import { bytesToUuid, uuidToBytes } from './uuid-bytes.ts';

export interface RowName {
  readonly table: TableName;
  readonly uuid: string;
}

/** Table and id of a row by its local number. */
export function nameOfRow(db: ReadDb, row: number): RowName {
  const key = db
    .prepare<[number], { tbl: number; uuid: Buffer }>('SELECT tbl, uuid FROM row_key WHERE row = ?')
    .get(row);
  if (!key) throw new Error(`the log names the unknown row ${row}`);
  const table = tableById(key.tbl);
  if (!table) throw new Error(`row ${row} is of the unknown table ${key.tbl}`);
  return { table, uuid: bytesToUuid(key.uuid) };
}

/** Local number of a row by its id; undefined where the log knows none. */
export function rowNumber(db: ReadDb, uuid: string): number | undefined {
  return db
    .prepare<[Buffer], { row: number }>('SELECT row FROM row_key WHERE uuid = ?')
    .get(uuidToBytes(uuid))?.row;
}

/** The row a row belongs to, by its local number, or null. */
export function parentRow(db: ReadDb, row: number): number | null {
  const { table, uuid } = nameOfRow(db, row);
  const parent = tableSpec(table).parent;
  if (parent === undefined) return null;
  const found = db
    .prepare<[string], { id: string | null }>(
      `SELECT ${columnName(table, parent)} AS id FROM ${table} WHERE id = ?`,
    )
    .get(uuid);
  return found?.id ? (rowNumber(db, found.id) ?? null) : null;
}

/** Local numbers of the rows below a row, near and far. */
export function descendantsOf(db: ReadDb, { table, uuid }: RowName): number[] {
  const found: number[] = [];
  for (const child of tableNames) {
    const parent = tableSpec(child).parent;
    if (parent === undefined || tableSpec(child).fields[parent]?.to !== table) continue;
    const rows = db
      .prepare<[string], { id: string }>(`SELECT id FROM ${child} WHERE ${columnName(child, parent)} = ?`)
      .all(uuid);
    for (const { id } of rows) {
      const row = rowNumber(db, id);
      if (row === undefined) throw new Error(`the projection shows the unknown row ${id}`);
      found.push(row, ...descendantsOf(db, { table: child, uuid: id }));
    }
  }
  return found;
}
