import { type UserSettings, userSettingsSchema } from '../../shared/contract.ts';
import type { Workspace } from '../open-workspace.ts';
import { getSetting } from '../queries/setting-queries.ts';
import type { ReadDb } from '../sqlite.ts';
import { putSetting } from '../write/local-tables.ts';

const defaults: UserSettings = { theme: 'auto', language: 'fr', density: 'comfortable', screens: 'own' };

/** How the interface is to look here; a value this version does not know falls back to the default. */
export function getSettings(db: ReadDb): UserSettings {
  const stored = {
    theme: getSetting(db, 'theme') ?? defaults.theme,
    language: getSetting(db, 'language') ?? defaults.language,
    density: getSetting(db, 'density') ?? defaults.density,
    screens: getSetting(db, 'screens') ?? defaults.screens,
  };
  const parsed = userSettingsSchema.safeParse(stored);
  return parsed.success ? parsed.data : defaults;
}

export function setSettings(
  workspace: Workspace,
  patch: { [K in keyof UserSettings]?: UserSettings[K] | undefined },
): UserSettings {
  for (const [key, value] of Object.entries(patch))
    if (value !== undefined) putSetting(workspace.gate, key, value);
  workspace.changed(['setting']);
  return getSettings(workspace.gate.db);
}
