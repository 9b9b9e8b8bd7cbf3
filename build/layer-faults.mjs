import { existsSync, globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';

const layers = ['shared', 'db', 'electron', 'renderer'];

/**
 * Checks a source tree against the layer rules.
 * @param {string} root absolute path of the tree
 * @param {Partial<import('dependency-cruiser').ICruiseOptions>} [overrides] cruise options that differ
 * @returns {Promise<{ modules: number, faults: string[] }>} how many source files there are, and one line a fault
 */
export async function findLayerFaults(root, overrides = {}) {
  const rules = createRequire(import.meta.url)('./dependency-cruiser.cjs');
  const folders = layers.filter((folder) => existsSync(join(root, folder)));
  const sources = globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: root },
  ).map((path) => path.replaceAll('\\', '/'));
  if (sources.length === 0) return { modules: 0, faults: [] };

  const { output } = await cruise(folders, {
    ...rules.options,
    ...overrides,
    baseDir: root,
    ruleSet: { forbidden: rules.forbidden },
    validate: true,
  });
  if (typeof output === 'string') throw new Error(output);
  const broken = output.summary.violations
    .filter((violation) => violation.rule.severity === 'error')
    .map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  // The cruiser reports success on what it could not read: every source file must be among what it saw.
  const seen = new Set(output.modules.map((module) => module.source));
  const missed = sources.filter((source) => !seen.has(source)).map((source) => `not-cruised: ${source}`);
  return { modules: sources.length, faults: [...new Set([...broken, ...missed])] };
}
