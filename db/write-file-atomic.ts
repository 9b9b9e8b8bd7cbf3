import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { fileError, type WriteStep } from '../shared/rpc/file-error.ts';

const temporaryFor = (file: string): string =>
  path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`);

/**
 * Tries whether a file could be written: before anything is made for it.
 * @throws AppError as `writeFileAtomic`
 */
export function assertWritable(file: string): void {
  const probe = temporaryFor(file);
  try {
    closeSync(openSync(probe, 'wx'));
    rmSync(probe);
  } catch (error) {
    throw fileError((error as NodeJS.ErrnoException).code, path.basename(file), 'write') ?? error;
  }
}

/**
 * Writes a file whole or not at all: a temporary file beside it, flushed, then renamed. What stood there before
 * is intact until the very end.
 * @throws AppError `disk-full`, `no-permission` or `file-missing`.
 */
export function writeFileAtomic(file: string, bytes: Uint8Array): void {
  const temporary = temporaryFor(file);
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
