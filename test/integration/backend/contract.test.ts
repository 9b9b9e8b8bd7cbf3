import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderId } from '../../../db/boot-file.ts';
import { generatePrivateKey } from '../../../db/post-key.ts';
import { connect, type Connection } from '../../../db/sqlite.ts';
import { createBackend, type Backend } from '../../../electron/backend/create-backend.ts';
import { contract, type BackendName, type InputOf } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/rpc/app-error.ts';
import { createTranslate, isTextKey } from '../../../shared/i18n/translate.ts';
import { contractExamples, shellExamples, type ContractWorld } from '../../fixtures/contract-examples.ts';
import { keptDir } from '../../fixtures/temp-profile.ts';

const today = '2026-11-23';
const folders: Disposable[] = [];
const open: Backend[] = [];
const unforeseen: unknown[] = [];

function folder(name: string): string {
  const made = keptDir(name);
  folders.push(made);
  return made.path;
}

function start(profileDir: string, privateKeyRaw = generatePrivateKey()): Backend {
  const backend = createBackend({
    profileDir,
    appVersion: '0.0.0',
    key: { privateKeyRaw },
    clock: { now: () => Date.parse('2026-11-23T09:00:00Z'), today: () => today },
    validateOutput: true,
    onInternalError: (_id, procedure, error) => unforeseen.push([procedure, error]),
  });
  open.push(backend);
  return backend;
}

/** A demonstration, its user chosen, and a file from another post with one change. */
async function createWorld(profileDir: string): Promise<ContractWorld> {
  const dir = folder('files');
  const key = generatePrivateKey();
  const backend = start(profileDir, key);
  const client = backend.connect();
  await client.call('demo.open', { demoId: 'coteaux-du-sud', startDate: today });
  const { people } = await client.call('workspace.identities', {});
  await client.call('workspace.chooseIdentity', { personId: people[0]?.personId ?? '' });
  const all = path.join(dir, 'all.jalon');
  await client.call('exchange.export', { grant: backend.grantPath(all), to: null });

  const elsewhere = start(folder('elsewhere'));
  const remote = elsewhere.connect();
  const grant = elsewhere.grantPath(all);
  const { token } = await remote.call('exchange.plan', { grant });
  await remote.call('exchange.apply', { grant, token });
  const { milestones, basis } = await remote.call('gantt.view', {});
  await remote.call('milestone.update', {
    id: milestones[7]?.id ?? '',
    basis,
    patch: { label: 'Vu d’ailleurs' },
  });
  const received = path.join(dir, 'received.jalon');
  await remote.call('exchange.export', { grant: elsewhere.grantPath(received), to: null });
  return { backend, client, dir, received, elsewhere: { backend: elsewhere, client: remote }, otherHistory };

  async function otherHistory(): Promise<string> {
    const write = async (by: Backend, name: string): Promise<string> => {
      const page = by.connect();
      const view = await page.call('gantt.view', {});
      const id = view.milestones[9]?.id ?? '';
      await page.call('milestone.update', { id, basis: view.basis, patch: { label: name } });
      const file = path.join(dir, `${name}.jalon`);
      await page.call('exchange.export', { grant: by.grantPath(file), to: null });
      return file;
    };
    await write(backend, 'commun');
    const image = start(imageOf(profileDir), key);
    const file = await write(image, 'image');
    await write(backend, 'original');
    return file;
  }
}

/** The folder of a workspace as a machine copied whole has it: nothing there shows that it is a copy. */
function imageOf(profileDir: string): string {
  const made = folder('image');
  const copied = connect(path.join(profileDir, 'workspace.sqlite'), { readonly: true });
  writeFileSync(path.join(made, 'workspace.sqlite'), copied.serialize());
  copied.close();
  const boot = JSON.parse(readFileSync(path.join(profileDir, 'boot.json'), 'utf8')) as object;
  writeFileSync(path.join(made, 'boot.json'), JSON.stringify({ ...boot, folder: folderId(made) }));
  return made;
}

/** Changes whenever anybody commits to the workspace; read beside it, for reading its file would end its locks. */
const commitsSeen = (from: Connection) => from.pragma('data_version', { simple: true });

type Content = Readonly<Record<string, string>>;
const lastRead = new WeakMap<Connection, { readonly commits: unknown; readonly content: Content }>();

/** Everything a workspace holds, seen from beside it; read again only when somebody has committed since. */
function contentOf(from: Connection): Content {
  const commits = commitsSeen(from);
  const known = lastRead.get(from);
  if (known && known.commits === commits) return known.content;
  const content = readContent(from);
  lastRead.set(from, { commits, content });
  return content;
}

function readContent(from: Connection): Content {
  const tables = from.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all() as {
    name: string;
  }[];
  return Object.fromEntries(
    tables.map(({ name }) => [
      name,
      createHash('sha256')
        .update(JSON.stringify(from.prepare(`SELECT * FROM ${name}`).all()))
        .digest('hex'),
    ]),
  );
}

const names = Object.keys(contractExamples) as BackendName[];
const filled = names.filter((name) => !contractExamples[name].onEmpty);
const apart = filled.filter((name) => contractExamples[name].apart);
const lasting = filled.filter((name) => !contractExamples[name].ends && !contractExamples[name].apart);
const ending = filled.filter((name) => contractExamples[name].ends);
const onEmpty = names.filter((name) => contractExamples[name].onEmpty);
const changing = lasting.filter((name) => contract[name].kind === 'command');

/** Whether a command writes local tables alone, which the log knows nothing of. */
function writesHereAlone(name: BackendName): boolean {
  const isScenario = name.startsWith('scenario.') && name !== 'scenario.apply';
  return (
    isScenario ||
    name.startsWith('planningView.') ||
    name === 'paper.keepChoice' ||
    name === 'paper.keepGanttChoices' ||
    name === 'settings.set' ||
    name === 'workbook.forget' ||
    name === 'review.setRules' ||
    name === 'workspace.chooseIdentity'
  );
}

/** Whether a command says what its author had on screen. */
function takesBasis(name: BackendName): boolean {
  const { input } = contract[name];
  return 'shape' in input && 'basis' in input.shape;
}

let world: ContractWorld;
let beside: Connection;
let profileDir: string;

beforeAll(async () => {
  profileDir = folder('contract');
  world = await createWorld(profileDir);
  beside = connect(path.join(profileDir, 'workspace.sqlite'), { readonly: true });
}, 60_000);

afterAll(async () => {
  beside.close();
  for (const backend of open) await backend.close();
  for (const made of folders) made[Symbol.dispose]();
});

async function refusalOf(name: BackendName, input: unknown, at: ContractWorld): Promise<AppError> {
  const answer = await at.client.call(name, input as InputOf<typeof name>).catch((error: unknown) => error);
  if (!(answer instanceof AppError)) throw new Error(`${name} took ${JSON.stringify(input)}`);
  return answer;
}

function expectSentence(error: AppError): void {
  expect(isTextKey(error.key)).toBe(true);
  for (const language of ['fr', 'en'] as const) {
    const sentence = isTextKey(error.key) ? createTranslate(language)(error.key, error.details) : '';
    expect(sentence.length).toBeGreaterThan(20);
    expect(sentence).not.toMatch(/\{\{|error\./);
  }
}

async function expectRefused(name: BackendName, at: ContractWorld, seenFrom: Connection): Promise<void> {
  for (const { why, input, code } of contractExamples[name].refused) {
    const given = await input(at);
    const before = contentOf(seenFrom);
    const error = await refusalOf(name, given, at);
    expect([why, error.code]).toEqual([why, code]);
    expectSentence(error);
    expect([why, contentOf(seenFrom)]).toEqual([why, before]);
  }
}

describe('refused input of', () => {
  it.each(filled)('%s is answered with a sentence and changes nothing', async (name) => {
    await expectRefused(name, world, beside);
  });

  it.each(onEmpty)('%s is answered with a sentence and leaves the workspace empty', async (name) => {
    const emptyDir = folder('empty');
    const backend = start(emptyDir);
    const empty = { ...world, backend, client: backend.connect() };
    const seenFrom = connect(path.join(emptyDir, 'workspace.sqlite'), { readonly: true });
    await expectRefused(name, empty, seenFrom);
    seenFrom.close();
    // And where a group is open already, the good one is refused too.
    expect((await refusalOf(name, await contractExamples[name].good(world), world)).key).toBe(
      'error.group-exists',
    );
  });

  it.each(changing.filter(takesBasis))(
    '%s includes a screen of a workspace this one never was',
    async (name) => {
      const good = { ...(await contractExamples[name].good(world)), basis: '7.1.1' };
      const before = contentOf(beside);
      expect((await refusalOf(name, good, world)).key).toBe('error.unknown-basis');
      expect(contentOf(beside)).toEqual(before);
    },
  );
});

describe('good input of', () => {
  it.each(filled.filter((name) => contract[name].kind === 'query'))(
    '%s is answered as the contract says, and nothing is written',
    async (name) => {
      const input = await contractExamples[name].good(world);
      const before = commitsSeen(beside);
      const answer = await world.client.call(name, input);
      expect(contract[name].output.safeParse(answer).error).toBeUndefined();
      expect(commitsSeen(beside)).toBe(before);
    },
  );

  it.each(ending)('%s is answered as the contract says, from a workspace of its own', async (name) => {
    const client = (await createWorld(folder('ending'))).client;
    const answer = await client.call(name, await contractExamples[name].good(world));
    expect(contract[name].output.safeParse(answer).error).toBeUndefined();
    expect((await client.call('workspace.status', {})).group).toBeNull();
  });

  it.each(apart)('%s is answered as the contract says, in a world of its own', async (name) => {
    const own = await createWorld(folder('apart'));
    const input = await contractExamples[name].good(own);
    const { client } = contractExamples[name].apart === 'here' ? own : own.elsewhere;
    const answer = await client.call(name, input);
    expect(contract[name].output.safeParse(answer).error).toBeUndefined();
    expect(await client.call('workspace.check', {})).toMatchObject({ ok: true });
  });

  it.each(lasting.filter((name) => contract[name].kind !== 'query'))(
    '%s is answered as the contract says',
    async (name) => {
      const input = await contractExamples[name].good(world);
      const saves = () => beside.prepare('SELECT count(*) AS n FROM save').get() as { n: number };
      const before = saves();
      const answer = await world.client.call(name, input);
      expect(contract[name].output.safeParse(answer).error).toBeUndefined();
      const logged = changing.includes(name) && !writesHereAlone(name);
      if (logged) expect(saves().n).toBe(before.n + 1);
    },
  );

  it.each(onEmpty)('%s is answered as the contract says', async (name) => {
    const backend = start(folder('new'));
    const client = backend.connect();
    const input = await contractExamples[name].good({ ...world, backend, client });
    const answer = await client.call(name, input);
    expect(contract[name].output.safeParse(answer).error).toBeUndefined();
    expect(await client.call('workspace.check', {})).toMatchObject({ ok: true });
  });
});

describe('what follows', () => {
  it('leaves a log that replays to the same tables, and no surprise behind', async () => {
    expect(await world.client.call('workspace.check', {})).toMatchObject({ ok: true, problems: [] });
    expect(unforeseen).toEqual([]);
  });

  it('says that the workspace is in use when it is opened twice, and changes nothing', () => {
    const before = contentOf(beside);
    expect(() => start(profileDir)).toThrow(expect.objectContaining({ code: 'workspace-in-use' }));
    expect(contentOf(beside)).toEqual(before);
  });

  it('says so when a workspace cannot be read', () => {
    const dir = folder('damaged');
    copyFileSync(world.received, path.join(dir, 'workspace.sqlite'));
    expect(() => start(dir)).toThrow(expect.objectContaining({ code: 'workspace-damaged' }));
  });
});

it.each(Object.entries(shellExamples))(
  '%s takes its good inputs and refuses the others',
  (name, { good, refused }) => {
    const { input } = contract[name as keyof typeof shellExamples];
    for (const each of good) expect([each, input.safeParse(each).success]).toEqual([each, true]);
    for (const each of refused) expect([each, input.safeParse(each).success]).toEqual([each, false]);
  },
);
