import { Encrypter } from 'age-encryption';
import { expect, it } from 'vitest';
import { isSealed, openSealed, sealFile } from '../../../db/exchange/sealed-file.ts';
import { generatePrivateKey, openPostKey, recipientOf } from '../../../db/post-key.ts';
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
  importBytes,
  newPost,
  planBytes,
  SMALL_GROUP,
} from '../../fixtures/posts.ts';

const passphrase = 'kafe-miro-tuba-solo';
const [, second, third] = SMALL_GROUP.sites;

it('seals a file for the posts of a site: they read it, the others are told it is not for them', async () => {
  const first = manager();
  const site = await joined(first, second);
  const other = await joined(first, third);
  for (const each of [site, other]) await importBytes(first, exportBytes(each));
  label(first, 'Recette');
  const sealed = await exportSealed(first, { kind: 'posts' }, second);
  expect(isSealed(sealed)).toBe(true);
  expect(sealed.includes('Recette')).toBe(false);
  await expect(planBytes(other, sealed)).rejects.toMatchObject({ code: 'file-sealed' });
  expect((await importBytes(site, sealed)).state).toBe('applied');
  expect(labelOf(site)).toBe('Recette');
  expectSameState(first, site);

  const forAll = await exportSealed(first, { kind: 'posts' });
  for (const each of [site, other]) expect((await planBytes(each, forAll)).sender.known).toBe(true);
});

it('seals a file by a passphrase for a site that has sent nothing yet', async () => {
  const first = manager();
  await expect(exportSealed(first, { kind: 'posts' }, second)).rejects.toMatchObject({
    key: 'error.no-post-to-seal-for',
  });
  const sealed = await exportSealed(first, { kind: 'passphrase', passphrase }, second);
  const site = closeLater(newPost());
  await expect(planBytes(site, sealed)).rejects.toMatchObject({ key: 'error.file-passphrase' });
  await expect(importBytes(site, sealed, 'something else')).rejects.toMatchObject({
    key: 'error.wrong-passphrase',
  });
  expect((await importBytes(site, sealed, passphrase)).state).toBe('applied');
  expectSameState(first, site);
});

it('is sealed for the last key of a post that had to take another', async () => {
  const first = manager();
  const site = await joined(first, second);
  await importBytes(first, exportBytes(site));
  const lost = openPostKey(site.privateKey);
  site.workspace.close();
  letGo(site);
  const renewed = closeLater(newPost(site.dir));
  await importBytes(first, exportBytes(renewed));
  const sealed = await exportSealed(first, { kind: 'posts' }, second);
  await expect(openSealed(sealed, { key: lost, passphrase: null })).rejects.toMatchObject({
    code: 'file-sealed',
  });
  expect((await planBytes(renewed, sealed)).state).not.toBe('waiting');
});

it('refuses what was tampered with, cut, or made to take all the memory', async () => {
  const key = openPostKey(generatePrivateKey());
  const open = (bytes: Uint8Array, given: string | null = null) =>
    openSealed(bytes, { key, passphrase: given });
  const sealed = await sealFile(Buffer.from('Bonjour'), { publicKeys: [key.publicKey] });
  expect(Buffer.from(await open(sealed)).toString()).toBe('Bonjour');
  for (let at = 22; at < sealed.length; at += 7) {
    const spoilt = sealed.slice();
    spoilt[at] = (spoilt[at] ?? 0) ^ 4;
    await expect(open(spoilt)).rejects.toMatchObject({
      code: expect.stringMatching(/^file-(damaged|sealed)$/),
    });
    await expect(open(sealed.slice(0, at))).rejects.toMatchObject({ code: 'file-damaged' });
  }
  const greedy = Buffer.from(
    'age-encryption.org/v1\n-> scrypt rF0/NwblUHHTpgQgRpe5CQ 20\n' +
      'qW9eVsT0NVb/Vswtw8kPIxUnaYmm9Px1dYmq2+4+qZA\n--- 38TpQMxQRRNMfmYYpBX6DDrPx4/QY5UmJnhPyVoX/cw\n',
  );
  await expect(open(greedy, passphrase)).rejects.toMatchObject({ code: 'file-damaged' });
});

it('opens what another age made for the same key', async () => {
  const key = openPostKey(generatePrivateKey());
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipientOf(key.publicKey));
  const sealed = await encrypter.encrypt('Bonjour');
  expect(Buffer.from(await openSealed(sealed, { key, passphrase: null })).toString()).toBe('Bonjour');
});
