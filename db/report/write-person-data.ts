import path from 'node:path';
import { formatInstant } from '../../shared/i18n/format.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { getSettings } from '../commands/setting-commands.ts';
import type { Workspace } from '../open-workspace.ts';
import { getPersonData, type PersonData } from '../queries/person-data.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';
import { tableCsv } from './table-csv.ts';

export type PersonDataFormat = 'json' | 'csv';

/**
 * Writes all that is held about a person, for them to be given: JSON for other programs, or a table.
 * @throws AppError `not-found`, and as `writeFileAtomic`
 */
export function writePersonData(
  workspace: Workspace,
  file: string,
  { id, format }: { readonly id: string; readonly format: PersonDataFormat },
): { fileName: string; bytes: number; records: number } {
  const { language } = getSettings(workspace.reader);
  const data = getPersonData(workspace.reader, id, language);
  if (!data) throw new AppError('not-found', { details: { table: 'person' } });
  const t = createTranslate(language);
  const text =
    format === 'json'
      ? `${JSON.stringify(toJson(data), null, 2)}\n`
      : toTable(data, [t('people.dataKind'), t('people.dataPlace'), t('people.dataField'), t('people.dataValue')], {
          person: t('change.table.person'),
          history: t('people.dataHistory'),
          saves: t('people.dataSaves'),
        });
  const bytes = Buffer.from(text, 'utf8');
  writeFileAtomic(file, bytes);
  return { fileName: path.basename(file), bytes: bytes.length, records: data.records.length };
}

const instant = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

function toJson({ history, saves, purged, ...data }: PersonData) {
  return {
    ...data,
    history: history.map((value) => ({ ...value, at: instant(value.at) })),
    saves: { count: saves.count, first: instant(saves.first), last: instant(saves.last) },
    purged: purged && { ...purged, at: instant(purged.at) },
  };
}

/** One line for each field of each thing. */
function toTable(
  { fields, history, records, saves }: PersonData,
  headings: readonly string[],
  words: { readonly person: string; readonly history: string; readonly saves: string },
): string {
  const rows = [
    ...Object.entries(fields).map(([field, value]) => [words.person, '', field, value]),
    ...history.map(({ at, by, field, value }) => [
      words.history,
      [formatInstant(at), by].filter(Boolean).join(', '),
      field,
      value,
    ]),
    ...records.flatMap((record) =>
      Object.entries(record.fields).map(([field, value]) => [record.kind, record.place, field, value]),
    ),
    [words.saves, '', '', String(saves.count)],
  ];
  return tableCsv({ columns: headings.map((header) => ({ header, kind: 'text' })), rows });
}
