import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import type { UserConfig } from 'vite';
import { defines } from './vite-defines.ts';

const root = resolve(import.meta.dirname, '..');

/** Left out of the bundles: what Electron brings, and the one package with native code. */
const external = [
  /^node:/,
  ...builtinModules,
  'electron',
  /^electron\//,
  'better-sqlite3',
  /^better-sqlite3\//,
];

/**
 * Vite configuration of a bundle that runs outside the page.
 * @param name folder under dist and name of the file in it
 * @param entry source file, relative to the project
 * @param form `module` may split off what is loaded later; `script` is one CommonJS file, as a sandbox demands
 */
export function nodeTarget(name: string, entry: string, form: 'module' | 'script' = 'module'): UserConfig {
  const script = form === 'script';
  return {
    root,
    logLevel: 'warn',
    publicDir: false,
    define: defines,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entry,
      outDir: resolve(root, 'dist', name),
      target: 'node22',
      minify: false,
      sourcemap: true,
      emptyOutDir: true,
      rolldownOptions: {
        external,
        output: {
          format: script ? 'cjs' : 'es',
          entryFileNames: script ? `${name}.cjs` : `${name}.js`,
          chunkFileNames: '[name]-[hash].js',
          codeSplitting: !script,
        },
      },
    },
  };
}
