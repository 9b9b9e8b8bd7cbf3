import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram, runCommand } from './run-command.mjs';
import { SetupError } from './step.mjs';

/** Debian packages by the shared object they bring; what Electron's executable links to and a bare system lacks. */
const packageOfLibrary = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libgdk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libdrm.so.2': 'libdrm2',
  'libcups.so.2': 'libcups2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libcairo.so.2': 'libcairo2',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libxcb.so.1': 'libxcb1',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libexpat.so.1': 'libexpat1',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libudev.so.1': 'libudev1',
};

/** Debian packages by the program they bring. */
const packageOfProgram = {
  Xvfb: 'xvfb',
  pdftotext: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  pdfinfo: 'poppler-utils',
};

/** Basic set asked for with any missing library: some of it is loaded while running and ldd does not show it. */
const basicPackages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];

/**
 * Makes sure Electron can start and the wanted programs exist; installs with apt where the user may.
 * @param {string} electronPath
 * @param {readonly (keyof typeof packageOfProgram)[]} programs
 * @returns {Promise<string>} what was done; rejects with a SetupError naming the exact command
 */
export async function ensureSystemLibraries(electronPath, programs) {
  if (process.platform !== 'linux') return 'nothing to do on this system';
  const missing = await findMissing(electronPath, programs);
  if (missing.libraries.length === 0 && missing.programs.length === 0) return 'complete';
  const packages = packagesFor(missing);
  const privilege = findProgram('apt-get') && packages.length > 0 ? await privilegePrefix() : undefined;
  if (!privilege) throw new SetupError(adviceFor(missing, packages));
  await installPackages(privilege, packages);
  const left = await findMissing(electronPath, programs);
  if (left.libraries.length > 0 || left.programs.length > 0)
    throw new SetupError(adviceFor(left, packagesFor(left)));
  return `installed ${packages.join(' ')}`;
}

/**
 * Explains when Chromium's sandbox cannot start for an ordinary user, as it would otherwise end with a stack dump.
 * @param {string} electronPath
 */
export function assertSandboxUsable(electronPath) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return;
  const restricted =
    kernelSetting('kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    kernelSetting('kernel/unprivileged_userns_clone') === '0';
  const helper = join(dirname(electronPath), 'chrome-sandbox');
  if (!restricted || !existsSync(helper)) return;
  const { mode, uid } = statSync(helper);
  if (uid === 0 && (mode & 0o4000) !== 0) return;
  throw new SetupError(
    `This system forbids unprivileged namespaces, so Electron's sandbox needs its helper installed once: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}

/** @param {string} name */
function kernelSetting(name) {
  const path = join('/proc/sys', name);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}

/**
 * @param {string} electronPath
 * @param {readonly (keyof typeof packageOfProgram)[]} programs
 */
async function findMissing(electronPath, programs) {
  const { output } = await runCommand('ldd', [electronPath]);
  const libraries = [...output.matchAll(/^\s*(\S+) => not found/gm)].flatMap(([, name]) =>
    name ? [name] : [],
  );
  return { libraries, programs: programs.filter((program) => !findProgram(program)) };
}

/** @param {Awaited<ReturnType<typeof findMissing>>} missing */
function packagesFor({ libraries, programs }) {
  const known = Object.entries(packageOfLibrary).filter(([library]) => libraries.includes(library));
  return [
    ...new Set([
      ...(libraries.length > 0 ? basicPackages : []),
      ...known.map(([, name]) => name),
      ...programs.map((program) => packageOfProgram[program]),
    ]),
  ];
}

/** @returns {Promise<string[] | undefined>} what to put before a command to run it as root */
async function privilegePrefix() {
  if (process.getuid?.() === 0) return [];
  const { code } = await runCommand('sudo', ['-n', 'true']);
  return code === 0 ? ['sudo', '-n'] : undefined;
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly string[]} packages
 */
async function installPackages(prefix, packages) {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const run = async (/** @type {string[]} */ ...command) => {
    const [program = '', ...args] = [...prefix, ...command];
    const { code, output } = await runCommand(program, args, options);
    if (code !== 0)
      throw new SetupError(`${output.trim()}\n${command.slice(0, 2).join(' ')} failed: see above.`);
  };
  await run('apt-get', 'update', '-qq');
  const names = await Promise.all(packages.map(currentPackageName));
  await run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...names);
}

/**
 * Debian 13 and Ubuntu 24.04 renamed several libraries by a `t64` ending.
 * @param {string} name
 */
async function currentPackageName(name) {
  const { output } = await runCommand('apt-cache', ['policy', name], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  const offered = /Candidate: (?!\(none\))/.test(output);
  return offered || !name.startsWith('lib') ? name : `${name}t64`;
}

/**
 * @param {Awaited<ReturnType<typeof findMissing>>} missing
 * @param {readonly string[]} packages
 */
function adviceFor({ libraries, programs }, packages) {
  const what = [...libraries, ...programs].join(', ');
  if (packages.length === 0)
    return `This system lacks ${what}: install what brings them and run the command again.`;
  return `This system lacks ${what}. Run this once: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}
