// Makes the pages of test/bench/peers: planning libraries Jalon's planning is measured against. They are installed in a
// folder of their own, only when they are to be measured, and never shipped.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ensureDependencies } from './setup/dependencies.mjs';
import { projectRoot } from './setup/places.mjs';

const folder = join(projectRoot, 'test/bench/peers');
const peersOut = join(projectRoot, 'dist/bench/peers');
const names = ['dhtmlx', 'svar'];

/** Installs what is missing and writes one page for each library. */
export async function makePeerPages() {
  await ensureDependencies(folder);
  mkdirSync(peersOut, { recursive: true });
  copyFileSync(join(projectRoot, 'test/bench/floors/bare.js'), join(peersOut, 'bare.js'));
  copyFileSync(join(folder, 'peer-page.js'), join(peersOut, 'peer-page.js'));
  for (const name of names) await makePage(name);
}

/** @param {string} name */
async function makePage(name) {
  await build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: peersOut,
      emptyOutDir: false,
      lib: { entry: join(folder, `${name}.js`), formats: ['iife'], name, fileName: () => `${name}.js` },
      cssCodeSplit: false,
      rolldownOptions: { output: { assetFileNames: `${name}[extname]` } },
    },
  });
  const scripts = ['bare.js', 'peer-page.js', `${name}.js`].map((file) => `<script src="${file}"></script>`);
  writeFileSync(
    join(peersOut, `${name}.html`),
    `<!doctype html><html lang="fr"><meta charset="utf-8"><title>${name}</title>
<link rel="stylesheet" href="${name}.css"><style>html, body { margin: 0 }</style><body></body>${scripts.join('')}</html>`,
  );
}
