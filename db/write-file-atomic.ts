import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { AppError } from '../shared/rpc/app-error.ts';

/**
 * Writes a file whole or not at all: a temporary file beside it, flushed, then renamed. What stood there before
 * is intact until the very end.
 * @throws AppError `disk-full` or `no-permission`.
 */
export function writeFileAtomic(file: string, bytes: Uint8Array): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`);
  try {
    const handle = openSync(temporary, 'wx');
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    rename(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw toAppError(error, file);
  }
}

/** Where the temporary file could be written, a refusal to take its place is about the file that stands there. */
function rename(temporary: string, file: string): void {
  try {
    renameSync(temporary, file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EACCES', 'EPERM', 'EBUSY'].includes(code)) throw error;
    throw new AppError('no-permission', { key: 'error.file-in-use', details: { file: path.basename(file) } });
  }
}

function toAppError(error: unknown, file: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  const details = { file: path.basename(file) };
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', { details });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EBUSY')
    return new AppError('no-permission', { details });
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR')
    return new AppError('file-missing', { details });
  return error;
}
