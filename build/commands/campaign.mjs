import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '../setup/places.mjs';
import { runInForeground } from '../setup/run-command.mjs';
import { SetupError } from '../setup/step.mjs';
import { prepareApp } from './prepare.mjs';

/**
 * Runs one of the long campaigns of test/campaign; its figures are JSON on stdout, its words on stderr.
 * @param {string[]} args name of the campaign, then its own arguments
 * @returns {Promise<number>} exit code
 */
export async function campaign([name = '', ...args]) {
  const folder = join(projectRoot, 'test/campaign');
  if (!existsSync(join(folder, `${name}.campaign.ts`))) {
    const names = globSync('*.campaign.ts', { cwd: folder }).map((file) => basename(file, '.campaign.ts'));
    throw new SetupError(`Which campaign? There are ${names.toSorted().join(', ')}.`);
  }
  await prepareApp();
  return runInForeground(process.execPath, ['build/campaign.mjs', name, ...args], { cwd: projectRoot });
}
