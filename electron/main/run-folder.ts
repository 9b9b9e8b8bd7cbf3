import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const prefix = 'jalon-run-';

/**
 * Makes a folder for what Chromium keeps during one run without a window. It cannot be removed by the run itself,
 * since Chromium writes to it last of all: each run removes those of runs that have ended.
 */
export function makeRunFolder(parent: string, pid: number): string {
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length)))) {
      rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
  const folder = join(parent, `${prefix}${pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one nevertheless.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
