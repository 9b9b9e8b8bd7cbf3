import { personName } from '../../shared/domain/person-name.ts';
import type { RosterPost, TrustView } from '../../shared/views/trust-view.ts';
import { fingerprint } from '../exchange/codec.ts';
import { getBasis, getLogState, listReplicas, type Replica } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import { getFounderKey, getOwnRights } from './own-rights.ts';
import { personNameById } from './person-queries.ts';
import { getTray } from './tray.ts';
import { getIdentities } from './workspace-queries.ts';

/** The group's posts and what each may write, those that ask to be admitted first, and what waits for an answer. */
export function getTrustView(db: ReadDb, language: 'fr' | 'en'): TrustView {
  return db.snapshot(() => {
    const { on, founder, level } = getOwnRights(db);
    const founderKey = getFounderKey(db);
    const posts = lastOfEachKey(db).map((replica) => toPost(db, replica, founderKey, on));
    const { people, establishments } = getIdentities(db);
    return {
      basis: getBasis(db),
      on,
      level,
      admits: on ? level === 'admin' : founder,
      decides: !on || level === 'admin' || level === 'manager',
      groupFingerprint: founderKey && fingerprint(founderKey),
      claims: on ? [] : listClaims(db, founderKey),
      maySucceed: !on && !founder && founderKey !== null,
      succeeded: founder && isClaimed(db, founderKey),
      posts: posts.toSorted((a, b) => rankOf(a) - rankOf(b)),
      tray: getTray(db, language),
      administrators: posts.filter((post) => post.state === 'admitted' && post.level === 'admin').length,
      people: people.map(({ personId, name }) => ({ id: personId, name })),
      establishments,
    };
  });
}

/** Who asks to stand in for the founder, each key once. */
function listClaims(db: ReadDb, founderKey: Buffer | null): TrustView['claims'] {
  const rows = db
    .prepare<[], { key: string; person: string | null; reason: string | null }>(
      'SELECT public_key AS key, person_id AS person, reason FROM succession WHERE deleted = 0 ORDER BY id',
    )
    .all();
  const claims = new Map(rows.map((row) => [row.key, row]));
  return lastOfEachKey(db).flatMap((replica) => {
    const key = replica.publicKey;
    const claim = key && claims.get(key.toString('hex'));
    if (!key || !claim || (founderKey && key.equals(founderKey))) return [];
    return {
      incarnation: replica.id.toString('hex'),
      fingerprint: fingerprint(key),
      name: claim.person === null ? fingerprint(key) : personNameById(db, claim.person),
      establishment: nameOf(db, replica.siteId),
      reason: claim.reason,
    };
  });
}

function isClaimed(db: ReadDb, key: Buffer | null): boolean {
  return (
    key !== null &&
    db
      .prepare<[string], { one: number }>('SELECT 1 AS one FROM succession WHERE public_key = ?')
      .get(key.toString('hex')) !== undefined
  );
}

/** Who asks comes first, then oneself, then the others as they were met. */
function rankOf({ state, self }: RosterPost): number {
  if (state === 'unknown' && !self) return 0;
  if (self) return 1;
  return state === 'admitted' ? 2 : 3;
}

/** One post for each key: it goes on under a new incarnation after a restore or a move. */
function lastOfEachKey(db: ReadDb): Replica[] {
  const { own } = getLogState(db);
  const withKey = listReplicas(db).filter(({ publicKey, ord }) => publicKey !== null || ord === own);
  const byKey = Map.groupBy(withKey, ({ publicKey }) => publicKey?.toString('hex') ?? '');
  return [...byKey.values()].map(
    (same) => same.find(({ ord }) => ord === own) ?? same.toSorted((a, b) => b.ord - a.ord)[0],
  ) as Replica[];
}

function toPost(db: ReadDb, replica: Replica, founderKey: Buffer | null, on: boolean): RosterPost {
  const { own } = getLogState(db);
  const key = replica.publicKey;
  const row = db
    .prepare<
      [string],
      { id: string; level: RosterPost['level']; state: 'admitted' | 'revoked'; site: string | null }
    >(
      `SELECT id, level, state, establishment_id AS site FROM post WHERE public_key = ? AND deleted = 0
        ORDER BY state = 'admitted', id LIMIT 1`,
    )
    .get(key?.toString('hex') ?? '');
  const founder = key !== null && founderKey !== null && key.equals(founderKey);
  const impliedLevel = !on || founder ? 'admin' : null;
  const establishmentId = row ? row.site : replica.siteId;
  return {
    incarnation: replica.id.toString('hex'),
    fingerprint: key ? fingerprint(key) : '',
    self: replica.ord === own,
    state: row?.state ?? (impliedLevel === null ? 'unknown' : 'admitted'),
    founder,
    level: row ? row.level : impliedLevel,
    establishmentId,
    establishmentName: nameOf(db, establishmentId),
    people: row ? peopleOf(db, row.id) : [],
    lastAuthor: lastAuthorOf(db, replica.ord),
    lastSaveAt:
      db
        .prepare<[number], { ms: number | null }>('SELECT max(ms) AS ms FROM save WHERE rep = ?')
        .get(replica.ord)?.ms ?? null,
  };
}

function nameOf(db: ReadDb, id: string | null): string | null {
  if (id === null) return null;
  return (
    db.prepare<[string], { name: string | null }>('SELECT name FROM establishment WHERE id = ?').get(id)
      ?.name ?? null
  );
}

function peopleOf(db: ReadDb, post: string): RosterPost['people'] {
  return db
    .prepare<[string], { id: string }>(
      'SELECT person_id AS id FROM post_user WHERE post_id = ? AND deleted = 0 ORDER BY id',
    )
    .all(post)
    .map(({ id }) => ({ id, name: personNameById(db, id) }));
}

/** The author of the last save, or the person it added first: who asks to be admitted names oneself so. */
function lastAuthorOf(db: ReadDb, rep: number): RosterPost['lastAuthor'] {
  const row = db
    .prepare<[number, number], { uuid: Buffer }>(
      `SELECT k.uuid FROM save s JOIN row_key k ON k.row = s.author WHERE s.rep = ?
        UNION ALL SELECT uuid FROM row_key WHERE rep = ? AND tbl = 11 LIMIT 1`,
    )
    .get(rep, rep);
  if (!row) return null;
  const id = bytesToUuid(row.uuid);
  const person = db
    .prepare<[string], { firstName: string | null; lastName: string | null; role: string | null }>(
      'SELECT first_name AS firstName, last_name AS lastName, role FROM person WHERE id = ?',
    )
    .get(id);
  return person ? { id, name: personName(person), role: person.role ?? '' } : null;
}
