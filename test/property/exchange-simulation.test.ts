/** Posts that edit, delete, export, lose, repeat and reorder files, and are put back to older copies: real files. */
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
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

async function agree(steps: readonly Step[]): Promise<void> {
  const world = await createWorld();
  try {
    for (const step of steps) await run(world, step);
    await settle(world);
    const [first, ...others] = world.posts as [Post, ...Post[]];
    for (const other of others) {
      expect(vectorOf(other.workspace)).toEqual(vectorOf(first.workspace));
      expect(stateOf(other.workspace)).toEqual(stateOf(first.workspace));
    }
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
