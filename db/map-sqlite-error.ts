import { AppError, type ErrorCode } from '../shared/rpc/app-error.ts';
import { sqliteCode } from './sqlite.ts';

const codes: Readonly<Record<string, ErrorCode>> = {
  SQLITE_FULL: 'disk-full',
  SQLITE_READONLY: 'no-permission',
  SQLITE_PERM: 'no-permission',
  SQLITE_CANTOPEN: 'no-permission',
  SQLITE_CORRUPT: 'workspace-damaged',
  SQLITE_NOTADB: 'workspace-damaged',
  SQLITE_BUSY: 'workspace-in-use',
};
const systemCodes: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'disk-full',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission',
  ENOENT: 'file-missing',
};

/** Turns what SQLite or the file system refused into an error with a sentence; other errors pass unchanged. */
export function toAppError(error: unknown): unknown {
  const sqlite = sqliteCode(error);
  const system = (error as NodeJS.ErrnoException | null)?.code;
  const primary = sqlite?.split('_').slice(0, 2).join('_');
  const code = primary !== undefined ? codes[primary] : systemCodes[system ?? ''];
  return code === undefined ? error : new AppError(code);
}
