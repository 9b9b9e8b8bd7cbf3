import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the project's root folder. */
export const projectRoot = resolve(fileURLToPath(import.meta.url), '../../..');

/**
 * The per-user folder for what is downloaded once and serves every clone.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} an absolute path; the folder may not exist yet
 */
export function cacheFolder(env = process.env) {
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'jalon');
  if (process.platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'jalon', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'jalon');
  return join(homedir(), '.cache', 'jalon');
}
