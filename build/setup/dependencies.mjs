import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './run-command.mjs';
import { SetupError } from './step.mjs';

/**
 * Decides whether the installed dependencies are those of package-lock.json.
 *
 * The stamp makes the usual answer cost one hash. Without it (someone ran npm by hand) npm's own record of what
 * it installed is compared entry by entry; optional entries may be absent, since other systems' ones always are.
 * @param {string} root project folder
 * @returns {'stamped' | 'matching' | 'missing' | 'different'}
 */
export function dependencyState(root) {
  const installedRecord = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedRecord)) return 'missing';
  const stamp = stampPath(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(root)) return 'stamped';
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedRecord, 'utf8')).packages;
  const same = Object.entries(wanted).every(([place, entry]) => {
    if (place === '') return true;
    const present = installed[place];
    if (!present) return Boolean(entry.optional || entry.devOptional || entry.peer);
    return present.version === entry.version && present.integrity === entry.integrity;
  });
  return same ? 'matching' : 'different';
}

/**
 * Runs `npm ci` when, and only when, the installed dependencies are not those of the lock.
 * @param {string} root project folder
 * @returns {Promise<string>} what was done
 */
export async function ensureDependencies(root) {
  const state = dependencyState(root);
  if (state === 'stamped') return 'up to date';
  if (state !== 'matching') {
    const { code, output } = await runNpm(['ci', '--loglevel=error'], { cwd: root });
    if (code !== 0)
      throw new SetupError(`${output.trim()}\nnpm ci failed: see above, then run the command again.`);
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampPath(root), lockHash(root));
  return state === 'matching' ? 'up to date' : 'installed with npm ci';
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules', '.jalon-lock-hash');
}

/** @param {string} root */
function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}
