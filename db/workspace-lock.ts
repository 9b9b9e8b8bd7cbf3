import { AppError } from '../shared/rpc/app-error.ts';
import { connect, sqliteCode, type Connection } from './sqlite.ts';

/**
 * Holds the workspace for one process. The lock is an exclusive transaction on a small SQLite file: the system
 * drops it when the process ends, however it ends, so no stale lock ever needs to be guessed at.
 * @throws AppError `workspace-in-use` when another process holds it.
 */
export function lockWorkspace(file: string): { release(): void } {
  const connection: Connection = connect(file, { create: true });
  try {
    connection.pragma('busy_timeout = 0');
    connection.pragma('journal_mode = DELETE');
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw new AppError('workspace-in-use');
    throw error;
  }
  return {
    release() {
      connection.exec('ROLLBACK');
      connection.close();
    },
  };
}
