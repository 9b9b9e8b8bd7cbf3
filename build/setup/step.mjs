import { performance } from 'node:perf_hooks';

/**
 * A set-up fault the user can act on: its message is one sentence and is printed without a stack.
 */
export class SetupError extends Error {}

/**
 * Runs one step and prints one line on stderr: what was done and how long it took in seconds.
 * @param {string} name what the step looks after, e.g. `dependencies`
 * @param {() => Promise<string> | string} work answers what it did in a few words
 * @returns {Promise<void>} rejects with what `work` rejects with, after printing a failure line
 */
export async function step(name, work) {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  try {
    const done = await work();
    process.stderr.write(`✔ ${name}: ${done} (${seconds()})\n`);
  } catch (error) {
    process.stderr.write(`✘ ${name}: failed (${seconds()})\n`);
    throw error;
  }
}

/**
 * Ends the process with code 1 after printing an error; a SetupError prints as one sentence.
 * @param {unknown} error
 * @returns {never}
 */
export function exitWithError(error) {
  const text =
    error instanceof SetupError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
