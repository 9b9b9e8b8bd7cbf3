/** One incarnation, two histories: a machine put back whole writes again under numbers it had used before. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderId } from '../../../db/boot-file.ts';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { applyImport, planImport, repairFork } from '../../../db/exchange/import-commands.ts';
import { datesInLog, takeBaseline } from '../../../db/commands/baseline-commands.ts';
import { getBasis, listReplicas } from '../../../db/log-state.ts';
import { findBaseline } from '../../../db/queries/baseline-view.ts';
import { getConflicts } from '../../../db/queries/conflict-list.ts';
import { listBaselineValues } from '../../../db/queries/planned-dates.ts';
import { getSitesView } from '../../../db/queries/sites-view.ts';
import {
  closeLater,
  expectSameState,
  joined,
  label,
  labelOf,
  manager,
} from '../../fixtures/group-of-posts.ts';
import {
  asFile,
  exportBytes,
  idOf,
  importBytes,
  noJob,
  openAgain,
  SMALL_GROUP,
  unsealed,
  type Post,
} from '../../fixtures/posts.ts';
import { knownForks } from '../../../db/write/known-forks.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';
import { incarnationOf } from '../../fixtures/trusted-group.ts';
import { vectorOf } from '../../fixtures/workspace-state.ts';

const { deployments, milestones, sites } = SMALL_GROUP;

/** Puts the folder of a post back as `change` found it, side file included: nothing on the machine shows it. */
async function rolledBack(at: Post, change: () => Promise<void>): Promise<void> {
  const copy = tempDir('image');
  at.workspace.close();
  cpSync(at.dir, copy, { recursive: true });
  at.workspace = openAgain(at);
  await change();
  at.workspace.close();
  cpSync(copy, at.dir, { recursive: true });
  at.workspace = openAgain(at);
}

function add(at: Post, id: string, text: string): void {
  at.workspace.commit(
    [
      {
        kind: 'create',
        table: 'milestone',
        id,
        values: { deployment: deployments[0], label: text, kind: 'task' },
      },
    ],
    getBasis(at.workspace.reader),
  );
}

/** Takes a file as its user would who accepts what is offered. */
async function accept(at: Post, bytes: Uint8Array): Promise<string> {
  const file = unsealed(asFile(at, bytes));
  const plan = await planImport(at.workspace, file, noJob);
  const repair = plan.fork?.own === true;
  return (await applyImport(at.workspace, file, plan.token, noJob, null, repair)).state;
}

/** Everybody writes to everybody until nobody learns anything more. */
async function settle(posts: readonly Post[], rounds = 5): Promise<void> {
  const places = new Map(posts.map((post, index) => [post, sites[index] ?? sites[0]]));
  for (let round = 0; round < rounds; round++)
    for (const from of posts)
      for (const to of posts)
        if (to !== from)
          await accept(to, exportBytes(from, places.get(to) ?? null)).catch((error: unknown) => {
            if (!String(error).includes('fork')) throw error;
          });
}

function expectAgreement(posts: readonly [Post, ...Post[]]): void {
  const [first, ...others] = posts;
  for (const other of others) {
    expect(vectorOf(other.workspace)).toEqual(vectorOf(first.workspace));
    expectSameState(other, first);
  }
  for (const each of posts) expect(checkWorkspace(each.workspace).problems).toEqual([]);
}

/** Two others, one of whom took what the owner wrote before it was put back, the other what it wrote afterwards. */
async function forkedGroup() {
  const owner = manager();
  const early = await joined(owner, sites[1]);
  const late = await joined(owner, sites[2]);
  await rolledBack(owner, async () => {
    label(owner, 'Avant la remise', milestones[0]);
    add(owner, idOf(700), 'Jalon d’avant');
    await importBytes(early, exportBytes(owner));
  });
  label(owner, 'Après la remise', milestones[1]);
  add(owner, idOf(701), 'Jalon d’après');
  label(owner, 'Jalon d’après, renommé', idOf(701));
  await importBytes(late, exportBytes(owner));
  return { owner, early, late };
}

describe('a post that wrote two histories', () => {
  it('is told in words on both sides, and nothing is changed until its owner goes on anew', async () => {
    const { owner, early } = await forkedGroup();
    const before = vectorOf(early.workspace);
    const bytes = exportBytes(owner);
    const plan = await planImport(early.workspace, unsealed(asFile(early, bytes)), noJob);
    expect([plan.state, plan.fork?.own, plan.fork?.firstSave, plan.fork?.continued]).toEqual([
      'forked',
      false,
      2,
      0,
    ]);
    expect(await accept(early, bytes)).toBe('forked');
    expect(vectorOf(early.workspace)).toEqual(before);
    expect(getSitesView(early.workspace.reader).forks).toMatchObject([{ own: false, firstSave: 2 }]);
    // The other history travels back with the next file, and its owner learns of it there.
    const told = await planImport(
      owner.workspace,
      unsealed(asFile(owner, exportBytes(early, sites[0]))),
      noJob,
    );
    expect([told.state, told.fork?.own, told.fork?.continued]).toEqual(['ready', true, 3]);
    expect(listReplicas(owner.workspace.reader)).toHaveLength(1);
  });

  it('keeps the file that showed it, and goes on from there when its user wants', async () => {
    const { owner, early, late } = await forkedGroup();
    await accept(early, exportBytes(owner));
    await importBytes(owner, exportBytes(early, sites[0]));
    const [fork] = getSitesView(owner.workspace.reader).forks;
    expect(fork?.own).toBe(true);
    expect((await repairFork(owner.workspace, fork?.file ?? '', noJob)).state).toBe('applied');
    expect(getSitesView(owner.workspace.reader).forks).toEqual([]);
    expect([labelOf(owner, milestones[0]), labelOf(owner, milestones[1])]).toEqual([
      'Avant la remise',
      'Après la remise',
    ]);
    await settle([owner, early, late]);
    expectAgreement([owner, early, late]);
  });

  it('loses nothing of either history, whoever had read which, and everybody converges', async () => {
    const { owner, early, late } = await forkedGroup();
    // Both go on with what they hold: on rows only one history has, and on the same field in both.
    label(late, 'Repris au troisième site', idOf(701));
    label(late, 'Vu après la remise', milestones[1]);
    label(early, 'Repris au deuxième site', idOf(700));
    await settle([owner, early, late]);
    expectAgreement([owner, early, late]);
    for (const at of [owner, early, late]) {
      expect(labelOf(at, milestones[0])).toBe('Avant la remise');
      expect(labelOf(at, milestones[1])).toBe('Vu après la remise');
      expect(labelOf(at, idOf(700))).toBe('Repris au deuxième site');
      expect(labelOf(at, idOf(701))).toBe('Repris au troisième site');
      expect(getConflicts(at.workspace.reader).total).toBe(0);
      expect(getSitesView(at.workspace.reader).forks).toEqual([]);
    }
    const reasons = listReplicas(owner.workspace.reader).map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason === 'forked')).toHaveLength(1);
    // Life goes on: what is written now reaches everybody.
    label(owner, 'Ensuite', milestones[2]);
    await settle([owner, early, late], 1);
    expect([labelOf(early, milestones[2]), labelOf(late, milestones[2])]).toEqual(['Ensuite', 'Ensuite']);
  });

  it('shows the same field changed in both histories as what it is: nobody had seen the other', async () => {
    const owner = manager();
    const early = await joined(owner, sites[1]);
    const late = await joined(owner, sites[2]);
    await rolledBack(owner, async () => {
      label(owner, 'Première suite');
      await importBytes(early, exportBytes(owner));
    });
    label(owner, 'Seconde suite');
    await importBytes(late, exportBytes(owner));
    // Numbers alone do not tell them apart here: one save each, in one segment each.
    label(late, 'Après la seconde');
    await settle([owner, early, late]);
    expectAgreement([owner, early, late]);
    for (const at of [owner, early, late]) {
      const [conflict] = getConflicts(at.workspace.reader).conflicts;
      expect(conflict?.sides.flatMap(({ words }) => words).toSorted()).toEqual([
        'Après la seconde',
        'Première suite',
      ]);
    }
  });

  it('goes on with a form that was open before, knowing what it showed', async () => {
    const { owner, early, late } = await forkedGroup();
    const form = [getBasis(owner.workspace.reader), getBasis(late.workspace.reader)] as const;
    await accept(early, exportBytes(owner));
    await accept(owner, exportBytes(early, sites[0]));
    await accept(late, exportBytes(owner, sites[2]));
    label(owner, 'Du formulaire', idOf(701), form[0]);
    label(late, 'D’un autre formulaire', milestones[1], form[1]);
    // It had not been seen by either form what the other history says.
    label(owner, 'Sans l’avoir vu', milestones[0], form[0]);
    await settle([owner, early, late]);
    expectAgreement([owner, early, late]);
    expect(labelOf(early, idOf(701))).toBe('Du formulaire');
    expect(labelOf(early, milestones[1])).toBe('D’un autre formulaire');
    const { conflicts } = getConflicts(early.workspace.reader);
    expect(conflicts.map(({ rowId }) => rowId)).toEqual([milestones[0]]);
  });

  it('counts a baseline taken before it was set right the same afterwards, wherever it is read', async () => {
    const owner = manager();
    const plan = (at: Post, id: string, plannedEnd: string) =>
      at.workspace.commit(
        [{ kind: 'update', table: 'milestone', id, values: { plannedEnd } }],
        getBasis(at.workspace.reader),
      );
    plan(owner, milestones[0], '2026-12-01');
    const early = await joined(owner, sites[1]);
    const late = await joined(owner, sites[2]);
    // As many saves as the other history has: the number alone would be taken for held.
    await rolledBack(owner, async () => {
      for (const day of [2, 3, 4, 5]) plan(owner, milestones[1], `2027-01-0${day}`);
      await importBytes(early, exportBytes(owner));
    });
    plan(owner, milestones[0], '2026-12-11');
    plan(owner, milestones[2], '2027-02-01');
    await importBytes(late, exportBytes(owner));
    const takers = [owner, late];
    const taken = takers.map((at) => {
      const { id } = takeBaseline(at.workspace, { label: 'Comité', deploymentId: null }, '2026-11-23');
      return { id, dates: listBaselineValues(at.workspace.reader, id, null) };
    });
    expect(taken[0]?.dates).toHaveLength(2);
    plan(owner, milestones[0], '2026-12-21');
    await settle([owner, early, late]);
    // Made by the same incarnation, once it had gone on: the numbers are as they stand.
    const { id } = takeBaseline(owner.workspace, { label: 'Ensuite', deploymentId: null }, '2026-11-24');
    taken.push({ id, dates: listBaselineValues(owner.workspace.reader, id, null) });
    expect(taken[2]?.dates).toHaveLength(3);
    await settle([owner, early, late]);
    for (const at of [owner, early, late])
      for (const { id: read, dates } of taken)
        expect(datesInLog(at.workspace, findBaseline(at.workspace.reader, read))).toEqual(dates);
  });

  it('reads across what a reader wrote after the owner had last heard from it, wherever it went', async () => {
    const owner = manager();
    const early = await joined(owner, sites[1]);
    const late = await joined(owner, sites[2]);
    const told = await joined(owner, sites[3]);
    await rolledBack(owner, async () => {
      label(owner, 'Avant la remise', milestones[0]);
      await importBytes(early, exportBytes(owner));
    });
    label(owner, 'Après la remise', milestones[1]);
    add(owner, idOf(701), 'Jalon d’après');
    await importBytes(late, exportBytes(owner));
    label(late, 'Ce que le propriétaire reçoit', milestones[2]);
    await importBytes(owner, exportBytes(late, sites[0]));
    label(owner, 'Encore', milestones[1]);
    await importBytes(late, exportBytes(owner, sites[2]));
    label(late, 'Ce qu’il ne reçoit pas', milestones[2]);
    await importBytes(told, exportBytes(late, sites[3]));
    expect(await accept(early, exportBytes(owner))).toBe('forked');
    await accept(owner, exportBytes(early, sites[0]));
    // Known as a reader by the save before: those held here since were written unaware of it as well.
    expect(await accept(told, exportBytes(owner))).toBe('applied');
    await settle([owner, early, late, told]);
    expectAgreement([owner, early, late, told]);
    expect([labelOf(early, milestones[1]), labelOf(early, milestones[2])]).toEqual([
      'Encore',
      'Ce qu’il ne reçoit pas',
    ]);
    expect(getConflicts(early.workspace.reader).total).toBe(0);
  });

  it('tells a newcomer everything at once', async () => {
    const { owner, early, late } = await forkedGroup();
    label(late, 'Repris au troisième site', idOf(701));
    await settle([owner, early, late]);
    const newcomer = await joined(early, sites[0]);
    expect(vectorOf(newcomer.workspace)).toEqual(vectorOf(owner.workspace));
    expectSameState(newcomer, owner);
  });

  it('sets a machine and its image apart while both go on', async () => {
    const original = manager();
    const reader = await joined(original, sites[1]);
    original.workspace.close();
    const dir = tempDir('twin');
    cpSync(original.dir, dir, { recursive: true });
    const boot = path.join(dir, 'boot.json');
    const noted = JSON.parse(readFileSync(boot, 'utf8')) as object;
    writeFileSync(boot, JSON.stringify({ ...noted, folder: folderId(dir) }));
    const twin = { ...original, dir };
    original.workspace = openAgain(original);
    const image: Post = closeLater({ ...twin, clock: { ...twin.clock }, workspace: openAgain(twin) });
    label(original, 'De l’original', milestones[1]);
    label(image, 'De l’image', milestones[2]);
    label(image, 'Encore', milestones[2]);
    await accept(reader, exportBytes(original));
    expect(await accept(reader, exportBytes(image))).toBe('forked');
    // Everything for everyone: both stand at the same site.
    for (let round = 0; round < 4; round++)
      for (const [from, to] of [
        [reader, image],
        [image, reader],
        [image, original],
        [original, image],
        [original, reader],
        [reader, original],
      ] as const)
        await accept(to, exportBytes(from)).catch((error: unknown) => {
          if (!String(error).includes('fork')) throw error;
        });
    expectAgreement([original, image, reader]);
    expect([labelOf(reader, milestones[1]), labelOf(reader, milestones[2])]).toEqual([
      'De l’original',
      'Encore',
    ]);
  });

  it('is believed of nobody but its owner', async () => {
    const { owner, early, late } = await forkedGroup();
    const { replica, segment } = {
      replica: listReplicas(owner.workspace.reader)[0],
      segment: late.workspace.reader
        .prepare<[], { hash: Buffer }>('SELECT hash FROM segment WHERE from_seq = 2 LIMIT 1')
        .get(),
    };
    const values = {
      incarnation: replica?.id.toString('hex') ?? '',
      hash: segment?.hash.toString('hex') ?? '',
      firstSave: 2,
      common: 1,
      successor: incarnationOf(early),
    };
    early.workspace.commit([{ kind: 'create', table: 'fork', id: idOf(990), values }], null);
    const before = labelOf(late, milestones[1]);
    const plan = await planImport(late.workspace, unsealed(asFile(late, exportBytes(early))), noJob);
    expect(plan.state).toBe('forked');
    expect(knownForks(early.workspace.reader)).toEqual([]);
    expect(labelOf(late, milestones[1])).toBe(before);
  });
});
