import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkspace, type Workspace } from '../../../db/open-workspace.ts';
import { putSetting, setGroup } from '../../../db/write/local-tables.ts';
import { atomically } from '../../../db/write/atomically.ts';
import { ME_SETTING } from '../../../db/open-workspace.ts';
import { stressRecords } from '../../../db/seed/stress-records.ts';
import { localIsoDate } from '../../../shared/domain/iso-date.ts';

/** Raw bytes of the signing key every measured profile has: any key will do. */
export const benchKey = new Uint8Array(32).fill(7);

const made: string[] = [];

/** A folder of this run's own; removed by `removeFolders`. */
export function benchFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `jalon-bench-${name}-`));
  made.push(folder);
  return folder;
}

/** Removes every folder this run made. */
export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export interface GroupSize {
  readonly establishments: number;
  readonly domains: number;
}

/** The stress group: 40 sites, 35 domains, 32,200 milestones. */
export const stressSize: GroupSize = { establishments: 40, domains: 35 };

/** Opens a workspace with the bench's key. */
export function openBenchWorkspace(profileDir: string): Workspace {
  return openWorkspace({ profileDir, appVersion: '0.0.0-bench', key: { privateKeyRaw: benchKey } });
}

/** Makes a profile as a user would have it after opening a generated group and saying who they are. */
export function makeProfile(size: GroupSize, name = 'profile'): string {
  const profileDir = benchFolder(name);
  mkdirSync(profileDir, { recursive: true });
  writeFileSync(join(profileDir, 'post-key'), Buffer.from(benchKey).toString('base64'), { mode: 0o600 });
  const workspace = openBenchWorkspace(profileDir);
  const now = Date.now();
  const saves = stressRecords({ t0: localIsoDate(new Date(now)), nowMs: now, ...size });
  const ops = saves.flatMap((save) => save.ops);
  const idOf = (table: string): string => {
    const found = ops.find((op) => op.table === table);
    if (!found) throw new Error(`the generated group has no ${table}`);
    return found.id;
  };
  atomically(workspace.gate, () => {
    for (const save of saves) workspace.commit(save.ops, null);
    setGroup(workspace.gate, idOf('hospital_group'));
    putSetting(workspace.gate, ME_SETTING, idOf('person'));
  });
  // The copy of the day is made here, so that measured starts are those of a workspace in use.
  workspace.backup('daily');
  workspace.close();
  return profileDir;
}

/** A copy of a profile, to be written to without harm to the next sample. */
export function copyProfile(profileDir: string): string {
  const copy = benchFolder('copy');
  cpSync(profileDir, copy, { recursive: true });
  return copy;
}

/** SQLite file of a profile. */
export const databaseOf = (profileDir: string): string => join(profileDir, 'workspace.sqlite');
