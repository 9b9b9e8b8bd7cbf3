import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dayCodec, unpackBody } from '../../../db/exchange/codec.ts';
import { readExchangeFile } from '../../../db/exchange/read-exchange-file.ts';
import { getBasis } from '../../../db/log-state.ts';
import { putSetting } from '../../../db/write/local-tables.ts';
import { ME_SETTING } from '../../../db/open-workspace.ts';
import {
  decodeContainer,
  encodeHeader,
  FORMAT_MAJOR,
  FORMAT_MINOR,
  LIMITS,
  MAGIC,
} from '../../../shared/exchange/container.ts';
import { decodeBody, encodeBody } from '../../../shared/exchange/segment-body.ts';
import { readByTheBook } from '../../fixtures/exchange/read-by-the-book.ts';
import {
  createSmallGroup,
  exportBytes,
  idOf,
  importBytes,
  newPost,
  SMALL_GROUP,
  standAt,
  stateOf,
} from '../../fixtures/posts.ts';

const FILE = 'test/fixtures/exchange/two-posts.jalon';
const CONTENT = 'test/fixtures/exchange/two-posts.json';

/**
 * Writes the kept example anew: `JALON_WRITE_EXAMPLE=1` with this test. Only for a new form of the container; as
 * long as the form stays, the kept file is what today's reader has to understand.
 */
async function writeExample(): Promise<void> {
  const first = newPost();
  createSmallGroup(first);
  standAt(first, SMALL_GROUP.sites[0]);
  putSetting(first.workspace.gate, ME_SETTING, SMALL_GROUP.people[0]);
  const screen = getBasis(first.workspace.reader);
  const second = newPost();
  await importBytes(second, exportBytes(first));
  standAt(second, SMALL_GROUP.sites[1]);
  const [one, two] = SMALL_GROUP.milestones;
  second.workspace.commit(
    [
      {
        kind: 'update',
        table: 'milestone',
        id: one,
        values: { plannedStart: '2027-03-15', plannedEnd: '2027-03-19' },
      },
      {
        kind: 'create',
        table: 'comment',
        id: idOf(901),
        values: {
          deployment: SMALL_GROUP.deployments[0],
          milestone: one,
          author: SMALL_GROUP.people[1],
          text: 'Salle réservée.',
          writtenAt: 1_795_424_400_000,
        },
      },
    ],
    getBasis(second.workspace.reader),
  );
  await importBytes(first, exportBytes(second));
  first.workspace.commit(
    [{ kind: 'update', table: 'milestone', id: one, values: { label: 'Recette', progress: 40 } }],
    screen,
  );
  first.workspace.commit([{ kind: 'delete', table: 'milestone', id: two }], screen);
  first.workspace.commit(
    [{ kind: 'update', table: 'milestone', id: one, values: { progress: null } }],
    getBasis(first.workspace.reader),
  );
  const bytes = exportBytes(first);
  writeFileSync(FILE, bytes);
  writeFileSync(CONTENT, `${JSON.stringify(readByTheBook(bytes), null, 2)}\n`);
  for (const { workspace } of [first, second]) workspace.close();
}

describe('the kept example', () => {
  it('says to a reader written from the documentation what it was written to say', async () => {
    if (process.env['JALON_WRITE_EXAMPLE']) await writeExample();
    const content: unknown = JSON.parse(readFileSync(CONTENT, 'utf8'));
    expect(readByTheBook(readFileSync(FILE))).toEqual(content);
    expect(existsSync(FILE)).toBe(true);
  });

  it('is taken by today’s version, in one piece and into the same tables twice', async () => {
    const bytes = readFileSync(FILE);
    const posts = [newPost(), newPost()];
    for (const post of posts) expect((await importBytes(post, bytes)).state).toBe('applied');
    const [one, other] = posts.map((post) => stateOf(post.workspace));
    expect(one).toEqual(other);
    expect(one?.['milestone']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ label: 'Recette', planned_end: '2027-03-19', progress: null }),
      ]),
    );
    for (const post of posts) post.workspace.close();
  });

  it('would be written the same again, but for compression', () => {
    const post = newPost();
    const bytes = readFileSync(FILE);
    const { header, signed } = decodeContainer(bytes);
    expect(Buffer.from(encodeHeader(header))).toEqual(Buffer.from(signed));
    for (const segment of readExchangeFile(post.workspace.reader, bytes).segments) {
      const { id } = segment.replica;
      const encoded = unpackBody(segment.body, segment.rawLength);
      const again = encodeBody(id, decodeBody(id, encoded, dayCodec, []).saves, dayCodec, []);
      expect([again.json, Buffer.from(again.tails)]).toEqual([encoded.json, Buffer.from(encoded.tails)]);
    }
    post.workspace.close();
  });

  it('is of the form the documentation describes', () => {
    const page = readFileSync('docs/exchange-format.md', 'utf8');
    expect(page).toContain(`version ${FORMAT_MAJOR}.${FORMAT_MINOR}`);
    expect(page).toContain(Buffer.from(MAGIC).toString('hex').match(/../g)?.join(' ').toUpperCase());
    const limits = [
      LIMITS.file >> 20,
      LIMITS.header >> 20,
      LIMITS.body >> 20,
      LIMITS.personal >> 20,
      LIMITS.freely >> 20,
    ];
    for (const size of limits) expect(page).toContain(`${size} MiB`);
    for (const count of [LIMITS.replicas, LIMITS.segments, LIMITS.ratio])
      expect(page).toContain(String(count));
  });
});
