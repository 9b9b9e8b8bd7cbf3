import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { settingsSchema } from '../../shared/contract.ts';

const boundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) });

/**
 * What the window remembers between two starts. The settings are a copy of the workspace's, there so that a window
 * opens in the right colours before the workspace does.
 */
export const shellStateSchema = z.object({
  bounds: boundsSchema.nullable(),
  maximized: z.boolean(),
  settings: settingsSchema,
});
export type ShellState = z.infer<typeof shellStateSchema>;

export const defaultShellState: ShellState = {
  bounds: null,
  maximized: false,
  settings: { theme: 'auto', language: 'fr', density: 'comfortable' },
};

/** Reads the state kept in a profile; anything unreadable counts as none, since nothing of the user's is in it. */
export function readShellState(profileDir: string): ShellState {
  try {
    return shellStateSchema.parse(JSON.parse(readFileSync(statePath(profileDir), 'utf8')));
  } catch {
    return defaultShellState;
  }
}

/** Keeps the state, whole or not at all. */
export function writeShellState(profileDir: string, state: ShellState): void {
  const path = statePath(profileDir);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(state));
  renameSync(`${path}.new`, path);
}

function statePath(profileDir: string): string {
  return join(profileDir, 'window.json');
}
