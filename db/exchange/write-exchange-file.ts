import path from 'node:path';
import {
  concat,
  decodeCertificate,
  encodeHeader,
  type HeaderReplica,
  type HeaderSegment,
} from '../../shared/exchange/container.ts';
import { localIsoDate, type IsoDate } from '../../shared/domain/iso-date.ts';
import { decodeVector, type VersionVector } from '../../shared/exchange/version-vector.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { getLogState, listReplicas, type Replica } from '../log-state.ts';
import { ME_SETTING, type Workspace } from '../open-workspace.ts';
import { getGroup } from '../queries/workspace-queries.ts';
import { getSetting } from '../queries/setting-queries.ts';
import type { ReadDb } from '../sqlite.ts';
import { uuidToBytes } from '../uuid-bytes.ts';
import { addExchangeRecord } from '../write/local-tables.ts';
import { sealOwnSaves } from '../write/seal.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';
import { sha256 } from './codec.ts';
import { encodePersonalBlock } from './personal-block.ts';

export interface ExportResult {
  readonly fileName: string;
  readonly bytes: number;
  readonly saves: number;
  /** Day of the oldest save carried. */
  readonly since: IsoDate | null;
}

function assertSite(db: ReadDb, id: string): void {
  const found = db
    .prepare<[string], { one: number }>('SELECT 1 AS one FROM establishment WHERE id = ?')
    .get(id);
  if (!found) throw new AppError('not-found', { details: { table: 'establishment' } });
}

interface SegmentRow {
  readonly rep: number;
  readonly from: number;
  readonly to: number;
  readonly previous: Buffer;
  readonly signature: Buffer;
  readonly rawLength: number;
  readonly body: Buffer;
}

const NO_USER = Buffer.alloc(16);
const NO_HASH = Buffer.alloc(32);

/**
 * Writes the exchange file for a site, or for everyone (`to` null): all that the receiver is not known to hold.
 * What was not acknowledged is sent again, so a lost file heals itself.
 * @throws AppError `workspace-empty`, `refused` without a key, `not-found` for an unknown site, `disk-full`,
 * `no-permission`, `file-missing` when the folder is not there.
 */
export function writeExchangeFile(workspace: Workspace, file: string, to: string | null): ExportResult {
  return writeFile(workspace, file, to, 'changes');
}

/**
 * Writes a file without any change for a site: it only says what is held here, so that the site sends what is lacking
 * again. It claims no more than the site is known to hold, so that it can be taken whatever else is under way.
 * @throws AppError as `writeExchangeFile`
 */
export function writeResendRequest(workspace: Workspace, file: string, to: string): ExportResult {
  return writeFile(workspace, file, to, 'request');
}

function writeFile(
  workspace: Workspace,
  file: string,
  to: string | null,
  content: 'changes' | 'request',
): ExportResult {
  const { gate, key } = workspace;
  const group = getGroup(gate.db);
  if (!group) throw new AppError('workspace-empty');
  if (!key) throw new AppError('refused', { key: 'error.no-key' });
  if (to !== null) assertSite(gate.db, to);
  sealOwnSaves(gate, key, workspace.now());
  workspace.noteHighWater();

  const replicas = listReplicas(gate.db).filter((replica) => replica.certificate !== null);
  const held = to === null ? null : declaredBySite(gate.db, to);
  const segments = content === 'request' ? [] : listSegmentsBeyond(gate.db, held ?? new Map());
  const tipOf = ({ ord, siteId, sealed }: Replica): number =>
    content === 'changes' || siteId === to ? sealed : Math.min(sealed, held?.get(ord) ?? 0);
  const personal = encodePersonalBlock(gate.db, segments);
  const header = {
    group: uuidToBytes(group.id),
    sender: replicas.findIndex((replica) => replica.ord === getLogState(gate.db).own),
    writtenAt: workspace.now(),
    groupName: group.name,
    user: userBytes(gate.db),
    replicas: replicas.map((replica) => toHeaderReplica(replica, tipOf(replica), segments, held)),
    segments: segments.map((segment) => toHeaderSegment(segment, replicas)),
    personalLength: personal.bytes.length,
    personalRawLength: personal.rawLength,
    personalHash: personal.bytes.length === 0 ? NO_HASH : sha256(personal.bytes),
    capabilities: [],
  };
  const signed = encodeHeader(header);
  const parts = segments.flatMap((segment) => [segment.signature, segment.body]);
  const bytes = concat([signed, key.sign(signed), ...parts, personal.bytes]);
  writeFileAtomic(file, bytes);

  const fileName = path.basename(file);
  const saves = segments.reduce((sum, segment) => sum + segment.to - segment.from + 1, 0);
  addExchangeRecord(gate, {
    at: workspace.now(),
    direction: content === 'request' ? 'asked' : 'sent',
    fileName,
    peer: to ?? '',
    bytes: bytes.length,
    saves,
  });
  workspace.changed(['peer']);
  return { fileName, bytes: bytes.length, saves, since: oldestDay(gate.db, segments) };
}

/**
 * What every post of a site last said it holds: the least of them, so that any of them can take the file. Null when
 * none ever said so, or when one was put back to an older state and has not written since.
 */
export function declaredBySite(db: ReadDb, establishmentId: string): VersionVector | null {
  const posts = db
    .prepare<[string], { vector: Buffer | null; restored: number }>(
      `SELECT p.vector, r.previous_id IS NOT NULL AS restored FROM replica r LEFT JOIN peer p ON p.rep = r.ord
        WHERE r.site_id = ? AND r.ord <> (SELECT own FROM log_state)
          AND NOT EXISTS (SELECT 1 FROM replica later WHERE later.previous_id = r.id)`,
    )
    .all(establishmentId)
    .filter(({ vector, restored }) => vector !== null || restored === 1)
    .map(({ vector }) => (vector === null ? null : decodeVector(vector)));
  return posts.reduce<VersionVector | null>((least, each) => {
    if (least === null || each === null) return null;
    return new Map([...least].map(([rep, seq]) => [rep, Math.min(seq, each.get(rep) ?? 0)]));
  }, posts[0] ?? null);
}

function listSegmentsBeyond(db: ReadDb, held: VersionVector): SegmentRow[] {
  return db
    .prepare<[], SegmentRow>(
      `SELECT rep, from_seq AS "from", to_seq AS "to", prev AS previous, signature, raw_length AS rawLength, body
        FROM segment ORDER BY rep, from_seq`,
    )
    .all()
    .filter((segment) => segment.to > (held.get(segment.rep) ?? 0));
}

function toHeaderReplica(
  replica: Replica,
  tip: number,
  segments: readonly SegmentRow[],
  held: VersionVector | null,
): HeaderReplica {
  const first = segments.find((segment) => segment.rep === replica.ord);
  const known = held !== null && (held.get(replica.ord) ?? 0) > 0;
  return {
    id: replica.id,
    certificate: known || !replica.certificate ? null : decodeCertificate(replica.certificate),
    base: first ? first.from - 1 : tip,
    tip,
  };
}

function toHeaderSegment(segment: SegmentRow, replicas: readonly Replica[]): HeaderSegment {
  return {
    replica: replicas.findIndex((replica) => replica.ord === segment.rep),
    from: segment.from,
    to: segment.to,
    bodyLength: segment.body.length,
    rawLength: segment.rawLength,
    previous: segment.previous,
  };
}

function userBytes(db: ReadDb): Buffer {
  const me = getSetting(db, ME_SETTING);
  return me === null ? NO_USER : uuidToBytes(me);
}

function oldestDay(db: ReadDb, segments: readonly SegmentRow[]): IsoDate | null {
  const times = segments.map(
    (segment) =>
      db
        .prepare<[number, number], { ms: number }>('SELECT ms FROM save WHERE rep = ? AND seq = ?')
        .get(segment.rep, segment.from)?.ms ?? Infinity,
  );
  return times.length === 0 ? null : localIsoDate(new Date(Math.min(...times)));
}
