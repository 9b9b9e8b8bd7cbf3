import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { hasDisplay, withVirtualDisplay } from '../setup/display.mjs';
import { projectRoot } from '../setup/places.mjs';
import { runInForeground } from '../setup/run-command.mjs';
import { SetupError, step } from '../setup/step.mjs';
import { prepareApp, prepareElectron, sandboxArguments } from './prepare.mjs';

/**
 * Opens the application; without a display does the same main job headless and says where the files are.
 * @param {string[]} args handed to the application
 * @returns {Promise<number>} exit code
 */
export async function start(args) {
  const display = hasDisplay();
  const electron = await prepareElectron(display ? [] : ['Xvfb']);
  await prepareApp();
  if (display) return runInForeground(electron.path, [...sandboxArguments(), projectRoot, ...args]);
  return startHeadless(electron.path);
}

/**
 * The main job as commands: one site loads a demo group and exports it, another imports the file, checks its
 * workspace and reports matrix and Gantt from it.
 * @param {string} electronPath
 * @returns {Promise<number>} exit code
 */
async function startHeadless(electronPath) {
  process.stderr.write('No display here: running the main job without a window.\n');
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[:T]/g, '-');
  const folder = join(projectRoot, 'report', `headless-${stamp}`);
  mkdirSync(folder, { recursive: true });
  const sender = join(folder, 'profile-sender');
  const receiver = join(folder, 'profile-receiver');
  for (const profile of [sender, receiver]) mkdirSync(profile);
  // Plain Node has no key store. Under this name in the profile the application finds the same key.
  const signed = (/** @type {string} */ profile) => [
    '--profile',
    profile,
    '--key-file',
    join(profile, 'post-key'),
  ];
  const file = (/** @type {string} */ name) => join(folder, name);
  const cli = (/** @type {string[]} */ ...args) =>
    runInForeground(process.execPath, [join(projectRoot, 'dist/cli/cli.js'), ...args]);
  // Printing takes a page, hence Electron.
  const app = (/** @type {string[]} */ ...args) =>
    withVirtualDisplay((env) =>
      runInForeground(electronPath, [...sandboxArguments(), projectRoot, ...args], { env }),
    );
  /** @type {{ name: string, product?: string, run: (output: string) => Promise<number> }[]} */
  const work = [
    { name: 'demo group', run: () => cli('demo', 'trois-vallees', ...signed(sender)) },
    {
      name: 'exchange file',
      product: 'trois-vallees.jalon',
      run: (output) => cli('export', ...signed(sender), '--output', output),
    },
    {
      name: 'import at another site',
      run: () => cli('import', file('trois-vallees.jalon'), ...signed(receiver)),
    },
    { name: 'check of what was imported', run: () => cli('check', '--profile', receiver) },
    {
      name: 'matrix',
      product: 'matrix.csv',
      run: (output) => cli('report', 'matrix', '--csv', '--profile', receiver, '--output', output),
    },
    {
      name: 'gantt',
      product: 'gantt.pdf',
      run: (output) => app('report', 'gantt', '--pdf', '--profile', receiver, '--output', output),
    },
  ];
  for (const { name, product, run } of work) {
    await step(name, async () => {
      const output = product ? file(product) : folder;
      const code = await run(output);
      if (code !== 0) throw new SetupError(`The step "${name}" ended with code ${code}.`);
      if (product && !existsSync(output)) throw new SetupError(`The step "${name}" wrote no ${output}.`);
      return product ? output : 'done';
    });
  }
  process.stdout.write(`Files are in ${folder}\n`);
  return 0;
}
