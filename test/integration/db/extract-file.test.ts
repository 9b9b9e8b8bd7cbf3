import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readExtract, writeExtract } from '../../../db/exchange/extract-file.ts';
import { compress, sha256 } from '../../../db/exchange/codec.ts';
import { generatePrivateKey, openPostKey } from '../../../db/post-key.ts';
import { getExtractOptions } from '../../../db/queries/extract-lines.ts';
import { getBasis } from '../../../db/log-state.ts';
import { concat } from '../../../shared/exchange/container.ts';
import { encodeExtractHeader } from '../../../shared/exchange/extract.ts';
import { closeLater, manager } from '../../fixtures/group-of-posts.ts';
import { asFile, idOf, newPost, planBytes, SMALL_GROUP, vectorOf, type Post } from '../../fixtures/posts.ts';

const [ours, theirs] = [idOf(600), idOf(601)];

/** The small group with a product of each of two editors, one of them at each site. */
function twoEditors(): Post {
  const post = manager();
  const [one, other] = SMALL_GROUP.deployments;
  post.workspace.commit(
    [
      { kind: 'create', table: 'product', id: ours, values: { name: 'Alpha', editor: 'Editeur A' } },
      { kind: 'create', table: 'product', id: theirs, values: { name: 'Bêta', editor: 'Editeur B' } },
      {
        kind: 'update',
        table: 'deployment',
        id: one,
        values: { currentProduct: theirs, targetProduct: ours },
      },
      {
        kind: 'update',
        table: 'deployment',
        id: other,
        values: { currentProduct: theirs, hosting: 'GRADeS' },
      },
      {
        kind: 'update',
        table: 'milestone',
        id: SMALL_GROUP.milestones[0],
        values: {
          plannedStart: '2027-03-01',
          plannedEnd: '2027-03-05',
          owner: SMALL_GROUP.people[0],
          statusReason: 'Secret',
        },
      },
    ],
    getBasis(post.workspace.reader),
  );
  return post;
}

async function extractOf(
  post: Post,
  scope: 'editor' | 'host' | 'authority',
  name: string,
  passphrase: string | null = null,
) {
  const file = path.join(post.dir, `${scope}.jalon`);
  await writeExtract(post.workspace, file, { scope, name, passphrase });
  return readFileSync(file);
}

const read = (post: Post, bytes: Uint8Array, passphrase: string | null = null) =>
  readExtract(post.workspace, { path: asFile(post, bytes), passphrase });

it('need 004.7 roadmap shared with an editor: their lines and products alone, nobody’s name, read without a group', async () => {
  const post = twoEditors();
  expect(getExtractOptions(post.workspace.reader)).toEqual({
    editors: [
      { name: 'Editeur A', deployments: 1 },
      { name: 'Editeur B', deployments: 2 },
    ],
    hosts: [{ name: 'GRADeS', deployments: 1 }],
    partners: [],
    deployments: 2,
  });
  const bytes = await extractOf(post, 'editor', 'Editeur A');
  const stranger = closeLater(newPost());
  const view = await read(stranger, bytes);
  expect(view).toMatchObject({ groupName: 'GHT des Essais', scope: 'editor', name: 'Editeur A' });
  expect(view.lines).toMatchObject([
    { domain: 'Dossier patient', establishment: 'CH 1', current: null, target: 'Alpha' },
  ]);
  expect(view.lines[0]?.milestones[0]).toEqual({
    label: 'Jalon 0',
    kind: 'task',
    status: null,
    start: '2027-03-01',
    end: '2027-03-05',
  });
  expect(JSON.stringify(view)).not.toMatch(/Tarvisnel|Secret|Bêta|CH 2/);
  // Reading leaves nothing behind, and it is not taken for an exchange file.
  expect(vectorOf(stranger.workspace)).toEqual({});
  await expect(planBytes(stranger, bytes)).rejects.toMatchObject({ code: 'file-extract' });
});

it('shows a host what it runs, and the authority every deployment but no task', async () => {
  const post = twoEditors();
  expect((await read(post, await extractOf(post, 'host', 'GRADeS'))).lines).toHaveLength(1);
  const all = await read(post, await extractOf(post, 'authority', ''));
  expect(all.lines).toHaveLength(2);
  expect(all.lines.flatMap(({ milestones }) => milestones)).toEqual([]);
  await expect(extractOf(post, 'editor', 'Personne')).rejects.toMatchObject({ key: 'error.extract-empty' });
});

it('opens a sealed extract by its passphrase', async () => {
  const post = twoEditors();
  const bytes = await extractOf(post, 'authority', '', 'kafe-miro-tuba-solo');
  const stranger = closeLater(newPost());
  await expect(read(stranger, bytes)).rejects.toMatchObject({ code: 'file-passphrase' });
  expect((await read(stranger, bytes, 'kafe-miro-tuba-solo')).lines).toHaveLength(2);
});

it('refuses every byte changed, every cut, and what was signed by whoever but is not an extract', async () => {
  const post = twoEditors();
  const bytes = await extractOf(post, 'editor', 'Editeur B');
  const faults = new Set(['file-damaged', 'file-newer', 'file-not-jalon']);
  const faultOf = (file: Uint8Array) =>
    read(post, file).then(
      () => 'read',
      (error: { code?: string; fault?: string }) => error.code ?? error.fault ?? 'unforeseen',
    );
  for (let at = 0; at < bytes.length; at++) {
    const spoilt = Buffer.from(bytes);
    spoilt[at] = (spoilt[at] ?? 0) ^ 1;
    expect([at, faults.has(await faultOf(spoilt))]).toEqual([at, true]);
  }
  for (let length = 0; length < bytes.length; length += 5)
    expect(faults.has(await faultOf(bytes.subarray(0, length)))).toBe(true);
  expect(await faultOf(Buffer.concat([bytes, Buffer.of(0)]))).toBe('file-damaged');
  const key = openPostKey(generatePrivateKey());
  const forge = (content: string, rawLength?: number): Buffer => {
    const body = compress(Buffer.from(content));
    const header = encodeExtractHeader({
      group: Buffer.alloc(16),
      groupName: 'X',
      from: '',
      writtenAt: 0,
      publicKey: key.publicKey,
      bodyLength: body.length,
      rawLength: rawLength ?? Buffer.byteLength(content),
      bodyHash: sha256(body),
    });
    return Buffer.from(concat([header, key.sign(header), body]));
  };
  const sound = { scope: 'authority', name: '', dataDate: null, lines: [] };
  expect(await faultOf(forge(JSON.stringify(sound)))).toBe('read');
  const wrong = [
    '{}',
    'null',
    '[',
    JSON.stringify({ ...sound, __proto__: 1, more: 1 }),
    JSON.stringify({ ...sound, lines: [{ domain: 1 }] }),
    JSON.stringify({ ...sound, dataDate: '2027-02-31' }),
    `{"scope":"authority","name":"","dataDate":null,"lines":${'['.repeat(5000)}${']'.repeat(5000)}}`,
  ];
  for (const content of wrong)
    expect([content.slice(0, 40), await faultOf(forge(content))]).toEqual([
      content.slice(0, 40),
      'file-damaged',
    ]);
  expect(await faultOf(forge(' '.repeat(8 << 20)))).toBe('file-damaged');
  expect(await faultOf(forge(JSON.stringify(sound), 3))).toBe('file-damaged');
});
