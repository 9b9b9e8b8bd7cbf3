import { decodeVector } from '../../shared/exchange/version-vector.ts';
import type { SiteState, SitesView } from '../../shared/views/sites-view.ts';
import { fingerprint } from '../exchange/codec.ts';
import { readWaitingFile } from '../exchange/read-exchange-file.ts';
import { getHaveVector, getLogState, listReplicas, type Replica } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import { forkInWords } from './fork-words.ts';
import { personNameById } from './person-queries.ts';

/** Below this a difference is the time a file takes to be carried. */
const CLOCK_TOLERANCE_MS = 2 * 60_000;

/** Every post known here: who it is, what it has, how it came to be what it is. */
export function getSitesView(db: ReadDb): SitesView {
  return db.snapshot(() => {
    const replicas = listReplicas(db);
    const byId = new Map(replicas.map((replica) => [replica.id.toString('hex'), replica]));
    const continued = new Set(replicas.flatMap(({ previousId }) => previousId?.toString('hex') ?? []));
    const waiting = waitingBySender(db);
    const { own } = getLogState(db);
    const posts = replicas
      .filter(({ ord, id }) => ord === own || !continued.has(id.toString('hex')))
      .map((replica) => toPost(db, chainOf(byId, replica), own, waiting));
    return {
      posts: posts.toSorted((a, b) => Number(b.self) - Number(a.self) || compareNames(a, b)),
      totalSaves: [...getHaveVector(db).values()].reduce((sum, seq) => sum + seq, 0),
      forks: listForks(db, replicas, own),
    };
  });
}

/** The last file kept of each fork nobody has resolved; one that tells where the histories part goes first. */
function listForks(db: ReadDb, replicas: readonly Replica[], own: number): SitesView['forks'] {
  const rows = db
    .prepare<
      [],
      { rep: number; file: Buffer; firstSave: number; lastSave: number; sender: number; at: number }
    >(
      `SELECT rep, file, first_save AS firstSave, last_save AS lastSave, sender, at FROM forked
        ORDER BY rep, first_save > 0 DESC, at DESC`,
    )
    .all();
  const byRep = new Map(rows.toReversed().map((row) => [row.rep, row]));
  return [...byRep.values()].flatMap(({ rep, file, firstSave, lastSave, sender, at }) => {
    const replica = replicas.find(({ ord }) => ord === rep);
    if (!replica) return [];
    const parting = { replica: replica.id.toString('hex'), firstSave, lastSave, own: rep === own };
    const from = replicas.find(({ ord }) => ord === sender);
    return {
      ...forkInWords(db, parting),
      file: file.toString('hex'),
      sender: siteName(db, from?.siteId ?? null),
      at,
    };
  });
}

/** A post's incarnations, newest first. */
function chainOf(byId: ReadonlyMap<string, Replica>, last: Replica): [Replica, ...Replica[]] {
  const chain: [Replica, ...Replica[]] = [last];
  for (let at = last.previousId; at !== null;) {
    const former = byId.get(at.toString('hex'));
    if (!former || chain.includes(former)) break;
    chain.push(former);
    at = former.previousId;
  }
  return chain;
}

function toPost(
  db: ReadDb,
  chain: readonly [Replica, ...Replica[]],
  own: number,
  waiting: ReadonlyMap<string, number>,
): SiteState {
  const [present] = chain;
  const id = present.id.toString('hex');
  const ids = chain.map((replica) => replica.id.toString('hex'));
  const incarnations = chain.map((replica) => toIncarnation(db, replica));
  return {
    incarnation: id,
    self: present.ord === own,
    establishmentId: present.siteId,
    establishment: siteName(db, present.siteId),
    user: lastAuthor(db, chain),
    fingerprint: present.publicKey ? fingerprint(present.publicKey) : '',
    version: lastVersion(db, chain),
    saves: incarnations.reduce((sum, { saves }) => sum + saves, 0),
    lastSaveAt: incarnations.find(({ lastSaveAt }) => lastSaveAt !== null)?.lastSaveAt ?? null,
    lastSentAt: lastSent(db, present.siteId),
    ...lastReceived(db, ids),
    waitingFiles: ids.reduce((sum, each) => sum + (waiting.get(each) ?? 0), 0),
    missing: missingAt(db, present),
    incarnations,
  };
}

function toIncarnation(db: ReadDb, replica: Replica): SiteState['incarnations'][number] {
  const bounds = (order: 'ASC' | 'DESC') =>
    db
      .prepare<[number], { ms: number }>(`SELECT ms FROM save WHERE rep = ? ORDER BY seq ${order} LIMIT 1`)
      .get(replica.ord)?.ms ?? null;
  return {
    incarnation: replica.id.toString('hex'),
    reason: replica.reason,
    fingerprint: replica.publicKey ? fingerprint(replica.publicKey) : '',
    saves: replica.have,
    firstSaveAt: bounds('ASC'),
    lastSaveAt: bounds('DESC'),
  };
}

function siteName(db: ReadDb, id: string | null): string | null {
  if (id === null) return null;
  return (
    db.prepare<[string], { name: string | null }>('SELECT name FROM establishment WHERE id = ?').get(id)
      ?.name ?? null
  );
}

function lastAuthor(db: ReadDb, chain: readonly Replica[]): string | null {
  for (const { ord } of chain) {
    const author = db
      .prepare<[number], { uuid: Buffer }>(
        `SELECT k.uuid FROM save s JOIN row_key k ON k.row = s.author
          WHERE s.rep = ? ORDER BY s.seq DESC LIMIT 1`,
      )
      .get(ord);
    if (author) return personNameById(db, bytesToUuid(author.uuid));
  }
  return null;
}

function lastVersion(db: ReadDb, chain: readonly Replica[]): string | null {
  for (const { ord } of chain) {
    const save = db
      .prepare<[number], { version: string }>(
        'SELECT app_version AS version FROM save WHERE rep = ? ORDER BY seq DESC LIMIT 1',
      )
      .get(ord);
    if (save) return save.version;
  }
  return null;
}

/** When a file was last made for the site, or for all. */
function lastSent(db: ReadDb, siteId: string | null): number | null {
  return (
    db
      .prepare<[string], { at: number | null }>(
        "SELECT max(at) AS at FROM exchange_record WHERE direction = 'sent' AND peer IN ('', ?)",
      )
      .get(siteId ?? '')?.at ?? null
  );
}

function lastReceived(
  db: ReadDb,
  ids: readonly string[],
): { lastReceivedAt: number | null; clockAheadMinutes: number | null } {
  const last = db
    .prepare<string[], { at: number; writtenAt: number | null }>(
      `SELECT at, written_at AS writtenAt FROM exchange_record
        WHERE direction = 'received' AND peer IN (${ids.map(() => '?').join(', ')}) ORDER BY id DESC LIMIT 1`,
    )
    .get(...ids);
  if (!last) return { lastReceivedAt: null, clockAheadMinutes: null };
  const ahead = (last.writtenAt ?? last.at) - last.at;
  return {
    lastReceivedAt: last.at,
    clockAheadMinutes: ahead > CLOCK_TOLERANCE_MS ? Math.round(ahead / 60_000) : null,
  };
}

function missingAt(db: ReadDb, { ord }: Replica): number | null {
  const said = db.prepare<[number], { vector: Buffer }>('SELECT vector FROM peer WHERE rep = ?').get(ord);
  if (!said) return null;
  const held = decodeVector(said.vector);
  return [...getHaveVector(db)].reduce((sum, [rep, seq]) => sum + Math.max(0, seq - (held.get(rep) ?? 0)), 0);
}

/** How many files wait here, by the incarnation that wrote them. */
function waitingBySender(db: ReadDb): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { bytes } of db
    .prepare<[], { bytes: Buffer }>("SELECT bytes FROM inbox WHERE state = 'waiting'")
    .all()) {
    const sender = readWaitingFile(db, bytes)?.sender.id;
    if (sender !== undefined) counts.set(sender, (counts.get(sender) ?? 0) + 1);
  }
  return counts;
}

function compareNames(a: SiteState, b: SiteState): number {
  const one = `${a.establishment ?? '~'}/${a.user ?? ''}/${a.incarnation}`;
  const other = `${b.establishment ?? '~'}/${b.user ?? ''}/${b.incarnation}`;
  return one < other ? -1 : 1;
}
