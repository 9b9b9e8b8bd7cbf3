import { formatBasis } from '../shared/exchange/basis.ts';
import { decodeVector } from '../shared/exchange/version-vector.ts';
import type { Basis } from '../shared/views/common.ts';
import type { ReadDb } from './sqlite.ts';

export interface LogState {
  /** Id of the hospital group's row; null while the workspace is empty. */
  readonly groupId: string | null;
  /** Ordinal of the own incarnation. */
  readonly own: number;
  /** Context of the next own save: what is held of the others. */
  readonly context: number;
  readonly ms: number;
  readonly cnt: number;
  readonly boot: string;
  /** Own saves so far. */
  readonly have: number;
}

export interface Replica {
  readonly ord: number;
  readonly id: Buffer;
  readonly siteId: string | null;
  /** Ed25519, 32 bytes; null while this post has no key yet (it has then sealed nothing). */
  readonly publicKey: Buffer | null;
  readonly certificate: Buffer | null;
  readonly previousId: Buffer | null;
  readonly reason: string;
  readonly have: number;
  readonly sealed: number;
  readonly headHash: Buffer;
}

/** Where this workspace stands in the log. */
export function getLogState(db: ReadDb): LogState {
  const state = db
    .prepare<[], LogState>(
      `SELECT s.group_id AS groupId, s.own, s.context, s.ms, s.cnt, s.boot, r.have
       FROM log_state s JOIN replica r ON r.ord = s.own`,
    )
    .get();
  if (!state) throw new Error('a workspace always has its log state');
  return state;
}

/** Basis of the snapshot being read: to be taken in the same `snapshot` as the answer it goes with. */
export function getBasis(db: ReadDb): Basis {
  const { own, context, have } = getLogState(db);
  return formatBasis({ rep: own, context, seq: have });
}

const REPLICA = `SELECT ord, id, site_id AS siteId, public_key AS publicKey, certificate, previous_id AS previousId,
  reason, have, sealed, head_hash AS headHash FROM replica`;

export function listReplicas(db: ReadDb): Replica[] {
  return db.prepare<[], Replica>(`${REPLICA} ORDER BY ord`).all();
}

/** The incarnation this workspace writes under. */
export function getOwnReplica(db: ReadDb): Replica {
  const own = db.prepare<[], Replica>(`${REPLICA} WHERE ord = (SELECT own FROM log_state)`).get();
  if (!own) throw new Error('a workspace always has its own incarnation');
  return own;
}

/** What is held of every incarnation, own included. */
export function getHaveVector(db: ReadDb): Map<number, number> {
  const rows = db
    .prepare<[], { ord: number; have: number }>('SELECT ord, have FROM replica WHERE have > 0')
    .all();
  return new Map(rows.map((row) => [row.ord, row.have]));
}

/** Whether the very same sealed segment is held. */
export function holdsSegment(db: ReadDb, hash: Buffer): boolean {
  return (
    db.prepare<[Buffer], { one: number }>('SELECT 1 AS one FROM segment WHERE hash = ?').get(hash) !==
    undefined
  );
}

/** The vector of a stored context. */
export function getContext(db: ReadDb, id: number): Map<number, number> | null {
  const row = db.prepare<[number], { vector: Buffer }>('SELECT vector FROM context WHERE id = ?').get(id);
  return row ? decodeVector(row.vector) : null;
}
