import { join } from 'node:path';
import electronLog from 'electron-log/node';

/** The one log of all processes. Nothing that a user typed goes in, only what happened and where. */
export const log = electronLog.create({ logId: 'jalon' });

const maximumBytes = 5 * 1024 * 1024;

/** Starts writing to `<profile>/logs/jalon.log`; the file before it is kept as `jalon.old.log`. */
export function startLog(profileDir: string): void {
  log.transports.file.resolvePathFn = () => logPath(profileDir);
  log.transports.file.maxSize = maximumBytes;
  log.transports.file.level = 'info';
  // Standard output belongs to the command line's answers.
  log.transports.console.level = false;
  // Only watched: what Electron does about it (a message to the user) stays.
  process.on('uncaughtExceptionMonitor', (error) => log.error('main: uncaught', error));
  process.on('unhandledRejection', (reason) => log.error('main: unhandled rejection', reason));
}

/** Where the log of a profile is. */
export function logPath(profileDir: string): string {
  return join(profileDir, 'logs', 'jalon.log');
}
