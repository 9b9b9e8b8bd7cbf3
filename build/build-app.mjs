import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { build, loadConfigFromFile, mergeConfig } from 'vite';
import { projectRoot } from './setup/places.mjs';
import { SetupError } from './setup/step.mjs';

/**
 * The bundles: the source that starts each, and the folders it may draw from.
 * @type {Record<string, { entry: string, inputs: string[] }>}
 */
export const targets = {
  main: {
    entry: 'electron/main/main.ts',
    inputs: ['electron/main', 'electron/backend', 'electron/cli', 'db', 'shared'],
  },
  preload: { entry: 'electron/preload/preload.ts', inputs: ['electron/preload', 'shared'] },
  backend: { entry: 'electron/backend/backend.ts', inputs: ['electron/backend', 'db', 'shared'] },
  cli: { entry: 'electron/cli/cli.ts', inputs: ['electron/cli', 'electron/backend', 'db', 'shared'] },
  renderer: { entry: 'renderer/index.html', inputs: ['renderer', 'shared'] },
};

/**
 * Builds the bundles whose inputs changed since they were last built.
 * @param {readonly string[]} [names] which ones; all when left out
 * @returns {Promise<string[]>} the names of those built; rejects with a SetupError when a source is missing or faulty
 */
export async function buildApp(names = Object.keys(targets)) {
  const stale = names.filter((name) => !isBuilt(name));
  for (const name of stale) await buildTarget(name);
  return stale;
}

/**
 * @param {string} name
 * @returns {boolean}
 */
function isBuilt(name) {
  const stamp = stampPath(name);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === inputHash(name);
}

/** @param {string} name */
async function buildTarget(name) {
  const { entry } = targetOf(name);
  if (!existsSync(join(projectRoot, entry)))
    throw new SetupError(`Cannot build ${name}: ${entry} does not exist.`);
  const hash = inputHash(name);
  const loaded = await loadConfigFromFile(
    { command: 'build', mode: 'production' },
    join(projectRoot, `build/vite.${name}.config.ts`),
    undefined,
    'error',
  );
  // Tests start builds too, and what they hand down would have React built for developers.
  process.env.NODE_ENV = 'production';
  // Built aside and moved into place at the end: a running application never meets half a bundle.
  const work = join(projectRoot, 'dist', `.${name}-${process.pid}`);
  try {
    await build(
      mergeConfig(loaded?.config ?? {}, { configFile: false, mode: 'production', build: { outDir: work } }),
    );
    const final = join(projectRoot, 'dist', name);
    const old = `${work}-old`;
    if (existsSync(final)) renameSync(final, old);
    renameSync(work, final);
    rmSync(old, { recursive: true, force: true });
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    throw new SetupError(
      `Building ${name} failed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (name === 'renderer') writeAssetList();
  mkdirSync(join(projectRoot, 'dist/.stamps'), { recursive: true });
  writeFileSync(stampPath(name), hash);
}

/** Writes the list of files the application serves to its pages; anything else is refused. */
function writeAssetList() {
  const folder = join(projectRoot, 'dist/renderer');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => relative(folder, join(file.parentPath, file.name)).replaceAll('\\', '/'))
    .toSorted();
  writeFileSync(join(projectRoot, 'dist/renderer-assets.json'), `${JSON.stringify(files, null, 2)}\n`);
}

/**
 * @param {string} name
 * @returns {string} a hash that changes with any file the bundle is made from
 */
function inputHash(name) {
  const folders = targetOf(name).inputs.map((folder) => `${folder}/**/*`);
  const files = globSync([...folders, 'build/*.{ts,mjs}', 'package.json', 'package-lock.json'], {
    cwd: projectRoot,
  });
  const hash = createHash('sha256');
  for (const file of files.toSorted()) {
    const info = statSync(join(projectRoot, file), { throwIfNoEntry: false });
    if (info?.isFile()) hash.update(`${file}\0${info.size}\0${info.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** @param {string} name */
function targetOf(name) {
  const target = targets[name];
  if (!target) throw new Error(`No such bundle: ${name}`);
  return target;
}

/** @param {string} name */
function stampPath(name) {
  return join(projectRoot, 'dist/.stamps', name);
}
