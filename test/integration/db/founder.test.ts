/** A founder that lost its key before rights were on: another post stands in, where people confirm it. */
import { describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { confirmFounder, succeedFounder } from '../../../db/commands/founder-commands.ts';
import { getBasis } from '../../../db/log-state.ts';
import { generatePrivateKey } from '../../../db/post-key.ts';
import { getTrustView } from '../../../db/queries/trust-view.ts';
import { AppError } from '../../../shared/rpc/app-error.ts';
import { expectSameState, joined, label, labelOf, manager } from '../../fixtures/group-of-posts.ts';
import { openAgain, SMALL_GROUP, type Post } from '../../fixtures/posts.ts';
import {
  admit,
  incarnationOf,
  OTHER,
  PERSON,
  sendAll,
  trayOf,
  turnOn,
  writeAs,
} from '../../fixtures/trusted-group.ts';

const { sites, milestones } = SMALL_GROUP;

const trust = (at: Post) => getTrustView(at.workspace.reader, 'fr');
const fingerprintOf = (at: Post) => trust(at).posts.find(({ self }) => self)?.fingerprint ?? '';

function succeed(at: Post, reason = 'Poste réinstallé') {
  return succeedFounder(at.workspace, { basis: getBasis(at.workspace.reader), reason });
}

function confirm(at: Post, other: Post, fingerprint = fingerprintOf(other)): void {
  confirmFounder(at.workspace, { incarnation: incarnationOf(other), fingerprint });
}

function refusal(step: () => unknown): string {
  try {
    step();
  } catch (error) {
    if (error instanceof AppError) return error.key;
    throw error;
  }
  return 'done';
}

/** The founder of a group, on a machine that was set up anew: the folder is there, the key is not. */
async function bereft() {
  const founder = manager();
  writeAs(founder, PERSON);
  const site = await joined(founder, sites[1]);
  const third = await joined(founder, sites[2]);
  founder.workspace.close();
  const rekeyed = { ...founder, privateKey: generatePrivateKey() };
  founder.workspace = openAgain(rekeyed);
  return { founder, site, third };
}

describe('a founder that lost its key before rights were on', () => {
  it('stands in for itself where the others confirm its fingerprint, and turns rights on', async () => {
    const { founder, site, third } = await bereft();
    expect(refusal(() => turnOn(founder))).toBe('error.not-administrator');
    expect(trust(founder)).toMatchObject({ admits: false, maySucceed: true });
    succeed(founder);
    expect(trust(founder)).toMatchObject({ admits: true, maySucceed: false, succeeded: true });
    await sendAll(founder, site, third);
    expect(trust(site).claims).toMatchObject([{ reason: 'Poste réinstallé' }]);
    expect(refusal(() => confirm(site, founder, fingerprintOf(third)))).toBe('error.succession-fingerprint');
    // As it is read aloud: in groups, in small letters.
    confirm(site, founder, fingerprintOf(founder).toLowerCase().replaceAll('-', ' '));
    expect(trust(site).claims).toEqual([]);
    turnOn(founder);
    writeAs(site, OTHER);
    await sendAll(site, founder);
    admit(founder, site, { level: 'reader', site: sites[1], people: [OTHER] });
    await sendAll(founder, site, third);
    expect(trust(site)).toMatchObject({ on: true, level: 'reader' });
    // Nobody picked up the phone there: nothing of it counts yet, and nothing is lost.
    expect(trust(third).on).toBe(false);
    expect(trayOf(third)).not.toEqual([]);
    confirm(third, founder);
    expect([trust(third).on, trayOf(third)]).toEqual([true, []]);
    for (const at of [site, third]) {
      expectSameState(at, founder);
      expect(checkWorkspace(at.workspace).problems).toEqual([]);
    }
    // Held to: what a reader writes goes to the tray everywhere.
    label(site, 'Sans droit', milestones[0]);
    await sendAll(site, founder, third);
    expect([labelOf(founder), trayOf(founder), trayOf(third)]).toEqual([
      labelOf(third),
      ['beyond-rights'],
      ['beyond-rights'],
    ]);
  });

  it('may be followed by any other post, and the lost key no longer counts', async () => {
    const founder = manager();
    const site = await joined(founder, sites[1]);
    const third = await joined(founder, sites[2]);
    succeed(site, 'Poste volé');
    await sendAll(site, third);
    confirm(third, site);
    turnOn(site);
    await sendAll(site, third);
    expect(trust(third).on).toBe(true);
    // The thief has the key, and turns rights on as well: those who followed take no notice.
    turnOn(founder);
    await sendAll(founder, site).catch((error: unknown) => {
      expect((error as AppError).key).toBe('error.sender-revoked');
    });
    expect(
      trust(site).posts.filter(({ level, state }) => level === 'admin' && state === 'admitted'),
    ).toHaveLength(1);
    expect(checkWorkspace(third.workspace).problems).toEqual([]);
  });

  it('is confirmed by whoever joins later too', async () => {
    const { founder, site } = await bereft();
    succeed(founder);
    turnOn(founder);
    const newcomer = await joined(founder, sites[3]);
    expect(trust(newcomer)).toMatchObject({ on: false });
    expect(trust(newcomer).claims).toHaveLength(1);
    confirm(newcomer, founder);
    expect(trust(newcomer).on).toBe(true);
    await sendAll(founder, site);
    confirm(site, founder);
    expectSameState(newcomer, site);
  });

  it('cannot be claimed once rights are on, nor by the founder, nor confirmed for who never asked', async () => {
    const founder = manager();
    const site = await joined(founder, sites[1]);
    expect(refusal(() => succeed(founder))).toBe('error.succession-founder');
    expect(refusal(() => confirm(founder, founder))).toBe('error.not-found');
    const third = await joined(founder, sites[2]);
    succeed(site);
    turnOn(founder);
    await sendAll(founder, third);
    await sendAll(site, third);
    expect(refusal(() => succeed(third))).toBe('error.succession-rights-on');
    expect(trust(third).claims).toEqual([]);
    expect(refusal(() => confirm(third, site))).toBe('error.succession-rights-on');
  });
});
