import { decodeVector, includes, type VersionVector } from '../../shared/exchange/version-vector.ts';
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { ExchangeView } from '../../shared/views/exchange-view.ts';
import { fingerprint } from '../exchange/codec.ts';
import { readWaitingFile } from '../exchange/read-exchange-file.ts';
import { keysOf } from '../exchange/send-exchange-file.ts';
import { declaredBySite } from '../exchange/write-exchange-file.ts';
import { getBasis, getHaveVector, getLogState, listReplicas, type Replica } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import type { ExchangeDirection } from '../write/local-tables.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import { countConflicts } from './conflict-list.ts';
import { listSites } from './establishment-queries.ts';
import { personNameById } from './person-queries.ts';
import { estimateFile, secondsOnLine } from './send-estimate.ts';

/** Who takes part, what each is known to hold, which files went and came. */
export function getExchangeView(db: ReadDb, today: IsoDate): ExchangeView {
  return db.snapshot(() => {
    const have = getHaveVector(db);
    const { own } = getLogState(db);
    return {
      basis: getBasis(db),
      posts: listReplicas(db).map((replica) => toPost(db, replica, own, have)),
      history: listHistory(db),
      waiting: listWaiting(db),
      recipients: listSites(db, today).map((site) => {
        const held = declaredBySite(db, site.id);
        const bytes = estimateFile(db, held);
        return {
          establishmentId: site.id,
          name: site.name,
          networkClass: site.networkClass,
          missingSaves: held === null ? null : countBeyond(have, held),
          knownPosts: keysOf(db, site.id).length,
          estimate: { bytes, seconds: secondsOnLine(db, site.networkClass, bytes) },
          mail: addressesOf(db, site.id),
        };
      }),
      totalSaves: [...have.values()].reduce((sum, seq) => sum + seq, 0),
      wholeBytes: estimateFile(db, null),
      openConflicts: countConflicts(db),
    };
  });
}

function toPost(
  db: ReadDb,
  replica: Replica,
  own: number,
  have: VersionVector,
): ExchangeView['posts'][number] {
  const said = db
    .prepare<[number], { vector: Buffer; at: number }>('SELECT vector, at FROM peer WHERE rep = ?')
    .get(replica.ord);
  const last = db
    .prepare<[number], { ms: number | null }>('SELECT ms FROM save WHERE rep = ? ORDER BY seq DESC LIMIT 1')
    .get(replica.ord);
  const author = db
    .prepare<[number], { uuid: Buffer }>(
      `SELECT k.uuid FROM save s JOIN row_key k ON k.row = s.author
        WHERE s.rep = ? ORDER BY s.seq DESC LIMIT 1`,
    )
    .get(replica.ord);
  return {
    incarnation: replica.id.toString('hex'),
    fingerprint: replica.publicKey ? fingerprint(replica.publicKey) : '',
    self: replica.ord === own,
    establishmentId: replica.siteId,
    establishmentName: siteName(db, replica.siteId),
    userName: author ? personNameById(db, bytesToUuid(author.uuid)) : null,
    saves: replica.have,
    lastSaveAt: last?.ms ?? null,
    lastReceivedAt: said?.at ?? null,
    notAcknowledged: said ? countBeyond(have, decodeVector(said.vector)) : null,
  };
}

function siteName(db: ReadDb, id: string | null): string | null {
  if (id === null) return null;
  return (
    db.prepare<[string], { name: string | null }>('SELECT name FROM establishment WHERE id = ?').get(id)
      ?.name ?? null
  );
}

function countBeyond(have: VersionVector, held: VersionVector): number {
  let count = 0;
  for (const [rep, seq] of have) count += Math.max(0, seq - (held.get(rep) ?? 0));
  return count;
}

/** Addresses of those who last wrote at the posts of a site. */
function addressesOf(db: ReadDb, siteId: string): string[] {
  const { own } = getLogState(db);
  const authors = listReplicas(db)
    .filter((replica) => replica.siteId === siteId && replica.ord !== own)
    .flatMap(({ ord }) =>
      db
        .prepare<[number], { uuid: Buffer }>(
          `SELECT k.uuid FROM save s JOIN row_key k ON k.row = s.author
            WHERE s.rep = ? ORDER BY s.seq DESC LIMIT 1`,
        )
        .all(ord),
    );
  const addresses = authors.flatMap(({ uuid }) =>
    db
      .prepare<[string], { email: string }>(
        'SELECT email FROM person WHERE id = ? AND deleted = 0 AND email IS NOT NULL',
      )
      .all(bytesToUuid(uuid)),
  );
  return [...new Set(addresses.map(({ email }) => email))];
}

/** Every post of the site has said it holds what was sent. */
function isAcknowledged(held: VersionVector | null, tip: Buffer): boolean {
  return held !== null && includes(held, decodeVector(tip));
}

function listHistory(db: ReadDb): ExchangeView['history'] {
  const bySite = new Map<string, VersionVector | null>();
  const declared = (site: string): VersionVector | null => {
    if (!bySite.has(site)) bySite.set(site, declaredBySite(db, site));
    return bySite.get(site) ?? null;
  };
  return db
    .prepare<
      [],
      {
        id: number;
        at: number;
        direction: ExchangeDirection;
        fileName: string;
        peer: string;
        bytes: number;
        saves: number;
        reversible: number;
        tip: Buffer | null;
      }
    >(
      `SELECT id, at, direction, file_name AS fileName, peer, bytes, saves, tip,
          EXISTS (SELECT 1 FROM received_range g WHERE g.record = e.id) AS reversible
        FROM exchange_record e ORDER BY id DESC LIMIT 200`,
    )
    .all()
    .map(({ tip, ...record }) => ({
      ...record,
      acknowledged: tip && record.peer !== '' ? isAcknowledged(declared(record.peer), tip) : null,
      reversible: record.reversible === 1,
      peer: peerName(db, record.direction, record.peer),
    }));
}

/** Name of the site a file went to (its id) or came from (its incarnation); empty for a file for everyone. */
function peerName(db: ReadDb, direction: ExchangeDirection, peer: string): string {
  if (direction !== 'received') return peer === '' ? '' : (siteName(db, peer) ?? '');
  const replica = listReplicas(db).find((candidate) => candidate.id.toString('hex') === peer);
  return siteName(db, replica?.siteId ?? null) ?? peer.slice(0, 8);
}

function listWaiting(db: ReadDb): ExchangeView['waiting'] {
  const held = new Map(listReplicas(db).map((replica) => [replica.id.toString('hex'), replica.have]));
  return db
    .prepare<[], { hash: Buffer; bytes: Buffer; fileName: string; receivedAt: number }>(
      `SELECT hash, bytes, file_name AS fileName, received_at AS receivedAt FROM inbox
        WHERE state = 'waiting' ORDER BY received_at`,
    )
    .all()
    .flatMap((row) => {
      const file = readWaitingFile(db, row.bytes);
      if (file === null) return [];
      return {
        hash: row.hash.toString('hex'),
        fileName: row.fileName,
        receivedAt: row.receivedAt,
        sender: personNameById(db, bytesToUuid(file.header.user)),
        missing: file.replicas
          .filter((replica) => replica.base > (held.get(replica.id) ?? 0))
          .map((replica) => ({
            post: replica.id.slice(0, 8),
            from: (held.get(replica.id) ?? 0) + 1,
            to: replica.base,
          })),
      };
    });
}
