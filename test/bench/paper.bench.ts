/** The planning on A3, every milestone of it, against as many bare rows on as many sheets printed by a bare Electron. */
import { spawn } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, figure, print } from './driver/figure.ts';
import {
  benchFolder,
  databaseOf,
  type GroupSize,
  makeProfile,
  removeFolders,
  stressSize,
} from './driver/workspace.ts';

interface Case {
  readonly size: GroupSize;
  readonly runs: number;
}

/** Groups with about that many milestones. */
const cases: Readonly<Record<string, Case>> = {
  '1,800 milestones': { size: { establishments: 13, domains: 6 }, runs: 5 },
  '32,000 milestones': { size: stressSize, runs: 3 },
};

const MOST_MS = 10 * 60_000;
const floorProgram = join(process.cwd(), 'test/bench/floors/print.cjs');
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Runs a program to its end; answers how long it took and what it said. */
function timed(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ ms: number; output: string }> {
  return new Promise((done, failed) => {
    const begun = performance.now();
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: MOST_MS,
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', failed);
    child.once('close', (code) => {
      if (code === 0) done({ ms: performance.now() - begun, output });
      else failed(new Error(`${command} ended with ${code}`));
    });
  });
}

function environment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run through npm run bench`);
  return value;
}

async function printOurs(profile: string, target: string): Promise<{ ms: number; pages: number }> {
  const args = ['report', 'gantt', '--pdf', '--paper', 'A3', '--output', target, '--profile', profile];
  const { ms, output } = await timed(environment('JALON_PACKAGED'), [...asRoot, ...args], {});
  const last = output.trim().split('\n').at(-1) ?? '';
  return { ms, pages: (JSON.parse(last) as { pages: number }).pages };
}

async function printFloor(database: string, pages: number, folder: string): Promise<number> {
  const dataDir = join(folder, 'floor');
  mkdirSync(dataDir, { recursive: true });
  const asked = { database, pages, target: join(folder, 'floor.pdf'), dataDir };
  const { ms } = await timed(environment('JALON_ELECTRON'), [...asRoot, floorProgram], {
    JALON_FLOOR: JSON.stringify(asked),
  });
  return ms;
}

async function measure({ size, runs }: Case): Promise<Record<string, Figure>> {
  const profile = makeProfile(size);
  const folder = benchFolder('paper');
  const [ours, floor, bytes, floorBytes]: number[][] = [[], [], [], []];
  let pages = 0;
  for (let run = 0; run < runs; run++) {
    const printed = await printOurs(profile, join(folder, 'ours.pdf'));
    pages = printed.pages;
    ours!.push(printed.ms / 1000);
    floor!.push((await printFloor(databaseOf(profile), pages, folder)) / 1000);
    bytes!.push(statSync(join(folder, 'ours.pdf')).size / 1024 / 1024);
    floorBytes!.push(statSync(join(folder, 'floor.pdf')).size / 1024 / 1024);
    process.stderr.write(`paper: ${pages} pages, ${ours!.at(-1)} s, floor ${floor!.at(-1)} s\n`);
  }
  return {
    'A3 to PDF, start to end': figure({ ours: ours!, floor: floor!, unit: 's', must: 2.5, goal: 1.3 }),
    'size of the PDF': figure({ ours: bytes!, floor: floorBytes!, unit: 'MB' }),
    sheets: figure({ ours: [pages], unit: 'sheets' }),
  };
}

const figures: Record<string, Record<string, Figure>> = {};
try {
  for (const [name, one] of Object.entries(cases)) figures[name] = await measure(one);
} finally {
  removeFolders();
}
print(figures);
