import { fieldSpec, isTableName, type TableName } from '../../shared/domain/registry.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { getSettings } from '../commands/setting-commands.ts';
import { codeListOf, placeOf, valueWords } from '../exchange/change-words.ts';
import type { ReadDb } from '../sqlite.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Referable rows told at once: enough for the people of a group, few enough for a list. */
const MOST = 5000;

/**
 * What a field that refers to something may hold, in words: the codes of its list, or the rows of its table.
 * @throws AppError `bad-request` for a field that refers to nothing.
 */
export function getChoices(db: ReadDb, table: string, field: string): Choice[] {
  const spec = isTableName(table) ? fieldSpec(table, field) : undefined;
  if (!isTableName(table) || (spec?.kind !== 'ref' && spec?.kind !== 'code'))
    throw new AppError('bad-request', { details: { table, field } });
  return db.snapshot(() => {
    if (spec.kind === 'ref') return rowsOf(db, spec.to as TableName);
    const language = getSettings(db).language;
    const codes = spec.oneOf ?? codesOf(db, codeListOf(table, field));
    return codes.map((code) => ({
      value: code,
      label: valueWords(db, table, field, code, language) ?? code,
    }));
  });
}

function rowsOf(db: ReadDb, table: TableName): Choice[] {
  return db
    .prepare<[number], { id: string }>(`SELECT id FROM ${table} WHERE deleted = 0 LIMIT ?`)
    .all(MOST)
    .map(({ id }) => ({ value: id, label: placeOf(db, table, id) }))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1));
}

function codesOf(db: ReadDb, list: string | null): string[] {
  if (list === null) return [];
  return db
    .prepare<[string], { code: string }>(
      'SELECT code FROM reference_value WHERE list = ? AND deleted = 0 AND code IS NOT NULL ORDER BY position, code',
    )
    .all(list)
    .map(({ code }) => code);
}
