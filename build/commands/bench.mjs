import { withVirtualDisplay } from '../setup/display.mjs';
import { projectRoot } from '../setup/places.mjs';
import { runInForeground } from '../setup/run-command.mjs';
import { prepareApp, prepareElectron } from './prepare.mjs';

/**
 * Measures the figures of test/bench against their floors; JSON on stdout.
 * @param {string[]} args names of the programs to run; all when empty
 * @returns {Promise<number>} exit code
 */
export async function bench(args) {
  const electron = await prepareElectron(['Xvfb']);
  await prepareApp();
  return withVirtualDisplay((env) =>
    runInForeground(process.execPath, ['build/bench.mjs', ...args], {
      cwd: projectRoot,
      env: { ...env, JALON_ELECTRON: electron.path, JALON_ELECTRON_VERSION: electron.version },
    }),
  );
}
