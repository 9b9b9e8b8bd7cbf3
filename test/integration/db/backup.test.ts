import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { listBackups } from '../../../db/backup.ts';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { getBasis } from '../../../db/log-state.ts';
import { exportBytes, importBytes, openAgain, SMALL_GROUP } from '../../fixtures/posts.ts';
import { closeLater, joined, label, labelOf, letGo, manager } from '../../fixtures/group-of-posts.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

it('is a whole workspace that opens, checks and goes on', () => {
  const post = manager();
  const copy = post.workspace.backup('import');
  label(post, 'Après la copie');
  const dir = tempDir('copy');
  copyFileSync(copy, path.join(dir, 'workspace.sqlite'));
  const opened = closeLater({ ...post, dir, workspace: openAgain({ ...post, dir }) });
  expect(labelOf(opened)).toBe('Jalon 0');
  expect(checkWorkspace(opened.workspace).problems).toEqual([]);
  label(opened, 'Plus loin', SMALL_GROUP.milestones[0], getBasis(opened.workspace.reader));
  expect(labelOf(opened)).toBe('Plus loin');
});

it('is taken before an import, once a day at opening, and ten are kept', async () => {
  const first = manager();
  const reader = await joined(first, SMALL_GROUP.sites[1]);
  const { backups } = reader.workspace.paths;
  const names = () => readdirSync(backups).sort();
  expect(names()).toEqual([expect.stringMatching(/-import\.sqlite$/)]);
  reader.workspace.close();
  letGo(reader);
  // The copy on disk is dated by the real clock; the simulated one is moved beyond it.
  reader.clock.ms = Date.now() + 2 * 86_400_000;
  reader.workspace = openAgain(reader);
  closeLater(reader);
  expect(names().at(-1)).toMatch(/-daily\.sqlite$/);
  for (let n = 0; n < 12; n++) {
    label(first, `Tour ${n}`);
    await importBytes(reader, exportBytes(first));
  }
  expect(names()).toHaveLength(10);
});

it('is not mistaken for one that was cut off', () => {
  const post = manager();
  const { backups } = post.workspace.paths;
  mkdirSync(backups, { recursive: true });
  writeFileSync(path.join(backups, '2999-01-01T00-00-00-000Z-daily.sqlite.tmp'), 'half');
  const copy = post.workspace.backup('import');
  expect(listBackups(backups)).toEqual([copy]);
});
