/** Rotating copies of the workspace, taken before anything large is written and once a day. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import type { Connection } from './sqlite.ts';

/** Copies kept; the oldest goes when one more is made. */
const KEPT = 10;

/** Label of the copy of a group that was left: nothing else holds it any more, so it never makes room for others. */
const LEFT_GROUP = 'start-over';

/** Why a copy is made; stands in its name. */
export type BackupLabel = 'daily' | 'migration' | 'import' | typeof LEFT_GROUP;

/** Makes a consistent copy beside the workspace, on the disk when this returns, and answers its path. */
export function backupWorkspace(
  connection: Connection,
  folder: string,
  label: BackupLabel,
  nowMs: number,
): string {
  mkdirSync(folder, { recursive: true });
  const stamp = new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-');
  let file = path.join(folder, `${stamp}-${label}.sqlite`);
  for (let again = 2; existsSync(file); again++)
    file = path.join(folder, `${stamp}-${label}-${again}.sqlite`);
  writeWhole(connection, file);
  const rotating = listBackups(folder).filter((kept) => !path.basename(kept).includes(LEFT_GROUP));
  for (const old of rotating.slice(KEPT)) rmSync(old, { force: true });
  return file;
}

/** A copy that was cut off has another name, so that nobody takes it for one. */
function writeWhole(connection: Connection, file: string): void {
  const unfinished = `${file}.tmp`;
  try {
    connection.prepare('VACUUM INTO ?').run(unfinished);
    flush(unfinished);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** SQLite leaves the copy to the system's cache. */
function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Paths of the kept copies, newest first. */
export function listBackups(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sqlite'))
    .sort()
    .reverse()
    .map((name) => path.join(folder, name));
}

/** UTC ms of the newest copy, or null. */
export function lastBackupAt(folder: string): number | null {
  const newest = listBackups(folder)[0];
  return newest === undefined ? null : statSync(newest).mtimeMs;
}
