/**
 * Imports an exchange file whole or not at all, in one transaction. A plan is the same import, told and then rolled
 * back: what it announces is what happens.
 */
import { encodeCertificate } from '../../shared/exchange/container.ts';
import type { Fork } from '../../shared/exchange/fork.ts';
import type { PortableSave } from '../../shared/exchange/segment-body.ts';
import { tableNames, type TableName } from '../../shared/domain/registry.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { getHaveVector, getLogState, getOwnReplica, holdsSegment, listReplicas } from '../log-state.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import type { ExchangeFile, FileReplica, FileSegment } from '../exchange/read-exchange-file.ts';
import type { Report } from './apply-op.ts';
import { applySave, isApplicable, type SaveSource } from './apply-segment.ts';
import { forksWith, knownForks } from './known-forks.ts';
import { forgetResolved, noteDeclared, setGroup } from './local-tables.ts';
import { keepNamed } from './named-incarnations.ts';
import { refreshContext, startIncarnation } from './own-incarnation.ts';
import { ForkError, partingOf, type Parting } from './parted-history.ts';
import { projectAnew } from './replay-log.ts';
import { beginningsOf } from './roster.ts';
import {
  emptyLog,
  heldWithdrawn,
  mustReadAnew,
  readQueues,
  takeApart,
  tellReaders,
  type LogInPieces,
} from './withdraw-history.ts';
import type { WriteGate } from './write-gate.ts';

/** Saves applied between two chances to tell progress and to be cancelled. */
const SLICE = 200;

export interface ImportHooks {
  readonly report?: Report | undefined;
  /** Called between slices with the saves done; rejects to cancel. */
  slice(done: number, total: number): Promise<void>;
}

/** A range of saves that must come first. */
export interface MissingRange {
  readonly replica: string;
  readonly from: number;
  readonly to: number;
}

export interface ImportOutcome {
  readonly state: 'applied' | 'nothing-new' | 'waiting';
  readonly saves: number;
  readonly known: number;
  /** Of the saves, those that go beyond their author's rights: kept, not applied. */
  readonly withheld: number;
  readonly missing: readonly MissingRange[];
  readonly tables: readonly TableName[];
  /** Own ordinal → saves both histories have, of incarnations whose history held here was withdrawn. */
  readonly parted: ReadonlyMap<number, number>;
  /** Own saves that go on under a new incarnation, because the former one had written two histories. */
  readonly continued: number;
}

/**
 * Runs an import; with `keep` false everything is rolled back after `inspect` has looked at the result.
 * @throws AppError; nothing is written then.
 */
export async function importFile<T>(
  gate: WriteGate,
  file: ExchangeFile,
  options: {
    keep: boolean;
    nowMs: number;
    publicKey: Buffer | null;
    hooks: ImportHooks;
    /** Where this post's own history parts from the file's: go on with it under a new incarnation, rather than refuse. */
    repair?: boolean;
    inspect: (outcome: ImportOutcome) => T;
  },
): Promise<T> {
  const { connection } = gate.db;
  gate.statement('BEGIN IMMEDIATE').run();
  try {
    const outcome = await runImport(gate, file, options);
    const result = options.inspect(outcome);
    gate.statement(options.keep ? 'COMMIT' : 'ROLLBACK').run();
    if (!options.keep) gate.reset();
    return result;
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    gate.reset();
    throw error;
  }
}

interface RunOptions {
  readonly nowMs: number;
  readonly publicKey: Buffer | null;
  readonly hooks: ImportHooks;
  readonly repair?: boolean;
}

const NOTHING = { saves: 0, known: 0, withheld: 0, missing: [], tables: [], parted: new Map(), continued: 0 };

async function runImport(gate: WriteGate, file: ExchangeFile, options: RunOptions): Promise<ImportOutcome> {
  assertSameGroup(gate, file);
  assertNotRevoked(gate, file);
  const forks = forksWith(gate.db, file);
  const repaired = options.repair ? ownParting(gate, file) : null;
  const missing = missingRanges(gate, file, partedAt(gate, forks, repaired));
  if (missing.length > 0) {
    // Even a file that waits shows that own saves were lost: the next ones must not be numbered as they were.
    if (getLogState(gate.db).groupId !== null) recogniseOwnLostSaves(gate, file, options.publicKey);
    noteWaiting(gate, file, options.nowMs);
    return { ...NOTHING, state: 'waiting', missing };
  }
  assertHeard(gate, file, forks);
  setGroup(gate, bytesToUuid(file.header.group));
  const pieces =
    repaired || mustReadAnew(gate, forks)
      ? takeApart(gate, file, forks, repaired ? { nowMs: options.nowMs } : null)
      : null;
  recogniseOwnLostSaves(gate, file, options.publicKey);
  const ordinals = introduceReplicas(gate, file);
  const { fresh, known } = splitSegments(gate, file, ordinals);
  const before = countWithheld(gate);
  const begun = beginningsOf(gate).length;
  if (pieces) {
    for (const replica of listReplicas(gate.db)) ordinals.set(replica.id.toString('hex'), replica.ord);
    emptyLog(gate);
  }
  const source = sourceOf(gate, file, ordinals, pieces, options.hooks);
  const queues = pieces?.queues ?? new Map<number, PortableSave[]>();
  const here = [...queues.values()].reduce((sum, queue) => sum + queue.length, 0);
  for (const segment of fresh) {
    const rep = ordinalOf(ordinals, segment.replica.id);
    queues.set(rep, [...(queues.get(rep) ?? []), ...segment.saves()]);
  }
  const read = readQueues(gate, pieces?.forks ?? forks, queues);
  const applied = await applyInCausalOrder(
    source,
    read,
    pieces ? new Map() : getHaveVector(gate.db),
    options.hooks,
  );
  noteHeld(gate, read);
  // Saves held already may have crossed the one that turned rights on: they are judged again.
  if (beginningsOf(gate).length > begun || (pieces && begun > 0)) {
    projectAnew(gate);
    for (const table of tableNames) source.tables.add(table);
  }
  gate.statement('UPDATE log_state SET ms = ?, cnt = ?').run(source.clock.ms, source.clock.cnt);
  for (const segment of fresh) {
    const rep = ordinalOf(ordinals, segment.replica.id);
    storeSegment(gate, segment, rep, file, ordinals, options.nowMs);
    keepNamed(
      gate,
      rep,
      segment.named().map((id) => ordinalOf(ordinals, id)),
    );
  }
  const { own } = getLogState(gate.db);
  refreshContext(gate, own);
  if (pieces) tellReaders(gate, pieces.notes, options.nowMs);
  forgetResolved(gate, knownForks(gate.db));
  const tip = new Map(file.replicas.map((replica) => [ordinalOf(ordinals, replica.id), replica.held]));
  noteDeclared(gate, ordinalOf(ordinals, file.sender.id), tip, file.header.writtenAt || options.nowMs);
  const saves = applied - here;
  return {
    state: saves > 0 || pieces ? 'applied' : 'nothing-new',
    saves,
    known,
    withheld: Math.max(0, countWithheld(gate) - before),
    missing: [],
    tables: [...source.tables],
    parted: pieces?.parted ?? NOTHING.parted,
    continued: pieces?.continued ?? 0,
  };
}

function sourceOf(
  gate: WriteGate,
  file: ExchangeFile,
  ordinals: ReadonlyMap<string, number>,
  pieces: LogInPieces | null,
  { report }: ImportHooks,
): SaveSource {
  return {
    gate,
    ordinalOf: (id) => ordinalOf(ordinals, id),
    personal: pieces ? new Map([...pieces.personal, ...file.personal]) : file.personal,
    report: pieces && report ? toldOf(gate, pieces, report) : report,
    tables: new Set(),
    clock: getLogState(gate.db),
    contexts: new WeakMap(),
    met: new WeakMap(),
  };
}

/** Of a log read anew only what the file brought is told. */
function toldOf(gate: WriteGate, { parted }: LogInPieces, report: Report): Report {
  const held = new Map(listReplicas(gate.db).map(({ ord, have }) => [ord, parted.get(ord) ?? have]));
  return (effect) => {
    if (effect.stamp.seq > (held.get(effect.stamp.rep) ?? 0)) report(effect);
  };
}

/** The own history, where the file tells another one and from which save on. */
function ownParting(gate: WriteGate, file: ExchangeFile): Parting | null {
  const parting = partingOf(gate, file, getOwnReplica(gate.db).id.toString('hex'));
  return parting && parting.firstSave > 0 ? parting : null;
}

/** Saves that will be held of an incarnation once its history here is withdrawn. */
function partedAt(
  gate: WriteGate,
  forks: readonly Fork[],
  repaired: Parting | null,
): ReadonlyMap<string, number> {
  const parted = new Map(
    heldWithdrawn(gate, forks).map(({ incarnation, firstSave }) => [incarnation, firstSave - 1]),
  );
  return repaired ? parted.set(repaired.replica, repaired.firstSave - 1) : parted;
}

/** A sender that has not heard of a fork may rest on what was withdrawn: it has to hear of it first. */
function assertHeard(gate: WriteGate, file: ExchangeFile, forks: readonly Fork[]): void {
  for (const fork of forks) {
    const carried = file.segments.some(({ hash }) => hash.toString('hex') === fork.hash);
    const said = file.replicas.find(({ id }) => id === fork.incarnation)?.held ?? 0;
    const hasHeard = (file.replicas.find(({ id }) => id === fork.successor)?.held ?? 0) > 0;
    const isStrange = !hasHeard && said >= fork.firstSave && !endsHere(gate, file, fork.incarnation, said);
    if (carried || isStrange)
      throw new AppError('refused', {
        key: 'error.fork-unheard',
        details: { post: fork.incarnation.slice(0, 8) },
      });
  }
}

/** A history always grows by whole segments. */
function endsHere(gate: WriteGate, file: ExchangeFile, id: string, seq: number): boolean {
  return (
    file.segments.some(({ replica, to }) => replica.id === id && to === seq) ||
    gate
      .statement('SELECT 1 FROM segment s JOIN replica r ON r.ord = s.rep WHERE r.id = ? AND s.to_seq = ?')
      .get(Buffer.from(id, 'hex'), seq) !== undefined
  );
}

function countWithheld(gate: WriteGate): number {
  return (gate.statement('SELECT count(*) AS n FROM withheld').get() as { n: number }).n;
}

function assertSameGroup(gate: WriteGate, file: ExchangeFile): void {
  const mine = getLogState(gate.db).groupId;
  if (mine !== null && mine !== bytesToUuid(file.header.group))
    throw new AppError('file-other-group', { details: { group: file.header.groupName } });
}

/**
 * Files of a post that is no longer admitted are not taken from it: it could go on writing as if it had not heard. What
 * others hold of it comes with theirs.
 */
function assertNotRevoked(gate: WriteGate, { sender }: ExchangeFile): void {
  if (!sender.publicKey) return;
  const revoked = gate
    .statement("SELECT 1 FROM post WHERE public_key = ? AND deleted = 0 AND state = 'revoked'")
    .get(Buffer.from(sender.publicKey).toString('hex'));
  if (revoked) throw new AppError('refused', { key: 'error.sender-revoked' });
}

/** What must be imported first: the file builds on saves this workspace does not hold. */
function missingRanges(
  gate: WriteGate,
  file: ExchangeFile,
  parted: ReadonlyMap<string, number>,
): MissingRange[] {
  const have = new Map(
    (
      gate.statement('SELECT hex(id) AS id, sealed FROM replica').all() as { id: string; sealed: number }[]
    ).map((row) => [row.id.toLowerCase(), row.sealed]),
  );
  return file.replicas.flatMap((replica) => {
    const held = parted.get(replica.id) ?? have.get(replica.id) ?? 0;
    return replica.base > held ? [{ replica: replica.id, from: held + 1, to: replica.base }] : [];
  });
}

/**
 * Saves of one's own that this workspace no longer has: it was put back to an older state. They return like
 * anyone's, and the workspace goes on under a new incarnation.
 */
function recogniseOwnLostSaves(gate: WriteGate, file: ExchangeFile, publicKey: Buffer | null): void {
  const state = getLogState(gate.db);
  const own = gate.statement('SELECT hex(id) AS id, sealed FROM replica WHERE ord = ?').get(state.own) as {
    id: string;
    sealed: number;
  };
  const mine = file.replicas.find((replica) => replica.id === own.id.toLowerCase());
  if (!mine || mine.held <= own.sealed) return;
  startIncarnation(gate.db, publicKey, 'restored');
  // Saves kept in mind by their number may be another's now.
  gate.reset();
}

/**
 * A file that waits says all the same what its sender holds. Two posts that know too much of each other, one put back to
 * an older state and one nobody had heard of, would else wait for one another for ever.
 */
function noteWaiting(gate: WriteGate, file: ExchangeFile, nowMs: number): void {
  if (getLogState(gate.db).groupId === null) return;
  const sender = introduce(gate, file.sender);
  const known = new Map(listReplicas(gate.db).map(({ id, ord }) => [id.toString('hex'), ord]));
  const tip = new Map<number, number>();
  for (const replica of file.replicas) {
    const ord = known.get(replica.id);
    if (ord !== undefined) tip.set(ord, replica.held);
  }
  noteDeclared(gate, sender, tip, file.header.writtenAt || nowMs);
}

function introduceReplicas(gate: WriteGate, file: ExchangeFile): Map<string, number> {
  const ordinals = new Map<string, number>();
  for (const replica of file.replicas) ordinals.set(replica.id, introduce(gate, replica));
  return ordinals;
}

function introduce(gate: WriteGate, replica: FileReplica): number {
  const id = Buffer.from(replica.id, 'hex');
  const known = gate.statement('SELECT ord, certificate FROM replica WHERE id = ?').get(id) as
    | { ord: number; certificate: Buffer | null }
    | undefined;
  const { certificate } = replica;
  if (known && (known.certificate || !certificate)) return known.ord;
  if (!certificate)
    throw new AppError('file-damaged', { details: { cause: 'unknown incarnation without certificate' } });
  const site = bytesToUuid(certificate.site);
  // A former incarnation of one's own may have been certified elsewhere, by the workspace this one was copied from.
  const written = gate
    .statement(
      `INSERT INTO replica (id, site_id, public_key, certificate, previous_id, reason, head_hash)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET site_id = excluded.site_id, public_key = excluded.public_key,
         certificate = excluded.certificate
       RETURNING ord`,
    )
    .get(
      id,
      /^0+(-0+)+$/.test(site) ? null : site,
      Buffer.from(certificate.publicKey),
      Buffer.from(encodeCertificate(certificate)),
      certificate.previous.some((byte) => byte !== 0) ? Buffer.from(certificate.previous) : null,
      certificate.reason,
      Buffer.alloc(32),
    );
  return (written as { ord: number }).ord;
}

function ordinalOf(ordinals: ReadonlyMap<string, number>, id: string): number {
  const ordinal = ordinals.get(id);
  if (ordinal === undefined)
    throw new AppError('file-damaged', { details: { cause: 'undeclared incarnation' } });
  return ordinal;
}

/** Segments still to be applied; the others must be the very ones held, else their author's history forked. */
function splitSegments(gate: WriteGate, file: ExchangeFile, ordinals: ReadonlyMap<string, number>) {
  const have = getHaveVector(gate.db);
  const fresh: FileSegment[] = [];
  let known = 0;
  const heads = new Map<number, Buffer>();
  const forked = (segment: FileSegment): AppError => forkErrorOf(gate, file, segment);
  for (const segment of file.segments) {
    const rep = ordinalOf(ordinals, segment.replica.id);
    const held = have.get(rep) ?? 0;
    if (segment.to <= held) {
      const same = holdsSegment(gate.db, segment.hash);
      if (!same) throw forked(segment);
      known += segment.to - segment.from + 1;
      continue;
    }
    const head = heads.get(rep) ?? headHash(gate, rep);
    const expected = (fresh.filter((other) => other.replica === segment.replica).at(-1)?.to ?? held) + 1;
    if (segment.from !== expected || !segment.previous.equals(head)) throw forked(segment);
    heads.set(rep, segment.hash);
    fresh.push(segment);
  }
  return { fresh, known };
}

function headHash(gate: WriteGate, rep: number): Buffer {
  return (gate.statement('SELECT head_hash AS hash FROM replica WHERE ord = ?').get(rep) as { hash: Buffer })
    .hash;
}

function forkErrorOf(gate: WriteGate, file: ExchangeFile, { replica, to }: FileSegment): ForkError {
  const parting = partingOf(gate, file, replica.id);
  return new ForkError(parting ?? { replica: replica.id, firstSave: 0, lastSave: to, own: false });
}

/** Applies all saves of some queues, each of which goes on from `have`; answers how many. */
async function applyInCausalOrder(
  source: SaveSource,
  queues: ReadonlyMap<number, readonly PortableSave[]>,
  have: Map<number, number>,
  hooks: ImportHooks,
): Promise<number> {
  const total = [...queues.values()].reduce((sum, queue) => sum + queue.length, 0);
  const next = new Map([...queues.keys()].map((rep) => [rep, 0]));
  let done = 0;
  while (done < total) {
    const before = done;
    for (const [rep, queue] of queues) {
      for (let at = next.get(rep) ?? 0; at < queue.length; at++) {
        const save = queue[at];
        if (!save || !isApplicable(source, rep, save, have)) break;
        applySave(source, rep, save);
        have.set(rep, save.seq);
        next.set(rep, at + 1);
        if (++done % SLICE === 0) await hooks.slice(done, total);
      }
    }
    if (done === before)
      throw new AppError('file-damaged', { details: { cause: 'saves that build on unknown ones' } });
  }
  return done;
}

/** Others send only what is sealed; of the own saves some may not be. */
function noteHeld(gate: WriteGate, queues: ReadonlyMap<number, readonly PortableSave[]>): void {
  const { own } = getLogState(gate.db);
  for (const [rep, queue] of queues) {
    const last = queue.at(-1);
    if (!last) continue;
    if (rep === own) gate.statement('UPDATE replica SET have = ? WHERE ord = ?').run(last.seq, rep);
    else gate.statement('UPDATE replica SET have = ?, sealed = ? WHERE ord = ?').run(last.seq, last.seq, rep);
  }
}

function storeSegment(
  gate: WriteGate,
  segment: FileSegment,
  rep: number,
  file: ExchangeFile,
  ordinals: ReadonlyMap<string, number>,
  nowMs: number,
): void {
  gate
    .statement(
      `INSERT INTO segment (rep, from_seq, to_seq, prev, hash, signature, raw_length, body, source, received_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      rep,
      segment.from,
      segment.to,
      segment.previous,
      segment.hash,
      segment.signature,
      segment.rawLength,
      segment.body,
      ordinalOf(ordinals, file.sender.id),
      nowMs,
    );
  gate.statement('UPDATE replica SET head_hash = ? WHERE ord = ?').run(segment.hash, rep);
}
