import { expect, it } from 'vitest';
import { copyProject } from './project-copy.ts';

it.each([
  ['an enum', 'shared', 'shared/stage.ts', 'export enum Stage {\n  Open,\n}\n', 'TS1294'],
  ['the page in shared', 'shared', 'shared/page.ts', 'export const title = document.title;\n', 'TS2584'],
  ['Node in shared', 'shared', 'shared/folder.ts', 'export const folder = process.cwd();\n', 'TS25'],
  [
    'Node in the renderer',
    'renderer',
    'renderer/folder.ts',
    'export const folder = process.cwd();\n',
    'TS25',
  ],
  [
    'the database in the renderer',
    'renderer',
    'renderer/rows.ts',
    "import { rows } from '../db/rows.ts';\nexport const first = rows[0];\n",
    'TS6307',
  ],
  [
    'an unchecked index',
    'shared',
    'shared/first.ts',
    'export const first = (list: string[]): string => list[0];\n',
    'TS2322',
  ],
])('types refuse %s', (_what, project, path, text, code) => {
  using copy = copyProject();
  copy.write({ 'db/rows.ts': 'export const rows: string[] = [];\n', [path]: text });
  const result = copy.run(
    'typescript/bin/tsc',
    '-p',
    `build/tsconfig.${project}.json`,
    '--tsBuildInfoFile',
    'build/test.tsbuildinfo',
  );
  expect(result.code).not.toBe(0);
  expect(result.output).toContain(code);
});
