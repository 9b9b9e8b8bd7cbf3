/** What the application takes: memory of all its processes, room on disk; against a bare Electron. */
import { globSync, lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { figure, print } from './driver/figure.ts';
import { matrixIsThere, script } from './driver/page-scripts.ts';
import { startApp, startFloor } from './driver/program.ts';
import { benchFolder, databaseOf, makeProfile, removeFolders, stressSize } from './driver/workspace.ts';

const RUNS = 3;
const MB = 1e6;
const rest = script('await new Promise((done) => setTimeout(done, 3000));');
const profileDir = makeProfile(stressSize);
const dataDir = benchFolder('floor');
const memory = { app: [] as number[], floor: [] as number[] };
for (let run = 0; run < RUNS; run++) {
  const app = await startApp(profileDir);
  await app.evaluate(script(`await until(() => ${matrixIsThere});`));
  await app.evaluate(rest);
  memory.app.push(app.memory() / MB);
  await app.end();
  const floor = await startFloor({
    page: 'empty.html',
    database: databaseOf(profileDir),
    sqlite: 'main',
    dataDir,
  });
  await floor.evaluate(script("await until(() => document.body?.textContent !== '');"));
  await floor.evaluate(rest);
  memory.floor.push(floor.memory() / MB);
  await floor.end();
}

function sizeOf(folder: string): number {
  return globSync('**/*', { cwd: folder }).reduce((sum, file) => {
    const info = lstatSync(join(folder, file));
    return sum + (info.isFile() ? info.size : 0);
  }, 0);
}

const ours = sizeOf(dirname(process.env['JALON_PACKAGED'] ?? '')) / MB;
const bare = sizeOf(dirname(process.env['JALON_ELECTRON'] ?? '')) / MB;
print({
  'memory of the whole application': figure({
    ours: memory.app,
    floor: memory.floor,
    unit: 'MB',
    must: 2.5,
    goal: 1.6,
  }),
  'installed size': figure({ ours: [ours], floor: [bare], unit: 'MB', must: 60, goal: 30, limit: 'added' }),
});
removeFolders();
