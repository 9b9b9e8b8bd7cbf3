import type { ForkView } from '../../shared/views/exchange-view.ts';
import { listReplicas } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import type { Parting } from '../write/parted-history.ts';
import { personNameById } from './person-queries.ts';

/** Who wrote two histories, and from which save on. */
export function forkInWords(db: ReadDb, { replica, firstSave, lastSave, own }: Parting): ForkView {
  const found = listReplicas(db).find(({ id }) => id.toString('hex') === replica);
  const author = db
    .prepare<[number], { uuid: Buffer }>(
      `SELECT k.uuid FROM save s JOIN row_key k ON k.row = s.author WHERE s.rep = ? ORDER BY s.seq DESC LIMIT 1`,
    )
    .get(found?.ord ?? 0);
  return {
    post: replica.slice(0, 8),
    establishment: siteName(db, found?.siteId ?? null),
    person: author ? personNameById(db, bytesToUuid(author.uuid)) : null,
    own,
    firstSave: firstSave || null,
    lastSave,
    held: found?.have ?? 0,
    since:
      db
        .prepare<[number, number], { ms: number }>(
          'SELECT ms FROM save WHERE rep = ? AND seq >= ? ORDER BY seq LIMIT 1',
        )
        .get(found?.ord ?? 0, firstSave || lastSave)?.ms ?? null,
  };
}

function siteName(db: ReadDb, id: string | null): string | null {
  if (id === null) return null;
  return (
    db.prepare<[string], { name: string | null }>('SELECT name FROM establishment WHERE id = ?').get(id)
      ?.name ?? null
  );
}
