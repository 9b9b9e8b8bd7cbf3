import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { AppError } from '../shared/rpc/app-error.ts';
import { fileError, type WriteStep } from '../shared/rpc/file-error.ts';

/** Throws AppError `file-missing` where a file could not be written for want of a folder: before anything is made for it. */
export function assertFolderOf(file: string): void {
  if (!existsSync(path.dirname(file)))
    throw new AppError('file-missing', { details: { file: path.basename(file) } });
}

/**
 * Writes a file whole or not at all: a temporary file beside it, flushed, then renamed. What stood there before
 * is intact until the very end.
 * @throws AppError `disk-full`, `no-permission` or `file-missing`.
 */
export function writeFileAtomic(file: string, bytes: Uint8Array): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`);
  let step: WriteStep = 'write';
  try {
    const handle = openSync(temporary, 'wx');
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    step = 'replace';
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw fileError((error as NodeJS.ErrnoException).code, path.basename(file), step) ?? error;
  }
}
