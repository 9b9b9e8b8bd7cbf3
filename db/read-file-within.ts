import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../shared/rpc/app-error.ts';

/** The bytes of a file that is not larger than it may be. @throws AppError `file-missing`, `file-unreadable`, or `tooLarge` */
export function readFileWithin(file: string, mostBytes: number, tooLarge: () => AppError): Buffer {
  try {
    if (statSync(file).size > mostBytes) throw tooLarge();
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof AppError || code === undefined) throw error;
    throw new AppError(code === 'ENOENT' || code === 'ENOTDIR' ? 'file-missing' : 'file-unreadable');
  }
}
