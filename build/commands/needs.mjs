import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needsMet, needsTable, replaceNeedsTable } from '../needs-table.mjs';
import { projectRoot } from '../setup/places.mjs';
import { SetupError } from '../setup/step.mjs';

/**
 * Shows which needs the last test run proved.
 * @param {string[]} args `--write` puts the table into the README, `--check` fails when it stands there otherwise,
 *   `--quiet` prints the count only
 * @returns {Promise<number>} exit code
 */
export async function needs(args) {
  const reportFile = join(projectRoot, 'report/tests.json');
  if (!existsSync(reportFile)) throw new SetupError('There is no test report yet: run npm test first.');
  const { needs: list } = JSON.parse(readFileSync(join(projectRoot, 'docs/needs.json'), 'utf8'));
  const met = needsMet(JSON.parse(readFileSync(reportFile, 'utf8')), list);
  const table = needsTable(list, met);
  if (!args.includes('--quiet')) process.stdout.write(`${table}\n`);
  process.stdout.write(`${met.size} of ${list.length} needs met\n`);

  const readmeFile = join(projectRoot, 'README.md');
  if (!existsSync(readmeFile)) return 0;
  const readme = readFileSync(readmeFile, 'utf8');
  const updated = replaceNeedsTable(readme, table);
  if (args.includes('--check') && updated !== readme) {
    throw new SetupError(
      'The table of needs in README.md is not that of the last test run: run npm run needs -- --write.',
    );
  }
  if (args.includes('--write') && updated !== readme) writeFileSync(readmeFile, updated);
  return 0;
}
