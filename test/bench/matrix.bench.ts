/** The matrix of the stress group: first paint, filter, scrolling; against one query and a bare grid. */
import { figure, print } from './driver/figure.ts';
import { matrixIsThere, scroll, script, switchTo } from './driver/page-scripts.ts';
import { type Program, startApp, startFloor } from './driver/program.ts';
import {
  busyPerFrame,
  loadAnew,
  sampleScrolling,
  scrollFigures,
  type ScrollSample,
  type ScrollSamples,
} from './driver/frames.ts';
import { benchFolder, databaseOf, makeProfile, removeFolders, stressSize } from './driver/workspace.ts';

const RUNS = 7;
const SCROLL_MS = 2000;

/** One row a cell, with what the application's own answer holds at the least. */
const cellQuery = `SELECT d.id, d.domain_id AS domainId, d.establishment_id AS establishmentId, d.stage, d.weather,
    t.name AS product,
    (SELECT min(planned_end) FROM milestone m WHERE m.deployment_id = d.id AND m.deleted = 0) AS next
  FROM deployment d LEFT JOIN product t ON t.id = d.target_product_id WHERE d.deleted = 0
  ORDER BY d.domain_id, d.establishment_id`;
const place = `const rowOf = new Map(), columnOf = new Map();
  const numberOf = (map, id) => { if (!map.has(id)) map.set(id, map.size); return map.get(id); };
  window.cells = rows.map((row) => ({ row: numberOf(rowOf, row.domainId),
    column: numberOf(columnOf, row.establishmentId), stage: row.stage,
    text: [row.stage, row.weather, row.product, row.next].join(' ') }));`;

const profileDir = makeProfile(stressSize);
const app = await startApp(profileDir);
const floor = await startFloor({
  page: 'bare.html',
  database: databaseOf(profileDir),
  sqlite: 'service',
  dataDir: benchFolder('floor'),
});
await app.evaluate(script(`await until(() => ${matrixIsThere}); await drawn();`));

const samples = {
  paint: [] as number[],
  paintFloor: [] as number[],
  again: [] as number[],
  filter: [] as number[],
  filterFloor: [] as number[],
  clear: [] as number[],
  clearFloor: [] as number[],
};

/** From another screen, freshly loaded, to the matrix: its code, its query, its cells. */
async function sampleFirstPaint(): Promise<void> {
  await loadAnew(app, '#/people', "document.querySelectorAll('[role=row]').length > 3");
  samples.paint.push(await app.evaluate(switchTo('#/matrix', matrixIsThere)));
  await app.evaluate(switchTo('#/people', "document.querySelectorAll('[role=row]').length > 3"));
  samples.again.push(await app.evaluate(switchTo('#/matrix', matrixIsThere)));
}

async function sampleFirstPaintOfFloor(): Promise<void> {
  await loadAnew(floor, '', 'window.showGrid');
  samples.paintFloor.push(
    await floor.evaluate(
      script(`await ask({ sql: 'SELECT 1' });
        const start = performance.now();
        const { rows } = await ask({ sql: ${JSON.stringify(cellQuery)} });
        ${place}
        showGrid(window.cells);
        await drawn();
        return performance.now() - start;`),
    ),
  );
}

const lateButton = "[...document.querySelectorAll('button[aria-pressed]')][0]";
const isDimmed = "document.querySelector('[role=gridcell][data-dimmed]')";
/** How the grid looks, in short: it changes when a filter is applied. */
const look = `(() => { const grid = document.querySelector('[role=grid]');
  return grid ? [grid.ariaRowCount, grid.ariaColCount, Boolean(${isDimmed})].join() : 'none'; })()`;

async function sampleFilter(): Promise<void> {
  const press = script(`const button = ${lateButton};
    const before = ${look};
    const start = performance.now();
    button.click();
    await until(() => ${look} !== before);
    await drawn();
    return performance.now() - start;`);
  samples.filter.push(await app.evaluate(press));
  samples.clear.push(await app.evaluate(press));
  const bare = (keep: string): string =>
    script(`const start = performance.now();
      showGrid(window.cells.filter((cell) => ${keep}));
      await drawn();
      return performance.now() - start;`);
  samples.filterFloor.push(await floor.evaluate(bare("cell.stage !== 'decommissioned'")));
  samples.clearFloor.push(await floor.evaluate(bare('true')));
}

async function sampleScroll(program: Program, element: string, axis: 'top' | 'left'): Promise<ScrollSample> {
  return busyPerFrame(program, () => program.evaluate<number[]>(scroll(element, axis, SCROLL_MS)));
}

const scrolled = (axis: 'top' | 'left'): Promise<ScrollSamples> =>
  sampleScrolling(
    3,
    () => sampleScroll(app, "document.querySelector('[role=grid]')", axis),
    () => sampleScroll(floor, "document.querySelector('.box')", axis),
  );

for (let run = 0; run < RUNS; run++) {
  await sampleFirstPaint();
  await sampleFirstPaintOfFloor();
}
for (let run = 0; run < RUNS; run++) await sampleFilter();
print({
  'first paint, its query included': figure({
    ours: samples.paint,
    floor: samples.paintFloor,
    unit: 'ms',
    must: 3,
    goal: 1.5,
  }),
  'shown again': figure({ ours: samples.again, unit: 'ms', must: 150, goal: 50, limit: 'value' }),
  'after a filter': figure({
    ours: samples.filter,
    floor: samples.filterFloor,
    unit: 'ms',
    must: 3,
    goal: 1.5,
  }),
  'after the filter is taken off': figure({
    ours: samples.clear,
    floor: samples.clearFloor,
    unit: 'ms',
    must: 3,
    goal: 1.5,
  }),
  'scrolling down': scrollFigures(await scrolled('top')),
  'scrolling across': scrollFigures(await scrolled('left')),
});
await app.end();
await floor.end();
removeFolders();
