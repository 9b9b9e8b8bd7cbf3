import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { getConflicts } from '../../../db/queries/conflict-list.ts';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { getBasis, listReplicas } from '../../../db/log-state.ts';
import { getExchangeView } from '../../../db/queries/exchange-view.ts';
import { exportBytes, idOf, importBytes, openAgain, SMALL_GROUP, type Post } from '../../fixtures/posts.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';
import {
  closeLater,
  expectSameState,
  joined,
  label,
  labelOf,
  letGo,
  manager,
} from '../../fixtures/group-of-posts.ts';

const { deployments, milestones, sites } = SMALL_GROUP;

describe('a workspace that was copied or put back', () => {
  it('sends what was saved and not yet sent when its folder is moved to another place', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    label(first, 'Écrit avant le déménagement');
    first.workspace.close();
    letGo(first);
    const moved = { ...first, dir: tempDir('moved') };
    cpSync(first.dir, moved.dir, { recursive: true });
    const there: Post = { ...moved, workspace: openAgain(moved) };
    closeLater(there);
    expect(listReplicas(there.workspace.reader).map((replica) => replica.reason)).toEqual(['first', 'moved']);
    label(there, 'Écrit après', milestones[1]);
    await importBytes(reader, exportBytes(there));
    expect(labelOf(reader)).toBe('Écrit avant le déménagement');
    expect(labelOf(reader, milestones[1])).toBe('Écrit après');
    expectSameState(reader, there);
    expect(checkWorkspace(there.workspace).problems).toEqual([]);
  });

  it('keeps, of what it takes over, what its author had on screen', async () => {
    const first = manager();
    const screen = getBasis(first.workspace.reader);
    label(first, 'Envoyé');
    const reader = await joined(first, sites[1]);
    label(first, 'Sur un écran ancien', milestones[0], screen);
    label(first, 'Ancien', milestones[1], screen);
    label(first, 'Aussi ancien', milestones[1], screen);
    label(first, 'Nouveau', milestones[2], getBasis(first.workspace.reader));
    label(first, 'Plus nouveau', milestones[2], getBasis(first.workspace.reader));
    const conflicts = (at: Post) => getExchangeView(at.workspace.reader, '2026-11-23').openConflicts;
    expect(conflicts(first)).toBe(2);
    first.workspace.close();
    rmSync(path.join(first.dir, 'boot.json'));
    first.workspace = openAgain(first);
    expect(conflicts(first)).toBe(2);
    expect(checkWorkspace(first.workspace).problems).toEqual([]);
    await importBytes(reader, exportBytes(first));
    expect(conflicts(reader)).toBe(2);
    expectSameState(reader, first);
    label(first, 'Choisi', milestones[0]);
    await importBytes(reader, exportBytes(first));
    expect([conflicts(reader), labelOf(reader)]).toEqual([1, 'Choisi']);
  });

  it('lets the copy and its original go on side by side, and nobody ends with a forked history', async () => {
    const original = manager();
    const reader = await joined(original, sites[1]);
    label(original, 'Commun');
    original.workspace.commit(
      [
        {
          kind: 'create',
          table: 'comment',
          id: idOf(900),
          values: { deployment: deployments[0], text: 'Commun' },
        },
      ],
      getBasis(original.workspace.reader),
    );
    original.workspace.close();
    const copied = { ...original, dir: tempDir('clone') };
    cpSync(original.dir, copied.dir, { recursive: true });
    original.workspace = openAgain(original);
    const clone: Post = { ...copied, workspace: openAgain(copied) };
    closeLater(clone);
    label(original, 'De l’original', milestones[1]);
    label(clone, 'De la copie', milestones[2]);
    await importBytes(reader, exportBytes(clone));
    await importBytes(reader, exportBytes(original));
    // Rows made before the copy exist under two names now; both sides go on naming them.
    clone.workspace.commit(
      [{ kind: 'delete', table: 'comment', id: idOf(900) }],
      getBasis(clone.workspace.reader),
    );
    await importBytes(reader, exportBytes(clone));
    await importBytes(original, exportBytes(reader));
    await importBytes(clone, exportBytes(original));
    for (const at of [reader, clone]) {
      expect(labelOf(at)).toBe('Commun');
      expect(labelOf(at, milestones[1])).toBe('De l’original');
      expect(labelOf(at, milestones[2])).toBe('De la copie');
      expectSameState(at, original);
      // One copy deleted what the other one made too: it stays in sight, and somebody is asked.
      expect(getConflicts(at.workspace.reader).conflicts.map(({ level }) => level)).toEqual(['deletion']);
      expect(checkWorkspace(at.workspace).problems).toEqual([]);
    }
  });

  it('gets its own lost saves back from a peer and keeps those it made since', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    const backup = first.workspace.backup('import');
    label(first, 'Perdu puis retrouvé');
    await importBytes(reader, exportBytes(first));
    first.workspace.close();
    const old = tempDir('old');
    cpSync(backup, path.join(old, 'workspace.sqlite'));
    const restored: Post = { ...first, dir: old, workspace: openAgain({ ...first, dir: old }) };
    letGo(first);
    closeLater(restored);
    label(restored, 'Fait depuis', milestones[1]);
    await importBytes(restored, exportBytes(reader));
    expect(labelOf(restored)).toBe('Perdu puis retrouvé');
    await importBytes(reader, exportBytes(restored));
    expect(labelOf(reader, milestones[1])).toBe('Fait depuis');
    expectSameState(reader, restored);
  });

  it('starts anew when a copy made before an export is put back in the same session', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    label(first, 'Écrit');
    const backup = first.workspace.backup('import');
    await importBytes(reader, exportBytes(first));
    first.workspace.close();
    cpSync(backup, path.join(first.dir, 'workspace.sqlite'));
    first.workspace = openAgain(first);
    label(first, 'Réécrit', milestones[1]);
    await importBytes(reader, exportBytes(first));
    expect([labelOf(reader), labelOf(reader, milestones[1])]).toEqual(['Écrit', 'Réécrit']);
  });

  it('recognises its own lost saves in a file even when nothing else showed that it was put back', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    first.workspace.close();
    const snapshot = tempDir('snapshot');
    cpSync(first.dir, snapshot, { recursive: true });
    first.workspace = openAgain(first);
    label(first, 'Envoyé puis perdu');
    await importBytes(reader, exportBytes(first));
    first.workspace.close();
    // The whole folder is put back in its place, side file included: no local trace of it.
    cpSync(snapshot, first.dir, { recursive: true });
    first.workspace = openAgain(first);
    label(first, 'Refait', milestones[1]);
    await importBytes(first, exportBytes(reader));
    expect(labelOf(first)).toBe('Envoyé puis perdu');
    await importBytes(reader, exportBytes(first));
    expect(labelOf(reader, milestones[1])).toBe('Refait');
    expectSameState(reader, first);
  });
});
