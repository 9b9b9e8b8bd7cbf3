import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Absolute path of the project. */
export const projectRoot = resolve(import.meta.dirname, '../..');

export interface ProjectCopy extends Disposable {
  readonly root: string;
  /** Writes files, given by path relative to the copy. */
  write(files: Readonly<Record<string, string>>): void;
  /** Runs a script of the copy's node_modules; output is stdout and stderr together. */
  run(script: string, ...args: string[]): { readonly code: number; readonly output: string };
}

/** A temporary project with the rules of this one and none of its sources: faults are planted here. */
export function copyProject(): ProjectCopy {
  const root = mkdtempSync(join(tmpdir(), 'jalon-house-'));
  const rules = ['build', 'tsconfig.json', '.oxfmtrc.json', '.editorconfig', '.gitignore', 'package.json'];
  for (const rule of rules) cpSync(join(projectRoot, rule), join(root, rule), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'), 'junction');
  return {
    root,
    write(files) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
    },
    run(script, ...args) {
      const path = join(root, 'node_modules', script);
      const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
        cwd: root,
        encoding: 'utf8',
      });
      return { code: status ?? 128, output: `${stdout}${stderr}` };
    },
    [Symbol.dispose]() {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
