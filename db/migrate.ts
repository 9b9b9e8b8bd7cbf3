/**
 * Own migration runner. drizzle's wraps every migration in one BEGIN, where SQLite ignores the
 * `foreign_keys = OFF` that drizzle-kit writes: a table rebuild then deletes every child row without an error.
 * Here foreign keys are switched off outside the transaction, checked before commit, and a backup is kept.
 */
import { AppError } from '../shared/rpc/app-error.ts';
import type { Migration } from './migrations/index.ts';
import type { Connection } from './sqlite.ts';

/** Marks a SQLite file as a Jalon workspace ("JLON"). */
export const APPLICATION_ID = 0x4a4c4f4e;

export interface MigrationResult {
  readonly from: number;
  readonly to: number;
}

/** Version and kind of a file, read without changing a byte of it. */
export function readSchemaVersion(connection: Connection): {
  version: number;
  isJalon: boolean;
  isEmpty: boolean;
} {
  const version = Number(connection.pragma('user_version', { simple: true }));
  const application = Number(connection.pragma('application_id', { simple: true }));
  const tables = connection.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table'").get() as {
    n: number;
  };
  return { version, isJalon: application === APPLICATION_ID, isEmpty: tables.n === 0 };
}

/** Refuses what this version must not touch: a newer workspace, or a file of another kind. */
export function assertMigratable(connection: Connection, steps: readonly Migration[]): void {
  const { version, isJalon, isEmpty } = readSchemaVersion(connection);
  if (isEmpty) return;
  if (!isJalon) throw new AppError('workspace-damaged', { key: 'error.workspace-not-jalon' });
  if (version > steps.length)
    throw new AppError('workspace-newer', { details: { found: version, known: steps.length } });
}

/**
 * Brings a workspace to the newest schema, all steps in one transaction.
 * `backup` is called before an existing workspace is changed. A second run does nothing.
 * @throws AppError when a step leaves a dangling reference; the file is then as it was.
 */
export function migrate(
  connection: Connection,
  steps: readonly Migration[],
  backup: () => void,
): MigrationResult {
  assertMigratable(connection, steps);
  const { version: from, isEmpty } = readSchemaVersion(connection);
  if (from === steps.length) return { from, to: from };
  if (!isEmpty) backup();
  const foreignKeys = connection.pragma('foreign_keys', { simple: true });
  connection.pragma('foreign_keys = OFF');
  try {
    connection.transaction(() => {
      for (const step of steps.slice(from)) applyStep(connection, step);
      const dangling = connection.pragma('foreign_key_check') as unknown[];
      if (dangling.length > 0)
        throw new AppError('workspace-damaged', {
          key: 'error.migration-dangling',
          details: { rows: dangling.length },
        });
      connection.pragma(`user_version = ${steps.length}`);
      connection.pragma(`application_id = ${APPLICATION_ID}`);
    })();
  } finally {
    connection.pragma(`foreign_keys = ${Number(foreignKeys)}`);
  }
  return { from, to: steps.length };
}

function applyStep(connection: Connection, step: Migration): void {
  for (const statement of step.sql.split('--> statement-breakpoint')) {
    const sql = step.kind === 'projection' ? withStrict(statement) : statement;
    // Switched off around the whole run: inside a transaction SQLite would ignore it.
    if (/^\s*PRAGMA\s+foreign_keys/i.test(sql)) continue;
    connection.exec(sql);
  }
}

/** drizzle-kit does not write STRICT; every projection table gets it here. */
function withStrict(statement: string): string {
  return /^\s*CREATE TABLE/i.test(statement) ? statement.replace(/\)\s*;?\s*$/, ') STRICT;') : statement;
}
