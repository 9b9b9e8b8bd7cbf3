/** Posts that write beyond their rights, are admitted, promoted and revoked meanwhile, and hear of it in any order. */
import { rmSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkWorkspace } from '../../db/check/check-workspace.ts';
import { addAssignment } from '../../db/commands/person-commands.ts';
import { answerTray } from '../../db/commands/tray-commands.ts';
import { getBasis } from '../../db/log-state.ts';
import { postLevels, trayVerdicts } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import {
  createSmallGroup,
  exportBytes,
  idOf,
  importBytes,
  newPost,
  SMALL_GROUP,
  standAt,
  stateOf,
  vectorOf,
  type Post,
} from '../fixtures/posts.ts';
import { admit, proposalsOf, revoke, turnOn, writeAs } from '../fixtures/trusted-group.ts';

const POSTS = 4;
const { deployments, domain, milestones, people, sites } = SMALL_GROUP;
const post = fc.nat(POSTS - 1);
const pick = fc.nat(1000);
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('edit' as const), post, pick, stale: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('create' as const), post, pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), post, pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('open-form' as const), post }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('admit' as const), post, pick, by: post }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('turn-on' as const), post: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('revoke' as const), post, by: post }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('assign' as const), post, pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answer' as const), post, pick }) },
  { weight: 9, arbitrary: fc.record({ kind: fc.constant('send' as const), post, to: post }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('late' as const), post, pick }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface World {
  readonly posts: readonly Post[];
  readonly forms: (Basis | null)[];
  readonly files: Buffer[];
  made: number;
}

async function createWorld(): Promise<World> {
  const posts = Array.from({ length: POSTS }, () => newPost());
  const [first, ...others] = posts as [Post, ...Post[]];
  createSmallGroup(first);
  posts.forEach((each, index) => standAt(each, sites[index % 2] ?? ''));
  posts.forEach((each, index) => index > 0 || writeAs(each, people[0]));
  const start = exportBytes(first);
  for (const other of others) {
    await importBytes(other, start);
    writeAs(other, people[1]);
    await importBytes(first, exportBytes(other));
  }
  return { posts, forms: posts.map(() => null), files: [start], made: 0 };
}

/** What a refusal in a sentence leaves as it was: not permitted, no longer admitted, answered already. */
async function orRefused(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof AppError) || !['refused', 'not-found'].includes(error.code)) throw error;
  }
}

function opOf(world: World, { kind, pick: n }: Step & { pick: number }): RecordOp {
  const id = milestones[n % milestones.length] ?? '';
  if (kind === 'delete') return { kind: 'delete', table: 'milestone', id };
  if (kind === 'create')
    return {
      kind: 'create',
      table: 'milestone',
      id: idOf(2000 + world.made++),
      values: { deployment: deployments[n % 2] ?? null, label: `Neuf ${n}`, kind: 'task' },
    };
  if (n % 5 === 0)
    return { kind: 'update', table: 'milestone', id, values: { deployment: deployments[n % 2] ?? null } };
  if (n % 7 === 0)
    return { kind: 'update', table: 'milestone', id, values: { owner: people[n % 2] ?? null } };
  return { kind: 'update', table: 'milestone', id, values: { label: `Mot ${n % 9}` } };
}

async function run(world: World, each: Step): Promise<void> {
  const at = world.posts[each.post] as Post;
  const { workspace } = at;
  switch (each.kind) {
    case 'edit':
    case 'create':
    case 'delete': {
      const stale = each.kind === 'edit' && each.stale ? world.forms[each.post] : null;
      workspace.commit([opOf(world, each)], stale ?? getBasis(workspace.reader));
      return;
    }
    case 'open-form':
      world.forms[each.post] = getBasis(workspace.reader);
      return;
    case 'turn-on':
      return orRefused(() => turnOn(at));
    case 'admit': {
      const level = postLevels[each.pick % postLevels.length] ?? 'site';
      const by = world.posts[each.by] as Post;
      return orRefused(() =>
        admit(by, at, { level, site: sites[each.post % 2] ?? null, people: [people[each.pick % 2] ?? ''] }),
      );
    }
    case 'revoke':
      return orRefused(() => revoke(world.posts[each.by] as Post, at));
    case 'assign': {
      const input = { personId: people[1], domainId: domain, establishmentId: sites[each.pick % 2] ?? '' };
      addAssignment(
        workspace,
        { ...input, basis: getBasis(workspace.reader), role: 'REF_DIM' },
        '2026-11-23',
      );
      return;
    }
    case 'answer': {
      const proposals = proposalsOf(at).slice(0, 1 + (each.pick % 3));
      const verdict = trayVerdicts[each.pick % 2] ?? 'accepted';
      if (proposals.length > 0) await orRefused(() => answerTray(workspace, { proposals, verdict }));
      return;
    }
    case 'send': {
      const bytes = exportBytes(at);
      world.files.push(bytes);
      return orRefused(() => importBytes(world.posts[each.to] as Post, bytes));
    }
    case 'late':
      return orRefused(() => importBytes(at, world.files[each.pick % world.files.length] ?? Buffer.of()));
  }
}

/** Everyone sends everything to everyone; those revoked are heard of no more. */
async function settle({ posts }: World): Promise<void> {
  for (let round = 0; round < 3; round++)
    for (const each of posts) {
      const bytes = exportBytes(each);
      for (const other of posts) if (other !== each) await orRefused(() => importBytes(other, bytes));
    }
}

/** Saves that do not count, by names that are the same everywhere. */
function withheldOf({ workspace }: Post): string[] {
  return workspace.reader
    .prepare<[], { name: string }>(
      `SELECT hex(r.id) || '/' || w.seq || ' ' || w.reason AS name FROM withheld w JOIN replica r ON r.ord = w.rep
        ORDER BY name`,
    )
    .all()
    .map(({ name }) => name);
}

const seen = { withheld: 0, alike: 0 };

async function agree(steps: readonly Step[]): Promise<void> {
  const world = await createWorld();
  try {
    for (const each of steps) await run(world, each);
    await settle(world);
    const alike = Map.groupBy(world.posts, ({ workspace }) => JSON.stringify(vectorOf(workspace)));
    for (const [one, ...others] of alike.values()) {
      if (!one) continue;
      for (const other of others) {
        expect(withheldOf(other)).toEqual(withheldOf(one));
        expect(stateOf(other.workspace)).toEqual(stateOf(one.workspace));
        seen.alike++;
      }
      expect(checkWorkspace(one.workspace).problems).toEqual([]);
      seen.withheld += withheldOf(one).length;
    }
  } finally {
    for (const each of world.posts) {
      each.workspace.close();
      rmSync(each.dir, { recursive: true, force: true });
    }
  }
}

it(
  'count the same saves and show the same tables wherever the same saves are held',
  { timeout: 600_000 },
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 50 }), agree), {
      numRuns: Number(process.env['JALON_HISTORIES'] ?? 3),
    });
    expect(seen.withheld).toBeGreaterThan(0);
    expect(seen.alike).toBeGreaterThan(0);
  },
);
