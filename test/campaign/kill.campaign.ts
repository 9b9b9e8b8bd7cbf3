/**
 * Ends the process at any moment of an import, an export, a sealing or a migration, as a power cut would, and looks at
 * what the disk then holds. Standard output is one JSON value; ends with 1 when something was lost or half done.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { checkWorkspace } from '../../db/check/check-workspace.ts';
import { applyImport, planImport } from '../../db/exchange/import-commands.ts';
import { writeExchangeFile } from '../../db/exchange/write-exchange-file.ts';
import { getLogState, listReplicas } from '../../db/log-state.ts';
import { migrations, type Migration } from '../../db/migrations/index.ts';
import { openWorkspace, type Workspace } from '../../db/open-workspace.ts';
import { seededRandom } from '../../db/seed/seeded-random.ts';
import { atomically } from '../../db/write/atomically.ts';
import { setGroup, setOwnSite } from '../../db/write/local-tables.ts';
import { sealOwnSaves } from '../../db/write/seal.ts';
import { idOf, SMALL_GROUP, smallGroupOps } from '../fixtures/small-group.ts';
import { stateOf } from '../fixtures/workspace-state.ts';

const OPERATIONS = ['import', 'export', 'seal', 'migration'] as const;
type Operation = (typeof OPERATIONS)[number];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '200' }, seed: { type: 'string' } },
});
const SAVES = 400;
const HOUR_MS = 3_600_000;
const noJob = { slice: () => Promise.resolve(), progress: () => undefined };

/** A step a later version might bring: long enough to be cut off in the middle. */
const laterStep: Migration = {
  name: '9999_later',
  kind: 'log',
  sql: `CREATE TABLE later (id INTEGER PRIMARY KEY, patch TEXT NOT NULL) STRICT;
    INSERT INTO later (patch) SELECT a.patch FROM op a, (SELECT 1 FROM op LIMIT 40);
    CREATE INDEX later_by_patch ON later (patch);`,
};

function open(dir: string, key: number, steps: readonly Migration[] = migrations): Workspace {
  return openWorkspace({
    profileDir: dir,
    appVersion: '0.0.0',
    key: { privateKeyRaw: new Uint8Array(32).fill(key) },
    migrations: steps,
  });
}

async function take(workspace: Workspace, file: string): Promise<string> {
  const received = { path: file, passphrase: null };
  const { token } = await planImport(workspace, received, noJob);
  return (await applyImport(workspace, received, token, noJob)).state;
}

/** What the process does that will be ended. */
async function act(operation: Operation, dir: string, file: string): Promise<void> {
  if (operation === 'migration') {
    process.stdout.write('begin\n');
    open(dir, 1, [...migrations, laterStep]).close();
    return;
  }
  const workspace = open(dir, operation === 'import' ? 2 : 1);
  process.stdout.write('begin\n');
  if (operation === 'import') await take(workspace, file);
  else if (operation === 'export') writeExchangeFile(workspace, file, null);
  else if (workspace.key) sealOwnSaves(workspace.gate, workspace.key, workspace.now());
  workspace.close();
}

/** Runs an operation in a process of its own and ends it `afterMs` into it; says whether it was cut off, and when. */
async function cutOff(operation: Operation, dir: string, file: string, afterMs: number) {
  const child = spawn(process.execPath, [process.argv[1] ?? '', 'act', operation, dir, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((done) => {
    child.once('close', done);
  });
  await Promise.race([once(child.stdout, 'data'), ended]);
  const begun = performance.now();
  await Promise.race([wait(afterMs, undefined, { ref: false }), ended]);
  const lasted = performance.now() - begun;
  child.kill('SIGKILL');
  const code = await ended;
  if (code !== null && code !== 0) throw new Error(`${operation} ended with ${code}`);
  return { cut: code === null, lasted };
}

/** Where the campaign works; none is made by the processes that it ends. */
let root = '';
let folders = 0;
const newFolder = (from?: string): string => {
  const folder = path.join(root, String(folders++));
  if (from !== undefined) cpSync(from, folder, { recursive: true });
  return folder;
};

/** A post that has worked for long and sent nothing yet. */
function makeSource(): string {
  const dir = newFolder();
  const workspace = open(dir, 1);
  atomically(workspace.gate, () => {
    workspace.commit(smallGroupOps(), null);
    for (let n = 0; n < SAVES; n++) {
      const [deployment, milestone] = [
        SMALL_GROUP.deployments[n % 2] ?? null,
        SMALL_GROUP.milestones[n % 3] ?? '',
      ];
      workspace.commit(
        [
          {
            kind: 'create',
            table: 'milestone',
            id: idOf(5000 + n),
            values: { deployment, label: `Jalon ${n}`, kind: 'task' },
          },
          { kind: 'update', table: 'milestone', id: milestone, values: { label: `Libellé ${n}` } },
        ],
        null,
      );
    }
    setGroup(workspace.gate, SMALL_GROUP.group);
    setOwnSite(workspace.gate, SMALL_GROUP.sites[0]);
  });
  workspace.close();
  return dir;
}

/** Faults of a workspace, which is then closed. */
function faultsOf(workspace: Workspace, due: unknown): string[] {
  const faults = [...checkWorkspace(workspace).problems];
  if (!isDeepStrictEqual(stateOf(workspace), due)) faults.push('shows something else than before');
  return faults;
}

const savesOf = ({ reader }: Workspace): number =>
  reader.prepare<[], { n: number }>('SELECT count(*) AS n FROM save').get()?.n ?? 0;

interface Scene {
  readonly source: string;
  readonly file: string;
  /** Tables of the one who worked, and of whoever took the file in: their posts have other ids. */
  readonly due: { readonly source: unknown; readonly received: unknown };
}

/** What must be true on the disk after an operation was cut off; the faults found. */
async function lookAt(operation: Operation, dir: string, file: string, scene: Scene): Promise<string[]> {
  const due = operation === 'import' ? scene.due.received : scene.due.source;
  const workspace = open(
    dir,
    operation === 'import' ? 2 : 1,
    operation === 'migration' ? [...migrations, laterStep] : migrations,
  );
  const faults: string[] = [];
  try {
    // A process that was ended is no workspace put back to an older state.
    const { own } = getLogState(workspace.reader);
    const reason = listReplicas(workspace.reader).find(({ ord }) => ord === own)?.reason;
    if (reason !== 'first') faults.push(`a new incarnation: ${reason}`);
    if (operation === 'import') {
      if (![0, SAVES + 1].includes(savesOf(workspace)))
        faults.push(`${savesOf(workspace)} saves of ${SAVES + 1}`);
      await take(workspace, file);
    }
    faults.push(...faultsOf(workspace, due));
    if (operation === 'export' || operation === 'seal') faults.push(...(await sendOn(workspace, file, due)));
  } finally {
    workspace.close();
  }
  return faults;
}

/** The file that was being written is whole or not there, and goes together with the one written after it. */
async function sendOn(workspace: Workspace, file: string, due: unknown): Promise<string[]> {
  const reader = open(newFolder(), 2);
  try {
    if (existsSync(file)) await take(reader, file);
    const again = `${file}-again.jalon`;
    writeExchangeFile(workspace, again, null);
    await take(reader, again);
    return faultsOf(reader, due).map((fault) => `the receiver: ${fault}`);
  } finally {
    reader.close();
  }
}

async function prepare(): Promise<Scene> {
  const source = makeSource();
  const sent = newFolder(source);
  // The copy stands at another place: only its file is of use.
  const workspace = open(source, 1);
  const due = stateOf(workspace);
  workspace.close();
  const file = path.join(root, 'all.jalon');
  const exporter = open(sent, 1);
  writeExchangeFile(exporter, file, null);
  exporter.close();
  const reader = open(newFolder(), 2);
  await take(reader, file);
  const received = stateOf(reader);
  reader.close();
  return { source, file, due: { source: due, received } };
}

async function campaign(): Promise<void> {
  const runs = Number(values.runs);
  const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
  const random = seededRandom(seed);
  const scene = await prepare();
  const none = () => ({ runs: 0, cut: 0 });
  const counts = { import: none(), export: none(), seal: none(), migration: none() };
  const faults: string[] = [];
  const lasts: Record<string, number> = {};
  for (let run = 0; run < runs; run++) {
    const operation = OPERATIONS[run % OPERATIONS.length] as Operation;
    const dir = operation === 'import' ? newFolder() : scene.source;
    const file = operation === 'import' ? scene.file : path.join(root, `sent-${run}.jalon`);
    const kept = newFolder(scene.source);
    // The first of each is let run, so that the others are cut off somewhere on its way.
    const afterMs = lasts[operation] === undefined ? HOUR_MS : random.next() * lasts[operation];
    const { cut, lasted } = await cutOff(operation, dir, file, afterMs);
    lasts[operation] ??= lasted;
    const found = await lookAt(operation, dir, file, scene).catch((error: unknown) => [String(error)]);
    faults.push(...found.map((fault) => `${operation}, run ${run}, seed ${seed}: ${fault}`));
    const count = counts[operation];
    count.runs += 1;
    count.cut += Number(cut);
    // The source stays where it is, or it would be taken for a copy; its files are put back.
    rmSync(scene.source, { recursive: true, force: true });
    cpSync(kept, scene.source, { recursive: true });
    for (const folder of [kept, ...(operation === 'import' ? [dir] : [])])
      rmSync(folder, { recursive: true, force: true });
  }
  for (const fault of faults.slice(0, 10)) process.stderr.write(`${fault}\n`);
  process.stdout.write(`${JSON.stringify({ seed, runs, operations: counts, faults })}\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

const [role, operation, dir, file] = positionals;
if (role === 'act') await act(operation as Operation, dir ?? '', file ?? '');
else {
  root = mkdtempSync(path.join(os.tmpdir(), 'jalon-kill-'));
  // Whatever ends it: the last word, an error, or somebody at the keyboard.
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  await campaign();
}
