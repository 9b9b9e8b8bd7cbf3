import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { tempDir } from '../../fixtures/temp-profile.ts';
import { assertDone, runJalon } from './run-jalon.ts';

const cli = resolve(import.meta.dirname, '../../../dist/cli/cli.js');

/** Starts an import and ends its process at once after some time, as a power cut would. */
async function killedImport(file: string, profile: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [cli, 'import', file, '--profile', profile], { stdio: 'ignore' });
  const ended = new Promise((done) => child.once('close', done));
  await Promise.race([wait(afterMs), ended]);
  child.kill('SIGKILL');
  await ended;
}

it('comes to the same workspace however often an import was cut off', { timeout: 120_000 }, async () => {
  const folder = tempDir();
  const [from, to, key] = [join(folder, 'from'), join(folder, 'to'), join(folder, 'post.key')];
  const file = join(folder, 'all.jalon');
  assertDone(
    await runJalon(['demo', 'trois-vallees', '--t0', '2026-11-23', '--profile', from, '--key-file', key]),
  );
  const exported = await runJalon(['export', '--output', file, '--profile', from, '--key-file', key]);
  assertDone(exported);
  for (const afterMs of [150, 250, 350, 500]) {
    await killedImport(file, to, afterMs);
    const checked = await runJalon(['check', '--profile', to]);
    // All of the file or nothing of it; a workspace without a group has nothing to check.
    if (checked.code === 0) expect([0, exported.result['saves']]).toContain(checked.result['saves']);
    else expect(checked.words).not.toMatch(/endommag|damaged/);
  }
  const last = await runJalon(['import', file, '--profile', to]);
  assertDone(last);
  const checked = await runJalon(['check', '--profile', to]);
  expect(checked.result).toMatchObject({ ok: true, problems: [], saves: exported.result['saves'] });
});
