import { projectRoot } from '../setup/places.mjs';
import { runInForeground } from '../setup/run-command.mjs';
import { packageScript } from './package-script.mjs';
import { prepareApp } from './prepare.mjs';

/**
 * Writes the migration that brings the database to the schema's present state.
 * @param {string[]} args handed to `drizzle-kit generate`, e.g. `--name add-person`
 */
export function migration(args) {
  return runInForeground(
    process.execPath,
    [packageScript('drizzle-kit'), 'generate', '--config', 'build/drizzle.config.ts', ...args],
    { cwd: projectRoot },
  );
}

/**
 * Formats the given files, or all.
 * @param {string[]} args
 */
export function format(args) {
  const paths = args.length > 0 ? args : ['.'];
  return runInForeground(process.execPath, [packageScript('oxfmt'), ...paths], { cwd: projectRoot });
}

/** Builds what has changed. */
export async function build() {
  await prepareApp();
  return 0;
}
