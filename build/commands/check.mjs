import { existsSync, globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../setup/places.mjs';
import { runCommand } from '../setup/run-command.mjs';
import { SetupError, step } from '../setup/step.mjs';
import { packageScript } from './package-script.mjs';

// The longest first: they are shared out between the processors.
const projects = ['test', 'renderer', 'main', 'backend', 'db', 'shared', 'preload', 'build'];
const lintedFolders = ['shared', 'db', 'electron', 'renderer', 'test', 'build'];

/** @type {Record<string, () => Promise<string>>} */
const checks = { types: checkTypes, lint: checkLint, format: checkFormat, layers: checkLayers };

/**
 * Runs the static checks, all of them even when one fails.
 * @param {string[]} names which ones; all when empty
 * @returns {Promise<number>} exit code
 */
export async function check(names) {
  const wanted = names.length > 0 ? names : Object.keys(checks);
  let failed = 0;
  for (const name of wanted) {
    const run = checks[name];
    if (!run) throw new SetupError(`Unknown check ${name}; there are ${Object.keys(checks).join(', ')}.`);
    await step(name, run).catch((error) => {
      if (!(error instanceof SetupError)) throw error;
      process.stderr.write(`${error.message}\n`);
      failed += 1;
    });
  }
  return failed > 0 ? 1 : 0;
}

/** @returns {Promise<string>} */
async function checkTypes() {
  const present = projects.filter((name) => hasSources(name));
  // A shared file is compiled by several projects: its faults are told once.
  const lines = new Set();
  const waiting = present.values();
  const work = async () => {
    for (const name of waiting) for (const line of await typeFaults(name)) lines.add(line);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  if (lines.size > 0) throw new SetupError([...lines].join('\n'));
  return `${present.length} projects`;
}

/**
 * Several threads would each work out the same types: they cost twice the time of one.
 * @param {string} project
 * @returns {Promise<string[]>} one line a fault
 */
async function typeFaults(project) {
  const args = ['-p', `build/tsconfig.${project}.json`, '--pretty', 'false', '--singleThreaded'];
  const { code, output } = await runNodeTool(packageScript('typescript', 'tsc'), args);
  const found = output.split('\n').filter(Boolean);
  if (code !== 0 && found.length === 0) found.push(`tsc ended with code ${code} on ${project}`);
  return found;
}

/**
 * @param {string} project
 * @returns {boolean} whether any source file of the project exists
 */
function hasSources(project) {
  const { include } = JSON.parse(readFileSync(join(projectRoot, `build/tsconfig.${project}.json`), 'utf8'));
  return globSync(include[0], { cwd: join(projectRoot, 'build') }).length > 0;
}

/** @returns {Promise<string>} */
async function checkLint() {
  const folders = lintedFolders.filter((folder) => existsSync(join(projectRoot, folder)));
  const { code, output } = await runNodeTool(packageScript('oxlint'), [
    '--config=build/oxlint.json',
    '--type-aware',
    '--deny-warnings',
    ...folders,
  ]);
  if (code !== 0) throw new SetupError(output.trim());
  return /on (\d+ files)/.exec(output)?.[1] ?? 'clean';
}

/** @returns {Promise<string>} */
async function checkFormat() {
  const { code, output } = await runNodeTool(packageScript('oxfmt'), ['--check', '.']);
  if (code !== 0) throw new SetupError(`${output.trim()}\nRun: npm run format`);
  return /on (\d+ files)/.exec(output)?.[1] ?? 'clean';
}

/** @returns {Promise<string>} */
async function checkLayers() {
  const { code, output } = await runNodeTool(join(projectRoot, 'build/check-layers.mjs'), []);
  if (code !== 0) throw new SetupError(output.trim());
  return output.trim();
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 */
function runNodeTool(script, args) {
  return runCommand(process.execPath, [script, ...args], { cwd: projectRoot });
}
