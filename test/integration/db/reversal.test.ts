/** Effects of a file, or of an incarnation, listed and then reversed by an own save; and the state of the posts. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reverseSaves } from '../../../db/commands/reverse-saves.ts';
import { applyImport, planImport } from '../../../db/exchange/import-commands.ts';
import { writeResendRequest } from '../../../db/exchange/write-exchange-file.ts';
import { getBasis } from '../../../db/log-state.ts';
import { getConflicts } from '../../../db/queries/conflict-list.ts';
import { getExchangeView } from '../../../db/queries/exchange-view.ts';
import { figuresFingerprint } from '../../../db/queries/figures-fingerprint.ts';
import { getReversal } from '../../../db/queries/reversal.ts';
import { getSitesView } from '../../../db/queries/sites-view.ts';
import type { RecordOp } from '../../../shared/exchange/record-op.ts';
import type { ReversalSource } from '../../../shared/views/reversal-view.ts';
import { expectSameState, joined, label, labelOf, manager } from '../../fixtures/group-of-posts.ts';
import {
  asFile,
  exportBytes,
  idOf,
  importBytes,
  planBytes,
  SMALL_GROUP,
  type Post,
  unsealed,
  noJob,
} from '../../fixtures/posts.ts';

const { sites, milestones, deployments, people } = SMALL_GROUP;
const today = '2026-11-23';
async function two() {
  const a = manager();
  return { a, b: await joined(a, sites[1]) };
}

const commit = (at: Post, ...ops: RecordOp[]) => at.workspace.commit(ops, getBasis(at.workspace.reader));

/** The newest file taken. */
function received(at: Post): ReversalSource {
  const record = getExchangeView(at.workspace.reader, today).history.find(({ reversible }) => reversible);
  return { record: record?.id ?? 0 };
}

const reversalOf = (at: Post, source: ReversalSource) => getReversal(at.workspace.reader, source);
const reverse = (at: Post, source: ReversalSource) =>
  reverseSaves(at.workspace, { source, token: reversalOf(at, source).token });

describe('the effects of an import', () => {
  it('are listed, then put back as they were shown before; what was built on them since stays', async () => {
    const { a, b } = await two();
    label(a, 'Un', milestones[0]);
    label(a, 'Deux', milestones[1]);
    await importBytes(b, exportBytes(a));
    label(b, 'Un de B', milestones[0]);
    label(b, 'Deux de B', milestones[1]);
    commit(
      b,
      { kind: 'delete', table: 'milestone', id: milestones[2] },
      {
        kind: 'create',
        table: 'comment',
        id: idOf(901),
        values: { deployment: deployments[0], author: people[0], text: 'Vu avec le fournisseur' },
      },
    );
    await importBytes(a, exportBytes(b));
    label(a, 'Deux repris', milestones[1]);
    const list = reversalOf(a, received(a));
    expect(list.counts).toEqual({ values: 1, deleted: 1, restored: 1, left: 1 });
    expect(list.lines.find(({ kind }) => kind === 'value')).toMatchObject({
      field: 'label',
      now: 'Un de B',
      back: 'Un',
    });
    expect(list.left).toMatchObject([{ why: 'changed-since', rowId: milestones[1], field: 'label' }]);
    expect(labelOf(a)).toBe('Un de B');

    reverse(a, received(a));
    const shown = () =>
      a.workspace.reader
        .prepare('SELECT label, deleted FROM milestone ORDER BY id')
        .all() as readonly unknown[];
    expect(shown()).toEqual([
      { label: 'Un', deleted: 0 },
      { label: 'Deux repris', deleted: 0 },
      { label: 'Jalon 2', deleted: 0 },
    ]);
    expect(a.workspace.reader.prepare('SELECT deleted FROM comment').all()).toEqual([{ deleted: 1 }]);
    await importBytes(b, exportBytes(a));
    expectSameState(a, b);
    expect(getConflicts(b.workspace.reader).conflicts).toEqual([]);

    a.workspace.history.undo();
    expect(labelOf(a)).toBe('Un de B');
  });

  it.each([
    ['the conflicts it opened', false],
    ['what was decided as it was taken', true],
  ])('include %s', async (_, decided) => {
    const { a, b } = await two();
    label(a, 'Ici');
    label(b, 'Là-bas');
    const file = asFile(a, exportBytes(b));
    const { token, conflicts } = await planImport(a.workspace, unsealed(file), noJob);
    const take = { id: conflicts[0]?.conflict.id ?? '', take: conflicts[0]?.conflict.sides[1]?.key ?? '' };
    await applyImport(a.workspace, unsealed(file), token, noJob, decided ? [take] : []);
    expect(getConflicts(a.workspace.reader).conflicts).toHaveLength(decided ? 0 : 1);
    expect(labelOf(a)).toBe('Là-bas');
    reverse(a, received(a));
    expect(getConflicts(a.workspace.reader).conflicts).toEqual([]);
    expect(labelOf(a)).toBe('Ici');
  });

  it('are not reversed by a list out of date, nor twice, nor where the file made the group', async () => {
    const { a, b } = await two();
    label(b, 'Là-bas');
    await importBytes(a, exportBytes(b));
    const { token } = reversalOf(a, received(a));
    label(a, 'Autre', milestones[1]);
    expect(() => reverseSaves(a.workspace, { source: received(a), token })).toThrow(
      expect.objectContaining({ key: 'error.list-stale' }),
    );
    reverse(a, received(a));
    expect(() => reverse(a, received(a))).toThrow(
      expect.objectContaining({ key: 'error.nothing-to-reverse' }),
    );
    expect(() => reversalOf(b, received(b))).toThrow(expect.objectContaining({ key: 'error.reverse-group' }));
  });

  it('keep a row somebody refers to since', async () => {
    const { a, b } = await two();
    commit(b, {
      kind: 'create',
      table: 'person',
      id: idOf(77),
      values: { lastName: 'Neuf', role: 'REFERENT' },
    });
    await importBytes(a, exportBytes(b));
    commit(a, { kind: 'update', table: 'milestone', id: milestones[0], values: { owner: idOf(77) } });
    expect(reversalOf(a, received(a)).left).toMatchObject([{ why: 'in-use', rowId: idOf(77) }]);
  });
});

it('lists and reverses everything one incarnation changed', async () => {
  const { a, b } = await two();
  label(a, 'Un');
  await importBytes(b, exportBytes(a));
  label(b, 'Un de B');
  commit(b, { kind: 'update', table: 'milestone', id: milestones[1], values: { progress: 50 } });
  await importBytes(a, exportBytes(b));
  const post = getSitesView(a.workspace.reader).posts.find(({ self }) => !self);
  const source = { incarnation: post?.incarnation ?? '' };
  expect(reversalOf(a, source).counts).toEqual({ values: 2, deleted: 0, restored: 0, left: 0 });
  reverse(a, source);
  expect(labelOf(a)).toBe('Un');
  expect(
    a.workspace.reader.prepare('SELECT progress FROM milestone WHERE id = ?').get(milestones[1]),
  ).toEqual({
    progress: null,
  });
});

describe('the posts', () => {
  it('say who is where, with which version, and whose clock is ahead', async () => {
    const { a, b } = await two();
    b.clock.ms += 3 * 3_600_000;
    label(b, 'Plus tard');
    await importBytes(a, exportBytes(b));
    exportBytes(a, sites[1]);
    const [self, other] = getSitesView(a.workspace.reader).posts;
    expect(self).toMatchObject({ self: true, establishment: 'CH 1', clockAheadMinutes: null });
    expect(other).toMatchObject({
      self: false,
      establishment: 'CH 2',
      version: '0.0.0',
      waitingFiles: 0,
      missing: 0,
      incarnations: [{ reason: 'first', saves: 1 }],
    });
    expect(other?.clockAheadMinutes).toBeGreaterThan(170);
    expect(other?.lastReceivedAt).toBeLessThan(other?.lastSentAt ?? 0);
  });

  it('asked to send again know what is lacking, from a file of a few hundred bytes', async () => {
    const { a, b } = await two();
    label(b, 'Perdu');
    const lost = exportBytes(b, sites[0]);
    expect(lost.length).toBeGreaterThan(0);
    // Whatever else is under way here: saves the other does not hold do not keep it from taking the request.
    label(a, 'Pas encore envoyé', milestones[1]);
    await importBytes(a, exportBytes(await joined(a, sites[2])));
    const file = asFile(a, Buffer.of());
    const { bytes, saves } = writeResendRequest(a.workspace, file, sites[1]);
    expect(bytes).toBeLessThan(600);
    expect(saves).toBe(0);
    const plan = await planBytes(b, readFileSync(file));
    expect(plan).toMatchObject({ state: 'nothing-new', acknowledgement: true });
    await importBytes(b, readFileSync(file));
    await importBytes(a, exportBytes(b, sites[0]));
    expect(labelOf(a)).toBe('Perdu');
  });

  it('show the same figures exactly where they show the same fingerprint', async () => {
    const { a, b } = await two();
    const code = (at: Post, day = today) => figuresFingerprint(at.workspace.reader, day);
    expect(code(a)).toBe(code(b));
    label(a, 'Nouveau');
    expect(code(a)).not.toBe(code(b));
    await importBytes(b, exportBytes(a));
    expect(code(a)).toBe(code(b));
    expect(code(a)).not.toBe(code(a, '2026-11-24'));
  });
});
