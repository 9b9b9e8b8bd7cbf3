/**
 * The planning on A3, every milestone of it, against as many bare rows on as many sheets printed by a bare Electron; the
 * météo and the whole pack of the stress group against their texts alone, laid out beforehand.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBackend } from '../../electron/backend/create-backend.ts';
import { estimateTextWidth } from '../../shared/gantt/labels.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { composeDocument } from '../../shared/paper/document.ts';
import { packItems, type PaperRequest, usualRequest } from '../../shared/paper/paper-request.ts';
import { flatShapes } from '../../shared/paper/shapes.ts';
import { type Figure, figure, print } from './driver/figure.ts';
import {
  benchFolder,
  benchKey,
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
  '1,800 milestones': { size: { establishments: 13, domains: 6 }, runs: 3 },
  '32,000 milestones': { size: stressSize, runs: 2 },
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

/** Prints by the command line; answers how long that took and on how many sheets. */
async function printOurs(
  report: readonly string[],
  profile: string,
  target: string,
): Promise<{ ms: number; pages: number }> {
  const args = ['report', ...report, '--pdf', '--paper', 'A3', '--output', target, '--profile', profile];
  const { ms, output } = await timed(environment('JALON_PACKAGED'), [...asRoot, ...args], {});
  const last = output.trim().split('\n').at(-1) ?? '';
  return { ms, pages: (JSON.parse(last) as { pages: number }).pages };
}

/** What the floor prints: rows of a database on so many sheets, or sheets laid out already. */
type Bare = { readonly database: string; readonly pages: number } | { readonly sheets: string };

async function printFloor(bare: Bare, folder: string): Promise<number> {
  const dataDir = join(folder, 'floor');
  mkdirSync(dataDir, { recursive: true });
  const asked = { ...bare, target: join(folder, 'floor.pdf'), dataDir };
  const { ms } = await timed(environment('JALON_ELECTRON'), [...asRoot, floorProgram], {
    JALON_FLOOR: JSON.stringify(asked),
  });
  return ms;
}

interface Measured {
  readonly name: string;
  readonly report: readonly string[];
  readonly runs: number;
  readonly bareOf: (pages: number) => Bare;
}

/** Ours and the floor in turn. */
async function measure(profile: string, { name, report, runs, bareOf }: Measured): Promise<void> {
  const folder = benchFolder('paper');
  const [ours, floor, bytes, floorBytes]: [number[], number[], number[], number[]] = [[], [], [], []];
  let pages = 0;
  for (let run = 0; run < runs; run++) {
    const printed = await printOurs(report, profile, join(folder, 'ours.pdf'));
    pages = printed.pages;
    ours.push(printed.ms / 1000);
    floor.push((await printFloor(bareOf(pages), folder)) / 1000);
    bytes.push(statSync(join(folder, 'ours.pdf')).size / 1024 / 1024);
    floorBytes.push(statSync(join(folder, 'floor.pdf')).size / 1024 / 1024);
    process.stderr.write(`paper: ${name}, ${pages} pages, ${ours.at(-1)} s, floor ${floor.at(-1)} s\n`);
  }
  figures[name] = {
    'to PDF, start to end': figure({ ours, floor, unit: 's', must: 2.5, goal: 1.3 }),
    'size of the PDF': figure({ ours: bytes, floor: floorBytes, unit: 'MB' }),
    sheets: figure({ ours: [pages], unit: 'sheets' }),
  };
}

/** The texts of a document, laid out before anything is measured, in a file. */
async function textsOf(profile: string, request: PaperRequest): Promise<string> {
  const backend = createBackend({
    profileDir: profile,
    appVersion: '0.0.0-bench',
    key: { privateKeyRaw: benchKey },
    onInternalError: (_id, procedure, error) => process.stderr.write(`${procedure}: ${String(error)}\n`),
  });
  try {
    const { pages } = await composeDocument(request, backend.connect(), {
      t: createTranslate('fr'),
      language: 'fr',
      label: (_list, code) => code,
      measure: estimateTextWidth,
    });
    const sheets = pages.map(({ width, height, shapes }) => ({
      width,
      height,
      texts: flatShapes(shapes).flatMap((shape) =>
        shape.shape === 'text' ? [[shape.x, shape.y, shape.size, shape.text]] : [],
      ),
    }));
    const file = join(benchFolder('sheets'), `${request.document}.json`);
    writeFileSync(file, JSON.stringify(sheets));
    return file;
  } finally {
    await backend.close();
  }
}

const figures: Record<string, Record<string, Figure>> = {};
try {
  for (const [size, { size: group, runs }] of Object.entries(cases)) {
    const profile = makeProfile(group);
    const bareOf = (pages: number): Bare => ({ database: databaseOf(profile), pages });
    await measure(profile, { name: `planning, ${size}`, report: ['gantt'], runs, bareOf });
    if (group !== stressSize) continue;
    const items = [...packItems];
    const weather = await textsOf(profile, usualRequest('weather'));
    const pack = await textsOf(profile, { ...usualRequest('pack'), items });
    await measure(profile, {
      name: 'météo',
      report: ['weather'],
      runs: 3,
      bareOf: () => ({ sheets: weather }),
    });
    await measure(profile, {
      name: 'pack, all of it',
      report: ['pack', '--items', items.join(',')],
      runs: 3,
      bareOf: () => ({ sheets: pack }),
    });
  }
} finally {
  removeFolders();
}
print(figures);
