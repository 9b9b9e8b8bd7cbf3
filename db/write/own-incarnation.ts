/** Own incarnations: the first one of a workspace, and a new one whenever the present one can no longer be trusted. */
import { randomBytes } from 'node:crypto';
import { encodeVector } from '../../shared/exchange/version-vector.ts';
import { getLogState } from '../log-state.ts';
import type { WriteDb } from '../sqlite.ts';

export type IncarnationReason = 'first' | 'restored' | 'moved' | 'rekeyed';

const NO_HASH = Buffer.alloc(32);

/** Gives an empty workspace its first incarnation; does nothing when it has one. */
export function ensureFirstIncarnation(db: WriteDb, boot: string, publicKey: Buffer | null): void {
  const { connection } = db;
  connection.transaction(() => {
    if (connection.prepare('SELECT 1 FROM log_state').get()) return;
    insertReplica(db, publicKey, null, 'first', null);
    connection
      .prepare('INSERT INTO context (id, vector) VALUES (1, ?)')
      .run(Buffer.from(encodeVector(new Map())));
    connection
      .prepare('INSERT INTO log_state (one, own, context, ms, cnt, boot) VALUES (1, 1, 1, 0, 0, ?)')
      .run(boot);
  })();
}

/** Goes on under a new incarnation: what the former one saved is now, like anyone's, held up to `have`. */
export function startIncarnation(db: WriteDb, publicKey: Buffer | null, reason: IncarnationReason): void {
  const { connection } = db;
  connection.transaction(() => {
    const { own } = getLogState(db);
    const former = connection.prepare('SELECT id, site_id AS siteId FROM replica WHERE ord = ?').get(own) as {
      id: Buffer;
      siteId: string | null;
    };
    const ord = insertReplica(db, publicKey, former.id, reason, former.siteId);
    refreshContext(db, ord);
    connection.prepare('UPDATE log_state SET own = ?').run(ord);
  })();
}

/** Points the next own save at what is now held of the others. */
export function refreshContext(db: WriteDb, own: number): void {
  const held = db.connection
    .prepare('SELECT ord, have FROM replica WHERE ord <> ? AND have > 0')
    .all(own) as {
    ord: number;
    have: number;
  }[];
  const bytes = Buffer.from(encodeVector(new Map(held.map(({ ord, have }) => [ord, have]))));
  db.connection.prepare('INSERT INTO context (vector) VALUES (?) ON CONFLICT (vector) DO NOTHING').run(bytes);
  db.connection
    .prepare('UPDATE log_state SET context = (SELECT id FROM context WHERE vector = ?)')
    .run(bytes);
}

function insertReplica(
  db: WriteDb,
  publicKey: Buffer | null,
  previousId: Buffer | null,
  reason: IncarnationReason,
  siteId: string | null,
): number {
  const inserted = db.connection
    .prepare(
      'INSERT INTO replica (id, site_id, public_key, previous_id, reason, head_hash) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(randomBytes(16), siteId, publicKey, previousId, reason, NO_HASH);
  return Number(inserted.lastInsertRowid);
}

/** Gives the own incarnation its key, or a new incarnation when it was sealed under another. */
export function adoptKey(db: WriteDb, publicKey: Buffer): void {
  const own = db.connection
    .prepare('SELECT r.ord, r.public_key AS publicKey FROM replica r JOIN log_state s ON s.own = r.ord')
    .get() as { ord: number; publicKey: Buffer | null };
  if (own.publicKey?.equals(publicKey)) return;
  if (own.publicKey === null)
    db.connection.prepare('UPDATE replica SET public_key = ? WHERE ord = ?').run(publicKey, own.ord);
  else startIncarnation(db, publicKey, 'rekeyed');
}
