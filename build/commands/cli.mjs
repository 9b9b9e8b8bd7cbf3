import { join } from 'node:path';
import { buildApp } from '../build-app.mjs';
import { projectRoot } from '../setup/places.mjs';
import { runInForeground } from '../setup/run-command.mjs';

/**
 * Runs the command line under plain Node, building it first when needed.
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
export async function cli(args) {
  await buildApp(['cli']);
  return runInForeground(process.execPath, [join(projectRoot, 'dist/cli/cli.js'), ...args], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
}
