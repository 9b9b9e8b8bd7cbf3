import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatePrivateKey } from '../../../db/post-key.ts';
import { type Backend, createBackend } from '../../../electron/backend/create-backend.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const today = '2026-11-23';

function open(profileDir: string): Backend {
  return createBackend({
    profileDir,
    appVersion: '0.0.0',
    key: { privateKeyRaw: generatePrivateKey() },
    clock: { now: () => Date.parse('2026-11-23T09:00:00Z'), today: () => today },
    validateOutput: true,
  });
}

describe('starting over', () => {
  it('leaves an empty workspace with the same look, and a copy that opens with all that was there', async () => {
    const profileDir = tempDir();
    const backend = open(profileDir);
    const client = backend.connect();
    await client.call('settings.set', { theme: 'dark', language: 'en' });
    await client.call('demo.open', { demoId: 'coteaux-du-sud', startDate: today });
    const { people } = await client.call('workspace.identities', {});
    await client.call('workspace.chooseIdentity', { personId: people[0]?.personId ?? '' });
    const before = await client.call('workspace.status', {});
    const { cells } = await client.call('matrix.view', {});
    expect(cells.length).toBeGreaterThan(0);
    let replaced = 0;
    client.on('workspace.replaced', () => replaced++);

    const { folder } = await client.call('workspace.backupFolder', {});
    const { copy } = await client.call('workspace.startOver', {});
    expect(path.dirname(copy)).toBe(folder);
    expect(path.basename(copy)).toContain('start-over');
    expect(replaced).toBe(1);
    const after = await client.call('workspace.status', {});
    expect(after).toMatchObject({ state: 'empty', group: null, me: null });
    expect((await client.call('matrix.view', {})).cells).toEqual([]);
    expect(await client.call('settings.get', {})).toMatchObject({ theme: 'dark', language: 'en' });
    expect(await client.call('workspace.check', {})).toMatchObject({ ok: true, saves: 0 });

    // The same workspace goes on: another group is written, and told of, as in any other.
    const told: string[] = [];
    client.on('data.changed', ({ tables }) => told.push(...tables));
    await client.call('demo.open', { demoId: 'trois-vallees', startDate: today });
    expect(told).toContain('milestone');
    await backend.close();

    const other = tempDir();
    renameSync(copy, path.join(other, 'workspace.sqlite'));
    const restored = open(other);
    const status = await restored.connect().call('workspace.status', {});
    expect(status).toMatchObject({ state: 'ready', group: before.group });
    expect((await restored.connect().call('matrix.view', {})).cells).toEqual(cells);
    expect((await restored.connect().call('workspace.check', {})).ok).toBe(true);
    await restored.close();
  });

  it('is kept after a restart', async () => {
    const profileDir = tempDir();
    const backend = open(profileDir);
    await backend.connect().call('demo.open', { demoId: 'trois-vallees', startDate: today });
    await backend.connect().call('workspace.startOver', {});
    await backend.close();
    const again = open(profileDir);
    expect((await again.connect().call('workspace.status', {})).state).toBe('empty');
    await again.close();
  });

  it('leaves the group where it is when the copy cannot be written', async () => {
    const profileDir = tempDir();
    const backend = open(profileDir);
    const client = backend.connect();
    await client.call('demo.open', { demoId: 'trois-vallees', startDate: today });
    const { folder } = await client.call('workspace.backupFolder', {});
    mkdirSync(folder, { recursive: true });
    // Where the copy would be, a link to nowhere: nobody, not even root, can write through it.
    const obstacle = path.join(folder, '2026-11-23T09-00-00-000Z-start-over.sqlite.tmp');
    symlinkSync(path.join(folder, 'missing', 'file'), obstacle);
    await expect(client.call('workspace.startOver', {})).rejects.toMatchObject({ code: 'no-permission' });
    rmSync(obstacle, { force: true });
    expect((await client.call('matrix.view', {})).cells.length).toBeGreaterThan(0);
    await backend.close();
  });

  it('lets the post join again the group it left, where its former changes are still its own', async () => {
    const [dir, folder] = [tempDir(), tempDir('files')];
    const manager = open(tempDir());
    await manager.connect().call('demo.open', { demoId: 'trois-vallees', startDate: today });
    await identify(manager, 'Estelle Fermisnel');
    const first = path.join(folder, 'first.jalon');
    await manager.connect().call('exchange.export', { grant: manager.grantPath(first), to: null });

    const site = open(dir);
    await receive(site, first);
    await identify(site, 'Éloïse Montaudel');
    await addPerson(site, 'Avant');
    const change = path.join(folder, 'change.jalon');
    await site.connect().call('exchange.export', { grant: site.grantPath(change), to: null });
    await receive(manager, change);
    const whole = path.join(folder, 'whole.jalon');
    await manager.connect().call('exchange.export', { grant: manager.grantPath(whole), to: null });

    await site.connect().call('workspace.startOver', {});
    await receive(site, whole);
    await identify(site, 'Éloïse Montaudel');
    await addPerson(site, 'Après');
    expect(await lastNames(site)).toEqual(expect.arrayContaining(['Avant', 'Après']));
    const second = path.join(folder, 'second.jalon');
    await site.connect().call('exchange.export', { grant: site.grantPath(second), to: null });
    expect(await receive(manager, second)).toBe('applied');
    expect(await lastNames(manager)).toEqual(expect.arrayContaining(['Avant', 'Après']));
    for (const backend of [site, manager]) {
      expect(await backend.connect().call('workspace.check', {})).toMatchObject({ ok: true, problems: [] });
      await backend.close();
    }
  });

  it('never drops the copy of a left group to make room for newer copies', async () => {
    const profileDir = tempDir();
    const backend = open(profileDir);
    const client = backend.connect();
    const copies: string[] = [];
    for (let turn = 0; turn < 12; turn++) copies.push((await client.call('workspace.startOver', {})).copy);
    expect(new Set(copies).size).toBe(12);
    expect(copies.filter((copy) => existsSync(copy))).toHaveLength(12);
    expect(readdirSync(path.dirname(copies[0] ?? ''))).toHaveLength(12);
    await backend.close();
  });
});

async function receive(backend: Backend, file: string): Promise<string> {
  const client = backend.connect();
  const grant = backend.grantPath(file);
  const { token } = await client.call('exchange.plan', { grant });
  return (await client.call('exchange.apply', { grant, token })).state;
}

async function identify(backend: Backend, name: string): Promise<void> {
  const { people } = await backend.connect().call('workspace.identities', {});
  const person = people.find((one) => one.name === name);
  await backend.connect().call('workspace.chooseIdentity', { personId: person?.personId ?? '' });
}

async function addPerson(backend: Backend, lastName: string): Promise<void> {
  const client = backend.connect();
  const { basis } = await client.call('workspace.status', {});
  await client.call('person.create', { basis, values: { firstName: 'Inès', lastName, role: 'RSSI' } });
}

async function lastNames(backend: Backend): Promise<(string | null)[]> {
  const { people } = await backend.connect().call('people.view', {});
  return people.map(({ lastName }) => lastName);
}
