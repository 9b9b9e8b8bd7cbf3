import { describe, expect, it } from 'vitest';
import { copyProject } from './project-copy.ts';

function lint(path: string, text: string): { code: number; output: string } {
  using copy = copyProject();
  copy.write({ [path]: text, 'db/sqlite.ts': 'export const writeDb = 1;\n' });
  return copy.run('oxlint/bin/oxlint', '--config=build/oxlint.json', '--type-aware', '--deny-warnings', path);
}

describe('lint', () => {
  it.each([
    [
      'electron/main/window.ts',
      "import { ipcMain } from 'electron';\nexport const on = ipcMain.on;\n",
      'no-restricted-imports',
    ],
    [
      'renderer/page.ts',
      "import { ipcRenderer } from 'electron';\nexport const on = ipcRenderer.on;\n",
      'no-restricted-imports',
    ],
    [
      'db/rows.ts',
      "import Sqlite from 'better-sqlite3';\nexport const open = () => new Sqlite('x');\n",
      'no-restricted-imports',
    ],
    [
      'db/write/rows.ts',
      "import Sqlite from 'better-sqlite3';\nexport const open = () => new Sqlite('x');\n",
      'no-restricted-imports',
    ],
    [
      'db/queries/rows.ts',
      "import { writeDb } from '../sqlite.ts';\nexport const rows = writeDb;\n",
      'no-restricted-imports',
    ],
    ['shared/day.ts', 'export default 1;\n', 'no-default-export'],
    ['shared/day.ts', 'export const day = (value: any): string => value;\n', 'no-explicit-any'],
    ['shared/day.ts', '// @ts-ignore\nexport const day: string = 1;\n', 'ban-ts-comment'],
    [
      'shared/day.ts',
      'const later = async () => 1;\nexport function day(): void {\n  later();\n}\n',
      'no-floating-promises',
    ],
    [
      'shared/day.ts',
      'export function day(): void {\n  try {\n    JSON.parse("");\n  } catch {}\n}\n',
      'no-empty',
    ],
  ])('refuses a fault planted in %s (%#)', (path, text, rule) => {
    const { code, output } = lint(path, text);
    expect(code).not.toBe(0);
    expect(output).toContain(rule);
  });

  it.each([
    [
      'electron/main/trusted-ipc.ts',
      "import { ipcMain } from 'electron';\n\nexport const handle = ipcMain.handle;\n",
    ],
    [
      'electron/preload/preload.ts',
      "import { ipcRenderer } from 'electron';\n\nexport const send = ipcRenderer.send;\n",
    ],
    ['db/write/write-gate.ts', "import { writeDb } from '../sqlite.ts';\n\nexport const gate = writeDb;\n"],
    ['db/rows.ts', "import type { Statement } from 'better-sqlite3';\n\nexport type Rows = Statement;\n"],
  ])('lets the one module of its kind pass: %s', (path, text) => {
    expect(lint(path, text)).toMatchObject({ code: 0 });
  });
});

describe('format', () => {
  it.each([
    ['sound', "export const day = 'x';\n", 0],
    ['in double quotes', 'export const day = "x";\n', 1],
    ['badly spaced', "export const  day='x'\n", 1],
  ])('of a file %s is judged', (_what, text, expected) => {
    using copy = copyProject();
    copy.write({ 'shared/day.ts': text });
    expect(copy.run('oxfmt/bin/oxfmt', '--check', 'shared').code).toBe(expected);
  });
});
