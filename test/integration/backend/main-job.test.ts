import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createBackend, type Backend } from '../../../electron/backend/create-backend.ts';
import { generatePrivateKey } from '../../../db/post-key.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const today = '2026-11-23';

function open(profileDir = tempDir()): Backend {
  return createBackend({
    profileDir,
    appVersion: '0.0.0',
    key: { privateKeyRaw: generatePrivateKey() },
    clock: { now: () => Date.parse('2026-11-23T09:00:00Z'), today: () => today },
    validateOutput: true,
    onInternalError: (_id, procedure, error) => console.error(procedure, error),
  });
}

it('carries a milestone updated at one site to the project manager at another', async () => {
  const dir = tempDir('files');
  const manager = open();
  const client = manager.connect();
  await client.call('demo.open', { demoId: 'trois-vallees', startDate: today });
  const { people } = await client.call('workspace.identities', {});
  const steering = people.find((person) => person.suggested);
  await client.call('workspace.chooseIdentity', { personId: steering?.personId ?? '' });
  const view = await client.call('exchange.view', {});
  const aptiere = view.recipients.find((site) => site.name.includes('Aptière'));
  const first = path.join(dir, 'first.jalon');
  const sent = await client.call('exchange.export', {
    grant: manager.grantPath(first),
    to: aptiere?.establishmentId ?? null,
  });
  expect(sent.saves).toBeGreaterThan(4);

  const referent = open();
  const remote = referent.connect();
  const grant = referent.grantPath(first);
  const plan = await remote.call('exchange.plan', { grant });
  expect(plan).toMatchObject({ state: 'ready', groupName: 'GHT Trois-Vallées', sender: { known: false } });
  expect((await remote.call('workspace.status', {})).state).toBe('empty');
  await remote.call('exchange.apply', { grant, token: plan.token });
  const directory = await remote.call('workspace.identities', {});
  const me = directory.people.find((person) => person.establishmentId === aptiere?.establishmentId);
  await remote.call('workspace.chooseIdentity', { personId: me?.personId ?? '' });
  expect((await remote.call('workspace.status', {})).state).toBe('ready');

  const matrix = await remote.call('matrix.view', {});
  const cell = matrix.cells.find(
    (candidate) => candidate.establishmentId === aptiere?.establishmentId && candidate.nextMilestone,
  );
  const deployment = await remote.call('deployment.view', { id: cell?.deploymentId ?? '' });
  const milestone = deployment.milestones.find((row) => row.id === cell?.nextMilestone?.id);
  await remote.call('milestone.update', {
    id: milestone?.id ?? '',
    basis: deployment.basis,
    patch: { plannedEnd: '2027-03-19', plannedStart: '2027-03-15' },
  });
  const back = path.join(dir, 'back.jalon');
  const answer = await remote.call('exchange.export', { grant: referent.grantPath(back), to: null });
  const small = path.join(dir, 'small.jalon');
  const montclar = view.recipients.find((site) => site.name.includes('Montclar'));
  await remote.call('exchange.export', {
    grant: referent.grantPath(small),
    to: montclar?.establishmentId ?? null,
  });
  expect(readFileSync(small).length).toBeLessThan(1500);
  expect(answer.bytes).toBeGreaterThan(readFileSync(small).length);

  const backGrant = manager.grantPath(small);
  const summary = await client.call('exchange.plan', { grant: backGrant });
  expect(summary.counts).toMatchObject({ saves: 1, conflicts: 0 });
  expect(summary.changes.map((change) => change.after)).toContain('19/03/2027');
  await client.call('exchange.apply', { grant: backGrant, token: summary.token });
  const updated = await client.call('deployment.view', { id: deployment.id });
  expect(updated.milestones.find((row) => row.id === milestone?.id)?.plannedEnd).toBe('2027-03-19');
  const again = await client.call('exchange.plan', { grant: backGrant });
  expect(again.state).toBe('nothing-new');
  for (const caller of [client, remote])
    expect(await caller.call('workspace.check', {})).toMatchObject({ ok: true, problems: [] });
  await manager.close();
  await referent.close();
});
