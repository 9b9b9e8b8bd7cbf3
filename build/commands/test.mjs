import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeElectron } from '../electron-runtime.mjs';
import { withVirtualDisplay } from '../setup/display.mjs';
import { projectRoot } from '../setup/places.mjs';
import { runInForeground } from '../setup/run-command.mjs';
import { check } from './check.mjs';
import { needs } from './needs.mjs';
import { packageScript } from './package-script.mjs';
import { electronVersions, prepareApp, prepareElectron } from './prepare.mjs';

const reportFile = join(projectRoot, 'report/tests.json');

/**
 * Sets up, runs the static checks and every test, and writes the table of needs.
 * @param {string[]} args handed to vitest; with any (a part is run) the static checks and the table are left out
 * @returns {Promise<number>} exit code
 */
export async function test(args) {
  const whole = args.length === 0;
  const electron = await prepareElectron(['Xvfb', 'pdftotext']);
  const versions = await electronVersions(electron.path);
  await prepareApp();
  const checked = whole ? await check([]) : 0;

  mkdirSync(join(projectRoot, 'report/screenshots'), { recursive: true });
  rmSync(reportFile, { force: true });
  const code = await withVirtualDisplay((env) =>
    runInForeground(
      process.execPath,
      [packageScript('vitest'), 'run', '--config', 'build/vitest.config.ts', ...args],
      { cwd: projectRoot, env: { ...env, JALON_ELECTRON: electron.path } },
    ),
  );
  addEnvironmentToReport({
    electron: versions.electron,
    electronSource: electron.source,
    electronNode: versions.node,
    chrome: versions.chrome,
    node: process.version.replace(/^v/, ''),
    platform: `${process.platform}-${process.arch}`,
  });
  const needsCode = whole ? await needs(['--write', '--quiet']) : 0;
  process.stdout.write(
    `Ran on ${describeElectron(electron)}: its own word ${versions.electron}, Chromium ${versions.chrome}; tests on Node ${process.version.replace(/^v/, '')}.\n`,
  );
  if (checked !== 0) process.stdout.write('The static checks failed: see above.\n');
  return code || checked || needsCode;
}

/** @param {Record<string, string>} environment what the tests ran on */
function addEnvironmentToReport(environment) {
  if (!existsSync(reportFile)) return;
  const report = JSON.parse(readFileSync(reportFile, 'utf8'));
  writeFileSync(reportFile, `${JSON.stringify({ environment, ...report }, null, 1)}\n`);
}
