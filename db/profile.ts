/** Files of a profile folder: one workspace on one machine. */
import { statfsSync } from 'node:fs';
import path from 'node:path';

export interface ProfilePaths {
  readonly workspace: string;
  readonly lock: string;
  readonly boot: string;
  readonly backups: string;
}

export function profilePaths(profileDir: string): ProfilePaths {
  return {
    workspace: path.join(profileDir, 'workspace.sqlite'),
    lock: path.join(profileDir, 'workspace.lock'),
    boot: path.join(profileDir, 'boot.json'),
    backups: path.join(profileDir, 'backups'),
  };
}

/** File system types (statfs) that are network shares: NFS, SMB, CIFS, SMB2, NCP, AFS. */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x564c, 0x5346414f]);

/** True where SQLite's write-ahead log cannot be trusted: two machines could open the same file. */
export function isOnNetworkShare(dir: string): boolean {
  if (process.platform === 'win32') return path.resolve(dir).startsWith('\\\\');
  return NETWORK_TYPES.has(statfsSync(dir).type);
}
