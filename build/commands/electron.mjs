import { projectRoot } from '../setup/places.mjs';
import { hasDisplay, withVirtualDisplay } from '../setup/display.mjs';
import { runInForeground } from '../setup/run-command.mjs';
import { prepareApp, prepareElectron, sandboxArguments } from './prepare.mjs';

/**
 * Runs Electron on the built application with the given arguments, on a virtual display where there is none.
 * @param {string[]} args `--path` prints the executable's path and does no more
 * @returns {Promise<number>} exit code
 */
export async function electron(args) {
  const { path } = await prepareElectron(hasDisplay() ? [] : ['Xvfb']);
  if (args[0] === '--path') {
    process.stdout.write(`${path}\n`);
    return 0;
  }
  await prepareApp();
  const run = (/** @type {NodeJS.ProcessEnv} */ env) =>
    runInForeground(path, [...sandboxArguments(), projectRoot, ...args], { env });
  return hasDisplay() ? run(process.env) : withVirtualDisplay(run);
}
