/**
 * Random histories over real posts, then the same with one safeguard after the other switched off.
 * Standard output is one JSON value, standard error words; ends with 1 when a promise is broken or a safeguard is not
 * missed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import kept from '../fixtures/campaign/kept-histories.json' with { type: 'json' };
import { historyArbitrary, type Step } from './history.ts';
import { mutants } from './mutants.ts';
import { agreesWithOracle } from './oracle.ts';
import { prepareStart } from './simulated-post.ts';
import { live } from './simulation.ts';
import { seedIds, beQuick, switchOff } from './switches.ts';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '100000' },
    /** Says everything about the histories lived; a new one each time unless given. */
    seed: { type: 'string' },
    /** Histories held against Automerge; all unless given. */
    oracle: { type: 'string' },
    /** Histories in which the loss of a safeguard must be noticed; 0 leaves them all on. */
    mutants: { type: 'string', default: '300' },
  },
});
const histories = Number(values.histories);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const oracle = values.oracle === undefined ? Infinity : Number(values.oracle);
/** Safeguards are tried on the same histories each time, so that a table can be compared with the one before. */
const TRIED_SEED = 3;
const TOLD_EVERY = 1000;
/** Histories whose length is a multiple are signed and compressed as in earnest. */
const SIGNED_EVERY = 12;

const counts = { histories: 0, choices: 0, registers: 0 };
const say = (words: string): void => void process.stderr.write(`${words}\n`);

async function livesWell(history: readonly Step[]): Promise<void> {
  seedIds(history.length);
  beQuick(history.length % SIGNED_EVERY !== 0);
  await live(history, (world) => {
    if (counts.histories < oracle) counts.registers += agreesWithOracle(world);
    counts.histories += 1;
    counts.choices += world.choices;
    if (counts.histories % TOLD_EVERY === 0) say(`${counts.histories} histories`);
  });
}

interface Fault {
  readonly seed: number;
  readonly path: string | null;
  readonly after: number;
  readonly words: string;
  readonly history: readonly Step[];
}

/** Lives histories until one goes wrong; null when none does. */
async function firstFault(numRuns: number, from: number, shrink: boolean): Promise<Fault | null> {
  const property = fc.asyncProperty(historyArbitrary, livesWell);
  const result = await fc.check(property, { numRuns, seed: from, endOnFailure: !shrink });
  if (!result.failed) return null;
  const { errorInstance: error, counterexample, counterexamplePath: path, numRuns: after } = result;
  const words = error instanceof Error ? error.message : String(error);
  return { seed: result.seed, path, after, words, history: counterexample?.[0] ?? [] };
}

/** A broken history is kept where the next person looks, whole and shrunk. */
function keep(fault: Fault): void {
  mkdirSync('report', { recursive: true });
  writeFileSync('report/broken-history.json', `${JSON.stringify(fault, null, 1)}\n`);
  say(`BROKEN after ${fault.after} histories: ${fault.words}`);
  say(`seed ${fault.seed}, path ${fault.path}: kept in report/broken-history.json`);
}

interface Row {
  readonly safeguard: string;
  /** Histories until its loss was noticed; null when it was not. */
  readonly after: number | null;
  readonly noticed: string;
  readonly asItShould: boolean;
}

async function trySafeguards(tries: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, control } of mutants) {
    switchOff(name);
    const fault = await firstFault(tries, TRIED_SEED, false);
    switchOff(null);
    const row = {
      safeguard: control ? `(decides nothing) ${name}` : name,
      after: fault?.after ?? null,
      noticed: fault?.words ?? '',
      asItShould: (fault !== null) !== (control ?? false),
    };
    rows.push(row);
    const told = fault ? `${fault.after}: ${fault.words.slice(0, 70)}` : 'not noticed';
    say(`${row.asItShould ? ' ' : '!'} ${row.safeguard.padEnd(56)} ${told}`);
  }
  return rows;
}

seedIds(1);
await prepareStart();
for (const { history } of kept) await livesWell(history as unknown as Step[]);
say(`seed ${seed}`);
const start = performance.now();
const fault = await firstFault(histories, seed, true);
const lived = { ...counts, seconds: Math.round((performance.now() - start) / 1000) };
if (fault) keep(fault);
else
  say(
    `${lived.histories} histories sound, ${lived.choices} open choices, ${lived.registers} fields as Automerge has them`,
  );
const tries = Number(values.mutants);
if (tries > 0 && !fault) say(`  ${'safeguard switched off'.padEnd(56)} noticed after`);
const safeguards = tries > 0 && !fault ? await trySafeguards(tries) : [];
process.stdout.write(`${JSON.stringify({ seed, ...lived, fault, safeguards })}\n`);
process.exitCode = fault || safeguards.some(({ asItShould }) => !asItShould) ? 1 : 0;
