import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultProfile } from '../../../electron/cli/default-profile.ts';
import { verbNames } from '../../../electron/cli/verbs.ts';
import { withExtension } from '../../../electron/main/file-name.ts';
import { readLaunch } from '../../../electron/main/launch.ts';
import { makeRunFolder } from '../../../electron/main/run-folder.ts';
import { defaultShellState, readShellState, writeShellState } from '../../../electron/main/shell-state.ts';
import { placeWindow } from '../../../electron/main/window-state.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const packaged = (...args: string[]) => readLaunch(['/opt/jalon/jalon', ...args], false, verbNames);
const unpackaged = (...args: string[]) => readLaunch(['/x/electron', ...args], true, verbNames);

describe('arguments of the binary', () => {
  it('opens a window by default', () => {
    expect(packaged()).toEqual({ kind: 'window', profileDir: null, file: null });
    expect(unpackaged('--no-sandbox', '.')).toEqual({ kind: 'window', profileDir: null, file: null });
  });

  it('takes the profile in both forms, made absolute', () => {
    expect(packaged('--profile', 'there')).toMatchObject({ kind: 'window', profileDir: resolve('there') });
    expect(unpackaged('.', '--profile=/data/p')).toMatchObject({ kind: 'window', profileDir: '/data/p' });
  });

  it('takes an exchange file that exists', () => {
    const file = join(tempDir(), 'Semaine 12.jalon');
    writeFileSync(file, '');
    expect(packaged(file)).toMatchObject({ kind: 'window', file });
    expect(packaged(`${file}x.jalon`)).toMatchObject({ kind: 'window', file: null });
  });

  it('knows a verb before and after the profile, packaged or not', () => {
    const args = ['report', 'gantt', '--pdf', '--output', 'g.pdf'];
    expect(packaged(...args)).toEqual({ kind: 'command', args });
    expect(unpackaged('--no-sandbox', '/project', ...args)).toEqual({ kind: 'command', args });
    expect(packaged('--profile', 'p', 'check')).toEqual({
      kind: 'command',
      args: ['--profile', 'p', 'check'],
    });
    expect(packaged('--no-sandbox', '--version')).toEqual({ kind: 'command', args: ['--version'] });
  });

  it('tells a mistyped verb on the command line instead of opening a window', () => {
    expect(packaged('exprot')).toEqual({ kind: 'command', args: ['exprot'] });
  });
});

describe('default profile', () => {
  it('is the folder Electron uses on each system', () => {
    expect(defaultProfile('linux', '/home/a', {})).toBe('/home/a/.config/Jalon');
    expect(defaultProfile('linux', '/home/a', { XDG_CONFIG_HOME: '/cfg' })).toBe('/cfg/Jalon');
    expect(defaultProfile('darwin', '/Users/a', {})).toBe('/Users/a/Library/Application Support/Jalon');
    expect(defaultProfile('win32', 'C:\\Users\\a', { APPDATA: 'C:\\Users\\a\\AppData\\Roaming' })).toBe(
      'C:\\Users\\a\\AppData\\Roaming\\Jalon',
    );
  });
});

describe('file names', () => {
  it('adds the extension once, and never takes a file nobody was asked about', () => {
    const taken = new Set([join('/d', 'plan.pdf'), join('/d', 'plan (2).pdf')]);
    const exists = (path: string) => taken.has(path);
    expect(withExtension('/d/plan.PDF', 'pdf', exists)).toBe('/d/plan.PDF');
    expect(withExtension('/d/other', 'pdf', exists)).toBe(join('/d', 'other.pdf'));
    expect(withExtension('/d/plan', 'pdf', exists)).toBe(join('/d', 'plan (3).pdf'));
  });
});

describe('what a window remembers', () => {
  const screens = [
    { x: 0, y: 0, width: 1920, height: 1040 },
    { x: 1920, y: 0, width: 1280, height: 1000 },
  ];

  it('comes back where it was, and elsewhere when that screen is gone', () => {
    const kept = { x: 2000, y: 50, width: 1100, height: 800 };
    expect(placeWindow(kept, screens)).toEqual(kept);
    expect(placeWindow(kept, screens.slice(0, 1))).toEqual({ width: 1100, height: 800 });
    expect(placeWindow(null, screens)).toEqual({});
  });

  it('is never larger than the screens', () => {
    expect(placeWindow({ x: 0, y: 0, width: 5000, height: 4000 }, screens)).toEqual({
      x: 0,
      y: 0,
      width: 1920,
      height: 1040,
    });
  });

  it('is kept in the profile, and a damaged file counts as none', () => {
    const profile = join(tempDir(), 'new');
    expect(readShellState(profile)).toEqual(defaultShellState);
    const state = { ...defaultShellState, maximized: true };
    writeShellState(profile, state);
    expect(readShellState(profile)).toEqual(state);
    writeFileSync(join(profile, 'window.json'), '{"bounds":3');
    expect(readShellState(profile)).toEqual(defaultShellState);
  });
});

describe('folder of a run without a window', () => {
  it('goes when its run has ended, and not before', () => {
    const parent = tempDir();
    const ended = spawnSync(process.execPath, ['--version']).pid;
    const old = makeRunFolder(parent, ended);
    const running = makeRunFolder(parent, process.pid);
    expect([existsSync(old), existsSync(running)]).toEqual([false, true]);
    writeFileSync(join(parent, 'jalon-run.txt'), 'not a folder of a run');
    makeRunFolder(parent, process.ppid);
    expect(readdirSync(parent).toSorted()).toEqual(
      ['jalon-run.txt', basename(running), `jalon-run-${process.ppid}`].toSorted(),
    );
  });
});
