import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { composeExchangeFiles } from '../../../db/exchange/write-exchange-file.ts';
import { sendExchangeFile } from '../../../db/exchange/send-exchange-file.ts';
import { sealOwnSaves } from '../../../db/write/seal.ts';
import { getBasis } from '../../../db/log-state.ts';
import { decodeContainer } from '../../../shared/exchange/container.ts';
import { closeLater, expectSameState, joined, manager } from '../../fixtures/group-of-posts.ts';
import {
  exportBytes,
  idOf,
  importBytes,
  newPost,
  SMALL_GROUP,
  vectorOf,
  type Post,
} from '../../fixtures/posts.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';
import { sendAll } from '../../fixtures/trusted-group.ts';

let made = 5000;

/** Comments nothing can shrink, sealed at once. */
function writeMuch(post: Post, bytes: number): void {
  const text = randomBytes(bytes).toString('base64').slice(0, 10_000);
  post.workspace.commit(
    [
      {
        kind: 'create',
        table: 'comment',
        id: idOf(made++),
        values: { deployment: SMALL_GROUP.deployments[0], text },
      },
      { kind: 'update', table: 'person', id: SMALL_GROUP.people[0], values: { firstName: `Ada ${made}` } },
    ],
    getBasis(post.workspace.reader),
  );
  if (post.workspace.key) sealOwnSaves(post.workspace.gate, post.workspace.key, post.clock.ms);
}

/** Two posts that answered each other many times: their segments rest on one another. */
async function conversation(): Promise<[Post, Post]> {
  const one = manager();
  const other = await joined(one, SMALL_GROUP.sites[1]);
  for (let round = 0; round < 6; round++) {
    writeMuch(one, 6000);
    await sendAll(one, other);
    writeMuch(other, 6000);
    await sendAll(other, one);
  }
  return [one, other];
}

it('is taken part by part in any order, and comes to what the whole would have', async () => {
  const [one] = await conversation();
  const whole = composeExchangeFiles(one.workspace, { file: null, to: null, room: null });
  expect(whole).toHaveLength(1);
  const room = 25_000;
  const parts = composeExchangeFiles(one.workspace, { file: null, to: null, room });
  expect(parts.length).toBeGreaterThan(3);
  for (const { bytes } of parts) expect(bytes.length).toBeLessThanOrEqual(room);
  expect(parts.reduce((sum, { saves }) => sum + saves, 0)).toBe(whole[0]?.saves);
  const orders = [parts, parts.toReversed(), [...parts.slice(2), ...parts.slice(0, 2), ...parts]];
  for (const order of orders) {
    const reader = closeLater(newPost());
    for (const { bytes } of order) await importBytes(reader, bytes);
    expect(vectorOf(reader.workspace)).toEqual(vectorOf(one.workspace));
    expectSameState(reader, one);
  }
});

it('says in each part all that its sender holds', async () => {
  const [one, other] = await conversation();
  const late = closeLater(newPost());
  const parts = composeExchangeFiles(one.workspace, { file: null, to: null, room: 25_000 });
  for (const { bytes } of parts) {
    const { header } = decodeContainer(bytes);
    const held = header.replicas.map(({ id }, at) => [
      Buffer.from(id).toString('hex').toUpperCase(),
      header.part?.held[at],
    ]);
    expect(Object.fromEntries(held)).toEqual(vectorOf(one.workspace));
    await importBytes(late, bytes);
  }
  // The last part taken says no less than the first: what follows is small.
  expect(exportBytes(late, SMALL_GROUP.sites[0]).length).toBeLessThan(1500);
  await sendAll(late, other);
  expectSameState(late, other);
});

it('writes the parts beside each other, each sealed and within the limit', async () => {
  const [one] = await conversation();
  for (let count = 0; count < 24; count++) writeMuch(one, 8000);
  const folder = tempDir('parts');
  const { files, bytes } = await sendExchangeFile(one.workspace, path.join(folder, 'ght.jalon'), {
    to: SMALL_GROUP.sites[1],
    protection: { kind: 'posts' },
    limit: 1_000_000,
  });
  expect(bytes).toBeLessThan(1_000_000);
  expect(files).toEqual(['ght.jalon']);
  const sent = await sendExchangeFile(one.workspace, path.join(folder, 'tous.jalon'), {
    to: null,
    protection: { kind: 'posts' },
    limit: 60_000,
  });
  expect(sent.files.slice(0, 2)).toEqual(['tous.jalon', 'tous-2.jalon']);
  expect(readdirSync(folder)).toHaveLength(1 + sent.files.length);
  for (const name of sent.files)
    expect(readFileSync(path.join(folder, name)).length).toBeLessThanOrEqual(60_000);
});
