/** Going from screen to screen and searching, on the stress group; beside it what a bare page takes to ask and draw. */
import { figure, p95, print } from './driver/figure.ts';
import { observeCalls, loadAnew } from './driver/frames.ts';
import { fromEvent, matrixIsThere, script, switchTo, watchEvent } from './driver/page-scripts.ts';
import { startApp, startFloor } from './driver/program.ts';
import {
  benchFolder,
  databaseOf,
  makeProfile,
  openBenchWorkspace,
  removeFolders,
  stressSize,
} from './driver/workspace.ts';

const ROUNDS = 8;
const profileDir = makeProfile(stressSize);
const workspace = openBenchWorkspace(profileDir);
const deployments = workspace.reader.prepare<[], { id: string }>('SELECT id FROM deployment LIMIT 10').all();
workspace.close();

const app = await startApp(profileDir);
const floor = await startFloor({
  page: 'bare.html',
  database: databaseOf(profileDir),
  sqlite: 'service',
  dataDir: benchFolder('floor'),
});
await app.evaluate(script(`await until(() => ${matrixIsThere});`));
await observeCalls(app);
await loadAnew(app, '#/matrix', matrixIsThere);
await loadAnew(floor, '', 'window.ask');

const rows = "document.querySelectorAll('main [role=row]').length > 3";
const screens: readonly [string, string][] = [
  ['#/people', `${rows} && !document.querySelector('[id^=gantt-row-], [data-stage]')`],
  ['#/planning', "document.querySelectorAll('[id^=gantt-row-]').length > 10"],
  ['#/exchange', "!document.querySelector('[id^=gantt-row-]') && document.querySelector('h1')"],
  ['#/matrix', matrixIsThere],
];
const first: number[] = [];
const again: number[] = [];
const deployment: number[] = [];
const bare: number[] = [];
/** 200 rows by one query, drawn by hand. */
const bareScreen = script(`const start = performance.now();
  const { rows } = await ask({ sql: 'SELECT id, label FROM milestone LIMIT 200' });
  showList(rows.map(({ label }, index) => ({ label, start: index, end: index + 9 })));
  await drawn();
  return performance.now() - start;`);
for (let round = 0; round < ROUNDS; round++) {
  for (const [hash, condition] of screens) {
    const time = await app.evaluate<number>(switchTo(hash, condition));
    (round === 0 ? first : again).push(time);
    bare.push(await floor.evaluate(bareScreen));
    await app.evaluate(script('await new Promise((rest) => setTimeout(rest, 120));'));
  }
  const { id } = deployments[round % deployments.length] ?? {};
  deployment.push(
    await app.evaluate(
      switchTo(`#/deployments/${id}`, `${rows} && !document.querySelector('[role=gridcell][data-stage]')`),
    ),
  );
}

/** From each letter to the frame that shows what is found for the text so far; the wait before asking included. */
async function search(text: string): Promise<number[]> {
  await app.send('Input.dispatchKeyEvent', {
    type: 'keyDown',
    key: 'k',
    code: 'KeyK',
    windowsVirtualKeyCode: 75,
    modifiers: 2,
  });
  await app.send('Input.dispatchKeyEvent', {
    type: 'keyUp',
    key: 'k',
    code: 'KeyK',
    windowsVirtualKeyCode: 75,
    modifiers: 2,
  });
  await app.evaluate(
    script("await until(() => document.querySelector('[role=dialog] input')); await drawn();"),
  );
  const times: number[] = [];
  for (const letter of text) {
    await app.evaluate(watchEvent('input'));
    await app.send('Input.insertText', { text: letter });
    times.push(
      await app.evaluate(
        script(
          `${fromEvent} await answered('search.find'); await drawn(); return performance.now() - start;`,
        ),
      ),
    );
  }
  await app.send('Input.dispatchKeyEvent', {
    type: 'keyDown',
    key: 'Escape',
    code: 'Escape',
    windowsVirtualKeyCode: 27,
  });
  await app.send('Input.dispatchKeyEvent', {
    type: 'keyUp',
    key: 'Escape',
    code: 'Escape',
    windowsVirtualKeyCode: 27,
  });
  await app.evaluate(script('await new Promise((rest) => setTimeout(rest, 300));'));
  return times;
}

const keys: number[] = [];
for (const text of ['labo', 'serr', 'imag', 'phar']) keys.push(...(await search(text)));
const bounds = { of: p95, unit: 'ms', must: 150, goal: 50, limit: 'value' } as const;
print({
  'screen gone to again, p95': figure({ ...bounds, ours: again, floor: bare }),
  'screen gone to for the first time, p95': figure({ ...bounds, ours: first, floor: bare }),
  'deployment opened, p95': figure({ ...bounds, ours: deployment, floor: bare }),
  'search key stroke to results, p95': figure({ ...bounds, ours: keys, floor: bare }),
});
await app.end();
await floor.end();
removeFolders();
