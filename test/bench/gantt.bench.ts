/** The planning at three sizes, every row unfolded, against a bare virtualised list of as many rows. */
import { type Figure, figure, median, p95, print } from './driver/figure.ts';
import {
  busyOf,
  busyPerFrame,
  gapsOf,
  heapOf,
  loadAnew,
  observeCalls,
  sampleScrolling,
  scrollFigures,
  type ScrollSamples,
} from './driver/frames.ts';
import { measurePeer, type PeerName, peerNames, type PeerSample } from './driver/peers.ts';
import { fromEvent, scroll, script, switchTo, watchEvent } from './driver/page-scripts.ts';
import { type Program, startApp, startFloor } from './driver/program.ts';
import { benchFolder, databaseOf, type GroupSize, makeProfile, removeFolders } from './driver/workspace.ts';

const SCROLL_MS = 2000;
const PAINTS = 5;
const DROPS = 7;

/** Groups whose planning has about that many rows: a row for each site, deployment and milestone. */
const sizes: Readonly<Record<string, GroupSize>> = {
  '1,000 rows': { establishments: 6, domains: 7 },
  '10,000 rows': { establishments: 12, domains: 35 },
  '50,000 rows': { establishments: 60, domains: 35 },
};

const rowQuery = `SELECT m.id, coalesce(m.label, '') AS label, coalesce(d.stage, '') AS stage,
    julianday(m.planned_start) AS start, julianday(m.planned_end) AS end
  FROM milestone m JOIN deployment d ON d.id = m.deployment_id WHERE m.deleted = 0
  ORDER BY d.establishment_id, m.deployment_id, m.position`;
const rowsAreThere = "document.querySelectorAll('[id^=gantt-row-]').length > 10";
const elsewhere =
  "document.querySelectorAll('main, [role=main]').length > 0 && !document.querySelector('[id^=gantt-row-]')";
const ganttBox = `[...document.querySelectorAll('div')].find((one) => one.querySelector(':scope canvas') &&
  one.scrollHeight > one.clientHeight + 50 && /auto|scroll/.test(getComputedStyle(one).overflowY))`;
const bareBox = "document.querySelector('.box')";
const places = [0.31, 0.77, 0.12, 0.93, 0.5, 0.05, 0.64, 0.88, 0.23, 0.41];

const scrolled = (app: Program, floor: Program, axis: 'top' | 'left'): Promise<ScrollSamples> =>
  sampleScrolling(
    2,
    () => busyPerFrame(app, () => app.evaluate(scroll(ganttBox, axis, SCROLL_MS))),
    () => busyPerFrame(floor, () => floor.evaluate(scroll(bareBox, axis, SCROLL_MS))),
  );

/** Far jumps after which the rows that belong there are shown within two frames. */
function jumps(app: Program): Promise<number> {
  return app.evaluate<number>(
    script(`const box = ${ganttBox};
      let right = 0;
      for (const part of ${JSON.stringify(places)}) {
        await new Promise((rest) => setTimeout(rest, 150));
        box.scrollTop = part * (box.scrollHeight - box.clientHeight);
        await drawn();
        const rows = [...document.querySelectorAll('[id^=gantt-row-]')].filter((row) => !row.hidden)
          .map((row) => Number(row.id.slice('gantt-row-'.length)));
        const total = Number(document.querySelector('[aria-rowcount]').ariaRowCount) - 1;
        const wanted = (box.scrollTop / box.scrollHeight) * total;
        if (Math.abs(Math.min(...rows) - wanted) < 3) right += 1;
      }
      box.scrollTop = 0;
      return right;`),
  );
}

interface Drop {
  readonly repainted: number;
  readonly durable: number;
  readonly settled: number;
}

/** Drags a bar by hand and lets go: repainted at once, durable, and drawn from what the backend then answers. */
async function drop(app: Program): Promise<Drop> {
  const bar = await findBar(app);
  const mouse = (type: string, x: number, buttons: number) =>
    app.send('Input.dispatchMouseEvent', { type, x, y: bar.y, button: 'left', buttons, clickCount: 1 });
  await mouse('mousePressed', bar.x, 1);
  for (let step = 1; step <= 5; step++) await mouse('mouseMoved', bar.x + step * 6, 1);
  await app.evaluate(watchEvent('pointerup'));
  await mouse('mouseReleased', bar.x + 30, 0);
  const times = await app.evaluate<Drop>(
    script(`${fromEvent}
      await drawn();
      const repainted = performance.now() - start;
      // Where the move pushes others, the user says that only this one is meant.
      const alone = () => [...document.querySelectorAll('[role=dialog] button')]
        .find((button) => button.textContent === 'Ne déplacer que ce jalon');
      await until(() => alone() ?? benchCalls.slice(benchKnown).some((one) => one.procedure === 'milestone.updateMany'));
      alone()?.click();
      const call = await answered('milestone.updateMany');
      if (!call.ok) throw new Error('the move was refused');
      await answered('gantt.view');
      await drawn();
      return { repainted, durable: Math.max(repainted, call.answered - start), settled: performance.now() - start };`),
  );
  await app.evaluate(script('await new Promise((rest) => setTimeout(rest, 300));'));
  return times;
}

/** A bar that can be moved, found as a user finds it: scrolling until the pointer changes over one. */
function findBar(app: Program): Promise<{ x: number; y: number }> {
  return app.evaluate(
    script(`const box = ${ganttBox};
      const canvas = document.querySelector('canvas[role=img]');
      const { left, right, top, bottom } = canvas.getBoundingClientRect();
      for (;;) {
        for (let y = top + 120; y < bottom - 20; y += 7)
          for (let x = left + 40; x < right - 120; x += 5) {
            canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, bubbles: true }));
            if (canvas.style.cursor === 'grab') return { x, y };
          }
        if (box.scrollTop + box.clientHeight >= box.scrollHeight) throw new Error('no bar in sight');
        box.scrollTop += 500;
        await drawn();
      }`),
  );
}

/** The floor of a drop: a bar moved on the same event, and drawn. */
async function bareRepaint(floor: Program, row: number): Promise<number> {
  await floor.evaluate(`window.moved = 0;
    addEventListener('pointerup', () => {
      const start = performance.now();
      list.change(${row});
      requestAnimationFrame(() => requestAnimationFrame(() => (window.moved = performance.now() - start)));
    }, { once: true });
    undefined`);
  for (const type of ['mousePressed', 'mouseReleased'])
    await floor.send('Input.dispatchMouseEvent', { type, x: 600, y: 300, button: 'left', clickCount: 1 });
  return floor.evaluate(script('return until(() => window.moved);'));
}

interface OurSample {
  readonly paint: readonly number[];
  readonly down: ScrollSamples['ours'];
  readonly right: number;
  readonly durable: readonly number[];
  readonly heap: number;
}

/** Ours beside a library's, as the floor of each figure. Our change is stored and what follows worked out; its is not. */
function againstPeer(name: PeerName, peer: PeerSample, ours: OurSample): Record<string, Figure> {
  return {
    [`beside ${name}, first paint`]: figure({ ours: ours.paint, floor: peer.paint, unit: 'ms' }),
    [`beside ${name}, scrolling down, frame, p95`]: figure({
      ours: gapsOf(ours.down),
      floor: peer.down.gaps,
      of: p95,
      unit: 'ms',
    }),
    [`beside ${name}, scrolling down, main thread a frame`]: figure({
      ours: busyOf(ours.down),
      floor: [peer.down.busy],
      unit: 'ms',
    }),
    [`beside ${name}, jumps with the right rows`]: figure({
      ours: [ours.right],
      floor: [peer.jumps],
      unit: 'of 10',
    }),
    [`beside ${name}, one date changed`]: figure({ ours: ours.durable, floor: peer.change, unit: 'ms' }),
    [`beside ${name}, heap of the page`]: figure({ ours: [ours.heap], floor: [peer.heap], unit: 'MB' }),
  };
}

async function measure(size: GroupSize): Promise<Record<string, Figure | Record<string, Figure>>> {
  const profileDir = makeProfile(size);
  const app = await startApp(profileDir);
  const floor = await startFloor({
    page: 'bare.html',
    database: databaseOf(profileDir),
    sqlite: 'service',
    dataDir: benchFolder('floor'),
  });
  await app.evaluate(script("await until(() => document.querySelector('[role=grid]'));"));
  await observeCalls(app);
  const paint = { app: [] as number[], floor: [] as number[] };
  const withQuery = { app: [] as number[], floor: [] as number[] };
  const bareFirst = script(`await ask({ sql: 'SELECT 1' });
    const start = performance.now();
    const { rows } = await ask({ sql: ${JSON.stringify(rowQuery)} });
    const origin = rows.reduce((least, row) => Math.min(least, row.start ?? least), Infinity);
    window.rows = rows.map((row) => ({ label: row.label, start: (row.start ?? origin) - origin, end: (row.end ?? origin) - origin }));
    window.list = showList(window.rows);
    await drawn();
    return performance.now() - start;`);
  for (let run = 0; run < 3; run++) {
    await loadAnew(app, '#/people', elsewhere);
    withQuery.app.push(await app.evaluate(switchTo('#/planning', rowsAreThere)));
    await loadAnew(floor, '', 'window.showList');
    withQuery.floor.push(await floor.evaluate(bareFirst));
  }
  for (let run = 0; run < PAINTS; run++) {
    await app.evaluate(switchTo('#/people', elsewhere));
    await app.evaluate(script('await new Promise((rest) => setTimeout(rest, 200));'));
    paint.app.push(await app.evaluate(switchTo('#/planning', rowsAreThere)));
    await floor.evaluate("document.body.innerHTML = ''; undefined");
    paint.floor.push(
      await floor.evaluate(
        script(`await drawn();
          const start = performance.now();
          window.list = showList(window.rows);
          await drawn();
          return performance.now() - start;`),
      ),
    );
  }
  const down = await scrolled(app, floor, 'top');
  const across = await scrolled(app, floor, 'left');
  await app.evaluate(switchTo('#/people', elsewhere));
  await loadAnew(app, '#/planning', rowsAreThere);
  const right = await jumps(app);
  const drops: Drop[] = [];
  const repaints: number[] = [];
  await app.evaluate(
    script(`${ganttBox}.scrollTop = 0; await new Promise((rest) => setTimeout(rest, 300));`),
  );
  for (let run = 0; run < DROPS; run++) {
    drops.push(await drop(app));
    repaints.push(await bareRepaint(floor, run + 2));
  }
  const heaps = { app: (await heapOf(app)) / 1e6, floor: (await heapOf(floor)) / 1e6 };
  await app.end();
  await floor.end();
  const of = (part: keyof Drop): number[] => drops.map((one) => one[part]);
  const peers: Record<string, Figure> = {};
  for (const name of peerNames) {
    const peer = await measurePeer(name, databaseOf(profileDir), { paints: 3, scrollMs: SCROLL_MS, places });
    const ours = { paint: paint.app, down: down.ours, right, durable: of('durable'), heap: heaps.app };
    Object.assign(peers, againstPeer(name, peer, ours));
  }
  return {
    ...peers,
    'first paint, data in memory': figure({
      ours: paint.app,
      floor: paint.floor,
      of: median,
      unit: 'ms',
      must: 3,
      goal: 1.5,
    }),
    'first paint, code and query included': figure({
      ours: withQuery.app,
      floor: withQuery.floor,
      unit: 'ms',
    }),
    'scrolling down': scrollFigures(down),
    'scrolling across': scrollFigures(across),
    'jumps with the right rows': figure({
      ours: [right],
      unit: 'of 10',
      must: 10,
      goal: 10,
      limit: 'at-least',
    }),
    'drop to repaint': figure({ ours: of('repainted'), floor: repaints, unit: 'ms' }),
    'drop to repaint, durable': figure({
      ours: of('durable'),
      floor: repaints,
      unit: 'ms',
      must: 3,
      goal: 1.5,
    }),
    'drop to the planning asked anew': figure({ ours: of('settled'), floor: repaints, unit: 'ms' }),
    'heap of the page': figure({
      ours: [heaps.app],
      floor: [heaps.floor],
      unit: 'MB',
      must: 40,
      goal: 20,
      limit: 'value',
    }),
  };
}

const figures: Record<string, Figure> = {};
for (const [name, size] of Object.entries(sizes)) {
  for (const [what, value] of Object.entries(await measure(size))) {
    if ('ours' in value) figures[`${name}: ${what}`] = value as Figure;
    else for (const [part, inner] of Object.entries(value)) figures[`${name}: ${what}, ${part}`] = inner;
  }
}
print(figures);
removeFolders();
