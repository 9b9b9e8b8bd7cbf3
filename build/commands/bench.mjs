import { join } from 'node:path';
import { withVirtualDisplay } from '../setup/display.mjs';
import { projectRoot } from '../setup/places.mjs';
import { runInForeground } from '../setup/run-command.mjs';
import { makePackage } from './package.mjs';
import { prepareApp, prepareElectron } from './prepare.mjs';

/**
 * Measures the figures of test/bench against their floors; JSON on stdout. What is measured is the packaged
 * application, as users run it: unpackaged it also checks every answer against the contract.
 * @param {string[]} args names of the programs to run; all when empty
 * @returns {Promise<number>} exit code
 */
export async function bench(args) {
  const electron = await prepareElectron(['Xvfb']);
  await prepareApp();
  const folder = await makePackage(electron, false);
  return withVirtualDisplay((env) =>
    runInForeground(process.execPath, ['build/bench.mjs', ...args], {
      cwd: projectRoot,
      env: {
        ...env,
        JALON_ELECTRON: electron.path,
        JALON_ELECTRON_VERSION: electron.version,
        JALON_PACKAGED: join(folder, process.platform === 'win32' ? 'Jalon.exe' : 'jalon'),
      },
    }),
  );
}
