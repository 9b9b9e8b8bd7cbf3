/**
 * Feeds the reader of exchange files with changed inputs, and goes on from those that reached code, or went round a
 * loop as often, as none had before. Standard output is one JSON value; ends with 1 when an input broke the reader.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { seededRandom } from '../../db/seed/seeded-random.ts';
import { fuzz } from './fuzz-target.ts';
import { mutate } from './mutate.ts';
import { reached } from './switches.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string' },
    /** Puts the inputs that reached something new into the corpus of the repository. */
    keep: { type: 'boolean', default: false },
  },
});
const CORPUS = 'test/fixtures/campaign/corpus';
const BROKEN = 'report/fuzz';
const TOO_LONG_MS = 5000;
const HUNG_MS = 30_000;
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const random = seededRandom(seed);
const say = (words: string): void => void process.stderr.write(`${words}\n`);

/** Per branch, the powers of two of the times it was reached within one input. */
const seen = new Uint32Array(reached.length);
const pool: Buffer[] = [];
const fresh: Buffer[] = [];
const broken: string[] = [];
let runs = 0;

/** True when the last input did what none did before; the counters are then at zero again. */
function isNew(): boolean {
  let found = false;
  for (let branch = 0; branch < reached.length; branch++) {
    const times = reached[branch] ?? 0;
    if (times === 0) continue;
    reached[branch] = 0;
    const bit = 1 << Math.min(31, Math.ceil(Math.log2(times)));
    if (((seen[branch] ?? 0) & bit) !== 0) continue;
    seen[branch] = (seen[branch] ?? 0) | bit;
    found = true;
  }
  return found;
}

const hashOf = (input: Buffer) => createHash('sha256').update(input).digest('hex').slice(0, 12);

async function feed(input: Buffer): Promise<boolean> {
  watched.set(input.subarray(0, watched.length));
  Atomics.store(clock, 1, input.length);
  Atomics.add(clock, 0, 1);
  const start = performance.now();
  try {
    await fuzz(input);
    if (performance.now() - start > TOO_LONG_MS) throw new Error('took too long');
  } catch (error) {
    mkdirSync(BROKEN, { recursive: true });
    const file = join(BROKEN, hashOf(input));
    writeFileSync(file, input);
    const words = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack}` : String(error);
    if (broken.length < 20) say(`BROKEN by ${file}: ${words}`);
    broken.push(file);
  }
  runs += 1;
  return isNew();
}

/** An input that never ends is kept by a thread that watches, which then ends the process. */
const clock = new Int32Array(new SharedArrayBuffer(8));
const watched = new Uint8Array(new SharedArrayBuffer(1 << 16));
const watchdog = new Worker(
  `const { workerData: { clock, watched, hung, file } } = require('node:worker_threads');
   const fs = require('node:fs');
   let last = -1;
   setInterval(() => {
     const now = Atomics.load(clock, 0);
     if (now === last) {
       fs.mkdirSync(require('node:path').dirname(file), { recursive: true });
       fs.writeFileSync(file, Buffer.from(watched).subarray(0, Atomics.load(clock, 1)));
       fs.writeSync(2, 'HUNG by ' + file + '\\n');
       process.kill(process.pid, 'SIGKILL');
     }
     last = now;
   }, hung).unref();`,
  { eval: true, workerData: { clock, watched, hung: HUNG_MS, file: join(BROKEN, 'hung') } },
);
watchdog.unref();

/** Of what was found, the small inputs that together reach all that was reached go into the repository. */
async function keepSmallest(): Promise<void> {
  seen.fill(0);
  for (const name of readdirSync(CORPUS)) await feed(readFileSync(join(CORPUS, name)));
  for (const input of fresh.toSorted((a, b) => a.length - b.length))
    if (await feed(input)) writeFileSync(join(CORPUS, `found-${hashOf(input)}`), input);
}

for (const name of readdirSync(CORPUS)) {
  const input = readFileSync(join(CORPUS, name));
  await feed(input);
  pool.push(input);
}
const begun = { inputs: pool.length, branches: seen.filter(Boolean).length };
say(`seed ${seed}; ${begun.inputs} inputs reach ${begun.branches} branches`);
const end = Date.now() + Number(values.minutes) * 60_000;
let told = Date.now();
while (Date.now() < end) {
  // What was found last leads on more often than what has been tried for long.
  const parent = random.chance(0.5) ? random.pick(pool) : random.pick(pool.slice(-32));
  const input = mutate(parent, random, random.pick(pool));
  if (await feed(input)) {
    pool.push(input);
    fresh.push(input);
  }
  // What libraries hold outside the heap is freed between turns of the event loop, which promises alone never leave.
  if (runs % 1000 === 0) await setImmediate();
  if (Date.now() - told > 30_000) {
    told = Date.now();
    say(
      `${runs} runs, ${pool.length} inputs, ${seen.filter(Boolean).length} branches, ${broken.length} broken`,
    );
  }
}
if (values.keep) await keepSmallest();
const branches = seen.filter(Boolean).length;
process.stdout.write(
  `${JSON.stringify({ seed, minutes: Number(values.minutes), runs, begun, inputs: pool.length, branches, broken })}\n`,
);
process.exitCode = broken.length > 0 ? 1 : 0;
