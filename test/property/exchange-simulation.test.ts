/** Posts that edit, delete, export, lose, repeat and reorder files, and are put back to older copies: real files. */
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideConflicts } from '../../db/commands/decide-conflicts.ts';
import type { Workspace } from '../../db/open-workspace.ts';
import { getConflicts } from '../../db/queries/conflict-list.ts';
import { bytesToUuid } from '../../db/uuid-bytes.ts';
import { fieldById, tableById, type TableName } from '../../shared/domain/registry.ts';
import type { Conflict } from '../../shared/views/conflict-view.ts';
import { checkWorkspace } from '../../db/check/check-workspace.ts';
import { getBasis } from '../../db/log-state.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import type { Basis } from '../../shared/views/common.ts';
import {
  createSmallGroup,
  exportBytes,
  idOf,
  importBytes,
  newPost,
  openAgain,
  SMALL_GROUP,
  standAt,
  stateOf,
  vectorOf,
  type Post,
} from '../fixtures/posts.ts';

const POSTS = 4;
const { deployments, milestones, people, sites } = SMALL_GROUP;

const post = fc.nat(POSTS - 1);
const pick = fc.nat(1000);
const stepArbitrary = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      post,
      pick,
      value: fc.nat(3),
      stale: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), post, pick, value: fc.nat(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('delete' as const), post, pick, stale: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('create' as const), post, pick }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('decide' as const), post, pick, undo: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('open-form' as const), post }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('export' as const), post, to: fc.option(post) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('deliver' as const), post, pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('copy' as const), post }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('put-back' as const), post }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      post,
      days: fc.integer({ min: -4000, max: 4000 }),
    }),
  },
);
type Step = typeof stepArbitrary extends fc.Arbitrary<infer S> ? S : never;

interface World {
  readonly posts: Post[];
  readonly forms: (Basis | null)[];
  readonly copies: (string | null)[];
  readonly files: Buffer[];
  made: number;
}

async function createWorld(): Promise<World> {
  const posts = Array.from({ length: POSTS }, () => newPost());
  const [first, ...others] = posts as [Post, ...Post[]];
  createSmallGroup(first);
  posts.forEach((each, index) => standAt(each, sites[index] ?? ''));
  const start = exportBytes(first);
  for (const other of others) await importBytes(other, start);
  return { posts, forms: posts.map(() => null), copies: posts.map(() => null), files: [start], made: 0 };
}

const fields = ['label', 'plannedEnd', 'owner', 'progress'] as const;
const valuesOf = {
  label: ['A', 'B', 'C', 'D'],
  plannedEnd: ['2027-01-04', '2027-02-01', '2027-03-01', null],
  owner: [people[0], people[1], null, people[0]],
  progress: [0, 25, 50, 100],
} as const;

function opFor(world: World, step: Extract<Step, { pick: number }>): RecordOp | null {
  const milestone = milestones[step.pick % milestones.length] ?? '';
  if (step.kind === 'edit') {
    const field = fields[step.pick % fields.length] ?? 'label';
    if (step.pick % 7 === 0)
      return {
        kind: 'update',
        table: 'person',
        id: people[step.pick % 2] ?? '',
        values: { lastName: `Nom ${step.value}` },
      };
    return {
      kind: 'update',
      table: 'milestone',
      id: milestone,
      values: { [field]: valuesOf[field][step.value] },
    };
  }
  if (step.kind === 'move')
    return {
      kind: 'update',
      table: 'milestone',
      id: milestone,
      values: { deployment: deployments[step.value] ?? null },
    };
  if (step.kind === 'create')
    return {
      kind: 'create',
      table: 'comment',
      id: idOf(1000 + world.made++),
      values: { deployment: deployments[step.pick % 2] ?? null, text: `Mot ${step.pick}` },
    };
  if (step.kind === 'delete')
    return step.pick % 3 === 0
      ? { kind: 'delete', table: 'deployment', id: deployments[step.pick % 2] ?? '' }
      : { kind: 'delete', table: 'milestone', id: milestone };
  return null;
}

async function run(world: World, step: Step): Promise<void> {
  const at = world.posts[step.post] as Post;
  switch (step.kind) {
    case 'edit':
    case 'move':
    case 'delete':
    case 'create': {
      const op = opFor(world, step);
      const stale = 'stale' in step && step.stale ? (world.forms[step.post] ?? null) : null;
      if (op) at.workspace.commit([op], stale ?? getBasis(at.workspace.reader));
      return;
    }
    case 'decide':
      settleOne(at, step);
      return;
    case 'open-form':
      world.forms[step.post] = getBasis(at.workspace.reader);
      return;
    case 'export':
      world.files.push(exportBytes(at, step.to === null ? null : (sites[step.to] ?? null)));
      return;
    case 'deliver': {
      const file = world.files[step.pick % world.files.length];
      if (file) await importBytes(at, file);
      return;
    }
    case 'copy':
      world.copies[step.post] = at.workspace.backup('import');
      return;
    case 'put-back':
      putBack(world, step.post);
      return;
    case 'clock':
      at.clock.ms += step.days * 86_400_000;
  }
}

/** Somebody settles a conflict they see, and now and then thinks better of it. */
function settleOne({ workspace }: Post, { pick: at, undo }: { pick: number; undo: boolean }): void {
  const { conflicts, basis } = getConflicts(workspace.reader);
  const conflict = conflicts[at % Math.max(1, conflicts.length)];
  const side = conflict?.sides[at % conflict.sides.length];
  if (!conflict || !side) return;
  decideConflicts(workspace, { basis, decisions: [{ id: conflict.id, take: side.key }] });
  const left = getConflicts(workspace.reader).conflicts;
  expect(left.map(({ id }) => id)).not.toContain(conflict.id);
  if (!undo) return;
  workspace.history.undo();
  const again = getConflicts(workspace.reader).conflicts.filter(({ rowId }) => rowId === conflict.rowId);
  expect(again.flatMap(wordsOf)).toEqual(expect.arrayContaining(wordsOf(conflict)));
}

const wordsOf = ({ sides }: Conflict): string[] =>
  sides.map(({ words, values }) => JSON.stringify(words.length > 0 ? words : values));

/** An older copy of the workspace takes the place of the present one, as a restored backup does. */
function putBack(world: World, index: number): void {
  const at = world.posts[index] as Post;
  const copy = world.copies[index];
  if (!copy) return;
  const kept = path.join(at.dir, 'kept.sqlite');
  copyFileSync(copy, kept);
  at.workspace.close();
  for (const suffix of ['', '-wal', '-shm'])
    rmSync(path.join(at.dir, `workspace.sqlite${suffix}`), { force: true });
  copyFileSync(kept, path.join(at.dir, 'workspace.sqlite'));
  at.workspace = openAgain(at);
  world.forms[index] = null;
}

/** Everyone sends everything to everyone, until nobody learns anything more. */
async function settle(world: World): Promise<void> {
  for (let round = 0; round < 2; round++) {
    for (const each of world.posts) {
      const file = exportBytes(each);
      for (const other of world.posts) if (other !== each) await importBytes(other, file);
    }
  }
}

/** What is in conflict at a post, as every post must tell it: ids, and the words of the sides. */
const openAt = ({ workspace }: Post) =>
  getConflicts(workspace.reader)
    .conflicts.map((conflict) => ({ id: conflict.id, said: wordsOf(conflict).toSorted() }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Every field that holds several values is told, by the plain definition: heads that differ. */
function expectNoneHidden({ workspace }: Post): void {
  const told = new Set(
    getConflicts(workspace.reader).conflicts.flatMap(({ rowId, fields }) =>
      fields.map(({ field }) => `${rowId}/${field}`),
    ),
  );
  const heads = workspace.reader
    .prepare<[], { tbl: number; uuid: Buffer; fld: number; patch: string }>(
      `SELECT k.tbl, k.uuid, h.fld, o.patch FROM head h JOIN row_key k ON k.row = h.row
        JOIN op o ON o.row = h.row AND o.rep = h.rep AND o.seq = h.seq WHERE h.fld <> 0`,
    )
    .all();
  const values = Map.groupBy(heads, ({ uuid, fld }) => `${uuid.toString('hex')}/${fld}`);
  for (const ofField of values.values()) {
    const [head] = ofField;
    const table = head && tableById(head.tbl);
    if (!head || !table) continue;
    const said = new Set(
      ofField.map(({ patch }) =>
        JSON.stringify((JSON.parse(patch) as Record<string, unknown>)[String(head.fld)] ?? null),
      ),
    );
    const id = bytesToUuid(head.uuid);
    if (said.size > 1 && isShown(workspace, table, id))
      expect(told).toContain(`${id}/${fieldById(table, head.fld)}`);
  }
}

/** Shown, with all it belongs to. */
function isShown({ reader }: Workspace, table: TableName, id: string): boolean {
  const row = reader
    .prepare<[string], { deleted: number; above: string | null }>(
      `SELECT deleted, ${table === 'milestone' ? 'deployment_id' : 'NULL'} AS above FROM ${table} WHERE id = ?`,
    )
    .get(id);
  if (row?.deleted !== 0) return false;
  return row.above === null || isShown({ reader } as Workspace, 'deployment', row.above);
}

/** One post settles all that is open; once the others have heard of it, nothing is open anywhere. */
async function settleAll(world: World, at: Post): Promise<void> {
  const { conflicts, basis } = getConflicts(at.workspace.reader);
  if (conflicts.length === 0) return;
  const decisions = conflicts.map(({ id, sides }) => ({ id, take: sides.at(-1)?.key ?? '' }));
  decideConflicts(at.workspace, { basis, decisions });
  await settle(world);
  for (const each of world.posts) expect(openAt(each)).toEqual([]);
}

async function agree(steps: readonly Step[]): Promise<void> {
  const world = await createWorld();
  try {
    for (const step of steps) await run(world, step);
    await settle(world);
    const [first, ...others] = world.posts as [Post, ...Post[]];
    for (const other of others) {
      expect(vectorOf(other.workspace)).toEqual(vectorOf(first.workspace));
      expect(stateOf(other.workspace)).toEqual(stateOf(first.workspace));
      expect(openAt(other)).toEqual(openAt(first));
    }
    expectNoneHidden(first);
    await settleAll(world, first);
    expect(checkWorkspace(first.workspace).problems).toEqual([]);
  } finally {
    for (const each of world.posts) {
      each.workspace.close();
      rmSync(each.dir, { recursive: true, force: true });
    }
  }
}

it('leaves every post with the same tables and the same open choices', { timeout: 600_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.array(stepArbitrary, { minLength: 10, maxLength: 40 }), agree), {
    numRuns: Number(process.env['JALON_HISTORIES'] ?? 5),
  });
});
