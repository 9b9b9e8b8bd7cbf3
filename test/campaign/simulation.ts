/** Runs one history over real posts and holds it to what an exchange promises. */
import { isDeepStrictEqual } from 'node:util';
import { beforeForks } from '../../db/exchange/write-exchange-file.ts';
import { getBasis, listReplicas } from '../../db/log-state.ts';
import { decodeVector } from '../../shared/exchange/version-vector.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { fieldById, tableById } from '../../shared/domain/registry.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import { bytesToUuid } from '../../db/uuid-bytes.ts';
import { idOf, SMALL_GROUP } from '../fixtures/small-group.ts';
import { vectorOf } from '../fixtures/workspace-state.ts';
import type { Step } from './history.ts';
import type { WorkspaceCopy } from './lent-workspace.ts';
import {
  exportFile,
  exportParts,
  GROUP_SIZE,
  importBytes,
  importMending,
  keyOf,
  openCopy,
  openUnseen,
  replayed,
  save,
  startPosts,
  type Machine,
  type Post,
} from './simulated-post.ts';
import { runOlder } from './switches.ts';
import { faultsAt, heldBy, RIGHTS, unfounded, wronglyJudged, type Truth } from './truth.ts';

/** A post, and what its user left open or kept aside. */
export interface Member {
  readonly post: Post;
  form: { readonly basis: Basis; readonly seen: ReadonlySet<string> } | null;
  copy: WorkspaceCopy | null;
  machineCopy: { readonly copy: WorkspaceCopy; readonly machine: Machine } | null;
}

/** A file on its way. */
interface Sent {
  readonly bytes: Buffer;
  readonly by: Member;
}

export interface World {
  readonly members: Member[];
  /** Those that can still arrive. */
  readonly files: Sent[];
  /** All that were ever written, lost ones too. */
  readonly written: Sent[];
  readonly truth: Truth;
  /** A post that wrote two histories which both reached somebody: from then on its user, and all others, mend that. */
  parted: Member | null;
  made: number;
  choices: number;
}

export class HistoryFault extends Error {}

const MAX_MEMBERS = GROUP_SIZE + 2;
/** Rounds of addressed files after which everybody must have everything, whatever was lost before. */
const ROUNDS = 8;
const DAMAGE = new Set(['file-not-jalon', 'file-newer', 'file-damaged', 'file-incomplete']);

/** Lives through a history. Rejects with a `HistoryFault` when a promise is broken. */
export async function live(
  history: readonly Step[],
  look: (world: World) => void = () => undefined,
): Promise<void> {
  const members = startPosts().map((post): Member => ({ post, form: null, copy: null, machineCopy: null }));
  const world: World = {
    members,
    files: [],
    written: [],
    truth: new Map([['start', new Set()]]),
    parted: null,
    made: 0,
    choices: 0,
  };
  try {
    for (const step of history) await happen(world, step);
    // An older version shows what it knows, and everything once it is replaced.
    for (const member of world.members) if (!member.post.machine.older) assertTrue(world, member);
    await settle(world);
    for (const member of world.members) upgrade(member);
    assertAgreement(world);
    if (world.made % 3 === 0) assertRebuilt(world.members[history.length % world.members.length] as Member);
    look(world);
  } finally {
    for (const { post } of world.members) post.workspace.close();
  }
}

async function happen(world: World, step: Step): Promise<void> {
  const member = world.members[step.post % world.members.length] as Member;
  const { post } = member;
  switch (step.kind) {
    case 'edit':
    case 'move':
    case 'create':
    case 'delete':
    case 'resolve':
      return write(world, member, opFor(world, member, step), 'form' in step && step.form);
    case 'open-form':
      member.form = { basis: getBasis(post.workspace.reader), seen: heldBy(post.workspace) };
      return;
    case 'export':
      world.files.push(...writtenParts(world, member, step));
      return;
    case 'deliver':
      return deliver(world, member, step);
    case 'plan':
      return world.parted ? undefined : plan(world, member, step.pick);
    case 'drop':
      world.files.splice(step.pick % Math.max(1, world.files.length), 1);
      return;
    case 'copy':
      member.copy = post.workspace.copy();
      member.machineCopy = { copy: member.copy, machine: { ...post.machine } };
      return;
    case 'put-back':
      if (member.copy && mayBePutBack(world)) reopen(member, openCopy(member.copy, post));
      return;
    case 'clone':
      clone(world, member);
      return;
    case 'machine-put-back':
      return mayBePutBack(world) ? putMachineBack(world, member) : undefined;
    case 'fork':
      return fork(world, member, world.members[step.to % world.members.length] as Member);
    case 'part':
      return part(world, member, world.members[step.to % world.members.length] as Member);
    case 'rights':
      return putRightsInPlace(world, step.form);
    case 'older':
      // From the start: a workspace is not opened by a version older than the one it was written with.
      if (world.truth.size === 1) post.machine.older = true;
      return;
    case 'upgrade':
      upgrade(member);
      return;
    case 'clock':
      post.machine.clockMs = Math.max(0, post.machine.clockMs + step.days * 86_400_000);
  }
}

function written(world: World, by: Member, to: string | null): Sent {
  const sent = { bytes: exportFile(by.post, to), by };
  world.written.push(sent);
  return sent;
}

/** Each segment in a file of its own, for the smallest room there is. */
function writtenParts(world: World, by: Member, step: Extract<Step, { kind: 'export' }>): readonly Sent[] {
  const to = step.everyone ? null : (siteOf(step.pick) ?? null);
  const sent = exportParts(by.post, to, step.parts ? 1 : null).map((bytes) => ({ bytes, by }));
  world.written.push(...sent);
  return sent;
}

const siteOf = (pick: number) => SMALL_GROUP.sites[pick % GROUP_SIZE];

function opFor(world: World, { post }: Member, step: Step): RecordOp | null {
  const milestones = rowsOf(post, 'milestone');
  const milestone = milestones.at(step.pick % milestones.length) ?? '';
  const deployment = SMALL_GROUP.deployments.at(step.pick % 2) ?? '';
  const isOlder = post.machine.older;
  const update = (values: Record<string, string | number | null>): RecordOp => ({
    kind: 'update',
    table: 'milestone',
    id: milestone,
    values,
  });
  switch (step.kind) {
    case 'edit':
      if (step.value === 0) return update({ plannedEnd: null });
      if (step.value < 3) return isOlder ? null : update({ progress: step.value * 25 });
      if (step.value < 5) return update({ plannedEnd: `2027-0${step.value}-01`, status: 'done' });
      if (step.value === 8) return isOlder ? null : update({ kind: 'gate' });
      if (step.value === 9)
        return { kind: 'update', table: 'deployment', id: deployment, values: { stage: 'live' } };
      return update({ label: `Libellé ${world.made}` });
    case 'move':
      return update({ deployment });
    case 'create':
      if (isOlder && step.pick % 2 === 0) return null;
      return step.pick % 2 === 0
        ? {
            kind: 'create',
            table: 'comment',
            id: idOf(1000 + world.made),
            values: { deployment, text: `Mot ${world.made}` },
          }
        : {
            kind: 'create',
            table: 'milestone',
            id: idOf(1000 + world.made),
            values: { deployment, label: `Jalon ${world.made}`, kind: 'task' },
          };
    case 'delete': {
      const table = step.pick % 4 === 0 ? 'deployment' : 'milestone';
      return {
        kind: step.back ? 'restore' : 'delete',
        table,
        id: table === 'milestone' ? milestone : deployment,
      };
    }
    case 'resolve':
      return resolution(post, step.pick);
    default:
      return null;
  }
}

function rowsOf({ workspace }: Post, table: 'milestone'): string[] {
  return workspace.reader
    .prepare<[], { id: string }>(`SELECT id FROM ${table} ORDER BY id`)
    .all()
    .map(({ id }) => id);
}

/** Settles one of the open choices between values, for the value shown. */
function resolution({ workspace }: Post, pick: number): RecordOp | null {
  const open = workspace.reader
    .prepare<[], { tbl: number; fld: number; uuid: Buffer }>(
      `SELECT k.tbl, h.fld, k.uuid FROM head h JOIN row_key k ON k.row = h.row
        WHERE h.fld > 0 GROUP BY h.row, h.fld HAVING count(*) > 1 ORDER BY k.uuid, h.fld`,
    )
    .all();
  const choice = open[pick % Math.max(1, open.length)];
  const table = choice && tableById(choice.tbl);
  const field = choice && table && fieldById(table, choice.fld);
  if (!choice || table !== 'milestone' || field === undefined) return null;
  const id = bytesToUuid(choice.uuid);
  const value = { label: 'Tranché', plannedEnd: '2028-01-03', progress: 60, status: 'done', kind: 'task' }[
    field
  ];
  return value === undefined ? null : { kind: 'update', table, id, values: { [field]: value } };
}

function write(world: World, member: Member, op: RecordOp | null, fromForm: boolean): Promise<void> {
  if (!op) return Promise.resolve();
  const { post } = member;
  const form = fromForm ? member.form : null;
  const seen = form?.seen ?? heldBy(post.workspace);
  const name = `save ${world.made++}`;
  world.truth.set(name, new Set(seen));
  save(post, name, [op], form?.basis);
  return Promise.resolve();
}

async function deliver(
  world: World,
  member: Member,
  step: Extract<Step, { kind: 'deliver' }>,
): Promise<void> {
  const sent = world.files.at(step.pick % Math.max(1, world.files.length));
  if (!sent) return;
  if (step.fault !== 'none') return refuse(member, damaged(sent.bytes, step.fault, step.at), DAMAGE);
  await take(world, member, sent.bytes);
  if (!step.twice) return;
  const before = member.post.workspace.state();
  const again = await take(world, member, sent.bytes);
  if (again === 'applied') throw new HistoryFault('the same file was applied twice');
  if (member.post.workspace.state() !== before)
    throw new HistoryFault('the same file a second time changed something');
}

/** Takes in a sound file: applied, nothing new, or kept until an earlier one has come. */
async function take(world: World, { post }: Member, bytes: Buffer): Promise<string> {
  try {
    return await (world.parted ? importMending(post, bytes) : importBytes(post, bytes));
  } catch (error) {
    if (world.parted && error instanceof AppError && error.key === 'error.fork-unheard') return 'unheard';
    // Written for a site that knows its authors, by then put back to where it does not.
    if (error instanceof AppError && error.code === 'file-incomplete') return 'incomplete';
    throw new HistoryFault(`a sound file was refused: ${wordsOf(error)}`, { cause: error });
  }
}

async function refuse({ post }: Member, bytes: Buffer, codes: ReadonlySet<string>): Promise<void> {
  const before = vectorOf(post.workspace);
  let taken: string;
  try {
    taken = await importBytes(post, bytes);
  } catch (error) {
    if (!(error instanceof AppError) || !codes.has(error.code))
      throw new HistoryFault(`a bad file broke the reader: ${wordsOf(error)}`, { cause: error });
    if (!isDeepStrictEqual(vectorOf(post.workspace), before))
      throw new HistoryFault('a refused file changed what is held');
    return;
  }
  throw new HistoryFault(`a bad file was taken: ${taken}`);
}

function wordsOf(error: unknown): string {
  if (error instanceof AppError) return `${error.code} ${error.key} ${JSON.stringify(error.details)}`;
  return String(error);
}

function damaged(bytes: Buffer, fault: 'cut' | 'flip' | 'append', at: number): Buffer {
  const place = Math.floor((at / 10_000) * bytes.length);
  if (fault === 'cut') return bytes.subarray(0, place);
  if (fault === 'append') return Buffer.concat([bytes, Buffer.from([0])]);
  const copy = Buffer.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ (1 << (place % 8));
  return copy;
}

/** A plan says what an import would do and leaves no trace. */
async function plan(world: World, { post }: Member, pick: number): Promise<void> {
  const sent = world.files[pick % Math.max(1, world.files.length)];
  if (!sent) return;
  const before = [vectorOf(post.workspace), post.workspace.state()];
  try {
    await importBytes(post, sent.bytes, false);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'file-incomplete')
      throw new HistoryFault(`a plan failed: ${wordsOf(error)}`, { cause: error });
  }
  if (!isDeepStrictEqual([vectorOf(post.workspace), post.workspace.state()], before))
    throw new HistoryFault('a plan left a trace');
}

function reopen(member: Member, workspace: Post['workspace']): void {
  member.post.workspace.close();
  member.post.workspace = workspace;
  member.form = null;
}

function upgrade(member: Member): void {
  const { post } = member;
  if (!post.machine.older) return;
  post.machine.older = false;
  reopen(member, openCopy(post.workspace.copy(), post));
}

/** The folder is copied to another place while the original goes on. */
function clone(world: World, member: Member): void {
  if (world.members.length >= MAX_MEMBERS || !mayBePutBack(world)) return;
  const { post } = member;
  const name = `${post.name}, copied`;
  const machine = {
    folder: `copy ${world.members.length}`,
    boot: post.machine.boot,
    clockMs: post.machine.clockMs,
    older: post.machine.older,
  };
  const copied = { ...post, name, machine };
  world.members.push({
    post: { ...copied, workspace: openCopy(post.workspace.copy(), copied) },
    form: null,
    copy: null,
    machineCopy: null,
  });
}

/** Nothing on the machine shows that it was put back whole; its own files that come back do. */
async function putMachineBack(world: World, member: Member): Promise<void> {
  const { machineCopy, post } = member;
  if (!machineCopy) return;
  Object.assign(post.machine, machineCopy.machine);
  reopen(member, openUnseen(machineCopy.copy, post));
  for (const { bytes, by } of world.written) if (by === member) await take(world, member, bytes);
}

/**
 * Two histories under the same numbers: of a machine and of its image, unknown to each other. Whoever holds the one
 * refuses the other.
 */
async function fork(world: World, member: Member, to: Member): Promise<void> {
  if (to === member || world.parted) return;
  const { post } = member;
  const image = { ...post, machine: { ...post.machine } };
  const there: Post = { ...image, workspace: openUnseen(post.workspace.copy(), image) };
  try {
    await write(world, member, renamed(world, 'ici'), false);
    await take(world, to, written(world, member, null).bytes);
    save(there, 'never told', [renamed(world, 'ailleurs')]);
    await refuse(to, exportFile(there, null), new Set(['refused']));
  } finally {
    there.workspace.close();
  }
}

/**
 * The same for good: the machine is put back whole after another had its work, and goes on under the same numbers. Its
 * user, and everybody else, take what the application then offers.
 */
async function part(world: World, member: Member, to: Member): Promise<void> {
  if (to === member || world.parted) return;
  world.parted = member;
  const { post } = member;
  const image = { copy: post.workspace.copy(), machine: { ...post.machine } };
  await write(world, member, renamed(world, 'avant'), false);
  await take(world, to, written(world, member, null).bytes);
  Object.assign(post.machine, image.machine);
  reopen(member, openUnseen(image.copy, post));
  await write(world, member, renamed(world, 'après'), false);
  world.files.push(written(world, member, null));
}

/**
 * A post that read a withdrawn history and is then put back to before it never says so, and a copy made of it says so
 * too late: limits of the format, told in docs/exchange-format.md.
 */
const mayBePutBack = (world: World): boolean => world.parted === null;

/** The founder admits everybody: itself for everything, the second post for what its user is assigned to, nothing. */
function putRightsInPlace(world: World, fromForm: boolean): void {
  const [founder] = world.members;
  if (!founder || world.truth.has(RIGHTS)) return;
  const { post } = founder;
  const form = fromForm ? founder.form : null;
  world.truth.set(RIGHTS, new Set(form?.seen ?? heldBy(post.workspace)));
  const levels = ['admin', 'referent', 'manager'] as const;
  const ops = levels.map((level, index): RecordOp => {
    const publicKey = keyOf(index).publicKey.toString('hex');
    const values = { publicKey, establishment: SMALL_GROUP.sites[index] ?? null, level, state: 'admitted' };
    return { kind: 'create', table: 'post', id: idOf(3000 + index), values };
  });
  save(post, RIGHTS, ops, form?.basis);
}

const renamed = (world: World, where: string): RecordOp => ({
  kind: 'update',
  table: 'milestone',
  id: SMALL_GROUP.milestones[0],
  values: { label: `${where} ${world.made}` },
});

/**
 * Everybody writes to everybody by way of the first post until nobody learns anything more. What proves two histories is
 * handed on by nobody but who has one of them: there everybody writes to everybody, as long as somebody waits for it.
 */
async function settle(world: World): Promise<void> {
  const { members } = world;
  const [hub, ...others] = members as [Member, ...Member[]];
  // Two histories as long as each other show with the next save of their author, and not before.
  if (world.parted) await write(world, world.parted, renamed(world, 'ensuite'), false);
  const byHub = [
    ...others.map((other) => [other, hub] as const),
    ...others.map((other) => [hub, other] as const),
  ];
  const straight = members.flatMap((from) =>
    members.filter((to) => to !== from).map((to) => [from, to] as const),
  );
  for (let round = 0; round < ROUNDS; round++) {
    const ways = world.parted && (round === 0 || isForked(world)) ? straight : byHub;
    for (const [from, to] of ways) await take(world, to, exportFile(from.post, to.post.site));
    if (areAlike(world)) return;
  }
  throw new HistoryFault(
    `not everybody has everything: ${JSON.stringify(world.members.map(({ post }) => vectorOf(post.workspace)))}`,
  );
}

/** Somebody keeps aside a file that told another history. */
function isForked({ members }: World): boolean {
  return members.some(
    ({ post }) => post.workspace.reader.prepare('SELECT 1 FROM forked LIMIT 1').get() !== undefined,
  );
}

function areAlike({ members }: World): boolean {
  const [first, ...others] = members.map(({ post }) => vectorOf(post.workspace));
  return others.every((other) => isDeepStrictEqual(other, first));
}

/** The same saves, the same tables and the same open choices, whatever came in which order. */
function assertAgreement(world: World): void {
  const [first, ...others] = world.members as [Member, ...Member[]];
  const state = first.post.workspace.state();
  for (const { post } of others)
    if (post.workspace.state() !== state)
      throw new HistoryFault(`${post.name} shows something else than ${first.post.name}`);
  assertTrue(world, first);
  assertFounded(world);
  for (const { post } of world.members) {
    const faults = wronglyJudged(world.truth, post.workspace, {
      founder: keyOf(0).publicKey,
      referent: keyOf(1).publicKey,
    });
    if (faults.length > 0) throw new HistoryFault(`${post.name}: ${faults.slice(0, 4).join('; ')}`);
  }
  world.choices = openChoices(first.post);
  for (const member of world.members) assertDeclared(world, member);
}

function openChoices({ workspace }: Post): number {
  return (
    workspace.reader
      .prepare<[], { n: number }>(
        'SELECT count(*) AS n FROM (SELECT 1 FROM head GROUP BY row, fld HAVING count(*) > 1)',
      )
      .get()?.n ?? 0
  );
}

function assertTrue(world: World, { post }: Member): void {
  runOlder(post.machine.older);
  const faults = faultsAt(world.truth, post.workspace);
  if (faults.length > 0) throw new HistoryFault(`${post.name}: ${faults.slice(0, 4).join('; ')}`);
}

/**
 * Nobody had work on screen without what it rests on, as long as nobody wrote two histories: until that shows, work upon
 * the one is taken in by whoever holds the other, under the same numbers.
 */
function assertFounded({ truth, parted }: World): void {
  const faults = parted ? [] : unfounded(truth);
  if (faults.length > 0) throw new HistoryFault(faults.slice(0, 4).join('; '));
}

/** Nobody is believed to hold more than they do. */
function assertDeclared(world: World, { post }: Member): void {
  const { reader } = post.workspace;
  const replicas = listReplicas(reader);
  const ids = new Map(replicas.map(({ ord, id }) => [ord, id.toString('hex')]));
  const said = post.workspace.reader
    .prepare<[], { rep: number; vector: Buffer }>('SELECT rep, vector FROM peer')
    .all();
  for (const { rep, vector } of said) {
    const owner = world.members.find((member) => ownId(member.post) === ids.get(rep));
    if (!owner) continue;
    const held = vectorOf(owner.post.workspace);
    for (const [ord, seq] of beforeForks(reader, decodeVector(vector), replicas))
      if (seq > (held[(ids.get(ord) ?? '').toUpperCase()] ?? 0))
        throw new HistoryFault(`${post.name} believes ${owner.post.name} to hold more than it does`);
  }
}

function ownId({ workspace }: Post): string | undefined {
  return workspace.reader
    .prepare<[], { id: string }>(
      'SELECT lower(hex(r.id)) AS id FROM log_state s JOIN replica r ON r.ord = s.own',
    )
    .get()?.id;
}

/** The tables come from the log and from nothing else. */
function assertRebuilt({ post }: Member): void {
  const again = replayed(post);
  try {
    if (again.state() !== post.workspace.state())
      throw new HistoryFault(`the log of ${post.name} comes to other tables`);
  } finally {
    again.close();
  }
}
