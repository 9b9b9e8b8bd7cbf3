import { formatInstantDay } from '../../shared/i18n/format.ts';
import type { Language } from '../../shared/i18n/translate.ts';
import type { PersonRow } from '../../shared/views/people-view.ts';
import { textsIn } from '../exchange/change-words.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid, uuidToBytes } from '../uuid-bytes.ts';
import { personNameById } from './person-queries.ts';

/** The last purge of a person that counts: when, by whom, and why; null where there is none. */
export function purgeOf(db: ReadDb, personId: string): PersonRow['purged'] {
  const purges = db
    .prepare<[string], { id: string; reason: string | null }>(
      'SELECT id, reason FROM purge WHERE person_id = ?',
    )
    .all(personId)
    .flatMap(({ id, reason }) => {
      const save = db
        .prepare<[Buffer], { ms: number; author: Buffer | null }>(
          `SELECT s.ms, a.uuid AS author FROM row_key k JOIN save s ON s.rep = k.rep AND s.seq = k.seq
            LEFT JOIN row_key a ON a.row = s.author WHERE k.uuid = ?`,
        )
        .get(uuidToBytes(id));
      if (!save) return [];
      return { at: save.ms, by: save.author && personNameById(db, bytesToUuid(save.author)), reason };
    });
  return purges.toSorted((a, b) => b.at - a.at)[0] ?? null;
}

/** « donnée effacée le 12/03/2026 par Éloïse Montaudel » in place of a value that was forgotten; null where none was. */
export function erasedWords(db: ReadDb, personId: string, language: Language): string | null {
  const purge = purgeOf(db, personId);
  if (!purge) return null;
  const t = textsIn(language);
  const day = formatInstantDay(purge.at);
  return purge.by === null ? t('people.erasedOn', { day }) : t('people.erasedOnBy', { day, name: purge.by });
}
