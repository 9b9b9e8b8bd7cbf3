import path from 'node:path';
import { LIMITS } from '../../shared/exchange/container.ts';
import { fieldSpec, type FieldValue } from '../../shared/domain/registry.ts';
import type { Progress } from '../../shared/rpc/envelope.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Decision } from '../../shared/views/conflict-view.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { Change, ImportPlan } from '../../shared/views/exchange-view.ts';
import { getBasis, listReplicas } from '../log-state.ts';
import type { Workspace } from '../open-workspace.ts';
import { getSettings } from '../commands/setting-commands.ts';
import { forkInWords } from '../queries/fork-words.ts';
import { personNameById } from '../queries/person-queries.ts';
import { readFileWithin } from '../read-file-within.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import type { FieldEffect } from '../write/apply-op.ts';
import { importFile, type ImportOutcome, type MissingRange } from '../write/import-file.ts';
import { addExchangeRecord, keepForkedFile, keepWaitingFile, type SaveRange } from '../write/local-tables.ts';
import { ForkError, type Parting } from '../write/parted-history.ts';
import { placeOf, valueWords } from './change-words.ts';
import { fingerprint, sha256 } from './codec.ts';
import { settleAtImport, touchedConflicts } from './import-decisions.ts';
import { broughtSaves, heldBefore } from './brought-saves.ts';
import { readExchangeFile, type ExchangeFile } from './read-exchange-file.ts';
import { openSealed } from './sealed-file.ts';

/** Changes told in a plan; the rest are counted. */
const TOLD_CHANGES = 500;
const TOLD_CONFLICTS = 200;
const CLOCK_TOLERANCE_MS = 24 * 3_600_000;

/** A file to receive, and what opens it where it was sealed by a passphrase. */
export interface ReceivedFile {
  readonly path: string;
  readonly passphrase: string | null;
}

export interface JobHooks {
  slice(): Promise<void>;
  progress(progress: Progress): void;
}

/** What importing a file would do, told without doing it. */
export async function planImport(
  workspace: Workspace,
  file: ReceivedFile,
  job: JobHooks,
): Promise<ImportPlan> {
  const { gate } = workspace;
  const bytes = await readReceived(workspace, file);
  const opened = readExchangeFile(gate.db, bytes);
  const token = planToken(gate.db, opened);
  const known = listReplicas(gate.db).some((replica) =>
    replica.publicKey?.equals(opened.sender.publicKey ?? Buffer.of()),
  );
  const before = heldBefore(gate.db);
  const run = (parting: Parting | null): Promise<ImportPlan> => {
    const effects: FieldEffect[] = [];
    return importFile(gate, opened, {
      keep: false,
      nowMs: workspace.now(),
      publicKey: workspace.key?.publicKey ?? null,
      hooks: { report: (effect) => void effects.push(effect), slice: sliceOf(job) },
      repair: parting !== null,
      inspect: (outcome) =>
        toPlan(workspace, opened, {
          token,
          known,
          fileName: path.basename(file.path),
          effects,
          outcome,
          ranges: broughtSaves(gate.db, before, outcome.parted),
          parting,
        }),
    });
  };
  try {
    return await run(null);
  } catch (error) {
    if (!(error instanceof ForkError)) throw error;
    const { parting } = error;
    // What going on under another incarnation would come to is told beforehand, like any other import.
    if (parting.own && parting.firstSave > 0) return run(parting);
    return toPlan(workspace, opened, {
      token,
      known,
      fileName: path.basename(file.path),
      effects: [],
      outcome: NOTHING_TAKEN,
      ranges: [],
      parting,
    });
  }
}

const NOTHING_TAKEN: ImportOutcome = {
  state: 'nothing-new',
  saves: 0,
  known: 0,
  withheld: 0,
  missing: [],
  tables: [],
  parted: new Map(),
  continued: 0,
};

/**
 * Imports a file as its plan announced it, and settles its conflicts in the same transaction: as decided, or, where
 * nobody looked at them (`decisions` null), as the rules of this post say.
 * @throws AppError `refused` when the workspace or the file changed since the plan.
 */
export async function applyImport(
  workspace: Workspace,
  file: ReceivedFile,
  token: string,
  job: JobHooks,
  decisions: readonly Decision[] | null = null,
  repair = false,
): Promise<AppliedImport> {
  const { gate } = workspace;
  const bytes = await readReceived(workspace, file);
  const opened = readExchangeFile(gate.db, bytes);
  if (planToken(gate.db, opened) !== token) throw new AppError('refused', { key: 'error.plan-stale' });
  workspace.backup('import');
  try {
    return await takeFile(workspace, { opened, bytes, fileName: path.basename(file.path) }, job, {
      decisions,
      repair,
    });
  } catch (error) {
    if (!(error instanceof ForkError)) throw error;
    keepForked(workspace, { opened, bytes, fileName: path.basename(file.path) }, error.parting);
    return { basis: getBasis(gate.db), state: 'forked', saves: 0, decided: 0, left: 0 };
  }
}

export interface AppliedImport {
  readonly basis: Basis;
  /** `forked`: kept aside, nothing else was changed. */
  readonly state: ImportOutcome['state'] | 'forked';
  readonly saves: number;
  readonly decided: number;
  readonly left: number;
}

interface OpenedFile {
  readonly opened: ExchangeFile;
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/** Keeps a file whose author's history forked, as proof of the other history and to be taken once that is settled. */
export function keepForked(
  workspace: Workspace,
  { opened, bytes, fileName }: OpenedFile,
  parting: Parting,
): void {
  const { gate } = workspace;
  const ordinals = new Map(listReplicas(gate.db).map(({ id, ord }) => [id.toString('hex'), ord]));
  const rep = ordinals.get(parting.replica);
  if (rep === undefined) throw new Error('only a known incarnation can fork');
  keepForkedFile(
    gate,
    {
      file: { hash: opened.hash, fileName },
      bytes,
      rep,
      sender: ordinals.get(opened.sender.id) ?? rep,
      firstSave: parting.firstSave,
      lastSave: parting.lastSave,
    },
    workspace.now(),
  );
  workspace.changed(['peer', 'workspace']);
}

/**
 * Goes on under a new incarnation with the saves by which this post's history parts from that of a file kept aside, and
 * takes the file.
 * @throws AppError `not-found` when no such file is kept, `refused` where it does not tell where the histories part.
 */
export async function repairFork(workspace: Workspace, hash: string, job: JobHooks): Promise<AppliedImport> {
  const { gate } = workspace;
  const kept = gate.db
    .prepare<[Buffer], { bytes: Buffer; fileName: string }>(
      "SELECT bytes, file_name AS fileName FROM inbox WHERE hash = ? AND state = 'forked'",
    )
    .get(Buffer.from(hash, 'hex'));
  if (!kept) throw new AppError('not-found', { details: { table: 'inbox' } });
  workspace.backup('import');
  const opened = readExchangeFile(gate.db, kept.bytes);
  return takeFile(workspace, { ...kept, opened }, job, { decisions: [], repair: true });
}

async function takeFile(
  workspace: Workspace,
  { opened, bytes, fileName }: OpenedFile,
  job: JobHooks,
  { decisions, repair }: { decisions: readonly Decision[] | null; repair: boolean },
): Promise<AppliedImport> {
  const { gate } = workspace;
  const before = heldBefore(gate.db);
  const { settled, ...outcome } = await importFile(gate, opened, {
    keep: true,
    nowMs: workspace.now(),
    publicKey: workspace.key?.publicKey ?? null,
    hooks: { slice: sliceOf(job) },
    repair,
    inspect: (result) => {
      // A file that waits changes nothing but the inbox and what its sender is known to hold, in the same transaction.
      if (result.state === 'waiting') keepWaitingFile(gate, { ...opened, fileName }, bytes, workspace.now());
      else
        return {
          ...result,
          settled: noteReceived(workspace, opened, fileName, result, before, decisions),
        };
      return { ...result, settled: { decided: 0, left: 0 } };
    },
  });
  workspace.noteHighWater();
  workspace.changed([...outcome.tables, 'peer', 'workspace']);
  return { basis: getBasis(gate.db), state: outcome.state, saves: outcome.saves, ...settled };
}

/** Settles the conflicts of a file just taken, and notes it in the history of what came. */
export function noteReceived(
  workspace: Workspace,
  file: ExchangeFile,
  fileName: string,
  outcome: ImportOutcome,
  before: ReadonlyMap<number, number>,
  decisions: readonly Decision[] | null,
): { decided: number; left: number } {
  const brought = broughtSaves(workspace.gate.db, before, outcome.parted);
  const { range, ...settled } = settleAtImport(workspace, brought, decisions);
  addExchangeRecord(workspace.gate, {
    at: workspace.now(),
    direction: 'received',
    fileName,
    peer: file.sender.id,
    bytes: file.bytes,
    saves: outcome.saves,
    writtenAt: file.header.writtenAt,
    ranges: range ? [...brought, range] : brought,
  });
  return settled;
}

function sliceOf(job: JobHooks) {
  return async (done: number, total: number) => {
    job.progress({ fraction: done / total, key: 'exchange.step.apply' });
    await job.slice();
  };
}

/** Names a plan: the file, and the state of the workspace it was made for. */
function planToken(db: ReadDb, file: ExchangeFile): string {
  return sha256(file.hash, Buffer.from(getBasis(db))).toString('base64url');
}

/** The bytes of a file as its sender signed them, unsealed where it was sealed. */
export function readReceived(
  workspace: Workspace,
  { path: file, passphrase }: ReceivedFile,
): Promise<Uint8Array> {
  return openSealed(readFile(file), { key: workspace.key, passphrase });
}

/** Sealing adds a little: what is inside is held to its own limit. */
function readFile(file: string): Buffer {
  const tooLarge = () => new AppError('file-damaged', { details: { cause: 'too large' } });
  return readFileWithin(file, LIMITS.file + LIMITS.header, tooLarge);
}

function toPlan(
  workspace: Workspace,
  file: ExchangeFile,
  parts: {
    token: string;
    known: boolean;
    fileName: string;
    effects: FieldEffect[];
    outcome: ImportOutcome;
    ranges: readonly SaveRange[];
    parting: Parting | null;
  },
): ImportPlan {
  const db = workspace.gate.db;
  const { outcome } = parts;
  const conflicts = touchedConflicts(workspace, parts.ranges);
  const open = new Set(
    conflicts.flatMap(({ conflict: { rowId, fields } }) => fields.map(({ field }) => `${rowId}/${field}`)),
  );
  // What is in conflict is told there, with all its sides.
  const effects = parts.effects.filter(({ op, field }) => field === null || !open.has(`${op.uuid}/${field}`));
  const language = getSettings(db).language;
  const told = effects.slice(0, TOLD_CHANGES);
  const ahead = file.header.writtenAt - workspace.now();
  return {
    token: parts.token,
    fileName: parts.fileName,
    fileBytes: file.bytes,
    groupName: file.header.groupName,
    sender: senderOf(db, file, parts.known),
    writtenAt: file.header.writtenAt,
    part: file.header.part && { number: file.header.part.number, of: file.header.part.of },
    state: planState(parts.parting, outcome),
    fork: parts.parting && { ...forkInWords(db, parts.parting), continued: outcome.continued },
    missing: missingInWords(outcome.missing),
    counts: {
      saves: outcome.saves,
      created: effects.filter((effect) => effect.op.created).length,
      changed: effects.filter((effect) => effect.field !== null).length,
      deleted: effects.filter((effect) => effect.field === null && !effect.op.created).length,
      known: outcome.known,
      conflicts: conflicts.length,
      quarantined: countQuarantined(db, file),
      withheld: outcome.withheld,
    },
    clockAheadHours: ahead > CLOCK_TOLERANCE_MS ? Math.floor(ahead / 3_600_000) : null,
    acknowledgement: file.segments.length === 0,
    conflicts: conflicts.slice(0, TOLD_CONFLICTS),
    changes: told.map((effect) => toChange(db, effect, language)),
  };
}

function planState(parting: Parting | null, { state }: ImportOutcome): ImportPlan['state'] {
  if (parting && !(parting.own && parting.firstSave > 0)) return 'forked';
  return state === 'applied' ? 'ready' : state;
}

function senderOf(db: ReadDb, file: ExchangeFile, known: boolean): ImportPlan['sender'] {
  const site = file.sender.certificate
    ? bytesToUuid(file.sender.certificate.site)
    : (listReplicas(db).find((replica) => replica.id.toString('hex') === file.sender.id)?.siteId ?? null);
  const establishment =
    site === null
      ? undefined
      : db
          .prepare<[string], { name: string | null }>('SELECT name FROM establishment WHERE id = ?')
          .get(site);
  return {
    name: personNameById(db, bytesToUuid(file.header.user)),
    establishment: establishment?.name ?? null,
    fingerprint: fingerprint(file.sender.publicKey ?? Buffer.of()),
    known,
  };
}

/** An incarnation in words: the beginning of its id, as the list of posts shows it. */
export function missingInWords(missing: readonly MissingRange[]): ImportPlan['missing'] {
  return missing.map(({ replica, from, to }) => ({ post: replica.slice(0, 8), from, to }));
}

function countQuarantined(db: ReadDb, file: ExchangeFile): number {
  const ids = file.replicas.map((replica) => replica.id.toUpperCase());
  return db
    .prepare<[], { id: string; n: number }>(
      'SELECT hex(r.id) AS id, count(*) AS n FROM quarantine q JOIN replica r ON r.ord = q.rep GROUP BY r.ord',
    )
    .all()
    .filter((row) => ids.includes(row.id))
    .reduce((sum, row) => sum + row.n, 0);
}

function toChange(db: ReadDb, effect: FieldEffect, language: 'fr' | 'en'): Change {
  const { op, field, stamp } = effect;
  const author = db
    .prepare<[number, number], { uuid: Buffer }>(
      'SELECT k.uuid FROM save s JOIN row_key k ON k.row = s.author WHERE s.rep = ? AND s.seq = ?',
    )
    .get(stamp.rep, stamp.seq);
  const words = (value: FieldValue) => valueWords(db, op.table, field, value, language);
  // A personal value travels beside the log: what is shown after it is the value, never its token.
  const isPersonal = field !== null && fieldSpec(op.table, field)?.personal === true;
  return {
    table: op.table,
    rowId: op.uuid,
    place: placeOf(db, op.table, op.uuid),
    field: field ?? '',
    kind: op.created ? 'new' : field === null ? 'deleted' : 'changed',
    before: words(effect.before),
    after: isPersonal ? words(effect.after) : words(effect.value),
    author: author ? personNameById(db, bytesToUuid(author.uuid)) : '',
    at: stamp.ms,
  };
}
