// Runs one command under the pinned Node. Each command is loaded only when asked for.
import { exitWithError } from '../setup/step.mjs';

/** @type {Record<string, () => Promise<(args: string[]) => Promise<number>>>} */
const commands = {
  start: async () => (await import('./start.mjs')).start,
  dev: async () => (await import('./dev.mjs')).dev,
  test: async () => (await import('./test.mjs')).test,
  check: async () => (await import('./check.mjs')).check,
  bench: async () => (await import('./bench.mjs')).bench,
  campaign: async () => (await import('./campaign.mjs')).campaign,
  needs: async () => (await import('./needs.mjs')).needs,
  cli: async () => (await import('./cli.mjs')).cli,
  migration: async () => (await import('./tools.mjs')).migration,
  format: async () => (await import('./tools.mjs')).format,
  package: async () => (await import('./package.mjs')).packageApp,
  build: async () => (await import('./tools.mjs')).build,
  electron: async () => (await import('./electron.mjs')).electron,
};

const [name = '', ...args] = process.argv.slice(2);
try {
  const load = commands[name];
  if (!load) throw new Error(`Unknown command ${name}`);
  process.exitCode = await (await load())(args);
} catch (error) {
  exitWithError(error);
}
