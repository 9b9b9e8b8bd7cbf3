/** Posts of a simulated group: the real core on SQLite in memory, opened anew from copies as often as a history asks. */
import { readExchangeFile } from '../../db/exchange/read-exchange-file.ts';
import { keepForked } from '../../db/exchange/import-commands.ts';
import { retryWaitingFiles } from '../../db/exchange/retry-waiting.ts';
import { composeExchangeFiles } from '../../db/exchange/write-exchange-file.ts';
import type { BootFile } from '../../db/boot-file.ts';
import { getBasis } from '../../db/log-state.ts';
import type { Workspace } from '../../db/open-workspace.ts';
import { openPostKey, type PostKey } from '../../db/post-key.ts';
import { commit } from '../../db/write/commit.ts';
import { enterWorkspace, writeBootState, type OpeningPlace } from '../../db/write/enter-workspace.ts';
import { importFile } from '../../db/write/import-file.ts';
import { keepWaitingFile, setGroup, setOwnSite } from '../../db/write/local-tables.ts';
import { ForkError } from '../../db/write/parted-history.ts';
import { releaseQuarantine } from '../../db/write/release-quarantine.ts';
import { replayLog } from '../../db/write/replay-log.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import type { Basis } from '../../shared/views/common.ts';
import { SMALL_GROUP, smallGroupOps } from '../fixtures/small-group.ts';
import { borrow, copyTables, giveBack, stateOf, type Lent, type WorkspaceCopy } from './lent-workspace.ts';
import { runOlder } from './switches.ts';

/** A machine: what stays there when the workspace on it is put back to an older copy. */
export interface Machine {
  readonly folder: string;
  boot: BootFile | null;
  clockMs: number;
  /** An older version of the application is installed there. */
  older: boolean;
}

export interface Post {
  readonly name: string;
  readonly site: string;
  readonly key: PostKey;
  readonly machine: Machine;
  workspace: SimulatedWorkspace;
}

/** A workspace in memory. */
export interface SimulatedWorkspace extends Workspace {
  /** All it holds. */
  copy(): WorkspaceCopy;
  /** What it shows, as one text: every row of every replicated table, and every open choice between values. */
  state(): string;
}

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
export function openCopy(copy: WorkspaceCopy, post: Omit<Post, 'workspace'>): SimulatedWorkspace {
  const workspace = openUnseen(copy, post);
  enterWorkspace(workspace.gate.db, placeOf(post.machine), post.key.publicKey);
  workspace.gate.reset();
  return workspace;
}

/** Opens a copy without looking where it comes from: a machine put back whole, side file included. */
export function openUnseen(copy: WorkspaceCopy, post: Omit<Post, 'workspace'>): SimulatedWorkspace {
  runOlder(post.machine.older);
  const workspace = workspaceOf(borrow(copy), post);
  releaseQuarantine(workspace.gate);
  return workspace;
}

function placeOf(machine: Machine): OpeningPlace {
  return {
    machine: 'machine',
    folder: machine.folder,
    readBoot: () => machine.boot,
    writeBoot: (boot) => void (machine.boot = boot),
  };
}

function workspaceOf(lent: Lent, post: Omit<Post, 'workspace'>): SimulatedWorkspace {
  const { gate } = lent;
  const { db } = gate;
  const now = () => (post.machine.clockMs += 1000);
  const save = (ops: readonly RecordOp[], basis: Basis | null) =>
    commit(gate, { ops, basis, authorId: null, nowMs: now(), appVersion: 'simulated' });
  return {
    reader: db,
    gate,
    paths: { workspace: '', lock: '', backups: '', boot: '' },
    key: post.key,
    appVersion: 'simulated',
    unreadable: [],
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
    close: () => giveBack(lent),
    copy: () => copyTables(lent),
    state: () => stateOf(lent),
  };
}

function notSimulated(): never {
  throw new Error('not part of a simulation');
}

/** A save under a name by which it is known again whatever incarnation and number it comes to have. */
export function save(
  post: Post,
  name: string,
  ops: readonly RecordOp[],
  basis: Basis = getBasis(post.workspace.reader),
): void {
  runOlder(post.machine.older);
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
  const [file] = exportParts(post, to, null);
  return file ?? Buffer.of();
}

/** The same in parts of so many bytes; null for a single file. */
export function exportParts(post: Post, to: string | null, room: number | null): readonly Buffer[] {
  runOlder(post.machine.older);
  return composeExchangeFiles(post.workspace, { file: null, to, room }).map(({ bytes }) =>
    Buffer.from(bytes),
  );
}

/** Takes a file in as the application does: applied or kept waiting, then those that waited for it. */
export async function importBytes(post: Post, bytes: Buffer, keep = true): Promise<string> {
  return taken(post, bytes, { keep, repair: false });
}

/**
 * The same by a user who accepts what is offered where two histories show: the own one goes on anew, a file that tells
 * the other one of somebody else is kept aside.
 */
export async function importMending(post: Post, bytes: Buffer): Promise<string> {
  try {
    return await taken(post, bytes, { keep: true, repair: false });
  } catch (error) {
    if (!(error instanceof ForkError)) throw error;
    const { own, firstSave } = error.parting;
    if (own && firstSave > 0) return taken(post, bytes, { keep: true, repair: true });
    const opened = readExchangeFile(post.workspace.gate.db, bytes);
    keepForked(post.workspace, { opened, bytes, fileName: 'file.jalon' }, error.parting);
    return 'forked';
  }
}

async function taken(
  post: Post,
  bytes: Buffer,
  { keep, repair }: { readonly keep: boolean; readonly repair: boolean },
): Promise<string> {
  const { workspace } = post;
  const { gate } = workspace;
  runOlder(post.machine.older);
  const file = readExchangeFile(gate.db, bytes);
  const state = await importFile(gate, file, {
    keep,
    nowMs: workspace.now(),
    publicKey: post.key.publicKey,
    hooks: { slice: noJob.slice },
    repair,
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
export function replayed(post: Post): SimulatedWorkspace {
  const { empty } = start();
  const workspace = openUnseen(empty, {
    ...post,
    machine: { folder: 'replay', boot: null, clockMs: START, older: post.machine.older },
  });
  replayLog(post.workspace.reader, workspace.gate);
  return workspace;
}

interface Start {
  readonly empty: WorkspaceCopy;
  readonly posts: readonly { readonly copy: WorkspaceCopy; readonly boot: BootFile | null }[];
}

let begun: Start | null = null;

function start(): Start {
  if (!begun) throw new Error('prepareStart comes first');
  return begun;
}

/** Makes once what every history starts from: posts at sites of their own that hold the same small group. */
export async function prepareStart(): Promise<void> {
  const empty: WorkspaceCopy = [];
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
  begun = { empty, posts: posts.map((post) => ({ copy: post.workspace.copy(), boot: post.machine.boot })) };
  for (const post of posts) post.workspace.close();
}

function openPost(index: number, copy: WorkspaceCopy, boot: BootFile | null): Post {
  const post = {
    name: `post ${index}`,
    site: SMALL_GROUP.sites[index] ?? '',
    key: keyOf(index),
    machine: { folder: `folder ${index}`, boot, clockMs: START, older: false },
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
