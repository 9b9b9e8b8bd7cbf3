/**
 * Recognises a workspace that was restored from a backup, copied or moved. A random value changes at each opening
 * and stands both in the database and in a side file; any mismatch means that saves made under the present
 * incarnation may be lost or used twice, so the workspace goes on under a new one.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import os from 'node:os';
import { z } from 'zod';
import { writeFileAtomic } from './write-file-atomic.ts';

const bootSchema = z.object({
  /** Values the database may hold: one, or two while an opening is being written. */
  boots: z.array(z.string()).min(1).max(2),
  machine: z.string(),
  folder: z.string(),
  /** Own saves at least made under this incarnation. */
  highWater: z.number().int().nonnegative(),
  /** Of these, saves at least sealed: their segments may have been sent. */
  sealed: z.number().int().nonnegative().default(0),
  /** Saves at least held of all incarnations: said to others in every file. */
  held: z.number().int().nonnegative().default(0),
  incarnation: z.string(),
});
export type BootFile = z.infer<typeof bootSchema>;

/** Reads the side file; null when missing or unreadable, which counts as a mismatch. */
export function readBootFile(file: string): BootFile | null {
  if (!existsSync(file)) return null;
  const parsed = bootSchema.safeParse(parseJson(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function writeBootFile(file: string, boot: BootFile): void {
  writeFileAtomic(file, Buffer.from(JSON.stringify(boot)));
}

/** Names this machine without telling its name. */
export function machineId(): string {
  const source = existsSync('/etc/machine-id')
    ? readFileSync('/etc/machine-id', 'utf8').trim()
    : os.hostname();
  return createHash('sha256').update(source).digest('hex').slice(0, 16);
}

export function folderId(profileDir: string): string {
  return createHash('sha256').update(realpathSync(profileDir)).digest('hex').slice(0, 16);
}

export type RestoreReason = 'restored' | 'moved';

/** Why the workspace needs a new incarnation, or null when it is the one this post closed last. */
export function restoreReason(
  boot: BootFile | null,
  found: {
    boot: string;
    machine: string;
    folder: string;
    have: number;
    sealed: number;
    held: number;
    incarnation: string;
  },
): RestoreReason | null {
  if (!boot) return 'moved';
  if (boot.machine !== found.machine || boot.folder !== found.folder) return 'moved';
  if (!boot.boots.includes(found.boot) || boot.incarnation !== found.incarnation) return 'restored';
  const isBehind = found.have < boot.highWater || found.sealed < boot.sealed || found.held < boot.held;
  return isBehind ? 'restored' : null;
}
