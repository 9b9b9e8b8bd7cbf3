import { personName, WITHHELD_NAME } from '../../shared/domain/person-name.ts';
import type { ReadDb } from '../sqlite.ts';

/** « Prénom Nom » of a person by id; a dash when unknown or not transmitted. */
export function personNameById(db: ReadDb, id: string): string {
  const row = db
    .prepare<[string], { firstName: string | null; lastName: string | null }>(
      'SELECT first_name AS firstName, last_name AS lastName FROM person WHERE id = ?',
    )
    .get(id);
  return row ? personName(row) : WITHHELD_NAME;
}
