import type { PostLevel } from '../../shared/exchange/rights.ts';
import { getLogState } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { uuidToBytes } from '../uuid-bytes.ts';

/** What this post may write now. */
export interface OwnRights {
  /** False while the group has admitted nobody: everyone may write everything. */
  readonly on: boolean;
  /** True for who may turn rights on: the post whose key created the group, or stands in for it. */
  readonly founder: boolean;
  /** Null while rights are on and this post is not admitted, or no longer. */
  readonly level: PostLevel | null;
}

/** Posts as the roster shows them now: a key of the roster by its state and what it may write. */
export function getOwnRights(db: ReadDb): OwnRights {
  const on =
    db.prepare<[], { one: number }>('SELECT 1 AS one FROM post WHERE deleted = 0 LIMIT 1').get() !==
    undefined;
  const founder = isFounder(db);
  const own = db
    .prepare<[], { level: PostLevel; state: string }>(
      `SELECT p.level, p.state FROM post p JOIN replica r ON lower(hex(r.public_key)) = p.public_key
        JOIN log_state s ON s.own = r.ord WHERE p.deleted = 0 ORDER BY p.state = 'admitted', p.id`,
    )
    .get();
  if (!on) return { on, founder, level: 'admin' };
  if (!own) return { on, founder, level: founder ? 'admin' : null };
  return { on, founder, level: own.state === 'admitted' ? own.level : null };
}

function isFounder(db: ReadDb): boolean {
  const { groupId, own } = getLogState(db);
  if (groupId === null) return false;
  const named = namedFounder(db);
  if (named)
    return (
      db
        .prepare<[number], { key: Buffer | null }>('SELECT public_key AS key FROM replica WHERE ord = ?')
        .get(own)
        ?.key?.equals(named) === true
    );
  const found = db
    .prepare<[number, Buffer], { same: number | null }>(
      `SELECT f.ord = o.ord OR f.public_key = o.public_key AS same FROM row_key k
        JOIN replica f ON f.ord = k.rep JOIN replica o ON o.ord = ? WHERE k.uuid = ?`,
    )
    .get(own, uuidToBytes(groupId));
  return found?.same === 1;
}

/** Key of the post that created the group, or stands in for it; null where it is not known yet. */
export function getFounderKey(db: ReadDb): Buffer | null {
  return namedFounder(db) ?? getCreatorKey(db);
}

/** Key that created the group; null where it is not known yet. */
export function getCreatorKey(db: ReadDb): Buffer | null {
  const { groupId } = getLogState(db);
  if (groupId === null) return null;
  const row = db
    .prepare<[Buffer], { key: Buffer | null }>(
      'SELECT f.public_key AS key FROM row_key k JOIN replica f ON f.ord = k.rep WHERE k.uuid = ?',
    )
    .get(uuidToBytes(groupId));
  return row?.key ?? null;
}

/** Key confirmed here in place of the one that created the group; null where there is none. */
function namedFounder(db: ReadDb): Buffer | null {
  return (
    db.prepare<[], { key: Buffer | null }>('SELECT founder_key AS key FROM log_state').get()?.key ?? null
  );
}
