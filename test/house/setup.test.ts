import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildApp } from '../../build/build-app.mjs';
import { describeElectron, resolveElectron } from '../../build/electron-runtime.mjs';
import { dependencyState, ensureDependencies } from '../../build/setup/dependencies.mjs';
import { isFitNode, resolveNode } from '../../build/setup/node-runtime.mjs';
import { ensureSystemLibraries } from '../../build/setup/system-libraries.mjs';
import { projectRoot } from './project-copy.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jalon-setup-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

const wanted = {
  '': { name: 'x' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/elsewhere': { version: '1.0.0', integrity: 'sha512-e', optional: true },
};

function writeLock(packages: object): void {
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
}

function writeInstalled(packages: object): void {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
}

describe('dependencies', () => {
  it('are installed when missing or when the lock asks for others', () => {
    writeLock(wanted);
    expect(dependencyState(root)).toBe('missing');
    writeInstalled({ 'node_modules/a': { version: '0.9.0', integrity: 'sha512-b' } });
    expect(dependencyState(root)).toBe('different');
    writeInstalled({});
    expect(dependencyState(root)).toBe('different');
  });

  it('are left alone when they are the ones of the lock, and the second run asks nothing', async () => {
    writeLock(wanted);
    writeInstalled({ 'node_modules/a': wanted['node_modules/a'] });
    expect(dependencyState(root)).toBe('matching');
    expect(await ensureDependencies(root)).toBe('up to date');
    expect(dependencyState(root)).toBe('stamped');
    writeLock({ ...wanted, 'node_modules/b': { version: '2.0.0', integrity: 'sha512-c' } });
    expect(dependencyState(root)).toBe('different');
  });
});

describe('Node', () => {
  it.each([
    ['v20.20.2', false],
    ['22.13.9', false],
    ['22.14.0', true],
    ['v24.21.0', true],
  ])('%s fit: %s', (version, fit) => {
    expect(isFitNode(version)).toBe(fit);
  });

  it('is the pinned one where its package is installed', async () => {
    const node = await resolveNode(projectRoot);
    expect(isFitNode(node.version)).toBe(true);
    expect(node.pinned).toBe(true);
  });

  it('is the running one when recent enough, else a sentence says what to install', async () => {
    expect(await resolveNode(root, 'plan9-mips', 'v24.1.0')).toMatchObject({
      pinned: false,
      version: '24.1.0',
    });
    await expect(resolveNode(root, 'plan9-mips', 'v20.20.2')).rejects.toThrow('install Node 22.14 or newer');
  });
});

describe('Electron', () => {
  it('is taken from the folder the user names', async () => {
    const name = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[
      process.platform as string
    ];
    const path = join(root, name ?? 'electron');
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '');
    writeFileSync(join(root, 'version'), '45.4.1');
    const electron = await resolveElectron(projectRoot, { ELECTRON_OVERRIDE_DIST_PATH: root });
    expect(electron).toEqual({ path, folder: root, version: '45.4.1', source: 'override' });
    expect(describeElectron(electron)).toContain('45.4.1');
  });

  it('is refused with a sentence when that folder has none', async () => {
    await expect(resolveElectron(projectRoot, { ELECTRON_OVERRIDE_DIST_PATH: root })).rejects.toThrow(
      'is missing',
    );
  });
});

describe.runIf(process.platform === 'linux')('system libraries', () => {
  it('are asked for by the exact command where they cannot be installed', async () => {
    vi.stubEnv('PATH', root);
    await expect(ensureSystemLibraries('none', ['Xvfb', 'pdftotext'])).rejects.toThrow(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb poppler-utils',
    );
  });

  it('are left alone when complete', async () => {
    expect(await ensureSystemLibraries(process.execPath, [])).toBe('complete');
  });
});

describe('the build', () => {
  it('does nothing the second time and lists every file of the page', async () => {
    await buildApp();
    expect(await buildApp()).toEqual([]);
    const assets = JSON.parse(
      readFileSync(join(projectRoot, 'dist/renderer-assets.json'), 'utf8'),
    ) as string[];
    expect(assets).toContain('index.html');
    expect(assets).toContain('print.html');
  });

  it('leaves nothing inline in the pages', async () => {
    await buildApp(['renderer']);
    for (const page of ['index.html', 'print.html']) {
      const html = readFileSync(join(projectRoot, 'dist/renderer', page), 'utf8');
      expect(html).toMatch(/<script[^>]* src="\/assets\//);
      expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
    }
  });
});
