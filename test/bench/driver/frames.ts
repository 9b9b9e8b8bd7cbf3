import { noteCalls, script } from './page-scripts.ts';
import { type Figure, figure, p95 } from './figure.ts';
import type { Program } from './program.ts';

export interface ScrollSample {
  /** Time between frames, ms. */
  readonly gaps: readonly number[];
  /** Work of the page's main thread, ms a frame. */
  readonly busy: number;
}

/** Runs a scroll and takes what the page's main thread worked meanwhile. */
export async function busyPerFrame(program: Program, run: () => Promise<number[]>): Promise<ScrollSample> {
  await program.send('Performance.enable');
  const before = await taskSeconds(program);
  const gaps = await run();
  const busy = ((await taskSeconds(program)) - before) * 1000;
  return { gaps, busy: busy / Math.max(1, gaps.length) };
}

async function taskSeconds(program: Program): Promise<number> {
  const { metrics } = await program.send<{ metrics: { name: string; value: number }[] }>(
    'Performance.getMetrics',
  );
  return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0;
}

/** Loads the program's page again at an address within it and waits until it shows `condition` and has come to rest. */
export async function loadAnew(program: Program, hash: string, condition: string): Promise<void> {
  await program.evaluate(`location.hash = ${JSON.stringify(hash)}; window.benchOld = true; undefined`);
  await program.send('Page.reload');
  await program.evaluate(
    script(`await until(() => !window.benchOld && (${condition}));
      await drawn();
      await new Promise((rest) => setTimeout(rest, 250));`),
  );
}

/** Has the pages loaded from now on note their calls of the backend. */
export async function observeCalls(program: Program): Promise<void> {
  await program.send('Page.enable');
  await program.send('Page.addScriptToEvaluateOnNewDocument', { source: noteCalls });
}

/** Bytes of live objects of the page, after a collection. */
export async function heapOf(program: Program): Promise<number> {
  await program.send('HeapProfiler.collectGarbage');
  await program.send('HeapProfiler.collectGarbage');
  const { usedSize } = await program.send<{ usedSize: number }>('Runtime.getHeapUsage');
  return usedSize;
}

export interface ScrollSamples {
  readonly ours: readonly ScrollSample[];
  readonly floor: readonly ScrollSample[];
}

/** Frames of ours and of the floor, scrolled in turn as often as `runs` says. */
export async function sampleScrolling(
  runs: number,
  ours: () => Promise<ScrollSample>,
  floor: () => Promise<ScrollSample>,
): Promise<ScrollSamples> {
  const samples = { ours: [] as ScrollSample[], floor: [] as ScrollSample[] };
  for (let run = 0; run < runs; run++) {
    samples.ours.push(await ours());
    samples.floor.push(await floor());
  }
  return samples;
}

/** Times between frames, of all the samples. */
export const gapsOf = (samples: readonly ScrollSample[]): number[] =>
  samples.flatMap(({ gaps }) => [...gaps]);

/** Work of the main thread a frame, of each sample. */
export const busyOf = (samples: readonly ScrollSample[]): number[] => samples.map(({ busy }) => busy);

/** What the samples say against the limits of scrolling. */
export function scrollFigures({ ours, floor }: ScrollSamples): Record<string, Figure> {
  return {
    'frame, p95': figure({
      ours: gapsOf(ours),
      floor: gapsOf(floor),
      of: p95,
      unit: 'ms',
      must: 1.5,
      goal: 1.5,
    }),
    'main thread a frame': figure({
      ours: busyOf(ours),
      floor: busyOf(floor),
      unit: 'ms',
      must: 3,
      goal: 1.5,
    }),
  };
}
