/** Saves that went beyond their author's rights and nobody has answered: read from the log, the same at every post. */
import {
  DELETED_FIELD,
  fieldById,
  fieldSpec,
  tableById,
  type FieldValue,
  type TableName,
} from '../../shared/domain/registry.ts';
import type { TrayEntry } from '../../shared/views/trust-view.ts';
import { placeOf, valueWords } from '../exchange/change-words.ts';
import { columnName } from '../schema/column-name.ts';
import { erasedWords } from './purge-words.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import { personNameById } from './person-queries.ts';

/** Changes told of one save; the rest are counted. */
const TOLD = 50;

export interface WithheldSave {
  readonly rep: number;
  readonly seq: number;
  readonly incarnation: string;
  readonly reason: TrayEntry['reason'];
  readonly siteId: string | null;
  readonly author: string | null;
  readonly at: number;
}

/** Withheld saves without an answer, in the order their authors made them. */
export function listWithheld(db: ReadDb): WithheldSave[] {
  return db
    .prepare<[], Omit<WithheldSave, 'author'> & { author: Buffer | null }>(
      `SELECT w.rep, w.seq, lower(hex(r.id)) AS incarnation, w.reason, r.site_id AS siteId, k.uuid AS author,
          s.ms AS at
        FROM withheld w JOIN replica r ON r.ord = w.rep JOIN save s ON s.rep = w.rep AND s.seq = w.seq
        LEFT JOIN row_key k ON k.row = s.author
        WHERE NOT EXISTS (SELECT 1 FROM tray_decision d
            WHERE d.deleted = 0 AND d.incarnation = lower(hex(r.id)) AND d.save = w.seq)
        ORDER BY s.ms, s.cnt, r.id, w.seq`,
    )
    .all()
    .map((save) => ({ ...save, author: save.author && bytesToUuid(save.author) }));
}

export interface WithheldRecord {
  readonly table: TableName;
  readonly id: string;
  readonly created: boolean;
  /** Field numbers to values; personal ones as tokens. */
  readonly patch: ReadonlyMap<number, FieldValue>;
}

/** What a withheld save would change; tables this version does not know are left out. */
export function recordsOf(db: ReadDb, { rep, seq }: { rep: number; seq: number }): WithheldRecord[] {
  return db
    .prepare<[number, number], { tbl: number; patch: string; uuid: Buffer; created: number }>(
      `SELECT o.tbl, o.patch, k.uuid,
          k.rep = o.rep AND k.seq = o.seq AND k.idx = o.idx
            OR EXISTS (SELECT 1 FROM row_alias a WHERE a.rep = o.rep AND a.seq = o.seq AND a.idx = o.idx)
            AS created
        FROM withheld_op o JOIN row_key k ON k.row = o.row WHERE o.rep = ? AND o.seq = ? ORDER BY o.idx`,
    )
    .all(rep, seq)
    .flatMap((op) => {
      const table = tableById(op.tbl);
      if (!table) return [];
      const patch = Object.entries(JSON.parse(op.patch) as Record<string, FieldValue>);
      return {
        table,
        id: bytesToUuid(op.uuid),
        created: op.created === 1,
        patch: new Map(patch.map(([field, value]) => [Number(field), value])),
      };
    });
}

/** The tray in words: who proposes what, where, and why it did not count by itself. */
export function getTray(db: ReadDb, language: 'fr' | 'en'): TrayEntry[] {
  return listWithheld(db).map((save) => {
    const changes = recordsOf(db, save).flatMap((record) => changesOf(db, record, language));
    return {
      incarnation: save.incarnation,
      save: save.seq,
      reason: save.reason,
      author: save.author === null ? '' : personNameById(db, save.author),
      establishmentName: siteName(db, save.siteId),
      at: save.at,
      changes: changes.slice(0, TOLD),
      more: Math.max(0, changes.length - TOLD),
    };
  });
}

function siteName(db: ReadDb, id: string | null): string | null {
  if (id === null) return null;
  return (
    db.prepare<[string], { name: string | null }>('SELECT name FROM establishment WHERE id = ?').get(id)
      ?.name ?? null
  );
}

function changesOf(
  db: ReadDb,
  { table, id, created, patch }: WithheldRecord,
  language: 'fr' | 'en',
): TrayEntry['changes'] {
  const at = { table, rowId: id, place: placeOf(db, table, id) };
  if (patch.get(DELETED_FIELD) === 1)
    return [{ ...at, field: '', kind: 'deleted', before: null, after: null }];
  return [...patch].flatMap(([field, value]) => {
    const name = fieldById(table, field);
    if (name === undefined) return [];
    const isPersonal = fieldSpec(table, name)?.personal === true;
    const words = (given: FieldValue) => valueWords(db, table, name, given, language);
    return {
      ...at,
      field: name,
      kind: created ? ('new' as const) : ('changed' as const),
      before: created ? null : words(shownNow(db, table, id, name)),
      after: isPersonal ? spokenWords(db, id, value, language) : words(value),
    };
  });
}

/** A personal value, or who had it erased and when. */
function spokenWords(db: ReadDb, id: string, token: FieldValue, language: 'fr' | 'en'): string | null {
  return token === null ? null : (personalValue(db, token) ?? erasedWords(db, id, language));
}

function shownNow(db: ReadDb, table: TableName, id: string, field: string): FieldValue {
  const row = db
    .prepare<[string], { value: FieldValue }>(
      `SELECT ${columnName(table, field)} AS value FROM ${table} WHERE id = ?`,
    )
    .get(id);
  return row?.value ?? null;
}

/** What a token stands for; null where the value was not transmitted. */
export function personalValue(db: ReadDb, token: FieldValue): string | null {
  if (typeof token !== 'string') return null;
  return (
    db.prepare<[string], { value: string }>('SELECT value FROM personal_value WHERE token = ?').get(token)
      ?.value ?? null
  );
}
