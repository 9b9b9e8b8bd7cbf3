import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../setup/places.mjs';

/**
 * The script behind a command an installed package brings.
 * @param {string} packageName
 * @param {string} [command] when it differs from the package's name
 * @returns {string} absolute path
 */
export function packageScript(packageName, command = packageName) {
  const folder = join(projectRoot, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const script = typeof bin === 'string' ? bin : bin?.[command];
  if (!script) throw new Error(`${packageName} brings no command ${command}`);
  return join(folder, script);
}
