/**
 * Writes the files of the present form that every later version is held to, and the first inputs of the fuzzing of the
 * reader: once for each form of the container, when it is made. Never run it over files that have been released.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decompress, sha256, unpackBody } from '../../db/exchange/codec.ts';
import { readExchangeFile } from '../../db/exchange/read-exchange-file.ts';
import { getBasis } from '../../db/log-state.ts';
import { registry } from '../../shared/domain/registry.ts';
import { TAIL } from '../../shared/exchange/body-columns.ts';
import {
  concat,
  decodeContainer,
  encodeCertificate,
  encodeHeader,
  FORMAT_MAJOR,
  FORMAT_MINOR,
  MAGIC,
  type Header,
} from '../../shared/exchange/container.ts';
import type { EncodedBody } from '../../shared/exchange/segment-body.ts';
import { bodyOf, creation, forge, saveOf, stranger } from '../fixtures/forged-file.ts';
import { idOf, SMALL_GROUP } from '../fixtures/small-group.ts';
import { shownBy } from '../fixtures/workspace-state.ts';
import { FUZZ_MODES } from './fuzz-modes.ts';
import {
  emptyPost,
  exportFile,
  importBytes,
  openCopy,
  prepareStart,
  save,
  startPosts,
  type Post,
} from './simulated-post.ts';
import { seedIds } from './switches.ts';

const { values } = parseArgs({
  options: { to: { type: 'string', default: 'test/fixtures/exchange/golden' } },
});
const { milestones, deployments, people } = SMALL_GROUP;
const folder = join(values.to, `${FORMAT_MAJOR}.${FORMAT_MINOR}`);
const corpus = 'test/fixtures/campaign/corpus';
for (const made of [folder, corpus]) mkdirSync(made, { recursive: true });
/** Every key of the golden files is made of it: the files differ from run to run only where they must. */
seedIds(1);
await prepareStart();

const update = (id: string, values: Record<string, string | number | null>) =>
  ({ kind: 'update', table: 'milestone', id, values }) as const;

/** A group with everything a file can hold: conflict, deletion, personal values, comment, restored and copied posts. */
async function writeGroup(): Promise<Record<string, Buffer>> {
  const [manager, site, joining] = startPosts() as [Post, Post, Post];
  const before = manager.workspace.copy();
  const screen = getBasis(manager.workspace.reader);
  save(manager, '1.4.0', [
    update(milestones[0], { label: 'Recette', plannedEnd: '2027-03-19', progress: 40 }),
  ]);
  save(manager, '1.4.0', [{ kind: 'delete', table: 'milestone', id: milestones[2] }]);
  save(manager, '1.4.0', [
    {
      kind: 'update',
      table: 'person',
      id: people[0],
      values: { firstName: 'Ada', email: 'ada@exemple.test' },
    },
    {
      kind: 'create',
      table: 'comment',
      id: idOf(901),
      values: {
        deployment: deployments[0],
        milestone: milestones[0],
        author: people[0],
        text: 'Salle réservée.',
        writtenAt: 1_795_424_400_000,
      },
    },
  ]);
  save(manager, '1.4.0', [update(milestones[0], { progress: null })], screen);
  await importBytes(joining, exportFile(manager, null));
  manager.workspace.close();
  manager.workspace = openCopy(before, manager);
  save(manager, '1.4.0', [update(milestones[1], { label: 'Après la remise en état' })]);
  save(site, '1.5.0', [update(milestones[0], { label: 'Recette du site', plannedEnd: '2027-04-02' })]);
  await importBytes(joining, exportFile(manager, null));
  await importBytes(joining, exportFile(site, null));
  const whole = exportFile(joining, null);
  await importBytes(site, exportFile(joining, site.site));
  await importBytes(joining, exportFile(site, null));
  save(joining, '1.5.0', [update(milestones[0], { label: 'Recette commune' })]);
  const week = exportFile(joining, site.site);
  for (const post of [manager, site, joining]) post.workspace.close();
  return { '1-whole-group.jalon': whole, '2-next-week.jalon': week };
}

/** Files of a version to come: what can be kept is kept, what cannot be understood asks for an update. */
function writeFuture(): Record<string, Buffer> {
  const who = stranger();
  const { label, kind } = registry.milestone.fields;
  const fields = [
    { field: label.id, kind: 'text', value: 'D’une version à venir' },
    { field: 240, kind: 'int', value: 7 },
    { field: kind.id, kind: 'code', value: 'sprint' },
  ] as const;
  const ops = [
    creation(registry.milestone.id, idOf(910), fields),
    creation(99, idOf(911), [{ field: 1, kind: 'text', value: 'Une table à venir' }]),
  ];
  const body = bodyOf(who, [saveOf(1, ops, { appVersion: '9.0.0' })]);
  const later = forge(who, { body });
  later[MAGIC.length] = FORMAT_MAJOR + 1;
  return {
    '3-unknown-field.jalon': forge(who, { body }),
    '4-unknown-capability.jalon': forge(who, { body, header: { capabilities: ['from-the-future-1'] } }),
    '5-later-major-version.jalon': later,
  };
}

/** What a post shows that took in the files in the order of their names; those it refuses by their fault. */
async function outcomeOf(files: Record<string, Buffer>) {
  const empty = emptyPost();
  const outcomes: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(files))
    outcomes[name] = await importBytes(empty, bytes).catch((error: { code: string }) => error.code);
  const state = shownBy(empty.workspace);
  empty.workspace.close();
  return { outcomes, state };
}

/** First inputs for each of the readers the fuzzing enters by. */
function writeCorpus(files: readonly Buffer[]): void {
  const put = (mode: (typeof FUZZ_MODES)[number], index: number, bytes: Uint8Array) =>
    writeFileSync(
      join(corpus, `${mode}-${index}`),
      Buffer.concat([Buffer.of(FUZZ_MODES.indexOf(mode)), bytes]),
    );
  const reader = startPosts()[0] as Post;
  for (const [index, bytes] of files.entries()) {
    const opened = readExchangeFile(reader.workspace.reader, bytes);
    const { header, personal } = decodeContainer(bytes);
    const encoded = opened.segments.map(({ body, rawLength }) => unpackBody(body, rawLength));
    const bodies = encoded.map(plainBody);
    const names = personal.length > 0 ? decompress(personal, header.personalRawLength) : personal;
    put('container', index, bytes);
    put('body', index, bodies.at(-1)?.subarray(1) ?? Buffer.alloc(0));
    if (names.length > 0) put('personal', index, names);
    const certificate = header.replicas.find((replica) => replica.certificate)?.certificate;
    if (certificate) put('certificate', index, encodeCertificate(certificate));
    put('import', index, plainFile(header, bodies, names));
  }
  reader.workspace.close();
}

const BROTLI = 2;

/** Codec, number of ids and their ends, columns; of few ids, so that their number is one byte. */
function plainBody({ json, tails }: EncodedBody): Buffer {
  return Buffer.concat([Buffer.of(BROTLI, tails.length / TAIL), tails, Buffer.from(json)]);
}

/** A file whose parts are not compressed and whose signatures are blank, as the fuzzed reader takes it. */
function plainFile(header: Header, bodies: readonly Uint8Array[], personal: Uint8Array): Buffer {
  const blank = new Uint8Array(64);
  const plain = encodeHeader({
    ...header,
    segments: header.segments.map((segment, at) => ({ ...segment, bodyLength: bodies[at]?.length ?? 0 })),
    personalLength: personal.length,
    personalHash: personal.length > 0 ? sha256(personal) : header.personalHash,
  });
  return Buffer.from(concat([plain, blank, ...bodies.flatMap((body) => [blank, body]), personal]));
}

const files = { ...(await writeGroup()), ...writeFuture() };
for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(await outcomeOf(files), null, 1)}\n`);
writeCorpus(Object.values(files).slice(0, 3));
process.stdout.write(
  `${JSON.stringify({ folder, files: Object.fromEntries(Object.entries(files).map(([name, { length }]) => [name, length])) })}\n`,
);
