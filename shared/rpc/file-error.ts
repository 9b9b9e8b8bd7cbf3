import { AppError } from './app-error.ts';

/** Whether a new file was being written, or was about to take the place of the old one. */
export type WriteStep = 'write' | 'replace';

/**
 * What the system said of a file that could not be written, as an error users can read; null for what it is not known
 * to say. `file` is a name without its folder. A file that may be written beside but not replaced is one that another
 * program holds open.
 */
export function fileError(code: string | undefined, file: string, step: WriteStep): AppError | null {
  const details = { file };
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new AppError('disk-full', { details });
    case 'EBUSY':
    case 'ETXTBSY':
      return new AppError('no-permission', { key: 'error.file-in-use', details });
    case 'EACCES':
    case 'EPERM':
      return step === 'replace'
        ? new AppError('no-permission', { key: 'error.file-in-use', details })
        : new AppError('no-permission', { details });
    case 'EROFS':
      return new AppError('no-permission', { details });
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EISDIR':
      return new AppError('file-missing', { details });
    default:
      return null;
  }
}
