/** Posts of a simulated group: the real core on SQLite in memory, opened anew from copies as often as a history asks. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { readExchangeFile } from '../../db/exchange/read-exchange-file.ts';
import { retryWaitingFiles } from '../../db/exchange/retry-waiting.ts';
import { writeExchangeFile } from '../../db/exchange/write-exchange-file.ts';
import type { BootFile } from '../../db/boot-file.ts';
import { getBasis } from '../../db/log-state.ts';
import { migrate } from '../../db/migrate.ts';
import { migrations } from '../../db/migrations/index.ts';
import type { Workspace } from '../../db/open-workspace.ts';
import { openPostKey, type PostKey } from '../../db/post-key.ts';
import { writeDb, type Connection } from '../../db/sqlite.ts';
import { commit } from '../../db/write/commit.ts';
import { enterWorkspace, writeBootState, type OpeningPlace } from '../../db/write/enter-workspace.ts';
import { importFile } from '../../db/write/import-file.ts';
import { keepWaitingFile, setGroup, setOwnSite } from '../../db/write/local-tables.ts';
import { replayLog } from '../../db/write/replay-log.ts';
import { createWriteGate, type WriteGate } from '../../db/write/write-gate.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import type { Basis } from '../../shared/views/common.ts';
import { SMALL_GROUP, smallGroupOps } from '../fixtures/small-group.ts';

/** A machine: what stays there when the workspace on it is put back to an older copy. */
export interface Machine {
  readonly folder: string;
  boot: BootFile | null;
  clockMs: number;
}

export interface Post {
  readonly name: string;
  readonly site: string;
  readonly key: PostKey;
  readonly machine: Machine;
  workspace: Workspace;
}

/** Memory where there is some: nothing of a simulation has to outlive it. */
const folder = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'jalon-simulation-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const START = Date.parse('2026-11-23T09:00:00Z');
export const GROUP_SIZE = 3;
const noJob = { slice: () => Promise.resolve(), progress: () => undefined };
const keys = new Map<number, PostKey>();

export function keyOf(index: number): PostKey {
  let key = keys.get(index);
  if (!key) keys.set(index, (key = openPostKey(new Uint8Array(32).fill(index + 1))));
  return key;
}

/** Opens a copy of a workspace on a machine, as starting the application there does. */
export function openCopy(copy: Buffer, post: Omit<Post, 'workspace'>): Workspace {
  const connection = new Sqlite(copy);
  const workspace = inMemory(connection, post);
  enterWorkspace(workspace.gate.db, placeOf(post.machine), post.key.publicKey);
  return workspace;
}

/** Opens a copy without looking where it comes from: a machine put back whole, side file included. */
export function openUnseen(copy: Buffer, post: Omit<Post, 'workspace'>): Workspace {
  return inMemory(new Sqlite(copy), post);
}

function placeOf(machine: Machine): OpeningPlace {
  return {
    machine: 'machine',
    folder: machine.folder,
    readBoot: () => machine.boot,
    writeBoot: (boot) => void (machine.boot = boot),
  };
}

function inMemory(connection: Connection, post: Omit<Post, 'workspace'>): Workspace {
  connection.pragma('foreign_keys = ON');
  const db = writeDb(connection);
  const gate: WriteGate = createWriteGate(db);
  const now = () => (post.machine.clockMs += 1000);
  const save = (ops: readonly RecordOp[], basis: Basis | null) =>
    commit(gate, { ops, basis, authorId: null, nowMs: now(), appVersion: 'simulated' });
  return {
    reader: db,
    gate,
    paths: { workspace: '', lock: '', backups: '', boot: '' },
    key: post.key,
    appVersion: 'simulated',
    now,
    commit: save,
    commitForGood: (ops) => save(ops, null),
    decide: (ops, _sides, basis) => save(ops, basis),
    history: {
      undo: () => notSimulated(),
      redo: () => notSimulated(),
      next: () => notSimulated(),
      clear: () => undefined,
    },
    changed: () => undefined,
    onChange: () => undefined,
    onWithheld: () => undefined,
    backup: () => '',
    noteHighWater: () => writeBootState(db, placeOf(post.machine)),
    close: () => connection.close(),
  };
}

function notSimulated(): never {
  throw new Error('not part of a simulation');
}

export const copyOf = (post: Post): Buffer => post.workspace.gate.db.connection.serialize();

/** A save under a name by which it is known again whatever incarnation and number it comes to have. */
export function save(
  post: Post,
  name: string,
  ops: readonly RecordOp[],
  basis: Basis = getBasis(post.workspace.reader),
): void {
  commit(post.workspace.gate, {
    ops,
    basis,
    authorId: null,
    nowMs: post.workspace.now(),
    appVersion: name,
  });
}

/** The file a post writes for a site, or for everyone. */
export function exportFile(post: Post, to: string | null): Buffer {
  const file = path.join(folder, 'file.jalon');
  writeExchangeFile(post.workspace, file, to);
  return readFileSync(file);
}

/** Takes a file in as the application does: applied or kept waiting, then those that waited for it. */
export async function importBytes(post: Post, bytes: Buffer, keep = true): Promise<string> {
  const { workspace } = post;
  const { gate } = workspace;
  const file = readExchangeFile(gate.db, bytes);
  const state = await importFile(gate, file, {
    keep,
    nowMs: workspace.now(),
    publicKey: post.key.publicKey,
    hooks: { slice: noJob.slice },
    inspect: (outcome) => {
      if (outcome.state === 'waiting')
        keepWaitingFile(gate, { ...file, fileName: 'file.jalon' }, bytes, workspace.now());
      return outcome.state;
    },
  });
  if (keep && state === 'applied') await retryWaitingFiles(workspace, noJob);
  if (keep) workspace.noteHighWater();
  return state;
}

/** The log of a post replayed into an empty workspace. */
export function replayed(post: Post): Workspace {
  const { empty } = start();
  const workspace = openUnseen(empty, { ...post, machine: { folder: 'replay', boot: null, clockMs: START } });
  replayLog(post.workspace.reader, workspace.gate);
  return workspace;
}

interface Start {
  readonly empty: Buffer;
  readonly posts: readonly { readonly copy: Buffer; readonly boot: BootFile | null }[];
}

let begun: Start | null = null;

function start(): Start {
  if (!begun) throw new Error('prepareStart comes first');
  return begun;
}

/** Makes once what every history starts from: posts at sites of their own that hold the same small group. */
export async function prepareStart(): Promise<void> {
  const connection = new Sqlite(':memory:');
  migrate(connection, migrations, () => undefined);
  const empty = connection.serialize();
  connection.close();
  const posts = Array.from({ length: GROUP_SIZE }, (_, index) => openPost(index, empty, null));
  const [first, ...others] = posts as [Post, ...Post[]];
  save(first, 'start', smallGroupOps());
  setGroup(first.workspace.gate, SMALL_GROUP.group);
  for (const post of posts) {
    setOwnSite(post.workspace.gate, post.site);
    if (post !== first) await importBytes(post, exportFile(first, null));
  }
  // Edits made at the same moment by the same clock are told apart by the id of their post.
  for (const post of others) await importBytes(first, exportFile(post, null));
  for (const post of others) await importBytes(post, exportFile(first, null));
  begun = { empty, posts: posts.map((post) => ({ copy: copyOf(post), boot: post.machine.boot })) };
  for (const post of posts) post.workspace.close();
}

function openPost(index: number, copy: Buffer, boot: BootFile | null): Post {
  const post = {
    name: `post ${index}`,
    site: SMALL_GROUP.sites[index] ?? '',
    key: keyOf(index),
    machine: { folder: `folder ${index}`, boot, clockMs: START },
  };
  return { ...post, workspace: openCopy(copy, post) };
}

/** A post that belongs to no group yet. */
export function emptyPost(): Post {
  return openPost(GROUP_SIZE, start().empty, null);
}

/** The posts a history starts with. */
export function startPosts(): Post[] {
  return start().posts.map(({ copy, boot }, index) => openPost(index, copy, boot));
}
