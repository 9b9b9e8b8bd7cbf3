/**
 * What becomes of a log when a history is withdrawn: its owner goes on with it under a new incarnation, who had read it
 * reads all it holds again. Nothing signed is made again, nothing is lost: segments are read anew, with the names
 * everybody gives them now.
 */
import { registry, tableNames } from '../../shared/domain/registry.ts';
import { continueAs, isSameSave, readAs, type Fork } from '../../shared/exchange/fork.ts';
import { decodeBody, type PortableSave } from '../../shared/exchange/segment-body.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { decodeVector } from '../../shared/exchange/version-vector.ts';
import { dayCodec, unpackBody } from '../exchange/codec.ts';
import { readPortableSaves } from '../exchange/portable-log.ts';
import type { ExchangeFile } from '../exchange/read-exchange-file.ts';
import { getLogState, getOwnReplica, holdsSegment, listReplicas, type Replica } from '../log-state.ts';
import { newId } from '../new-id.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import type { PersonalEntries } from './apply-segment.ts';
import { commit } from './commit.ts';
import { knownForks } from './known-forks.ts';
import { keepNamed, namedUpTo } from './named-incarnations.ts';
import { beginForkedIncarnation, refreshContext, TABLES_BY_SAVE } from './own-incarnation.ts';
import { partingOf } from './parted-history.ts';
import type { WriteGate } from './write-gate.ts';

/** Saves by incarnation (own ordinal), each from its first one on. */
export type Queues = Map<number, PortableSave[]>;

/** A log taken apart, to be read anew. */
export interface LogInPieces {
  readonly forks: readonly Fork[];
  readonly queues: Queues;
  readonly personal: PersonalEntries;
  /** What this post has to tell of it, once it is read. */
  readonly notes: readonly RecordOp[];
  /** Own ordinal → saves before the parting, of incarnations whose history here was withdrawn. */
  readonly parted: ReadonlyMap<number, number>;
  /** Saves this post goes on with under its new incarnation. */
  readonly continued: number;
}

const hexOf = (replica: Replica) => replica.id.toString('hex');

/** Forks of which the withdrawn history is held here. */
export function heldWithdrawn(gate: WriteGate, forks: readonly Fork[]): readonly Fork[] {
  return forks.filter(({ hash }) => holdsSegment(gate.db, Buffer.from(hash, 'hex')));
}

/** True when something is said of saves held here that changes how they are to be read. */
export function mustReadAnew(gate: WriteGate, forks: readonly Fork[]): boolean {
  if (heldWithdrawn(gate, forks).length > 0) return true;
  const known = new Map(knownForks(gate.db).map((fork) => [fork.successor, fork.readers]));
  const held = new Set(listReplicas(gate.db).flatMap((replica) => (replica.have > 0 ? hexOf(replica) : [])));
  return forks.some(({ successor, readers }) =>
    [...readers].some(
      ([reader, last]) => held.has(reader) && last > (known.get(successor)?.get(reader) ?? 0),
    ),
  );
}

/**
 * Takes the log apart, without what was withdrawn. With `repair` the own history that parts from the one of the file is
 * withdrawn here and now: the own saves go on under a new incarnation.
 */
export function takeApart(
  gate: WriteGate,
  file: ExchangeFile,
  told: readonly Fork[],
  repair: { nowMs: number } | null,
): LogInPieces {
  const before = listReplicas(gate.db);
  const former = getOwnReplica(gate.db);
  const unsealed = readPortableSaves(gate.db, former.ord, former.sealed + 1, former.have);
  const queues: Queues = new Map();
  const made = repair ? withdrawOwn(gate, file, former, repair) : null;
  const withdrawn = [...heldWithdrawn(gate, told), ...(made ? [made.fork] : [])];
  const { forks, notes } = withReaders(
    gate,
    file,
    [...told, ...(made ? [made.fork] : [])],
    withdrawn,
    former,
  );
  const parted = new Map<number, number>();
  for (const { incarnation, firstSave, hash } of withdrawn) {
    const replica = before.find((known) => hexOf(known) === incarnation);
    if (replica) parted.set(replica.ord, dropSegments(gate, replica.ord, firstSave, hash));
  }
  for (const replica of before) {
    const saves = sealedSaves(gate, replica);
    if (replica.ord === former.ord && !made) saves.push(...unsealed);
    queues.set(replica.ord, saves);
  }
  if (made) queues.set(made.ord, [...made.saves]);
  return {
    forks,
    queues,
    personal: personalEntries(gate),
    notes,
    parted,
    continued: made ? made.saves.length - 1 : 0,
  };
}

/** Own saves beyond what both histories have, as the new incarnation makes them; the first says why. */
function withdrawOwn(
  gate: WriteGate,
  file: ExchangeFile,
  former: Replica,
  { nowMs }: { nowMs: number },
): { fork: Fork; ord: number; saves: readonly PortableSave[] } {
  const id = hexOf(former);
  const parting = partingOf(gate, file, id);
  if (!parting || parting.firstSave === 0) throw new Error('nothing to withdraw');
  const { firstSave } = parting;
  const mine = readPortableSaves(gate.db, former.ord, firstSave, former.have);
  const theirs = file.segments
    .filter((segment) => segment.replica.id === id && segment.from >= firstSave)
    .flatMap((segment) => segment.saves());
  let same = 0;
  for (const save of mine) {
    const other = theirs[same];
    if (!other || !isSameSave(save, other)) break;
    same++;
  }
  const first = gate
    .statement('SELECT hash FROM segment WHERE rep = ? AND from_seq = ?')
    .get(former.ord, firstSave) as { hash: Buffer };
  const ord = beginForkedIncarnation(gate.db);
  const successor = listReplicas(gate.db).find((replica) => replica.ord === ord);
  const fork: Fork = {
    incarnation: id,
    hash: first.hash.toString('hex'),
    firstSave,
    common: firstSave - 1 + same,
    successor: successor ? hexOf(successor) : '',
    readers: new Map(),
  };
  const continued = mine.slice(same).map((save) => continueAs(fork, save));
  return { fork, ord, saves: [forkSave(fork, continued[0], nowMs), ...continued] };
}

/** The save that withdraws a history: the first of the incarnation that goes on with it. */
function forkSave(fork: Fork, next: PortableSave | undefined, nowMs: number): PortableSave {
  const { incarnation, hash, firstSave, common, successor } = fork;
  const { fields, id } = registry.fork;
  const text = (field: number, value: string) => ({ field, kind: 'text' as const, value });
  const int = (field: number, value: number) => ({ field, kind: 'int' as const, value });
  return {
    seq: 1,
    ms: next?.ms ?? nowMs,
    cnt: next?.cnt ?? 0,
    author: null,
    context: new Map(common > 0 ? [[incarnation, common]] : []),
    ownLag: 0,
    appVersion: next?.appVersion ?? '',
    ops: [
      {
        table: id,
        row: null,
        uuid: newId(),
        fields: [
          text(fields.incarnation.id, incarnation),
          text(fields.hash.id, hash),
          int(fields.firstSave.id, firstSave),
          int(fields.common.id, common),
          text(fields.successor.id, successor),
        ],
      },
    ],
  };
}

/**
 * Who had read what was withdrawn: this post, and others whose saves held here prove it. The forks with them, and the
 * records that tell everybody.
 */
function withReaders(
  gate: WriteGate,
  file: ExchangeFile,
  forks: readonly Fork[],
  withdrawn: readonly Fork[],
  own: Replica,
): { forks: readonly Fork[]; notes: readonly RecordOp[] } {
  const notes: RecordOp[] = [];
  const told = forks.map((fork) => {
    if (!withdrawn.includes(fork)) return fork;
    const readers = new Map(fork.readers);
    for (const replica of listReplicas(gate.db)) {
      const incarnation = hexOf(replica);
      if (incarnation === fork.incarnation || incarnation === fork.successor) continue;
      // This one says so even without a save of its own: forms opened before it heard may still be saved.
      // Of a known one, all that is held here was written before it heard: what follows rests on the successor.
      const isReader =
        replica.ord === own.ord ||
        readers.has(incarnation) ||
        (replica.have > 0 && hasProof(gate, file, fork, replica));
      if (!isReader || replica.have <= (readers.get(incarnation) ?? -1)) continue;
      readers.set(incarnation, replica.have);
      const values = { successor: fork.successor, incarnation, lastSave: replica.have };
      notes.push({ kind: 'create', table: 'fork_reader', id: newId(), values });
    }
    return { ...fork, readers };
  });
  return { forks: told, notes };
}

/** True when saves of another can only mean the history withdrawn here: they rest on what the other does not have. */
function hasProof(gate: WriteGate, file: ExchangeFile, fork: Fork, reader: Replica): boolean {
  const forked = listReplicas(gate.db).find((replica) => hexOf(replica) === fork.incarnation);
  if (!forked) return false;
  const theirs = file.segments.filter((segment) => segment.replica.id === fork.incarnation);
  const ends = new Set(theirs.map(({ to }) => to));
  const contexts = gate
    .statement('SELECT DISTINCT c.vector FROM save s JOIN context c ON c.id = s.context WHERE s.rep = ?')
    .all(reader.ord) as { vector: Buffer }[];
  const seen = contexts.map(({ vector }) => decodeVector(vector).get(forked.ord) ?? 0);
  if (seen.some((seq) => seq > fork.common && !ends.has(seq))) return true;
  const created = new Set(
    theirs.flatMap((segment) =>
      segment.saves().flatMap(({ seq, ops }) => ops.map(({ uuid }, idx) => `${seq}/${idx}/${uuid ?? ''}`)),
    ),
  );
  const rows = gate
    .statement('SELECT row, uuid, seq, idx FROM row_key WHERE rep = ? AND seq > ?')
    .all(forked.ord, fork.common) as { row: number; uuid: Buffer; seq: number; idx: number }[];
  return rows
    .map((key) => ({ ...key, id: bytesToUuid(key.uuid) }))
    .filter(({ seq, idx, id }) => !created.has(`${seq}/${idx}/${id}`))
    .some(({ row, id }) => names(gate, reader.ord, row, id));
}

function names(gate: WriteGate, rep: number, row: number, id: string): boolean {
  return (
    gate
      .statement(
        `SELECT 1 FROM (SELECT rep, row, patch FROM op UNION ALL SELECT rep, row, patch FROM withheld_op)
          WHERE rep = ? AND (row = ? OR instr(patch, ?) > 0) LIMIT 1`,
      )
      .get(rep, row, id) !== undefined
  );
}

/** Drops a withdrawn segment and those after it; answers the saves before it. */
function dropSegments(gate: WriteGate, rep: number, firstSave: number, hash: string): number {
  const first = gate.statement('SELECT prev FROM segment WHERE hash = ?').get(Buffer.from(hash, 'hex')) as {
    prev: Buffer;
  };
  gate.statement('DELETE FROM segment WHERE rep = ? AND from_seq >= ?').run(rep, firstSave);
  const ordinals = new Map(listReplicas(gate.db).map((replica) => [hexOf(replica), replica.ord]));
  const named = namedUpTo(gate.db, rep, firstSave - 1).map((id) => ordinals.get(id) ?? 0);
  keepNamed(gate, rep, named);
  gate
    .statement('UPDATE replica SET have = ?, sealed = ?, head_hash = ? WHERE ord = ?')
    .run(firstSave - 1, firstSave - 1, first.prev, rep);
  return firstSave - 1;
}

function sealedSaves(gate: WriteGate, { ord, id }: Replica): PortableSave[] {
  const rows = gate
    .statement('SELECT raw_length AS rawLength, body FROM segment WHERE rep = ? ORDER BY from_seq')
    .all(ord) as { rawLength: number; body: Buffer }[];
  let named: readonly string[] = [];
  return rows.flatMap(({ rawLength, body }) => {
    try {
      const known = named;
      const decoded = decodeBody(id.toString('hex'), unpackBody(body, rawLength), dayCodec, () => known);
      named = decoded.named;
      return [...decoded.saves];
    } catch (error) {
      throw new Error(`a stored segment of ${id.toString('hex')} cannot be read`, { cause: error });
    }
  });
}

function personalEntries(gate: WriteGate): PersonalEntries {
  const rows = gate.statement('SELECT token, fld AS field, salt, value FROM personal_value').all() as {
    token: string;
    field: number;
    salt: Buffer;
    value: string;
  }[];
  return new Map(rows.map(({ token, ...entry }) => [token, entry]));
}

/** Empties the log and what is made from it; segments, incarnations and contexts stay. */
export function emptyLog(gate: WriteGate): void {
  for (const table of [...tableNames, ...TABLES_BY_SAVE]) gate.statement(`DELETE FROM ${table}`).run();
  gate.reset();
}

/** All saves of some queues with the names everybody gives to what they mean. */
export function readQueues(gate: WriteGate, forks: readonly Fork[], queues: Queues): Queues {
  const ids = new Map(listReplicas(gate.db).map((replica) => [replica.ord, hexOf(replica)]));
  return new Map(
    [...queues].map(([rep, saves]) => [rep, saves.map((save) => readAs(forks, ids.get(rep) ?? '', save))]),
  );
}

/** Tells everybody who had read what. */
export function tellReaders(gate: WriteGate, ops: readonly RecordOp[], nowMs: number): void {
  if (ops.length === 0) return;
  refreshContext(gate, getLogState(gate.db).own);
  const last = gate.statement('SELECT app_version AS version FROM save ORDER BY ms DESC LIMIT 1').get() as
    | { version: string }
    | undefined;
  commit(gate, { ops, basis: null, authorId: null, nowMs, appVersion: last?.version ?? '' });
}
