import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { FlakyTests } from './flaky-tests.ts';
import { LongestFirst } from './longest-first.ts';
import { defines } from './vite-defines.ts';

const root = resolve(import.meta.dirname, '..');
const tidy = resolve(root, 'test/fixtures/clean-up-after-each.ts');
const folders = (...names: string[]): string[] => names.map((name) => `test/${name}/**/*.test.{ts,tsx}`);

/** Files that put something else in the place of a module: others must not be given it, nor have loaded the real one. */
const ALONE = '**/*.alone.test.ts';

// In both large projects modules are loaded once a worker, not once a file (`isolate`): a third of the time otherwise.
export default defineConfig({
  root,
  test: {
    reporters: ['default', 'json', new FlakyTests()],
    outputFile: { json: resolve(root, 'report/tests.json') },
    passWithNoTests: true,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        root,
        define: defines,
        test: {
          name: 'unit',
          environment: 'node',
          include: folders('unit', 'property', 'integration', 'house', 'component'),
          exclude: [ALONE],
          pool: 'forks',
          isolate: false,
          setupFiles: [tidy],
          // Without it one of two processors would be kept free.
          maxWorkers: '100%',
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        root,
        define: defines,
        test: { name: 'alone', environment: 'node', include: [ALONE], pool: 'forks', setupFiles: [tidy] },
      },
      {
        root,
        define: defines,
        test: {
          name: 'electron',
          environment: 'node',
          include: folders('e2e', 'electron'),
          pool: 'forks',
          isolate: false,
          // Each file has a display and a clipboard of its own; more windows at once only wait for each other.
          setupFiles: [resolve(root, 'test/electron/own-display.ts'), tidy],
          maxWorkers: 2,
          testTimeout: 120_000,
          // A window on a busy machine may take seconds to show what it was told.
          expect: { poll: { timeout: 10_000 } },
          hookTimeout: 120_000,
          // Real windows share two processors with all else; what passes only so is named at the end, by `FlakyTests`.
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
