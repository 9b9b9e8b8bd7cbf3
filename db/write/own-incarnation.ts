/** Own incarnations: the first one of a workspace, and a new one whenever the present one can no longer be trusted. */
import { randomBytes } from 'node:crypto';
import { decodeVector, encodeVector } from '../../shared/exchange/version-vector.ts';
import { getHaveVector, getLogState } from '../log-state.ts';
import { showDisputed } from './apply-op.ts';
import { createWriteGate, type WriteGate } from './write-gate.ts';
import type { WriteDb } from '../sqlite.ts';

export type IncarnationReason = 'first' | 'restored' | 'moved' | 'rekeyed' | 'forked';

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

/**
 * Goes on under a new incarnation. What the former one sealed is now, like anyone's, held up to its last segment;
 * what it had saved and not sealed yet is the new one's own, for nobody else could ever send it.
 */
export function startIncarnation(db: WriteDb, publicKey: Buffer | null, reason: IncarnationReason): void {
  const { connection } = db;
  connection.transaction(() => {
    const { own } = getLogState(db);
    const former = connection
      .prepare('SELECT id, site_id AS siteId, have, sealed FROM replica WHERE ord = ?')
      .get(own) as { id: Buffer; siteId: string | null; have: number; sealed: number };
    const ord = insertReplica(db, publicKey, former.id, reason, former.siteId);
    if (former.have > former.sealed) reissue(db, own, ord, former.sealed);
    connection.prepare('UPDATE replica SET have = ? WHERE ord = ?').run(former.have - former.sealed, ord);
    connection.prepare('UPDATE replica SET have = sealed WHERE ord = ?').run(own);
    const gate = createWriteGate(db);
    refreshContext(gate, ord);
    connection.prepare('UPDATE log_state SET own = ?').run(ord);
    if (former.have > former.sealed) showDisputed(gate, ord);
  })();
}

/** Goes on under a new incarnation that takes over nothing yet; the same key signs for it. Answers its ordinal. */
export function beginForkedIncarnation(db: WriteDb): number {
  const { own } = getLogState(db);
  const former = db.connection
    .prepare('SELECT id, site_id AS siteId, public_key AS publicKey FROM replica WHERE ord = ?')
    .get(own) as { id: Buffer; siteId: string | null; publicKey: Buffer | null };
  const ord = insertReplica(db, former.publicKey, former.id, 'forked', former.siteId);
  db.connection.prepare('UPDATE log_state SET own = ?').run(ord);
  return ord;
}

/** Tables of the log whose rows stand by the number of a save. */
export const TABLES_BY_SAVE = [
  'save',
  'op',
  'withheld',
  'withheld_op',
  'row_key',
  'row_alias',
  'head',
  'personal_value',
  'quarantine',
];

/** Makes the saves of `from` beyond `sealed` those of `to`, numbered from 1; each keeps what its author had seen. */
function reissue(db: WriteDb, from: number, to: number, sealed: number): void {
  const { connection } = db;
  const saves = connection
    .prepare(
      `SELECT s.seq, s.own_lag AS ownLag, c.vector FROM save s JOIN context c ON c.id = s.context
        WHERE s.rep = ? AND s.seq > ? ORDER BY s.seq`,
    )
    .all(from, sealed) as { seq: number; ownLag: number; vector: Buffer }[];
  for (const table of TABLES_BY_SAVE)
    connection
      .prepare(`UPDATE ${table} SET rep = ?, seq = seq - ? WHERE rep = ? AND seq > ?`)
      .run(to, sealed, from, sealed);
  const gate = createWriteGate(db);
  for (const { seq, ownLag, vector } of saves) {
    const seen = seq - 1 - ownLag;
    const context = gate.contextId(decodeVector(vector).set(from, Math.min(sealed, seen)));
    connection
      .prepare('UPDATE save SET context = ?, own_lag = ? WHERE rep = ? AND seq = ?')
      .run(context, seq - 1 - Math.max(sealed, seen), to, seq - sealed);
  }
}

/** Points the next own save at what is now held of the others. */
export function refreshContext(gate: WriteGate, own: number): void {
  const held = getHaveVector(gate.db);
  held.delete(own);
  gate.statement('UPDATE log_state SET context = ?').run(gate.contextId(held));
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

/**
 * Gives the own incarnation its key, or a new incarnation when it was sealed under another. Answers whether saves went
 * over to the new key.
 */
export function adoptKey(db: WriteDb, publicKey: Buffer): boolean {
  const own = db.connection
    .prepare(
      `SELECT r.ord, r.public_key AS publicKey, r.have > r.sealed AS hasUnsealed
        FROM replica r JOIN log_state s ON s.own = r.ord`,
    )
    .get() as { ord: number; publicKey: Buffer | null; hasUnsealed: number };
  if (own.publicKey?.equals(publicKey)) return false;
  if (own.publicKey === null)
    db.connection.prepare('UPDATE replica SET public_key = ? WHERE ord = ?').run(publicKey, own.ord);
  else startIncarnation(db, publicKey, 'rekeyed');
  return own.hasUnsealed === 1;
}
