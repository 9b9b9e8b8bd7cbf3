import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectToPage, type PageLine } from './cdp.ts';

/** A program under measurement: the packaged application, or a floor. */
export interface Program extends PageLine {
  /** `Date.now()` just before its process was made. */
  readonly startedAt: number;
  /** Proportional memory of all its processes, in bytes. */
  memory(): number;
  end(): Promise<void>;
}

/** Process groups still to be ended when the bench itself ends early. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) process.kill(-(child.pid ?? 0), 'SIGKILL');
});

const floorFolder = join(process.cwd(), 'test/bench/floors');
/** The same for everyone: software drawing, windows that are never throttled for lying beneath another. */
const switches = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--remote-debugging-port=0',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/** Starts the packaged application on a profile, with files to open. */
export function startApp(profileDir: string, files: readonly string[] = []): Promise<Program> {
  return startProgram(environment('JALON_PACKAGED'), [...switches, '--profile', profileDir, ...files], {});
}

export interface FloorOptions {
  /** Page of `test/bench/floors`. */
  readonly page: string;
  /** SQLite file it opens. */
  readonly database: string;
  /** Where SQLite is opened: beside the window, or in a process of its own behind a port. */
  readonly sqlite: 'main' | 'service';
  /** Folder for what Chromium keeps. */
  readonly dataDir: string;
}

/** Starts a bare Electron of `test/bench/floors`. */
export function startFloor(options: FloorOptions): Promise<Program> {
  return startProgram(environment('JALON_ELECTRON'), [...switches, floorFolder], {
    JALON_FLOOR: JSON.stringify(options),
  });
}

async function startProgram(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<Program> {
  const startedAt = Date.now();
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  running.add(child);
  const line = await connectToPage(await debuggerAddress(child));
  return {
    ...line,
    startedAt,
    memory: () => memoryOf(child.pid ?? 0),
    end: () => {
      line.close();
      return kill(child);
    },
  };
}

/** The address printed by the DevTools server; it listens long before the page is made. */
function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address) found(address);
    });
    child.once('exit', (code) =>
      failed(new Error(`the program ended with code ${code}: ${said.slice(-500)}`)),
    );
  });
}

/** Ends a program with all its processes, without asking. */
function kill(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('exit', () => done());
    running.delete(child);
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  });
}

/** Proportional set sizes of a process and all below it, so that what they share counts once. */
function memoryOf(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = readText(`/proc/${pid}/stat`);
    const parent = /^\d+ \(.*\) \S (\d+)/s.exec(stat)?.[1];
    if (parent) parents.set(pid, Number(parent));
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid === root || (pid !== undefined && pid > 1 && isBelow(parents.get(pid)));
  let kibibytes = 0;
  for (const pid of parents.keys())
    if (isBelow(pid))
      kibibytes += Number(/^Pss:\s+(\d+)/m.exec(readText(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
  return kibibytes * 1024;
}

/** Text of a file of /proc, empty when its process has just ended. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function environment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run through npm run bench`);
  return value;
}
