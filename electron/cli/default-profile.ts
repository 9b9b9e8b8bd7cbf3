import { posix, win32 } from 'node:path';

/** Folder name of the application's data: its product name, as Electron uses it. */
const productName = 'Jalon';

/** The profile the application uses when none is named, found without Electron. */
export function defaultProfile(
  platform: NodeJS.Platform,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  if (platform === 'win32')
    return win32.join(env['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), productName);
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', productName);
  return posix.join(env['XDG_CONFIG_HOME'] || posix.join(home, '.config'), productName);
}
