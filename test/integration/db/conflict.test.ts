/** Conflicts as people read and settle them, between posts that pass each other real files. */
import { describe, expect, it } from 'vitest';
import { decideConflicts } from '../../../db/commands/decide-conflicts.ts';
import { getReviewRules, setReviewRules } from '../../../db/commands/review-rules.ts';
import { getConflicts, countConflicts } from '../../../db/queries/conflict-list.ts';
import { applyImport, planImport } from '../../../db/exchange/import-commands.ts';
import { getBasis } from '../../../db/log-state.ts';
import type { Conflict } from '../../../shared/views/conflict-view.ts';
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
const [milestone] = milestones;
const list = (at: Post): readonly Conflict[] => getConflicts(at.workspace.reader).conflicts;
const ids = (at: Post) => list(at).map(({ id }) => id);

function edit(at: Post, values: Record<string, string | number | null>, id: string = milestone): void {
  at.workspace.commit([{ kind: 'update', table: 'milestone', id, values }], getBasis(at.workspace.reader));
}

function only(at: Post): Conflict {
  const [conflict, ...more] = list(at);
  expect(more).toEqual([]);
  if (!conflict) throw new Error('no conflict');
  return conflict;
}

function sideSaying(conflict: Conflict, text: string) {
  const side = conflict.sides.find(({ words }) => words.includes(text));
  if (!side) throw new Error(`no side says ${text}`);
  return side;
}

const decide = (at: Post, decision: object) =>
  decideConflicts(at.workspace, {
    basis: getConflicts(at.workspace.reader).basis,
    decisions: [{ id: only(at).id, ...decision } as never],
  });

/** Everybody sends everybody all they have. */
async function exchange(...posts: Post[]): Promise<void> {
  for (let round = 0; round < 2; round++)
    for (const from of posts) {
      const file = exportBytes(from);
      for (const to of posts) if (to !== from) await importBytes(to, file);
    }
}

async function two() {
  const a = manager();
  return { a, b: await joined(a, sites[1]) };
}

async function three() {
  const { a, b } = await two();
  return { a, b, c: await joined(a, sites[2]) };
}

describe('a conflict', () => {
  it('has one id, the same sides and what all started from at every post', async () => {
    const { a, b, c } = await three();
    label(a, 'Avant tout');
    await exchange(a, b, c);
    label(a, 'Ici');
    label(b, 'Là-bas');
    edit(c, { progress: 40 });
    await exchange(a, b, c);
    expect(ids(a)).toEqual(ids(b));
    expect(ids(a)).toEqual(ids(c));
    const [seen, there] = [only(a), only(b)];
    expect(seen).toMatchObject({ level: 'field', kind: 'words', before: ['Avant tout'] });
    expect(seen.sides.map(({ words, own }) => [words, own])).toEqual([
      [['Ici'], true],
      [['Là-bas'], false],
    ]);
    expect(seen.sides[1]).toMatchObject({ establishment: 'CH 2', establishmentId: sites[1] });
    expect(there.sides.map(({ words }) => words)).toEqual([['Là-bas'], ['Ici']]);
    // Who holds neither side sees the one shown first, and what else changed meanwhile.
    expect(only(c).sides[0]).toMatchObject({ shown: true, own: false });
    expect(only(c).others.find(({ field }) => field === 'progress')).toMatchObject({ by: '' });
    expect(countConflicts(a.workspace.reader)).toBe(1);
  });

  it('of coupled fields is one, though no field was changed twice', async () => {
    const { a, b } = await two();
    edit(a, { plannedStart: '2027-01-04', plannedEnd: '2027-01-08' });
    await exchange(a, b);
    edit(a, { plannedStart: '2027-01-06' });
    edit(b, { plannedEnd: '2027-01-15' });
    await exchange(a, b);
    expect(only(a)).toMatchObject({ level: 'coupled', kind: 'dates', before: ['04/01/2027', '08/01/2027'] });
    expect(only(a).sides.map(({ words }) => words)).toEqual([
      ['06/01/2027', '08/01/2027'],
      ['04/01/2027', '15/01/2027'],
    ]);
    decide(a, { take: sideSaying(only(a), '15/01/2027').key });
    await exchange(a, b);
    for (const at of [a, b]) expect(list(at)).toEqual([]);
    expectSameState(a, b);
  });

  it('of coupled fields is closed too by whoever finds the mixture right', async () => {
    const { a, b } = await two();
    edit(a, { plannedStart: '2027-01-06' });
    edit(b, { plannedEnd: '2027-01-15' });
    await exchange(a, b);
    decide(a, { values: { plannedStart: '2027-01-06', plannedEnd: '2027-01-15' } });
    await exchange(a, b);
    for (const at of [a, b]) expect(list(at)).toEqual([]);
  });

  it('is none where one hand typed into two coupled fields, or both came to the same', async () => {
    const { a, b } = await two();
    const basis = getBasis(a.workspace.reader);
    for (const values of [{ plannedStart: '2027-01-04' }, { plannedEnd: '2027-01-08' }])
      a.workspace.commit([{ kind: 'update', table: 'milestone', id: milestone, values }], basis);
    label(a, 'Pareil', milestones[1]);
    label(b, 'Pareil', milestones[1]);
    await exchange(a, b);
    for (const at of [a, b]) expect(list(at)).toEqual([]);
  });

  it('tells the reason saved with a value', async () => {
    const { a, b } = await two();
    edit(a, { plannedEnd: '2027-01-08' });
    b.workspace.commit(
      [
        { kind: 'update', table: 'milestone', id: milestone, values: { plannedEnd: '2027-01-15' } },
        {
          kind: 'create',
          table: 'comment',
          id: idOf(900),
          values: {
            deployment: deployments[0],
            milestone,
            author: people[0],
            text: 'formateurs indisponibles',
          },
        },
      ],
      getBasis(b.workspace.reader),
    );
    await exchange(a, b);
    expect(sideSaying(only(a), '15/01/2027').reason).toBe('formateurs indisponibles');
  });

  it('between a deletion and an edit keeps the row in sight until somebody decides', async () => {
    const { a, b } = await two();
    a.workspace.commit([{ kind: 'delete', table: 'milestone', id: milestone }], getBasis(a.workspace.reader));
    label(b, 'Encore utile');
    await exchange(a, b);
    expect(ids(a)).toEqual(ids(b));
    const conflict = only(a);
    expect(conflict.level).toBe('deletion');
    const deletion = conflict.sides.find(({ values }) => values[0] === 1);
    decide(a, { take: deletion?.key });
    await exchange(a, b);
    for (const at of [a, b]) {
      expect(list(at)).toEqual([]);
      expect(labelOf(at)).toBe('Encore utile');
      expect(
        at.workspace.reader.prepare('SELECT deleted FROM milestone WHERE id = ?').get(milestone),
      ).toEqual({
        deleted: 1,
      });
    }
    a.workspace.history.undo();
    await exchange(a, b);
    expect(only(b).level).toBe('deletion');
    decide(b, { take: only(b).sides.find(({ values }) => values[0] === 0)?.key });
    await exchange(a, b);
    for (const at of [a, b]) expect(list(at)).toEqual([]);
    expectSameState(a, b);
  });
});

describe('a decision', () => {
  async function disagree() {
    const posts = await three();
    label(posts.a, 'Ici');
    label(posts.b, 'Là-bas');
    await exchange(posts.a, posts.b, posts.c);
    return posts;
  }

  it.each([
    ['keeps', 'Ici', (conflict: Conflict) => ({ take: sideSaying(conflict, 'Ici').key })],
    ['takes', 'Là-bas', (conflict: Conflict) => ({ take: sideSaying(conflict, 'Là-bas').key })],
    ['says otherwise', 'Ailleurs', () => ({ values: { label: 'Ailleurs' } })],
  ])('that %s closes the conflict everywhere', async (_, text, choose) => {
    const { a, b, c } = await disagree();
    decide(a, choose(only(a)));
    expect(list(a)).toEqual([]);
    await exchange(a, b, c);
    for (const at of [a, b, c]) {
      expect(list(at)).toEqual([]);
      expect(labelOf(at)).toBe(text);
    }
    expectSameState(a, c);
  });

  it('undone opens the conflict again as it was, everywhere, and can be made again', async () => {
    const { a, b, c } = await disagree();
    const before = only(a);
    decide(a, { take: before.sides[0]?.key });
    a.workspace.history.undo();
    await exchange(a, b, c);
    for (const at of [a, b, c]) {
      const again = only(at);
      expect(
        again.sides.map(({ words, establishment }) => `${words.join()} ${establishment}`).toSorted(),
      ).toEqual(
        before.sides.map(({ words, establishment }) => `${words.join()} ${establishment}`).toSorted(),
      );
      expect(again.before).toEqual(before.before);
    }
    expect(ids(a)).toEqual(ids(b));
  });

  it('redone closes it again', async () => {
    const { a } = await disagree();
    decide(a, { values: { label: 'Ailleurs' } });
    a.workspace.history.undo();
    expect(list(a)).toHaveLength(1);
    a.workspace.history.redo();
    expect(list(a)).toEqual([]);
    expect(labelOf(a)).toBe('Ailleurs');
    a.workspace.history.undo();
    expect(list(a)).toHaveLength(1);
  });

  it('against another one made meanwhile is a new conflict, between the two decisions', async () => {
    const { a, b, c } = await disagree();
    const first = ids(a);
    decide(a, { take: sideSaying(only(a), 'Ici').key });
    decide(b, { take: sideSaying(only(b), 'Là-bas').key });
    await exchange(a, b, c);
    expect(ids(c)).not.toEqual(first);
    expect(only(c).sides.every(({ decided }) => decided)).toBe(true);
    decide(c, { take: sideSaying(only(c), 'Ici').key });
    await exchange(a, b, c);
    for (const at of [a, b, c]) expect(list(at)).toEqual([]);
    expectSameState(a, c);
  });

  it('on what is no longer the conflict that was shown is refused, and writes nothing', async () => {
    const { a } = await disagree();
    const { basis } = getConflicts(a.workspace.reader);
    const conflict = only(a);
    label(a, 'Entre-temps');
    expect(list(a)).toEqual([]);
    expect(() =>
      decideConflicts(a.workspace, {
        basis,
        decisions: [{ id: conflict.id, take: conflict.sides[0]?.key ?? '' }],
      }),
    ).toThrow(expect.objectContaining({ key: 'error.conflict-changed' }));
    expect(labelOf(a)).toBe('Entre-temps');
  });

  it('with an end before its start is refused with a sentence', async () => {
    const { a, b } = await two();
    edit(a, { plannedStart: '2027-01-04', plannedEnd: '2027-01-08' });
    edit(b, { plannedStart: '2027-02-01', plannedEnd: '2027-02-05' });
    await exchange(a, b);
    expect(() => decide(a, { values: { plannedStart: '2027-02-01', plannedEnd: '2027-01-08' } })).toThrow(
      expect.objectContaining({ key: 'error.end-before-start' }),
    );
    expect(list(a)).toHaveLength(1);
  });

  it('settles a deletion and the fields of the same row in one save, and opens all again', async () => {
    const { a, b, c } = await three();
    label(a, 'Ici');
    label(b, 'Là-bas');
    c.workspace.commit([{ kind: 'delete', table: 'milestone', id: milestone }], getBasis(c.workspace.reader));
    await exchange(a, b, c);
    const open = getConflicts(a.workspace.reader);
    expect(open.conflicts.map(({ level }) => level).sort()).toEqual(['deletion', 'field']);
    decideConflicts(a.workspace, {
      basis: open.basis,
      decisions: open.conflicts.map(({ id, sides }) => ({
        id,
        take:
          (sides.find(({ values, words }) => values[0] === 0 || words[0] === 'Là-bas') ?? sides[0])?.key ??
          '',
      })),
    });
    expect(list(a)).toEqual([]);
    expect(labelOf(a)).toBe('Là-bas');
    a.workspace.history.undo();
    expect(
      list(a)
        .map(({ level }) => level)
        .sort(),
    ).toEqual(['deletion', 'field']);
    await exchange(a, b, c);
    expect(ids(a)).toEqual(ids(c));
  });
});

describe('the plan of an import', () => {
  it('lists what the file disagrees with, and carries out what was decided before it was taken', async () => {
    const { a, b } = await two();
    label(a, 'Ici');
    label(b, 'Là-bas');
    edit(b, { progress: 60 }, milestones[1]);
    const bytes = exportBytes(b);
    const file = asFile(a, bytes);
    const plan = await planImport(a.workspace, unsealed(file), noJob);
    expect(plan.counts).toMatchObject({ conflicts: 1, changed: 1 });
    const [told] = plan.conflicts;
    expect(told?.conflict.sides.map(({ words }) => words)).toEqual([['Ici'], ['Là-bas']]);
    expect(list(a)).toEqual([]);
    const decisions = [{ id: told?.conflict.id ?? '', take: told?.conflict.sides[1]?.key ?? '' }];
    const applied = await applyImport(a.workspace, unsealed(file), plan.token, noJob, decisions);
    expect(applied).toMatchObject({ state: 'applied', decided: 1, left: 0 });
    expect(list(a)).toEqual([]);
    expect(labelOf(a)).toBe('Là-bas');
    await importBytes(b, exportBytes(a));
    expect(list(b)).toEqual([]);
    expectSameState(a, b);
  });

  it('leaves every conflict open where nothing was decided', async () => {
    const { a, b } = await two();
    label(a, 'Ici');
    label(b, 'Là-bas');
    const file = asFile(a, exportBytes(b));
    const { token } = await planImport(a.workspace, unsealed(file), noJob);
    await applyImport(a.workspace, unsealed(file), token, noJob, []);
    expect(list(a)).toHaveLength(1);
  });
});

describe('a rule', () => {
  async function disagreeTwice() {
    const { a, b } = await two();
    edit(a, { progress: 10, plannedEnd: '2027-01-08' });
    edit(b, { progress: 60, plannedEnd: '2027-01-15' });
    return { a, b };
  }

  it('takes the progress of a site, and asks for dates', async () => {
    const { a, b } = await disagreeTwice();
    setReviewRules(a.workspace, [{ establishmentId: sites[1], kind: 'progress', action: 'take' }]);
    const bytes = exportBytes(b);
    const plan = await planBytes(a, bytes);
    expect(
      plan.conflicts.map(({ conflict, ruling }) => `${conflict.kind} ${ruling?.rule.action}`).toSorted(),
    ).toEqual(['dates undefined', 'progress take']);
    await importBytes(a, bytes);
    expect(only(a).kind).toBe('dates');
    await importBytes(b, exportBytes(a));
    expect(only(b).kind).toBe('dates');
    expect(b.workspace.reader.prepare('SELECT progress FROM milestone WHERE id = ?').get(milestone)).toEqual({
      progress: 60,
    });
    setReviewRules(a.workspace, []);
    expect(getReviewRules(a.workspace.reader)).toEqual([]);
  });

  it('of another site, or one after « ask », does nothing', async () => {
    const { a, b } = await disagreeTwice();
    setReviewRules(a.workspace, [
      { establishmentId: sites[2], kind: null, action: 'take' },
      { establishmentId: null, kind: 'dates', action: 'ask' },
      { establishmentId: sites[1], kind: 'dates', action: 'keep' },
    ]);
    await importBytes(a, exportBytes(b));
    expect(list(a)).toHaveLength(2);
  });

  it('never answers a decision: two posts with opposite rules end with an open conflict', async () => {
    const { a, b } = await disagreeTwice();
    setReviewRules(a.workspace, [{ establishmentId: sites[1], kind: null, action: 'take' }]);
    setReviewRules(b.workspace, [{ establishmentId: sites[0], kind: null, action: 'take' }]);
    const [fromA, fromB] = [exportBytes(a), exportBytes(b)];
    await importBytes(a, fromB);
    await importBytes(b, fromA);
    await exchange(a, b);
    const stands = ids(a);
    expect(stands).toHaveLength(2);
    await exchange(a, b);
    expect(ids(a)).toEqual(stands);
    expect(ids(b)).toEqual(stands);
  });
});
