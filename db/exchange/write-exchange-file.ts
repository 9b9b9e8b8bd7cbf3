import path from 'node:path';
import {
  concat,
  decodeCertificate,
  encodeHeader,
  LIMITS,
  nameLengthOf,
  type HeaderReplica,
  type HeaderSegment,
} from '../../shared/exchange/container.ts';
import { localIsoDate, type IsoDate } from '../../shared/domain/iso-date.ts';
import { decodeVector, includes, type VersionVector } from '../../shared/exchange/version-vector.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { getHaveVector, getLogState, listReplicas, type Replica } from '../log-state.ts';
import { ME_SETTING, type Workspace } from '../open-workspace.ts';
import { getGroup } from '../queries/workspace-queries.ts';
import { getSetting } from '../queries/setting-queries.ts';
import type { ReadDb } from '../sqlite.ts';
import { uuidToBytes } from '../uuid-bytes.ts';
import { knownForks } from '../write/known-forks.ts';
import { addExchangeRecord } from '../write/local-tables.ts';
import { sealOwnSaves } from '../write/seal.ts';
import { assertWritable, writeFileAtomic } from '../write-file-atomic.ts';
import { sha256 } from './codec.ts';
import { divide, inCausalOrder, needsOf, type NeedySegment, type SegmentRow } from './divide-file.ts';
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

const NO_USER = Buffer.alloc(16);
const NO_HASH = Buffer.alloc(0);

/** A file made and not written yet. */
export interface ComposedFile {
  readonly bytes: Uint8Array;
  readonly saves: number;
  readonly since: IsoDate | null;
}

/**
 * Writes the exchange file for a site, or for everyone (`to` null): all that the receiver is not known to hold.
 * What was not acknowledged is sent again, so a lost file heals itself.
 * @throws AppError `workspace-empty`, `refused` without a key, `not-found` for an unknown site, `disk-full`,
 * `no-permission`, `file-missing` when the folder is not there.
 */
export function writeExchangeFile(workspace: Workspace, file: string, to: string | null): ExportResult {
  return keepSentFile(workspace, file, to, composeWhole(workspace, file, to, 'changes'));
}

/**
 * Writes a file without any change for a site: it only says what is held here, so that the site sends what is lacking
 * again. It claims no more than the site is known to hold, so that it can be taken whatever else is under way.
 * @throws AppError as `writeExchangeFile`
 */
export function writeResendRequest(workspace: Workspace, file: string, to: string): ExportResult {
  return keepSentFile(workspace, file, to, composeWhole(workspace, file, to, 'request'), 'asked');
}

type Content = 'changes' | 'request';

function composeWhole(workspace: Workspace, file: string, to: string | null, content: Content): ComposedFile {
  const [composed] = composeExchangeFiles(workspace, { file, to, room: null, content });
  if (!composed) throw new Error('a file is at least a header');
  return composed;
}

interface Composition {
  /** Where the file is to stand; null for one that stays in memory. */
  readonly file: string | null;
  readonly to: string | null;
  readonly room: number | null;
  readonly content?: Content;
}

/**
 * Makes that file without writing it. One of more than `room` bytes is divided between segments; each part is a file of
 * its own, to be taken in any order. A segment is never cut, so that a part may be larger all the same.
 */
export function composeExchangeFiles(
  workspace: Workspace,
  { file, to, room, content = 'changes' }: Composition,
): readonly ComposedFile[] {
  const { gate, key } = workspace;
  const group = getGroup(gate.db);
  if (!group) throw new AppError('workspace-empty');
  if (!key) throw new AppError('refused', { key: 'error.no-key' });
  if (to !== null) assertSite(gate.db, to);
  // Own saves are sealed for a file: not for one that has no place to stand.
  if (file !== null) assertWritable(file);
  sealOwnSaves(gate, key, workspace.now());
  workspace.noteHighWater();

  const replicas = listReplicas(gate.db).filter((replica) => replica.certificate !== null);
  const declared = to === null ? null : declaredBySite(gate.db, to);
  const held = declared && beforeForks(gate.db, declared, replicas);
  const segments = content === 'request' ? [] : listSegmentsBeyond(gate.db, replicas, held ?? new Map());
  const tipOf = ({ ord, siteId, sealed }: Replica): number =>
    content === 'changes' || siteId === to ? sealed : Math.min(sealed, held?.get(ord) ?? 0);
  const sender = replicas.findIndex((replica) => replica.ord === getLogState(gate.db).own);
  const writtenAt = workspace.now();
  const compose = (carried: readonly NeedySegment[], part: { number: number; of: number } | null) => {
    const personal = encodePersonalBlock(gate.db, carried);
    const needs = part ? needsOf(carried) : null;
    const signed = encodeHeader({
      group: uuidToBytes(group.id),
      sender,
      writtenAt,
      groupName: group.name,
      user: userBytes(gate.db),
      nameLength: nameLengthOf(replicas.map(({ id }) => id)),
      replicas: replicas.map((replica) => toHeaderReplica(replica, tipOf(replica), carried, held, needs)),
      segments: carried.map((segment) => toHeaderSegment(segment, replicas)),
      personalLength: personal.bytes.length,
      personalRawLength: personal.rawLength,
      personalHash: personal.bytes.length === 0 ? NO_HASH : sha256(personal.bytes),
      capabilities: [],
      part: part && { ...part, held: replicas.map(({ sealed }) => sealed) },
    });
    const bodies = carried.flatMap((segment) => [segment.signature, segment.body]);
    return {
      bytes: concat([signed, key.sign(signed), ...bodies, personal.bytes]),
      saves: carried.reduce((sum, segment) => sum + segment.to - segment.from + 1, 0),
      since: oldestDay(gate.db, carried),
    };
  };
  const whole = compose(segments, null);
  if (room === null || whole.bytes.length <= room || segments.length < 2) return [whole];
  const ordered = inCausalOrder(gate.db, segments, held ?? new Map());
  const parts = divide(ordered, (carried) => compose(carried, LONGEST_PART).bytes.length <= room);
  return parts.map((carried, index) => compose(carried, { number: index + 1, of: parts.length }));
}

/** A part whose header is as long as it can be: what it is measured by. */
const LONGEST_PART = { number: LIMITS.parts, of: LIMITS.parts };

/** Writes a composed file, sealed or not, and notes it in the history of what was sent. */
export function keepSentFile(
  workspace: Workspace,
  file: string,
  to: string | null,
  { bytes, saves, since }: ComposedFile,
  direction: 'sent' | 'asked' = 'sent',
): ExportResult {
  writeFileAtomic(file, bytes);
  const fileName = path.basename(file);
  addExchangeRecord(workspace.gate, {
    at: workspace.now(),
    direction,
    fileName,
    peer: to ?? '',
    bytes: bytes.length,
    saves,
    ...(direction === 'sent' ? { tip: getHaveVector(workspace.gate.db) } : {}),
  });
  workspace.changed(['peer']);
  return { fileName, bytes: bytes.length, saves, since };
}

/**
 * What every post of a site last said it holds: the least of them, so that any of them can take the file. Null when
 * none ever said so, or when one was put back to an older state and has not written since.
 */
export function declaredBySite(db: ReadDb, establishmentId: string): VersionVector | null {
  const posts = db
    .prepare<[string], PostOfSite>(
      `SELECT r.ord, p.vector, p.at, r.previous_id IS NOT NULL AS restored,
          later.ord AS successor, later.reason AS reason
        FROM replica r LEFT JOIN peer p ON p.rep = r.ord LEFT JOIN replica later ON later.previous_id = r.id
        WHERE r.site_id = ? AND r.ord <> (SELECT own FROM log_state)
          AND NOT EXISTS (SELECT 1 FROM post WHERE public_key = lower(hex(r.public_key))
            AND post.deleted = 0 AND state = 'revoked')`,
    )
    .all(establishmentId)
    .filter((post) => post.successor === null || livesOn(db, post))
    .filter(({ vector, restored }) => vector !== null || restored === 1)
    .map(({ vector }) => (vector === null ? null : decodeVector(vector)));
  return posts.reduce<VersionVector | null>((least, each) => {
    if (least === null || each === null) return null;
    return new Map([...least].map(([rep, seq]) => [rep, Math.min(seq, each.get(rep) ?? 0)]));
  }, posts[0] ?? null);
}

/**
 * What can be built on where histories forked: of an incarnation that wrote two, the saves before they part. Who does not
 * know it yet may hold the other one under the same numbers; so everybody is sent the proof.
 */
export function beforeForks(
  db: ReadDb,
  declared: VersionVector,
  replicas: readonly Replica[],
): VersionVector {
  const held = new Map(declared);
  const lower = (rep: number, firstSave: number): void => {
    const seq = Math.max(0, firstSave - 1);
    if (seq < (held.get(rep) ?? 0)) held.set(rep, seq);
  };
  for (const { rep, firstSave } of db
    .prepare<[], { rep: number; firstSave: number }>(
      'SELECT rep, min(first_save) AS firstSave FROM forked GROUP BY rep',
    )
    .all())
    lower(rep, firstSave);
  const ordinals = new Map(replicas.map(({ id, ord }) => [id.toString('hex'), ord]));
  for (const { incarnation, successor, firstSave } of knownForks(db)) {
    const [rep, next] = [ordinals.get(incarnation), ordinals.get(successor)];
    const hasHeard = next !== undefined && (declared.get(next) ?? 0) > 0;
    if (rep !== undefined && !hasHeard) lower(rep, firstSave);
  }
  return held;
}

interface PostOfSite {
  readonly ord: number;
  readonly vector: Buffer | null;
  readonly at: number | null;
  readonly restored: number;
  readonly successor: number | null;
  readonly reason: string | null;
}

/**
 * True when a workspace was copied elsewhere and its original is still in use: it has said something the copy did not
 * begin with, or said it after the copy had begun to save. A workspace put back to an older state is no longer what it
 * was, and a moved one no longer where it was.
 */
function livesOn(db: ReadDb, { vector, at, successor, reason }: PostOfSite): boolean {
  if (vector === null || successor === null || reason !== 'moved') return false;
  const first = db
    .prepare<[number], { ms: number; context: Buffer }>(
      `SELECT s.ms, c.vector AS context FROM save s JOIN context c ON c.id = s.context
        WHERE s.rep = ? AND s.seq = 1`,
    )
    .get(successor);
  if (!first) return true;
  return (at ?? 0) > first.ms || !includes(decodeVector(first.context), decodeVector(vector));
}

/** What is held beyond a vector; bodies of what it covers, years of them in the end, are not even read. */
function listSegmentsBeyond(
  db: ReadDb,
  replicas: readonly Replica[],
  held: VersionVector,
): readonly NeedySegment[] {
  const beyond = db.prepare<[number, number], SegmentRow>(
    `SELECT rep, from_seq AS "from", to_seq AS "to", prev AS previous, signature, raw_length AS rawLength, body
      FROM segment WHERE rep = ? AND to_seq > ? ORDER BY from_seq`,
  );
  return replicas
    .filter(({ ord, sealed }) => sealed > (held.get(ord) ?? 0))
    .flatMap(({ ord }) => beyond.all(ord, held.get(ord) ?? 0))
    .map((segment) => ({ ...segment, needs: new Map() }));
}

/**
 * `whole`: how far a whole file takes the incarnation. `needs`: what a part of a divided file rests on; null for a whole
 * file, which rests on all it does not carry.
 */
function toHeaderReplica(
  replica: Replica,
  whole: number,
  segments: readonly SegmentRow[],
  held: VersionVector | null,
  needs: VersionVector | null,
): HeaderReplica {
  const own = segments.filter((segment) => segment.rep === replica.ord);
  const otherwise = needs ? (needs.get(replica.ord) ?? 0) : whole;
  const tip = needs ? (own.at(-1)?.to ?? otherwise) : whole;
  const known = held !== null && (held.get(replica.ord) ?? 0) > 0;
  return {
    id: replica.id,
    certificate: known || !replica.certificate ? null : decodeCertificate(replica.certificate),
    base: own[0] ? own[0].from - 1 : otherwise,
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
