import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { defines } from './vite-defines.ts';

const root = resolve(import.meta.dirname, '../renderer');

// A page is built as soon as it exists, so that the application starts before the print page is written.
const pages = ['index.html', 'print/print.html']
  .map((page) => resolve(root, page))
  .filter((page) => existsSync(page));

/** Puts print.html beside index.html: both are served from the root of `app://app/`. */
const pagesAtRoot: Plugin = {
  name: 'pages-at-root',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.fileName.endsWith('.html')) file.fileName = file.fileName.replace(/^.*\//, '');
    }
  },
};

export default defineConfig({
  root,
  logLevel: 'warn',
  base: '/',
  define: defines,
  plugins: [react(), pagesAtRoot],
  build: {
    outDir: resolve(root, '../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome148',
    // Nothing inline: the content security policy allows scripts, styles and fonts from the application only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: pages },
  },
});
