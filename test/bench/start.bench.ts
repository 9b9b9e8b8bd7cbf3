/** From the start of the process to a matrix that can be used, against a bare window on the same SQLite file. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { figure, print } from './driver/figure.ts';
import { matrixIsThere, script } from './driver/page-scripts.ts';
import { type Program, startApp, startFloor } from './driver/program.ts';
import { benchFolder, databaseOf, makeProfile, removeFolders, stressSize } from './driver/workspace.ts';

const RUNS = 7;

const profileDir = makeProfile(stressSize);
const dataDir = benchFolder('floor');
const samples = {
  app: [] as number[],
  floor: [] as number[],
  firstPaint: [] as number[],
  fresh: [] as number[],
};

async function timeTo(program: Program, condition: string): Promise<number> {
  const shownAt = await program.evaluate<number>(
    script(`await until(() => ${condition}); await drawn(); return Date.now();`),
  );
  return shownAt - program.startedAt;
}

async function sampleApp(): Promise<number> {
  const app = await startApp(profileDir);
  const time = await timeTo(app, matrixIsThere);
  const paint = await app.evaluate<number>(
    "performance.timeOrigin + (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0)",
  );
  samples.firstPaint.push(paint - app.startedAt);
  await app.end();
  return time;
}

async function sampleFloor(): Promise<number> {
  const floor = await startFloor({
    page: 'empty.html',
    database: databaseOf(profileDir),
    sqlite: 'main',
    dataDir,
  });
  const time = await timeTo(
    floor,
    "document.visibilityState === 'visible' && document.body?.textContent !== ''",
  );
  await floor.end();
  return time;
}

// The first of each finds nothing in the file cache and no compiled code: it is told apart.
const first = await sampleApp();
await sampleFloor();
samples.firstPaint.length = 0;
for (let run = 0; run < RUNS; run++) {
  samples.app.push(await sampleApp());
  samples.floor.push(await sampleFloor());
}
rmSync(join(profileDir, 'backups'), { recursive: true, force: true });
samples.fresh.push(await sampleApp());
print({
  'start to usable matrix': figure({
    ours: samples.app,
    floor: samples.floor,
    unit: 'ms',
    must: 2,
    goal: 1.3,
  }),
  'start to first contents': figure({ ours: samples.firstPaint, floor: samples.floor, unit: 'ms' }),
  'very first start': figure({ ours: [first], floor: samples.floor, unit: 'ms' }),
  'first start of a day, with its backup': figure({ ours: samples.fresh, floor: samples.floor, unit: 'ms' }),
});
removeFolders();
