import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { getBasis, getLogState, listReplicas } from '../../../db/log-state.ts';
import { getExchangeView } from '../../../db/queries/exchange-view.ts';
import { keepWaitingFile } from '../../../db/write/local-tables.ts';
import type { RecordOp } from '../../../shared/exchange/record-op.ts';
import {
  exportBytes,
  idOf,
  importBytes,
  openAgain,
  planBytes,
  SMALL_GROUP,
  standAt,
  stateOf,
  vectorOf,
  type Post,
} from '../../fixtures/posts.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';
import { expectSameState, joined, label, labelOf, manager, post } from '../../fixtures/group-of-posts.ts';

const { deployments, milestones, people, sites } = SMALL_GROUP;

describe('files that cannot be applied yet', () => {
  it('wait, are told with what is missing, and follow the missing one in', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    await importBytes(first, exportBytes(reader));
    label(first, 'Un');
    const one = exportBytes(first, sites[1]);
    const elsewhere = await joined(first, sites[2]);
    await importBytes(first, exportBytes(elsewhere));
    label(first, 'Deux');
    // Written for another site, which holds the first one already, and handed to this one.
    const two = exportBytes(first, sites[2]);
    const before = stateOf(reader.workspace);
    const plan = await planBytes(reader, two);
    expect(plan).toMatchObject({ state: 'waiting', missing: [{ from: 2, to: 2 }] });
    expect((await importBytes(reader, two)).state).toBe('waiting');
    expect(stateOf(reader.workspace)).toEqual(before);
    expect(getExchangeView(reader.workspace.reader, '2026-11-23').waiting).toHaveLength(1);
    await importBytes(reader, one);
    expect(labelOf(reader)).toBe('Deux');
    expect(getExchangeView(reader.workspace.reader, '2026-11-23').waiting).toEqual([]);
    expectSameState(reader, first);
  });

  it('do not make an empty workspace a member of their group', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    await importBytes(first, exportBytes(reader));
    label(first, 'Suite');
    const delta = exportBytes(first, sites[1]);
    const stranger = post();
    await expect(importBytes(stranger, delta)).rejects.toMatchObject({ code: 'file-incomplete' });
    expect(getLogState(stranger.workspace.reader).groupId).toBeNull();
    await importBytes(stranger, exportBytes(first));
    expectSameState(stranger, first);
  });

  it('are set aside when they turn out to be refused, and hold nothing else up', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    await importBytes(first, exportBytes(reader));
    label(first, 'Un');
    const one = exportBytes(first, sites[1]);
    first.workspace.close();
    const snapshot = tempDir('snapshot');
    cpSync(first.dir, snapshot, { recursive: true });
    first.workspace = openAgain(first);
    label(first, 'Deux');
    exportBytes(first, sites[1]);
    label(first, 'Trois');
    const elsewhere = await joined(first, sites[2]);
    await importBytes(first, exportBytes(elsewhere));
    label(first, 'Quatre');
    const four = exportBytes(first, sites[2]);
    first.workspace.close();
    cpSync(snapshot, first.dir, { recursive: true });
    first.workspace = openAgain(first);
    // Another history from the same place on: the waiting file belongs to the one nobody else will ever see.
    for (const text of ['Autre deux', 'Autre trois']) label(first, text);
    const other = exportBytes(first, sites[1]);
    expect((await importBytes(reader, four)).state).toBe('waiting');
    expect((await importBytes(reader, one)).state).toBe('applied');
    expect((await importBytes(reader, other)).state).toBe('applied');
    expect(labelOf(reader)).toBe('Autre trois');
    expect(getExchangeView(reader.workspace.reader, '2026-11-23').waiting).toEqual([]);
    label(first, 'Et après');
    await importBytes(reader, exportBytes(first));
    expect(labelOf(reader)).toBe('Et après');
  });
});

describe('a waiting file', () => {
  it('that can no longer be read is set aside, and hides neither the screen nor the next files', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    const bytes = exportBytes(first);
    bytes[9] = 0;
    keepWaitingFile(
      reader.workspace.gate,
      { hash: Buffer.from('older'), fileName: 'ancien.jalon' },
      bytes,
      1,
    );
    expect(getExchangeView(reader.workspace.reader, '2026-11-23').waiting).toEqual([]);
    label(first, 'Suite');
    expect((await importBytes(reader, exportBytes(first))).state).toBe('applied');
    expect(reader.workspace.reader.prepare('SELECT state FROM inbox').all()).toEqual([{ state: 'refused' }]);
  });

  it('stands in the history once it has followed', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    const elsewhere = await joined(first, sites[2]);
    label(first, 'Un');
    const one = exportBytes(first);
    await importBytes(elsewhere, one);
    await importBytes(first, exportBytes(elsewhere));
    label(first, 'Deux');
    await importBytes(reader, exportBytes(first, sites[2]));
    await importBytes(reader, one);
    const { history } = getExchangeView(reader.workspace.reader, '2026-11-23');
    expect(history.map(({ direction, saves }) => [direction, saves])).toEqual([
      ['received', 1],
      ['received', 1],
      ['received', 1],
    ]);
  });
});

describe('what a save names', () => {
  it('may be newer than the screen it was made on: the file still goes in, in one piece', async () => {
    const first = manager();
    const second = await joined(first, sites[1]);
    const third = await joined(first, sites[2]);
    const screen = getBasis(first.workspace.reader);
    second.workspace.commit(
      [
        {
          kind: 'create',
          table: 'dependency',
          id: idOf(700),
          values: { predecessor: milestones[0], successor: milestones[1], type: 'FS' },
        },
      ],
      getBasis(second.workspace.reader),
    );
    await importBytes(first, exportBytes(second));
    // As deleting a milestone does: with the links it has now, on the screen of before.
    first.workspace.commit(
      [
        { kind: 'delete', table: 'dependency', id: idOf(700) },
        { kind: 'delete', table: 'milestone', id: milestones[0] },
      ],
      screen,
    );
    await importBytes(third, exportBytes(first));
    await importBytes(second, exportBytes(first));
    expectSameState(third, first);
    expectSameState(second, first);
  });

  it('may be made after it in the very same save', async () => {
    const first = manager();
    first.workspace.commit(
      [
        {
          kind: 'create',
          table: 'milestone',
          id: idOf(750),
          values: { deployment: idOf(751), owner: idOf(752) },
        },
        { kind: 'create', table: 'deployment', id: idOf(751), values: { establishment: sites[0] } },
        { kind: 'create', table: 'person', id: idOf(752), values: { role: 'PMO_GHT' } },
      ],
      null,
    );
    const reader = await joined(first, sites[1]);
    expectSameState(reader, first);
    expect(reader.workspace.reader.prepare('SELECT reason FROM quarantine').all()).toEqual([]);
  });

  it('is refused when the screen is one this workspace never showed', async () => {
    const first = manager();
    const second = await joined(first, sites[1]);
    label(second, 'Ici');
    await importBytes(first, exportBytes(second));
    const replicas = listReplicas(first.workspace.reader).length;
    for (const basis of ['2.1.1', '2.1.999', '9.1.1', '1.999.1', '1.1.999', `${replicas + 1}.1.0`]) {
      const ops: RecordOp[] = [
        { kind: 'update', table: 'milestone', id: milestones[1], values: { label: `par ${basis}` } },
      ];
      expect(() => first.workspace.commit(ops, basis)).toThrow('error.unknown-basis');
    }
  });
});

describe('the next file', () => {
  it('carries only what its receiver has not said it holds', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    await importBytes(first, exportBytes(reader));
    label(first, 'Un');
    const one = await planBytes(reader, exportBytes(first, sites[1]));
    expect(one.counts).toMatchObject({ saves: 1, known: 0 });
    label(first, 'Deux');
    // Not acknowledged: what the last one carried goes along again, so that a lost file heals itself.
    expect((await planBytes(reader, exportBytes(first, sites[1]))).counts).toMatchObject({ saves: 2 });
  });

  it('still grows smaller after a sender’s clock was years ahead and is right again', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    reader.clock.ms += 3 * 365 * 86_400_000;
    await importBytes(first, exportBytes(reader));
    label(first, 'Un');
    await importBytes(reader, exportBytes(first, sites[1]));
    reader.clock.ms -= 3 * 365 * 86_400_000;
    await importBytes(first, exportBytes(reader));
    label(first, 'Deux');
    expect((await planBytes(reader, exportBytes(first, sites[1]))).counts).toMatchObject({
      saves: 1,
      known: 0,
    });
  });

  it('for a site with two posts holds what either of them lacks', async () => {
    const first = manager();
    const one = await joined(first, sites[1]);
    await importBytes(first, exportBytes(one));
    const two = await joined(first, sites[1]);
    label(first, 'Un');
    await importBytes(two, exportBytes(first));
    await importBytes(first, exportBytes(two));
    label(first, 'Deux');
    const file = exportBytes(first, sites[1]);
    expect((await importBytes(one, file)).state).toBe('applied');
    expect((await importBytes(two, file)).state).toBe('applied');
    expect([labelOf(one), labelOf(two)]).toEqual(['Deux', 'Deux']);
  });

  it('can be read by its receiver however well its content compresses', async () => {
    const first = manager();
    const texts = Array.from({ length: 60 }, (_, index) => `${'-'.repeat(9_900)}${index}`);
    first.workspace.commit(
      texts.map((text, index) => ({
        kind: 'create' as const,
        table: 'comment' as const,
        id: idOf(2000 + index),
        values: { deployment: deployments[0], text },
      })),
      null,
    );
    const reader = await joined(first, sites[1]);
    expectSameState(reader, first);
  });

  it('keeps a week of one site small', async () => {
    const first = manager();
    const reader = await joined(first, sites[1]);
    await importBytes(first, exportBytes(reader));
    for (let n = 0; n < 100; n++) {
      first.clock.ms += 37_000 * (1 + (n % 5));
      first.workspace.commit(
        [
          {
            kind: 'update',
            table: 'milestone',
            id: milestones[n % 3] ?? '',
            values: { plannedEnd: `2027-0${1 + (n % 9)}-1${n % 10}`, progress: n },
          },
        ],
        getBasis(first.workspace.reader),
      );
    }
    const file = exportBytes(first, sites[1]);
    // 200 changes of fields in 100 saves, signed, with author, time and what was on screen.
    expect(file.length).toBeLessThan(2_000);
    expect((await planBytes(reader, file)).counts).toMatchObject({ saves: 100, conflicts: 0 });
  });
});

describe('personal values', () => {
  it('stand in no segment, only in the block that can be taken off', async () => {
    const first = manager();
    const file = exportBytes(first);
    const db = first.workspace.reader;
    const { readExchangeFile } = await import('../../../db/exchange/read-exchange-file.ts');
    const { unpackBody } = await import('../../../db/exchange/codec.ts');
    const opened = readExchangeFile(db, file);
    const bodies = opened.segments.map(({ body, rawLength }) => unpackBody(body, rawLength).json);
    expect(bodies.join()).toContain('PMO_GHT');
    expect(bodies.join()).not.toContain('Tarvisnel');
    expect(file.toString('latin1')).not.toContain('Tarvisnel');
    expect([...opened.personal.values()].map((entry) => entry.value).sort()).toEqual([
      'Tarvisnel-0',
      'Tarvisnel-1',
    ]);
    // Nor in the log on disk, outside the one table whose rows can be dropped.
    const log = db.prepare<[], { patch: string }>('SELECT patch FROM op').all();
    expect(JSON.stringify(log)).not.toContain('Tarvisnel');
  });

  it('reach the post that receives them, through a relay too', async () => {
    const first = manager();
    const relay = await joined(first, sites[1]);
    relay.workspace.commit(
      [{ kind: 'update', table: 'person', id: people[0], values: { email: 'a@exemple.fr' } }],
      getBasis(relay.workspace.reader),
    );
    const third = await joined(relay, sites[2]);
    const person = third.workspace.reader
      .prepare<[string], { last_name: string; email: string }>(
        'SELECT last_name, email FROM person WHERE id = ?',
      )
      .get(people[0]);
    expect(person).toEqual({ last_name: 'Tarvisnel-0', email: 'a@exemple.fr' });
  });
});

describe('concurrent work', () => {
  it('keeps a row one side deleted and the other changed, and says nothing of hidden loss', async () => {
    const first = manager();
    const second = await joined(first, sites[1]);
    first.workspace.commit(
      [{ kind: 'delete', table: 'milestone', id: milestones[0] }],
      getBasis(first.workspace.reader),
    );
    label(second, 'Toujours voulu');
    await importBytes(first, exportBytes(second));
    await importBytes(second, exportBytes(first));
    for (const at of [first, second])
      expect(
        at.workspace.reader
          .prepare<[string], { deleted: number; label: string }>(
            'SELECT deleted, label FROM milestone WHERE id = ?',
          )
          .get(milestones[0]),
      ).toEqual({ deleted: 0, label: 'Toujours voulu' });
    expectSameState(first, second);
  });

  it('agrees on a deleted deployment whose milestone was changed, then moved elsewhere, in any order', async () => {
    const first = manager();
    const second = await joined(first, sites[1]);
    const third = await joined(first, sites[2]);
    first.workspace.commit(
      [{ kind: 'delete', table: 'deployment', id: deployments[0] }],
      getBasis(first.workspace.reader),
    );
    const deletion = exportBytes(first);
    label(second, 'Changé');
    const change = exportBytes(second);
    second.workspace.commit(
      [{ kind: 'update', table: 'milestone', id: milestones[0], values: { deployment: deployments[1] } }],
      getBasis(second.workspace.reader),
    );
    const move = exportBytes(second);
    for (const file of [deletion, change, move]) await importBytes(third, file);
    for (const file of [deletion]) await importBytes(second, file);
    expectSameState(third, second);
    expect(checkWorkspace(third.workspace).problems).toEqual([]);
  });

  it('shows both values of a field, until somebody who saw both chooses', async () => {
    const first = manager();
    const second = await joined(first, sites[1]);
    label(first, 'Ici');
    label(second, 'Là');
    const plan = await planBytes(first, exportBytes(second));
    expect(plan.counts).toMatchObject({ conflicts: 1 });
    await importBytes(first, exportBytes(second));
    await importBytes(second, exportBytes(first));
    expectSameState(first, second);
    const conflicts = (at: Post) => getExchangeView(at.workspace.reader, '2026-11-23').openConflicts;
    expect([conflicts(first), conflicts(second)]).toEqual([1, 1]);
    label(second, 'Choisi');
    await importBytes(first, exportBytes(second));
    expect([conflicts(first), labelOf(first)]).toEqual([0, 'Choisi']);
    expectSameState(first, second);
  });
});

it('refuses a file of another group and changes nothing', async () => {
  const first = manager();
  const other = post();
  other.workspace.commit(
    [{ kind: 'create', table: 'hospital_group', id: idOf(2), values: { name: 'GHT Autre' } }],
    null,
  );
  const { setGroup } = await import('../../../db/write/local-tables.ts');
  setGroup(other.workspace.gate, idOf(2));
  standAt(other, sites[1]);
  const before = [stateOf(first.workspace), vectorOf(first.workspace)];
  await expect(planBytes(first, exportBytes(other))).rejects.toMatchObject({ code: 'file-other-group' });
  expect([stateOf(first.workspace), vectorOf(first.workspace)]).toEqual(before);
});

it('imports what it imported before without effect', async () => {
  const first = manager();
  const file = exportBytes(first);
  const reader = post();
  await importBytes(reader, file);
  const before = [stateOf(reader.workspace), vectorOf(reader.workspace)];
  expect((await importBytes(reader, file)).state).toBe('nothing-new');
  expect([stateOf(reader.workspace), vectorOf(reader.workspace)]).toEqual(before);
  expect(readFileSync(path.join(reader.dir, 'boot.json'), 'utf8')).toContain('highWater');
});
