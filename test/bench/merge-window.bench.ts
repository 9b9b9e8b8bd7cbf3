/** A large file taken in a window: whether that goes on drawing meanwhile, beside the same window at rest. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ME_SETTING } from '../../db/open-workspace.ts';
import { putSetting } from '../../db/write/local-tables.ts';
import { workGroup, workWeek } from '../fixtures/exchange-workload.ts';
import { foundGroup, joinGroup, work, writeFile } from '../fixtures/work-posts.ts';
import { figure, p95, print } from './driver/figure.ts';
import { script } from './driver/page-scripts.ts';
import { startApp } from './driver/program.ts';
import { benchFolder, removeFolders } from './driver/workspace.ts';

/** Weeks of 200 changes each. */
const WEEKS = 100;
const RUNS = 3;
const REST_MS = 2000;

interface Profile {
  readonly dir: string;
  readonly file: string;
}

/** The profile of a project manager, and the file of a site that wrote nothing for two years. */
async function makeProfile(): Promise<Profile> {
  const root = benchFolder('merge-window');
  const group = workGroup();
  const founder = foundGroup(root, group);
  const writer = await joinGroup(root, group, 1, writeFile(founder, null));
  for (let week = 1; week <= WEEKS; week++) work(writer, workWeek(group, { site: 1, week }));
  const file = join(root, 'site.jalon');
  writeFileSync(file, writeFile(writer, group.sites[0] ?? null));
  writer.close();
  putSetting(founder.gate, ME_SETTING, group.people[0]?.[0] ?? '');
  const dir = join(founder.paths.workspace, '..');
  founder.backup('daily');
  founder.close();
  writeFileSync(join(dir, 'post-key'), Buffer.from(new Uint8Array(32).fill(1)).toString('base64'), {
    mode: 0o600,
  });
  return { dir, file };
}

/** Gaps between frames, ms: of the window at rest, then from the press that takes the file to its last change. */
const watch = script(`const button = await until(() =>
    [...document.querySelectorAll('main button')].find(({ textContent }) => /^(Prendre ces|Tout accepter)/.test(textContent)));
  const gapsUntil = async (isOver) => {
    const gaps = [];
    let last = await new Promise(requestAnimationFrame);
    while (!isOver()) {
      const now = await new Promise(requestAnimationFrame);
      gaps.push(now - last);
      last = now;
    }
    return gaps;
  };
  await new Promise((rest) => setTimeout(rest, 1000));
  const end = performance.now() + ${REST_MS};
  const rest = await gapsUntil(() => performance.now() > end);
  const begun = performance.now();
  button.click();
  const meanwhile = await gapsUntil(() => /modifications? reçues?/.test(document.body.textContent));
  return { rest, meanwhile, ms: performance.now() - begun };`);

interface Sample {
  readonly rest: number[];
  readonly meanwhile: number[];
  readonly ms: number;
}

const samples: Sample[] = [];
for (let run = 0; run < RUNS; run++) {
  const { dir, file } = await makeProfile();
  const app = await startApp(dir, [file]);
  samples.push(await app.evaluate<Sample>(watch));
  await app.end();
}
const mean = (gaps: readonly number[]): number => gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
const [ours, floor] = [samples.flatMap(({ meanwhile }) => meanwhile), samples.flatMap(({ rest }) => rest)];
print({
  'frame while 20,000 changes are taken in, mean': figure({
    ours,
    floor,
    of: mean,
    unit: 'ms',
    must: 1.5,
    goal: 1.1,
  }),
  'the same, p95': figure({ ours, floor, of: p95, unit: 'ms', must: 1.5, goal: 1.1 }),
  'longest time without a frame': figure({
    ours: samples.map(({ meanwhile }) => Math.max(...meanwhile)),
    floor: samples.map(({ rest }) => Math.max(...rest)),
    unit: 'ms',
  }),
  'from the press to the last change': figure({ ours: samples.map(({ ms }) => ms), unit: 'ms' }),
});
removeFolders();
