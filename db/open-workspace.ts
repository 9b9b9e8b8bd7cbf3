/** Opens the workspace of a profile: lock, restore check, migrations, one writer and one reader. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import type { RecordOp } from '../shared/exchange/record-op.ts';
import { AppError } from '../shared/rpc/app-error.ts';
import type { Basis } from '../shared/views/common.ts';
import { backupWorkspace, type BackupLabel, lastBackupAt } from './backup.ts';
import { folderId, machineId, readBootFile, writeBootFile } from './boot-file.ts';
import { getBasis, getLogState } from './log-state.ts';
import { toAppError } from './map-sqlite-error.ts';
import { assertMigratable, migrate } from './migrate.ts';
import { migrations, type Migration } from './migrations/index.ts';
import { openPostKey, type PostKey } from './post-key.ts';
import { isOnNetworkShare, profilePaths, type ProfilePaths } from './profile.ts';
import { connect, readDb, writeDb, type Connection, type ReadDb } from './sqlite.ts';
import { getSetting } from './queries/setting-queries.ts';
import { createUndoStack, type Sides, type StepWords, type UndoStack } from './undo-stack.ts';
import { atomically } from './write/atomically.ts';
import { commit, type Committed } from './write/commit.ts';
import { enterWorkspace, writeBootState, type OpeningPlace } from './write/enter-workspace.ts';
import { isJudged } from './write/judge-log.ts';
import type { WithheldReason } from './write/judge-save.ts';
import { releaseQuarantine, type UnreadableSegment } from './write/release-quarantine.ts';
import { projectAnew } from './write/replay-log.ts';
import { createWriteGate, type WriteGate } from './write/write-gate.ts';
import { lockWorkspace } from './workspace-lock.ts';

export interface OpenOptions {
  readonly profileDir: string;
  readonly appVersion: string;
  /** Unsealed signing key; without one nothing can be sealed or exported. */
  readonly key?: { readonly privateKeyRaw: Uint8Array };
  /** UTC ms. */
  readonly now?: () => number;
  /** Other steps than the shipped ones: for tests of migrations. */
  readonly migrations?: readonly Migration[];
}

/** Local setting naming the person who uses this workspace. */
export const ME_SETTING = 'me';

const BACKUP_EVERY_MS = 24 * 60 * 60 * 1000;

export interface Workspace {
  /** Reads of screens, reports and exports: a second connection that cannot write. */
  readonly reader: ReadDb;
  readonly gate: WriteGate;
  readonly paths: ProfilePaths;
  readonly key: PostKey | null;
  readonly appVersion: string;
  /** Segments found damaged at the opening: what they hold that was set aside stays aside. */
  readonly unreadable: readonly UnreadableSegment[];
  now(): number;
  /** Writes one save as the present user; one step of undo. */
  commit(ops: readonly RecordOp[], basis: Basis | null): Committed;
  /**
   * Writes one save that chooses between values, in one step of undo: taken back, `sides` stand against each other
   * again.
   */
  decide(ops: readonly RecordOp[], sides: Sides, basis: Basis): Committed;
  /** Writes one save that no undo takes back: loaders, and who uses this post. */
  commitForGood(ops: readonly RecordOp[]): Committed;
  /** Steps back and forth over the saves made since opening. */
  readonly history: {
    /** The last step, or the one that made a row. */
    undo(madeRow?: string): StepWords;
    redo(): StepWords;
    next: UndoStack['next'];
    /** Ends the history: what follows may rest on what would be taken back. */
    clear(): void;
  };
  /** Tells listeners which tables a write touched. */
  changed(tables: readonly string[]): void;
  onChange(listener: (tables: readonly string[]) => void): void;
  /** Tells listeners of a save made here that went beyond its author's rights. */
  onWithheld(listener: (reason: WithheldReason) => void): void;
  /** Makes a copy beside the workspace and answers its path. */
  backup(label: BackupLabel): string;
  /** Notes how far the own saves have gone, so that an older copy put back is recognised. */
  noteHighWater(): void;
  close(): void;
}

/**
 * Opens, and makes where missing, the workspace of a profile folder.
 * @throws AppError `workspace-in-use`, `workspace-newer`, `workspace-damaged`, `no-permission`, `disk-full`.
 */
export function openWorkspace(options: OpenOptions): Workspace {
  const { profileDir, now = Date.now } = options;
  const paths = profilePaths(profileDir);
  try {
    mkdirSync(profileDir, { recursive: true });
    if (isOnNetworkShare(profileDir)) throw new AppError('refused', { key: 'error.network-share' });
    const lock = lockWorkspace(paths.lock);
    try {
      return openLocked(options, paths, now, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw toAppError(error);
  }
}

function openLocked(
  options: OpenOptions,
  paths: ProfilePaths,
  now: () => number,
  lock: { release(): void },
): Workspace {
  const steps = options.migrations ?? migrations;
  if (existsSync(paths.workspace)) refuseForeignFile(paths.workspace, steps);
  const connection = connect(paths.workspace, { create: true });
  try {
    return assemble(options, paths, now, lock, connection, steps);
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Looks at the file without changing a byte: not even the journal mode of one that must not be touched. */
function refuseForeignFile(file: string, steps: readonly Migration[]): void {
  const side = [`${file}-wal`, `${file}-shm`].filter((name) => !existsSync(name));
  const connection = connect(file, { readonly: true });
  try {
    assertMigratable(connection, steps);
  } finally {
    connection.close();
    // A reader alone leaves behind the empty files it needed.
    for (const name of side) rmSync(name, { force: true });
  }
}

function setPragmas(connection: Connection): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('busy_timeout = 5000');
  connection.pragma('cache_size = -16000');
  // 16 MB: files that come one after the other write the same pages again and again.
  connection.pragma('wal_autocheckpoint = 4000');
}

function assemble(
  options: OpenOptions,
  paths: ProfilePaths,
  now: () => number,
  lock: { release(): void },
  connection: Connection,
  shipped: readonly Migration[],
): Workspace {
  setPragmas(connection);
  migrate(connection, shipped, () => void backupWorkspace(connection, paths.backups, 'migration', now()));
  const db = writeDb(connection);
  const key = options.key ? openPostKey(options.key.privateKeyRaw) : null;
  const place = placeOf(paths, options.profileDir);
  const isRekeyed = enterWorkspace(db, place, key?.publicKey ?? null);
  const readConnection = connect(paths.workspace, { readonly: true });
  readConnection.pragma('cache_size = -32000');
  const gate = createWriteGate(db);
  // Saves nobody else holds yet are signed by the new key, and judged by what that one may write.
  if (isRekeyed && isJudged(gate)) projectAnew(gate);
  const unreadable = releaseQuarantine(gate);
  const listeners: ((tables: readonly string[]) => void)[] = [];
  const withheldListeners: ((reason: WithheldReason) => void)[] = [];

  const noteHighWater = () => writeBootState(db, place);
  const steps = createUndoStack(db);
  const save = (ops: readonly RecordOp[], basis: Basis | null): Committed => {
    const authorId = getSetting(db, ME_SETTING);
    const committed = commit(gate, { ops, basis, authorId, nowMs: now(), appVersion: options.appVersion });
    workspace.changed(committed.withheld ? ['withheld'] : committed.tables);
    if (committed.withheld) for (const listener of withheldListeners) listener(committed.withheld);
    return committed;
  };
  const stepWriter = {
    save: (ops: readonly RecordOp[]) => void save(ops, null),
    // Each rests on what was shown before the first of them, and so knows of none of the others.
    saveApart: (sides: Sides) =>
      atomically(gate, () => {
        const before = getBasis(db);
        for (const ops of sides) save(ops, before);
      }),
  };
  const workspace: Workspace = {
    reader: readDb(readConnection),
    gate,
    paths,
    key,
    appVersion: options.appVersion,
    unreadable,
    now,
    commit: (ops, basis) => steps.record(ops, () => save(ops, basis)),
    decide: (ops, sides, basis) => steps.recordDecision(ops, sides, () => save(ops, basis)),
    commitForGood: (ops) => save(ops, null),
    history: {
      undo: (madeRow) => steps.undo(stepWriter, madeRow),
      redo: () => steps.redo(stepWriter),
      next: () => steps.next(),
      clear: () => steps.clear(),
    },
    changed(tables) {
      if (tables.length > 0) for (const listener of listeners) listener(tables);
    },
    onChange: (listener) => void listeners.push(listener),
    onWithheld: (listener) => void withheldListeners.push(listener),
    backup: (label) => backupWorkspace(connection, paths.backups, label, now()),
    noteHighWater,
    close() {
      noteHighWater();
      readConnection.close();
      connection.close();
      lock.release();
    },
  };
  backupDaily(workspace);
  return workspace;
}

function placeOf(paths: ProfilePaths, profileDir: string): OpeningPlace {
  return {
    machine: machineId(),
    folder: folderId(profileDir),
    readBoot: () => readBootFile(paths.boot),
    writeBoot: (boot) => writeBootFile(paths.boot, boot),
  };
}

function backupDaily(workspace: Workspace): void {
  const last = lastBackupAt(workspace.paths.backups);
  const empty = getLogState(workspace.reader).groupId === null;
  if (empty || (last !== null && workspace.now() - last < BACKUP_EVERY_MS)) return;
  workspace.backup('daily');
}
