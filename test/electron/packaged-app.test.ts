import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { launchPackaged } from './open-app.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const projectRoot = resolve(import.meta.dirname, '../..');
const profile = mkdtempSync(join(tmpdir(), 'jalon-packaged-'));
// The fuse wire holds one ASCII digit a fuse.
const [fuseOff, fuseOn] = ['0', '1'].map((digit) => digit.charCodeAt(0));
let folder = '';
let executable = '';

/** Packages what is built and answers the folder. */
function makePackage(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['build/run.mjs', 'package', ...args], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

const executableIn = (place: string): string =>
  join(place, process.platform === 'win32' ? 'Jalon.exe' : 'jalon');

beforeAll(() => {
  folder = makePackage();
  executable = executableIn(folder);
}, 240_000);

afterAll(() => rmSync(profile, { recursive: true, force: true }));

/** Runs a verb of the packaged binary; root must do without Chromium's sandbox. */
function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return spawnSync(executable, [...sandbox, ...args], { encoding: 'utf8', timeout: 60_000 });
}

describe.runIf(process.platform === 'linux')('the packaged application', () => {
  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(executable);
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ];
    const on = [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar];
    expect(off.map((fuse) => wire[fuse])).toEqual(off.map(() => fuseOff));
    expect(on.map((fuse) => wire[fuse])).toEqual(on.map(() => fuseOn));
  });

  it('holds the bundles, one native binary and nothing of the tools', () => {
    const files = listPackage(join(folder, 'resources/app.asar'), { isPack: false });
    expect(files).toContain('/dist/main/main.js');
    expect(files).toContain('/dist/renderer-assets.json');
    expect(files.filter((file) => file.endsWith('.node'))).toEqual([
      `/node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`,
    ]);
    const packages = files.flatMap((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(file)?.[1] ?? []);
    expect(packages).toEqual(['better-sqlite3']);
    expect(files.filter((file) => /\.map$|\.ts$|\/better-sqlite3\/(deps|src)/.test(file))).toEqual([]);
  });

  it('adds less than 60 MB to a bare Electron', () => {
    const resources = join(folder, 'resources');
    const bytes = readdirSync(resources, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
    expect(bytes).toBeLessThan(60_000_000);
    expect(existsSync(join(folder, 'LICENSE.jalon.txt'))).toBe(true);
  });

  it('says in its name when it was made from an unofficial Electron', () => {
    const official = existsSync(join(projectRoot, 'node_modules/electron/path.txt'));
    expect(folder.endsWith('-unofficial')).toBe(!official);
  });

  it('proves itself: loads a demo group and finds workspace and log sound', () => {
    const demo = run('demo', 'trois-vallees', '--profile', profile);
    expect(demo).toMatchObject({ status: 0 });
    const check = run('check', '--profile', profile);
    expect(check).toMatchObject({ status: 0 });
    expect(() => JSON.parse(check.stdout) as unknown).not.toThrow();
  });

  it('opens its window on that workspace, in a twin that differs by the one fuse a test needs', async () => {
    const twin = makePackage('--inspectable');
    const wire = await getCurrentFuseWire(executableIn(twin));
    expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(fuseOn);
    const app = await launchPackaged(executableIn(twin), ['--profile', profile]);
    const page = await app.firstWindow();
    await page.getByRole('heading', { name: 'Qui êtes-vous ?' }).waitFor();
    await page.getByRole('region', { name: 'Personnes du groupe' }).getByRole('button').first().click();
    await page.getByRole('grid').waitFor();
    await app.close();
  }, 240_000);
});
