// Runs the programs test/bench/*.bench.ts one after the other and prints their figures as one JSON document.
// Each program is bundled first, so that it runs as the application's own code does, prints one JSON value on its
// stdout and words on its stderr.
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, mergeConfig } from 'vite';
import { makePeerPages } from './bench-peers.mjs';
import { nodeTarget } from './vite-node-target.ts';
import { ensureDependencies } from './setup/dependencies.mjs';
import { projectRoot } from './setup/places.mjs';

const wanted = process.argv.slice(2);
const programs = globSync('test/bench/*.bench.ts', { cwd: projectRoot })
  .toSorted()
  .filter((file) => wanted.length === 0 || wanted.includes(basename(file, '.bench.ts')));

/** @type {Record<string, unknown>} */
const figures = {};
let failed = 0;
for (const file of programs) {
  const name = basename(file, '.bench.ts');
  if (name === 'gantt') await makePeerPages();
  if (name === 'exchange') await ensureDependencies(join(projectRoot, 'test/bench/exchange-peers'));
  const { code, output } = await runProgram(await bundle(name, file));
  if (code === 0) figures[name] = JSON.parse(output);
  else failed += 1;
}
const environment = { electron: process.env.JALON_ELECTRON_VERSION, node: process.versions.node };
process.stdout.write(`${JSON.stringify({ environment, figures }, null, 2)}\n`);
process.exitCode = failed > 0 ? 1 : 0;

/**
 * @param {string} name
 * @param {string} file
 * @returns {Promise<string>} the bundled program
 */
async function bundle(name, file) {
  const outDir = join(projectRoot, 'dist/bench', name);
  await build(
    mergeConfig(nodeTarget(name, file), {
      configFile: false,
      // WebAssembly that is loaded from its own folder.
      build: { outDir, rolldownOptions: { external: ['@automerge/automerge'] } },
    }),
  );
  return join(outDir, `${name}.js`);
}

/**
 * @param {string} script
 * @returns {Promise<{ code: number, output: string }>}
 */
function runProgram(script) {
  return new Promise((done) => {
    let output = '';
    const child = spawn(process.execPath, ['--expose-gc', script], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}
