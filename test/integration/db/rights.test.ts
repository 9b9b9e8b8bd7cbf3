import { describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { chooseIdentity } from '../../../db/commands/group-commands.ts';
import { answerTray } from '../../../db/commands/tray-commands.ts';
import { addAssignment } from '../../../db/commands/person-commands.ts';
import { getBasis } from '../../../db/log-state.ts';
import { getTrustView } from '../../../db/queries/trust-view.ts';
import { setGroup } from '../../../db/write/local-tables.ts';
import { registry } from '../../../shared/domain/registry.ts';
import { AppError } from '../../../shared/rpc/app-error.ts';
import {
  closeLater,
  expectSameState,
  joined,
  label,
  labelOf,
  letGo,
  manager,
} from '../../fixtures/group-of-posts.ts';
import {
  exportBytes,
  exportSealed,
  idOf,
  importBytes,
  newPost,
  planBytes,
  SMALL_GROUP,
  standAt,
  type Post,
} from '../../fixtures/posts.ts';
import {
  admit,
  incarnationOf,
  OTHER,
  PERSON,
  proposalsOf,
  revoke,
  sendAll,
  trayOf,
  turnOn,
  writeAs,
} from '../../fixtures/trusted-group.ts';

const [first, second] = SMALL_GROUP.sites;
const [ownLine, otherLine] = SMALL_GROUP.deployments;
/** Milestones 0 and 2 hang on the first deployment, at the first site; 1 on the second. */
const [atFirst, atSecond] = SMALL_GROUP.milestones;

function refusal(step: () => unknown): string {
  try {
    step();
  } catch (error) {
    if (error instanceof AppError) return error.key;
    throw error;
  }
  return 'done';
}

/** An administrator at the first site and a post at the second, admitted as asked. */
async function group(level: 'site' | 'referent' | 'reader' | 'manager' | 'admin'): Promise<[Post, Post]> {
  const administrator = manager();
  writeAs(administrator, PERSON);
  const site = await joined(administrator, second);
  writeAs(site, OTHER);
  await sendAll(site, administrator);
  admit(administrator, site, { level, site: second, people: [OTHER] });
  await sendAll(administrator, site);
  return [administrator, site];
}

describe('rights', () => {
  it('let everyone write everything until an administrator admits a post', async () => {
    const administrator = manager();
    const site = await joined(administrator, second);
    label(site, 'Recette');
    await sendAll(site, administrator);
    expect(labelOf(administrator)).toBe('Recette');
    expect(trayOf(administrator)).toEqual([]);
    expect(refusal(() => turnOn(site))).toBe('error.not-administrator');
    turnOn(administrator);
    label(administrator, 'Bascule');
    expect(labelOf(administrator)).toBe('Bascule');
  });

  it('hold a site to its own lines; what goes beyond waits for the project manager, here as there', async () => {
    const [administrator, site] = await group('site');
    label(site, 'À nous', atSecond);
    label(site, 'Pas à nous', atFirst);
    expect(labelOf(site, atSecond)).toBe('À nous');
    expect(labelOf(site, atFirst)).toBe('Jalon 0');
    const plan = await planBytes(administrator, exportBytes(site));
    expect(plan.counts).toMatchObject({ saves: 2, withheld: 1, changed: 1 });
    await sendAll(site, administrator);
    expect(labelOf(administrator, atSecond)).toBe('À nous');
    expect(labelOf(administrator, atFirst)).toBe('Jalon 0');
    expect(trayOf(administrator)).toEqual(['beyond-rights']);
    expectSameState(administrator, site);
    const [entry] = getTrustView(administrator.workspace.reader, 'fr').tray;
    expect(entry).toMatchObject({
      author: 'Tarvisnel-1',
      establishmentName: 'CH 2',
      changes: [{ field: 'label', before: 'Jalon 0', after: 'Pas à nous', kind: 'changed' }],
    });
    for (const each of [administrator, site]) expect(checkWorkspace(each.workspace).problems).toEqual([]);
  });

  it('hold a save as a whole: a date of one’s own does not pass with another’s', async () => {
    const [administrator, site] = await group('site');
    site.workspace.commit(
      [
        { kind: 'update', table: 'milestone', id: atSecond, values: { label: 'A' } },
        { kind: 'update', table: 'milestone', id: atFirst, values: { label: 'B' } },
      ],
      getBasis(site.workspace.reader),
    );
    await sendAll(site, administrator);
    expect([labelOf(administrator, atSecond), labelOf(administrator, atFirst)]).toEqual([
      'Jalon 1',
      'Jalon 0',
    ]);
    expect(site.workspace.history.next().undo).toBeNull();
  });

  it('let nobody take a line over, or hang a milestone of one’s own on another’s', async () => {
    const [, site] = await group('site');
    const basis = getBasis(site.workspace.reader);
    const { commit } = site.workspace;
    const withheld = [
      commit(
        [{ kind: 'update', table: 'deployment', id: ownLine, values: { establishment: second } }],
        basis,
      ),
      commit([{ kind: 'update', table: 'milestone', id: atSecond, values: { deployment: ownLine } }], basis),
      commit([{ kind: 'update', table: 'establishment', id: first, values: { beds: 1 } }], basis),
      commit([{ kind: 'create', table: 'template', id: idOf(300), values: { label: 'X' } }], basis),
      commit(
        [
          {
            kind: 'create',
            table: 'comment',
            id: idOf(301),
            values: { deployment: ownLine, author: PERSON, text: 'x' },
          },
        ],
        basis,
      ),
    ].map((saved) => saved.withheld);
    expect(withheld).toEqual(withheld.map(() => 'beyond-rights'));
    const counted = [
      commit([{ kind: 'update', table: 'deployment', id: otherLine, values: { stage: 'live' } }], basis),
      commit([{ kind: 'update', table: 'establishment', id: second, values: { beds: 120 } }], basis),
      commit(
        [
          {
            kind: 'create',
            table: 'comment',
            id: idOf(302),
            values: { deployment: ownLine, author: OTHER, text: 'Vu.' },
          },
        ],
        basis,
      ),
    ].map((saved) => saved.withheld);
    expect(counted).toEqual([null, null, null]);
  });

  it('let a referent write the lines they are assigned to and the milestones they own', async () => {
    const [administrator, referent] = await group('referent');
    label(referent, 'Trop tôt', atSecond);
    addAssignment(
      administrator.workspace,
      {
        basis: getBasis(administrator.workspace.reader),
        personId: OTHER,
        domainId: SMALL_GROUP.domain,
        establishmentId: second,
        role: 'REF_SOIGNANT',
      },
      '2026-11-23',
    );
    administrator.workspace.commit(
      [{ kind: 'update', table: 'milestone', id: atFirst, values: { owner: OTHER } }],
      getBasis(administrator.workspace.reader),
    );
    await sendAll(administrator, referent);
    label(referent, 'Affectée', atSecond);
    label(referent, 'À moi', atFirst);
    label(referent, 'Pas à moi', SMALL_GROUP.milestones[2]);
    await sendAll(referent, administrator);
    expect([atFirst, atSecond, SMALL_GROUP.milestones[2]].map((id) => labelOf(administrator, id))).toEqual([
      'À moi',
      'Affectée',
      'Jalon 2',
    ]);
    expect(trayOf(administrator)).toEqual(['beyond-rights', 'beyond-rights']);
    expectSameState(administrator, referent);
  });

  it('let a partner change nothing, and a manager all but the roster', async () => {
    const [administrator, partner] = await group('reader');
    label(partner, 'X', atSecond);
    expect(trayOf(partner)).toEqual(['beyond-rights']);
    admit(administrator, partner, { level: 'manager', people: [OTHER] });
    await sendAll(administrator, partner);
    label(partner, 'Y', atFirst);
    expect(labelOf(partner, atFirst)).toBe('Y');
    expect(refusal(() => admit(partner, administrator, { level: 'reader' }))).toBe('error.not-administrator');
  });

  it('hold a post to the people admitted there', async () => {
    const [administrator, site] = await group('site');
    writeAs(site, PERSON);
    label(site, 'X', atSecond);
    await sendAll(site, administrator);
    expect(trayOf(administrator)).toEqual(['unknown-person']);
  });
});

it('finds the records of the roster by their index: its tables keep their numbers', () => {
  const numbers = (['assignment', 'post', 'post_user'] as const).map((table) => registry[table].id);
  expect(numbers).toEqual([12, 30, 31]);
});

describe('turning rights on', () => {
  it('has what crosses it wait for an answer, whichever was heard of first', async () => {
    const administrator = manager();
    const site = await joined(administrator, second);
    const other = await joined(administrator, first);
    label(site, 'Croisé', atSecond);
    await sendAll(site, other);
    expect(labelOf(other, atSecond)).toBe('Croisé');
    turnOn(administrator);
    await sendAll(administrator, other, site);
    await sendAll(site, administrator);
    for (const each of [administrator, site, other]) {
      expect(labelOf(each, atSecond)).toBe('Jalon 1');
      expect(trayOf(each)).toEqual(['unknown-post']);
      expect(checkWorkspace(each.workspace).problems).toEqual([]);
    }
    expectSameState(administrator, site);
    expectSameState(administrator, other);
  });

  it('can be taken back by an undo: then everyone writes everything again', async () => {
    const administrator = manager();
    const site = await joined(administrator, second);
    await sendAll(site, administrator);
    turnOn(administrator);
    administrator.workspace.history.undo();
    await sendAll(administrator, site);
    label(site, 'Libre', atFirst);
    await sendAll(site, administrator);
    expect(labelOf(administrator, atFirst)).toBe('Libre');
  });
});

describe('the tray', () => {
  it('gives back what it holds by a save of the manager, on every post, and holds what was refused no longer', async () => {
    const [administrator, site] = await group('site');
    const created = idOf(400);
    site.workspace.commit(
      [
        {
          kind: 'create',
          table: 'milestone',
          id: created,
          values: { deployment: ownLine, label: 'Proposé', kind: 'task' },
        },
      ],
      getBasis(site.workspace.reader),
    );
    site.workspace.commit(
      [{ kind: 'update', table: 'milestone', id: created, values: { label: 'Proposé mieux' } }],
      getBasis(site.workspace.reader),
    );
    label(site, 'Non', atFirst);
    await sendAll(site, administrator);
    expect(trayOf(administrator)).toHaveLength(3);
    const [one, two, three] = proposalsOf(administrator) as [Proposal, Proposal, Proposal];
    type Proposal = { incarnation: string; save: number };
    expect(refusal(() => answerTray(site.workspace, { proposals: [one], verdict: 'accepted' }))).toBe(
      'error.not-manager',
    );
    expect(
      refusal(() => answerTray(administrator.workspace, { proposals: [two], verdict: 'accepted' })),
    ).toBe('error.tray-needs-earlier');
    answerTray(administrator.workspace, { proposals: [one, two], verdict: 'accepted' });
    answerTray(administrator.workspace, { proposals: [three], verdict: 'refused' });
    expect(labelOf(administrator, created)).toBe('Proposé mieux');
    expect(labelOf(administrator, atFirst)).toBe('Jalon 0');
    await sendAll(administrator, site);
    expectSameState(administrator, site);
    for (const each of [administrator, site]) {
      expect(trayOf(each)).toEqual([]);
      expect(checkWorkspace(each.workspace).problems).toEqual([]);
    }
    // Taken over, it is a milestone like any other, known by either of its creations.
    label(administrator, 'Repris', created);
    const late = closeLater(newPost());
    await sendAll(administrator, late);
    await sendAll(site, late);
    await sendAll(late, site);
    expect(labelOf(late, created)).toBe('Repris');
    expectSameState(late, site);
    expect(refusal(() => answerTray(administrator.workspace, { proposals: [one], verdict: 'refused' }))).toBe(
      'error.tray-gone',
    );
  });
});

it('holds what builds on a proposal nobody has accepted, even by somebody who may', async () => {
  const [administrator, site] = await group('referent');
  const proposed = idOf(410);
  site.workspace.commit(
    [
      {
        kind: 'create',
        table: 'milestone',
        id: proposed,
        values: { deployment: otherLine, label: 'Proposé', kind: 'task' },
      },
    ],
    getBasis(site.workspace.reader),
  );
  await sendAll(site, administrator);
  admit(administrator, site, { level: 'manager', people: [OTHER] });
  await sendAll(administrator, site);
  label(site, 'Par le chef de projet', proposed);
  expect(trayOf(site)).toEqual(['beyond-rights', 'unknown-row']);
  await sendAll(site, administrator);
  expect(trayOf(administrator)).toEqual(['beyond-rights', 'unknown-row']);
  expect(checkWorkspace(administrator.workspace).problems).toEqual([]);
  answerTray(administrator.workspace, { proposals: proposalsOf(administrator), verdict: 'accepted' });
  await sendAll(administrator, site);
  expect(labelOf(site, proposed)).toBe('Par le chef de projet');
  expectSameState(administrator, site);
});

describe('the roster', () => {
  it('admits a new site by its first file, whose author is known by then and whose changes wait', async () => {
    const administrator = manager();
    turnOn(administrator);
    const site = closeLater(newPost());
    await importBytes(site, exportBytes(administrator));
    const { id } = chooseIdentity(site.workspace, {
      firstName: 'Ada',
      lastName: 'Nouvelle',
      role: 'CDP_ETAB',
      establishmentId: second,
    });
    label(site, 'Avant', atSecond);
    expect(getTrustView(site.workspace.reader, 'fr')).toMatchObject({ on: true, level: null, admits: false });
    await sendAll(site, administrator);
    const view = getTrustView(administrator.workspace.reader, 'fr');
    expect(view.posts[0]).toMatchObject({
      state: 'unknown',
      establishmentId: second,
      lastAuthor: { id, name: 'Ada Nouvelle', role: 'CDP_ETAB' },
    });
    expect(view.posts[0]?.fingerprint).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){2}$/);
    expect(trayOf(administrator)).toEqual(['unknown-post']);
    admit(administrator, site, { level: 'site', site: second, people: [id] });
    answerTray(administrator.workspace, { proposals: proposalsOf(administrator), verdict: 'accepted' });
    await sendAll(administrator, site);
    expect(labelOf(site, atSecond)).toBe('Avant');
    label(site, 'Après', atSecond);
    await sendAll(site, administrator);
    expect(labelOf(administrator, atSecond)).toBe('Après');
    expectSameState(administrator, site);
  });

  it('takes back a post’s rights: it is sealed out, its files are refused, what it wrote before stays', async () => {
    const [administrator, site] = await group('site');
    label(site, 'Avant', atSecond);
    await sendAll(site, administrator);
    expect(refusal(() => revoke(administrator, administrator))).toBe('error.last-administrator');
    revoke(administrator, site);
    expect(labelOf(administrator, atSecond)).toBe('Avant');
    label(site, 'Après', atSecond);
    await expect(planBytes(administrator, exportBytes(site))).rejects.toMatchObject({
      key: 'error.sender-revoked',
    });
    await expect(exportSealed(administrator, { kind: 'posts' }, second)).rejects.toMatchObject({
      key: 'error.no-post-to-seal-for',
    });
    // Told, it can no longer write.
    await sendAll(administrator, site);
    label(site, 'Encore', atSecond);
    expect(trayOf(site)).toEqual(['revoked-post']);
  });

  it('lets a post that lost its key be admitted anew, and judges what it had not sent by the new one', async () => {
    const [administrator, site] = await group('site');
    label(site, 'Perdu de vue', atSecond);
    expect(labelOf(site, atSecond)).toBe('Perdu de vue');
    site.workspace.close();
    letGo(site);
    const renewed = closeLater(newPost(site.dir, site.clock.ms));
    expect(labelOf(renewed, atSecond)).toBe('Jalon 1');
    expect(checkWorkspace(renewed.workspace).problems).toEqual([]);
    await sendAll(renewed, administrator);
    expect(trayOf(administrator)).toEqual(['unknown-post']);
    admit(administrator, renewed, { level: 'site', site: second, people: [OTHER] });
    answerTray(administrator.workspace, { proposals: proposalsOf(administrator), verdict: 'accepted' });
    await sendAll(administrator, renewed);
    label(renewed, 'Retrouvé', atSecond);
    await sendAll(renewed, administrator);
    expect(labelOf(administrator, atSecond)).toBe('Retrouvé');
    expectSameState(administrator, renewed);
  });

  it('cannot be written by who was not admitted, nor put back to what it was', async () => {
    const [administrator, site] = await group('site');
    const before = exportBytes(administrator);
    const forged = site.workspace.commit(
      [
        {
          kind: 'create',
          table: 'post',
          id: idOf(500),
          values: { publicKey: 'ab'.repeat(32), level: 'admin', state: 'admitted' },
        },
      ],
      getBasis(site.workspace.reader),
    );
    expect(forged.withheld).toBe('beyond-rights');
    admit(administrator, site, { level: 'reader', site: second, people: [OTHER] });
    await importBytes(administrator, before);
    await sendAll(site, administrator);
    await sendAll(administrator, site);
    await importBytes(site, before);
    for (const each of [administrator, site]) {
      const view = getTrustView(each.workspace.reader, 'fr');
      expect(view.posts.find(({ incarnation }) => incarnation === incarnationOf(site))?.level).toBe('reader');
      expect(view.administrators).toBe(1);
    }
  });

  it('stays with the key that created the group, whoever creates it again', async () => {
    const administrator = manager();
    turnOn(administrator);
    const intruder = closeLater(newPost());
    // The same id made again by somebody else, who then calls themselves administrator.
    intruder.workspace.commit(
      [{ kind: 'create', table: 'hospital_group', id: SMALL_GROUP.group, values: { name: 'À moi' } }],
      null,
    );
    setGroup(intruder.workspace.gate, SMALL_GROUP.group);
    standAt(intruder, second);
    turnOn(intruder);
    await sendAll(intruder, administrator);
    // Neither is believed, though it says it had seen nothing of the group.
    expect(trayOf(administrator)).toEqual(['unknown-post', 'unknown-post']);
    expect(administrator.workspace.reader.prepare('SELECT name FROM hospital_group').get()).toEqual({
      name: 'GHT des Essais',
    });
    expect(getTrustView(administrator.workspace.reader, 'fr')).toMatchObject({
      administrators: 1,
      level: 'admin',
    });
    label(administrator, 'Toujours', atFirst);
    expect(labelOf(administrator, atFirst)).toBe('Toujours');
    expect(checkWorkspace(administrator.workspace).problems).toEqual([]);
  });
});

it('put in place from a form opened earlier, rights are held to at their author as everywhere else', async () => {
  const founder = manager();
  const other = await joined(founder, second);
  const form = getBasis(founder.workspace.reader);
  label(other, 'Reçu entre-temps');
  await importBytes(founder, exportBytes(other, first));
  const publicKey = founder.workspace.key?.publicKey.toString('hex') ?? '';
  const values = { publicKey, establishment: first, level: 'admin', state: 'admitted' };
  founder.workspace.commit([{ kind: 'create', table: 'post', id: idOf(950), values }], form);
  await importBytes(other, exportBytes(founder, second));
  await importBytes(founder, exportBytes(other, first));
  expect([trayOf(founder), trayOf(other)]).toEqual([['unknown-post'], ['unknown-post']]);
  expectSameState(founder, other);
  expect(labelOf(founder)).toBe('Jalon 0');
  expect(checkWorkspace(founder.workspace).problems).toEqual([]);
});
