/** All a workspace holds about one person: what is shown of them, what was said of them before, what they did. */
import {
  fieldById,
  fieldSpec,
  tableNames,
  tableSpec,
  type FieldValue,
  type TableName,
} from '../../shared/domain/registry.ts';
import { isTextKey, type Language } from '../../shared/i18n/translate.ts';
import { placeOf, textsIn, valueWords } from '../exchange/change-words.ts';
import { columnName } from '../schema/column-name.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid, uuidToBytes } from '../uuid-bytes.ts';
import { personNameById } from './person-queries.ts';
import { purgeOf } from './purge-words.ts';
import { openLog, spokenValue } from './row-history.ts';

/** One thing held about a person, in words. */
export interface PersonRecord {
  /** What kind of thing: the word of its table. */
  readonly kind: string;
  /** Where: « Dossier patient, CH d'Aptière · Go/No-Go ». */
  readonly place: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface PersonData {
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Every value ever given to a field of theirs and still known, oldest first. */
  readonly history: readonly {
    readonly at: number;
    readonly by: string | null;
    readonly field: string;
    readonly value: string;
  }[];
  /** Every row that names them, and how. */
  readonly records: readonly PersonRecord[];
  /** Saves they made. */
  readonly saves: { readonly count: number; readonly first: number | null; readonly last: number | null };
  readonly purged: { readonly at: number; readonly by: string | null } | null;
}

/** Reads it in one snapshot; null where there is no such person. */
export function getPersonData(db: ReadDb, id: string, language: Language): PersonData | null {
  return db.snapshot(() => {
    const person = readRow(db, 'person', id);
    if (!person) return null;
    return {
      id,
      fields: fieldsInWords(db, 'person', person, language),
      history: historyOf(db, id, language),
      records: tableNames.flatMap((table) => recordsOf(db, table, id, language)),
      saves: savesOf(db, id),
      purged: purgeOf(db, id),
    };
  });
}

type Row = Readonly<Record<string, FieldValue>>;

function readRow(db: ReadDb, table: TableName, id: string): Row | undefined {
  return db.prepare<[string], Row>(`SELECT * FROM ${table} WHERE id = ?`).get(id);
}

function fieldsInWords(
  db: ReadDb,
  table: TableName,
  row: Row,
  language: Language,
): Readonly<Record<string, string>> {
  const entries = Object.keys(tableSpec(table).fields).flatMap((field): [string, string][] => {
    const words = valueWords(db, table, field, row[columnName(table, field)] ?? null, language);
    return words === null ? [] : [[fieldWord(table, field, language), words]];
  });
  return Object.fromEntries(entries);
}

/** Rows that refer to the person, whichever field does; those that were deleted too. */
function recordsOf(db: ReadDb, table: TableName, id: string, language: Language): PersonRecord[] {
  const columns = Object.entries(tableSpec(table).fields)
    .filter(([, { to }]) => to === 'person')
    .map(([field]) => columnName(table, field));
  if (columns.length === 0) return [];
  return db
    .prepare<string[], Row & { id: string }>(
      `SELECT * FROM ${table} WHERE ${columns.map((column) => `${column} = ?`).join(' OR ')} ORDER BY id`,
    )
    .all(...columns.map(() => id))
    .map((row) => ({
      kind: tableWord(table, language),
      place: placeOf(db, table, row.id),
      fields: fieldsInWords(db, table, row, language),
    }));
}

function historyOf(db: ReadDb, id: string, language: Language): PersonData['history'] {
  const key = db
    .prepare<[Buffer], { row: number }>('SELECT row FROM row_key WHERE uuid = ?')
    .get(uuidToBytes(id));
  const edits = key ? (openLog(db).history(key.row)?.edits ?? []) : [];
  return edits
    .toSorted((a, b) => a.ms - b.ms || a.cnt - b.cnt)
    .flatMap(({ rep, seq, ms, values }) =>
      [...values].flatMap(([number, value]) => {
        const field = fieldById('person', number);
        if (field === undefined) return [];
        const spoken = spokenValue(db, fieldSpec('person', field)?.personal, value);
        const words = valueWords(db, 'person', field, spoken, language);
        if (words === null) return [];
        return {
          at: ms,
          by: authorOf(db, rep, seq),
          field: fieldWord('person', field, language),
          value: words,
        };
      }),
    );
}

function authorOf(db: ReadDb, rep: number, seq: number): string | null {
  const author = db
    .prepare<[number, number], { uuid: Buffer }>(
      'SELECT k.uuid FROM save s JOIN row_key k ON k.row = s.author WHERE s.rep = ? AND s.seq = ?',
    )
    .get(rep, seq);
  return author ? personNameById(db, bytesToUuid(author.uuid)) : null;
}

function savesOf(db: ReadDb, id: string): PersonData['saves'] {
  const found = db
    .prepare<[Buffer], { count: number; first: number | null; last: number | null }>(
      `SELECT count(*) AS count, min(s.ms) AS first, max(s.ms) AS last
        FROM save s JOIN row_key k ON k.row = s.author WHERE k.uuid = ?`,
    )
    .get(uuidToBytes(id));
  return found ?? { count: 0, first: null, last: null };
}

function fieldWord(table: TableName, field: string, language: Language): string {
  const key = `change.field.${table}.${field}`;
  return isTextKey(key) ? textsIn(language)(key) : field;
}

function tableWord(table: TableName, language: Language): string {
  const key = `change.table.${table}`;
  return isTextKey(key) ? textsIn(language)(key) : table;
}
