import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../setup/places.mjs';
import { runCommand } from '../setup/run-command.mjs';
import { SetupError, step } from '../setup/step.mjs';
import { packageScript } from './package-script.mjs';
import { prepareApp, prepareElectron } from './prepare.mjs';

/**
 * Packages the application as a folder that runs as it is; prints its path on stdout.
 * @param {string[]} args `--inspectable` makes the twin that Playwright can attach to: one fuse differs
 * @returns {Promise<number>} exit code
 */
export async function packageApp(args) {
  const electron = await prepareElectron([]);
  await prepareApp();
  const folder = await makePackage(electron, args.includes('--inspectable'));
  process.stdout.write(`${folder}\n`);
  return 0;
}

/**
 * Packages what was built last.
 * @param {import('../electron-runtime.mjs').Electron} electron the one to package it with
 * @param {boolean} inspectable whether Playwright shall be able to attach to it
 * @returns {Promise<string>} the folder; rejects with a SetupError
 */
export async function makePackage(electron, inspectable) {
  // What is packaged from anything but the official Electron says so in its name: it is for tests only.
  const endings = [inspectable ? '-inspectable' : '', electron.source === 'official' ? '' : '-unofficial'];
  const name = `jalon-${process.platform}-${process.arch}${endings.join('')}`;
  const folder = join(projectRoot, 'release', name);
  await step('package', async () => {
    const work = join(projectRoot, 'release', `.${name}-${process.pid}`);
    const { code, output } = await runCommand(
      process.execPath,
      [
        packageScript('electron-builder'),
        '--dir',
        '--config=electron-builder.yml',
        `--config.directories.output=${work}`,
        `--config.electronVersion=${electron.version}`,
        `--config.electronDist=${electron.folder}`,
        ...(inspectable ? ['--config.electronFuses.enableNodeCliInspectArguments=true'] : []),
      ],
      { cwd: projectRoot },
    );
    const made = ['linux-unpacked', 'linux-arm64-unpacked', 'win-unpacked', 'mac', 'mac-arm64']
      .map((place) => join(work, place))
      .find((place) => existsSync(place));
    if (code !== 0 || !made) throw new SetupError(`${output.trim()}\nPackaging failed: see above.`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(made, folder);
    rmSync(work, { recursive: true, force: true });
    return name;
  });
  return folder;
}
