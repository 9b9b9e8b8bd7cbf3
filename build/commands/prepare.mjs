import { buildApp } from '../build-app.mjs';
import { describeElectron, resolveElectron } from '../electron-runtime.mjs';
import { projectRoot } from '../setup/places.mjs';
import { runCommand } from '../setup/run-command.mjs';
import { SetupError, step } from '../setup/step.mjs';
import { assertSandboxUsable, ensureSystemLibraries } from '../setup/system-libraries.mjs';

/**
 * Finds Electron, and makes sure that it starts here.
 * @param {Parameters<typeof ensureSystemLibraries>[1]} programs further programs wanted, e.g. Xvfb
 * @returns {Promise<import('../electron-runtime.mjs').Electron>}
 */
export async function prepareElectron(programs) {
  /** @type {import('../electron-runtime.mjs').Electron | undefined} */
  let found;
  await step('electron', async () => {
    found = await resolveElectron(projectRoot);
    return describeElectron(found);
  });
  if (!found) throw new SetupError('No Electron was found.');
  const electron = found;
  await step('system libraries', () => ensureSystemLibraries(electron.path, programs));
  assertSandboxUsable(electron.path);
  return electron;
}

/**
 * Asks an Electron for its own versions, which also proves that it starts.
 * @param {string} electronPath
 * @returns {Promise<{ electron: string, node: string, chrome: string }>} rejects with a SetupError
 */
export async function electronVersions(electronPath) {
  const { code, output } = await runCommand(electronPath, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  if (code !== 0) throw new SetupError(`${output.trim()}\n${electronPath} does not start.`);
  const { electron, node, chrome } = JSON.parse(output);
  return { electron, node, chrome };
}

/** Builds what has changed since the last build. */
export async function prepareApp() {
  await step('application', async () => {
    const built = await buildApp();
    return built.length === 0 ? 'built already' : `built ${built.join(', ')}`;
  });
}

/** Chromium refuses its sandbox to root. */
export function sandboxArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
