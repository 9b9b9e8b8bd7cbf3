import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronPath, projectRoot } from './open-app.ts';

const isRoot = process.getuid?.() === 0;
/** `nobody` on every Linux: Chromium refuses its sandbox to root, so root lends the application to someone else. */
const ordinaryUser = 65_534;

interface Runnable {
  readonly executable: string;
  readonly application: string;
  readonly profile: string;
}

/** What an ordinary user can run: as it is, or when the tests run as root copies outside of root's home. */
function makeRunnable(folder: string): Runnable {
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  if (!isRoot) return { executable: electronPath(), application: projectRoot, profile };
  chmodSync(folder, 0o755);
  chownSync(profile, ordinaryUser, ordinaryUser);
  const application = join(folder, 'application');
  for (const part of ['package.json', 'dist', 'node_modules/better-sqlite3']) {
    const source = join(projectRoot, part);
    cpSync(source, join(application, part), {
      recursive: true,
      filter: (path) => path !== join(source, 'deps'),
    });
  }
  const electron = join(folder, 'electron');
  // Links where the file system allows it: 300 MB need no second place.
  const linked = spawnSync('cp', ['-al', dirname(electronPath()), electron]).status === 0;
  if (!linked) cpSync(dirname(electronPath()), electron, { recursive: true });
  return { executable: join(electron, basename(electronPath())), application, profile };
}

interface SeenProcess {
  readonly pid: number;
  readonly parent: number;
  readonly type: string;
  readonly seccomp: string;
  readonly user: string;
}

/** Processes begun by `root`, directly or not. */
function descendants(root: number): SeenProcess[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => seeProcess(Number(name)));
  const found = new Set([root]);
  let before = 0;
  while (before !== found.size) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => pid !== root && found.has(pid));
}

/** One process, or nothing when it ended meanwhile. */
function seeProcess(pid: number): SeenProcess[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const value = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? '';
    const type = /--type=([\w-]+)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1] ?? '';
    return [{ pid, parent: Number(value('PPid')), type, seccomp: value('Seccomp'), user: value('Uid') }];
  } catch {
    return [];
  }
}

describe.runIf(process.platform === 'linux')('sandbox of an ordinary user', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jalon-sandbox-'));
  let child: ChildProcess;
  let ended: Promise<unknown>;
  let output = '';

  beforeAll(() => {
    const { executable, application, profile } = makeRunnable(folder);
    child = spawn(executable, [application, '--profile', profile], {
      cwd: folder,
      env: { ...process.env, HOME: profile },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(isRoot ? { uid: ordinaryUser, gid: ordinaryUser } : {}),
    });
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    ended = new Promise((done) => child.once('exit', done));
  });
  afterAll(async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('holds the page behind a system call filter, without any switch', async () => {
    const deadline = Date.now() + 30_000;
    let renderers: SeenProcess[] = [];
    while (
      !renderers.some(({ seccomp }) => seccomp === '2') &&
      Date.now() < deadline &&
      child.exitCode === null
    ) {
      await new Promise((done) => setTimeout(done, 200));
      renderers = descendants(child.pid ?? -1).filter(({ type }) => type === 'renderer');
    }
    if (renderers.length === 0) throw new Error(`No page was started: ${output}`);
    expect(renderers.map(({ seccomp }) => seccomp)).toEqual(renderers.map(() => '2'));
    expect(renderers[0]?.user).not.toBe('0');
    expect(readFileSync(`/proc/${child.pid}/cmdline`, 'utf8')).not.toContain('no-sandbox');
  });
});
