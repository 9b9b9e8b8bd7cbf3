/** One edit in the table of a deployment of the stress group, until it is durable and seen. */
import { figure, p95, print } from './driver/figure.ts';
import { loadAnew, observeCalls } from './driver/frames.ts';
import { fromEvent, matrixIsThere, script, watchEvent } from './driver/page-scripts.ts';
import { startApp, startFloor } from './driver/program.ts';
import {
  benchFolder,
  copyProfile,
  databaseOf,
  makeProfile,
  openBenchWorkspace,
  removeFolders,
  stressSize,
} from './driver/workspace.ts';

const EDITS = 40;
/** Rows the keyboard walks down before it returns to the first. */
const ROWS = 20;

const profileDir = makeProfile(stressSize);
const workspace = openBenchWorkspace(profileDir);
const deployment = workspace.reader
  .prepare<[], { id: string; milestone: string }>(
    `SELECT d.id, (SELECT id FROM milestone WHERE deployment_id = d.id LIMIT 1) AS milestone
      FROM deployment d ORDER BY d.id LIMIT 1 OFFSET 700`,
  )
  .get();
workspace.close();
if (!deployment) throw new Error('the stress group has no deployments');

const app = await startApp(profileDir);
const floor = await startFloor({
  page: 'bare.html',
  database: databaseOf(copyProfile(profileDir)),
  sqlite: 'service',
  dataDir: benchFolder('floor'),
});
await app.evaluate(script(`await until(() => ${matrixIsThere});`));
await observeCalls(app);
const tableIsThere = "document.querySelectorAll('[role=grid] [role=row]').length > 10";
await loadAnew(app, `#/deployments/${deployment.id}`, tableIsThere);
await loadAnew(floor, '', 'window.ask');

async function key(name: string, text?: string): Promise<void> {
  const codes: Record<string, number> = { Enter: 13, ArrowRight: 39, ArrowUp: 38, Home: 36 };
  const common = {
    key: name,
    code: name,
    windowsVirtualKeyCode: codes[name] ?? name.toUpperCase().charCodeAt(0),
  };
  await app.send('Input.dispatchKeyEvent', { type: 'keyDown', ...common, ...(text ? { text } : {}) });
  await app.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
}

// To the column of the label, the second one.
await app.evaluate("document.querySelector('[role=grid]').focus(); undefined");
await key('Home');
await key('ArrowRight');

const samples = { durable: [] as number[], seen: [] as number[], floor: [] as number[] };
/** Seen where the edit was made: a cell that says the new value. */
async function sampleEdit(run: number): Promise<void> {
  const value = `N${run}`;
  for (const letter of value) await key(letter, letter);
  await app.evaluate(watchEvent('keydown'));
  await key('Enter', '\r');
  const { durable, seen } = await app.evaluate<{ durable: number; seen: number }>(
    script(`${fromEvent}
      const call = await answered('milestone.update');
      if (!call.ok) throw new Error('the edit was refused');
      await until(() => [...document.querySelectorAll('[role=gridcell]')]
        .some((cell) => /^${value}(?!\\d)/.test(cell.textContent)));
      await drawn();
      return { durable: call.answered - start, seen: performance.now() - start };`),
  );
  samples.durable.push(durable);
  samples.seen.push(Math.max(durable, seen));
  await app.evaluate(script('await new Promise((rest) => setTimeout(rest, 150));'));
}

/** Back to the first row, so that an edit is never made at the end of the table. */
async function toTheTop(): Promise<void> {
  for (let row = 0; row < ROWS; row++) await key('ArrowUp');
}

async function sampleFloor(run: number): Promise<void> {
  await floor.evaluate(`window.edited = 0;
    addEventListener('keydown', async () => {
      const start = performance.now();
      await ask({ row: ${JSON.stringify(deployment?.milestone)}, value: ${run} });
      document.body.textContent = '${run} %';
      requestAnimationFrame(() => requestAnimationFrame(() => (window.edited = performance.now() - start)));
    }, { once: true });
    undefined`);
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
  await floor.send('Input.dispatchKeyEvent', { type: 'keyDown', ...enter });
  await floor.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  samples.floor.push(await floor.evaluate(script('return until(() => window.edited);')));
}

for (let run = 0; run < EDITS; run++) {
  await sampleEdit(run);
  if (run % ROWS === ROWS - 1) await toTheTop();
  await sampleFloor(run);
}
const bounds = { of: p95, unit: 'ms' } as const;
print({
  'edit to visible and durable, p95': figure({
    ...bounds,
    ours: samples.seen,
    floor: samples.floor,
    goal: 2,
  }),
  'the same, in milliseconds': figure({ ...bounds, ours: samples.seen, must: 50, limit: 'value' }),
  'edit to durable, p95': figure({ ...bounds, ours: samples.durable, floor: samples.floor }),
  'edit to visible and durable, median': figure({ ours: samples.seen, floor: samples.floor, unit: 'ms' }),
});
await app.end();
await floor.end();
removeFolders();
