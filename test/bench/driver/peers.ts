/** The planning libraries a hospital would otherwise have, measured as Jalon's planning is, on the same rows. */
import { join } from 'node:path';
import { busyPerFrame, heapOf, type ScrollSample } from './frames.ts';
import { script } from './page-scripts.ts';
import { type Program, startFloor } from './program.ts';
import { benchFolder } from './workspace.ts';

export const peerNames = ['SVAR', 'DHTMLX'] as const;
export type PeerName = (typeof peerNames)[number];

/** What is measured of one library; times in ms, heap in MB. */
export interface PeerSample {
  readonly paint: number[];
  readonly down: ScrollSample;
  /** Jumps of ten after which the rows that belong there are shown within two frames. */
  readonly jumps: number;
  /** From one changed date to its repaint: nothing is stored. */
  readonly change: number[];
  readonly heap: number;
}

const pages: Readonly<Record<PeerName, string>> = { SVAR: 'svar', DHTMLX: 'dhtmlx' };
const CHANGES = 7;

/** Starts a library's page on a database and measures it. */
export async function measurePeer(
  name: PeerName,
  database: string,
  { paints, scrollMs, places }: { paints: number; scrollMs: number; places: readonly number[] },
): Promise<PeerSample> {
  const peer = await startFloor({
    page: join(process.cwd(), 'dist/bench/peers', `${pages[name]}.html`),
    database,
    sqlite: 'service',
    dataDir: benchFolder('peer'),
  });
  const paint: number[] = [];
  for (let run = 0; run < paints; run++) paint.push(await paintAnew(peer));
  const down = await busyPerFrame(peer, () => peer.evaluate(scrollPeer(scrollMs)));
  const jumps = await peer.evaluate<number>(jumpPeer(places));
  const change: number[] = [];
  for (let run = 0; run < CHANGES; run++) change.push(await peer.evaluate<number>(changePeer(run + 2)));
  const heap = (await heapOf(peer)) / 1e6;
  await peer.end();
  return { paint, down, jumps, change, heap };
}

/** Milliseconds from the rows in memory, in the library's own form, to their being on screen. */
async function paintAnew(peer: Program): Promise<number> {
  await peer.evaluate('window.benchOld = true; undefined');
  await peer.send('Page.reload');
  return peer.evaluate(
    script(`await until(() => !window.benchOld && window.peer);
      window.peerData = await loadPeerData();
      const prepared = peer.prepare(peerData);
      await drawn();
      const start = performance.now();
      peer.show(prepared);
      await drawn();
      while (!peer.isThere()) await drawn();
      return performance.now() - start;`),
  );
}

function scrollPeer(ms: number): string {
  return script(`const gaps = [];
    let last = 0, first = 0;
    await new Promise((end) => {
      const step = () => {
        const now = performance.now();
        if (first === 0) first = now; else gaps.push(now - last);
        last = now;
        const part = Math.min(1, (now - first) / ${ms});
        peer.scrollTo('top', part);
        if (part < 1) requestAnimationFrame(step); else end();
      };
      requestAnimationFrame(step);
    });
    return gaps;`);
}

function jumpPeer(places: readonly number[]): string {
  return script(`const { rows } = peerData;
    const seen = () => peer.rowElements().filter((element) => {
      const { top, bottom, height } = element.getBoundingClientRect();
      return height > 0 && bottom > 100 && top < innerHeight;
    }).map((element) => element.textContent);
    let right = 0;
    for (const part of ${JSON.stringify(places)}) {
      await new Promise((rest) => setTimeout(rest, 150));
      peer.scrollTo('top', part);
      await drawn();
      const shown = seen();
      const from = Math.max(0, Math.floor(part * rows.length) - 80);
      const near = rows.slice(from, from + 160).map((row) => row.label);
      // Ten rows in sight that follow one another in the data near that place.
      const run = shown.slice(0, 10);
      const follows = (_, at) => run.every((text, next) => text.includes(near[at + next] ?? '\\0'));
      if (run.length === 10 && near.some(follows)) right += 1;
    }
    peer.scrollTo('top', 0);
    await drawn();
    return right;`);
}

function changePeer(row: number): string {
  return script(`const row = peerData.rows[${row}];
    const later = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + 7);
    Object.assign(row, { start: later(row.start), end: later(row.end) });
    await drawn();
    const start = performance.now();
    peer.change(row);
    await drawn();
    return performance.now() - start;`);
}
