import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeBaseline } from '../../db/commands/baseline-commands.ts';
import { openWorkspace } from '../../db/open-workspace.ts';
import { keptDir, tempDir } from '../fixtures/temp-profile.ts';
import { assertDone, runJalon, sentences } from '../integration/cli/run-jalon.ts';
import { openApp, projectRoot, runApplication } from './open-app.ts';

/** Takes a baseline of the group of a profile nobody has open. */
function keepBaseline(profile: string, label: string): void {
  const workspace = openWorkspace({ profileDir: profile, appVersion: '0.0.0' });
  takeBaseline(workspace, { label, deploymentId: null }, '2026-11-23');
  workspace.close();
}

describe('verbs of the application binary, without a window', () => {
  const kept = keptDir('command');
  const profile = join(kept.path, 'profile');

  beforeAll(async () =>
    assertDone(await runApplication('demo', 'trois-vallees', '--t0', '2026-11-23', '--profile', profile)),
  );
  afterAll(() => kept[Symbol.dispose]());

  it('signs an export with the key of the post, which another profile takes', async () => {
    const file = join(profile, '..', 'all.jalon');
    const exported = await runApplication('export', '--profile', profile, '--output', file);
    assertDone(exported);
    expect(exported.result).toMatchObject({ verb: 'export', bytes: statSync(file).size });
    const imported = await runJalon(['import', file, '--profile', join(profile, '..', 'other')]);
    assertDone(imported);
    expect(imported.result).toMatchObject({ state: 'applied' });
  });

  it('prints the whole Gantt as PDF, with nothing left beside it', async () => {
    const folder = join(profile, '..', 'out');
    mkdirSync(folder);
    const file = join(folder, 'gantt.pdf');
    keepBaseline(profile, 'Comité de novembre');
    const drawn = ['--group-by', 'wave', '--critical-path', 'group', '--baseline', 'comite de novembre'];
    const args = ['report', 'gantt', '--pdf', '--output', file, ...drawn, '--profile', profile];
    const outcome = await runApplication(...args);
    assertDone(outcome);
    expect(outcome.result).toMatchObject({ groupBy: 'wave', criticalPath: 'group', paper: 'A3' });
    expect(outcome.result).toMatchObject({ bytes: statSync(file).size });
    expect(readdirSync(folder)).toEqual(['gantt.pdf']);
    const text = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout;
    expect(text.split('\f').length - 1).toBe(outcome.result['pages']);
    expect(text).toContain('Trois-Vallées');
    expect(text.replaceAll('\u00a0', ' ')).toContain('Référence : Comité de novembre');
    const info = spawnSync('pdfinfo', [file], { encoding: 'utf8' }).stdout;
    expect(info).toMatch(/Page size:\s+119\d\.\d+ x 84\d\.\d+ pts \(A3\)/);
    expect(info).toMatch(/Tagged:\s+yes/);
  });

  it('refuses to print an empty workspace, and writes no file', async () => {
    const empty = tempDir();
    openWorkspace({ profileDir: empty, appVersion: '0.0.0' }).close();
    const file = join(empty, 'gantt.pdf');
    const outcome = await runApplication('report', 'gantt', '--pdf', '--output', file, '--profile', empty);
    expect(outcome.code).toBe(1);
    expect(outcome.result).toMatchObject({ type: 'error', code: 'error.workspace-empty' });
    expect(existsSync(file)).toBe(false);
  });

  it('answers wrong usage like the command line does, and begins no profile', async () => {
    const none = join(tempDir(), 'none');
    const outcome = await runApplication('check', '--fast', '--profile', none);
    expect(outcome.code).toBe(2);
    expect(outcome.result).toMatchObject({ code: 'cli.unknownFlag' });
    expect(existsSync(none)).toBe(false);
    expect((await runApplication('--version')).result['version']).toBe(
      (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string }).version,
    );
  });

  it('ends with 75 while a window has the workspace open', async () => {
    const { app, page } = await openApp(profile);
    // The first answer of the workspace is on the screen: the window holds it.
    await page.locator('h1').first().waitFor();
    for (const outcome of [
      await runJalon(['check', '--profile', profile]),
      await runApplication('check', '--profile', profile),
    ]) {
      expect(outcome.code).toBe(75);
      expect(outcome.result).toMatchObject({ type: 'error', code: 'workspace-in-use' });
      expect(sentences(outcome)).toContain(outcome.result['message']);
    }
    await app.close();
    expect((await runJalon(['check', '--profile', profile])).code).toBe(0);
  });
});
