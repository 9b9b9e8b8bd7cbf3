import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMAT_MAJOR, FORMAT_MINOR } from '../../../shared/exchange/container.ts';
import { AppError } from '../../../shared/rpc/app-error.ts';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { importBytes, newPost } from '../../fixtures/posts.ts';
import { shownBy } from '../../fixtures/workspace-state.ts';

const GOLDEN = 'test/fixtures/exchange/golden';
const present = `${FORMAT_MAJOR}.${FORMAT_MINOR}`;
const versions = globSync(`${GOLDEN}/*/`).map((folder) => path.basename(folder));

interface Expected {
  readonly outcomes: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, unknown[]>>;
}

const filesOf = (version: string) => globSync(`${GOLDEN}/${version}/*.jalon`).toSorted();

/** While the major version is 0 a reader takes its own minor version only; from 1 on all of its major one. */
const isRead = (version: string) =>
  version === present || (FORMAT_MAJOR > 0 && version.startsWith(`${FORMAT_MAJOR}.`));

async function takeAll(version: string) {
  const post = newPost();
  const outcomes: Record<string, string> = {};
  for (const file of filesOf(version)) {
    const taken = importBytes(post, readFileSync(file)).then(({ state }) => state);
    outcomes[path.basename(file)] = await taken.catch((error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    });
  }
  return { post, outcomes };
}

describe('files of released versions', () => {
  it('are there for the present form', () => {
    // Written by `npm run campaign -- golden` when the form changes.
    expect(versions).toContain(present);
  });

  it.each(versions.filter(isRead))('of form %s come to the tables they were written for', async (version) => {
    const expected = JSON.parse(readFileSync(`${GOLDEN}/${version}/expected.json`, 'utf8')) as Expected;
    const { post, outcomes } = await takeAll(version);
    expect(outcomes).toEqual(expected.outcomes);
    expect(shownBy(post.workspace)).toMatchObject(expected.state);
    expect(checkWorkspace(post.workspace).problems).toEqual([]);
    const conflicts = Map.groupBy(expected.state['heads'] as string[], (head) =>
      head.split('/').slice(0, 2).join('/'),
    );
    expect([...conflicts.values()].some((heads) => heads.length > 1)).toBe(true);
    post.workspace.close();
  });

  it.each(versions.filter(isRead))(
    'of form %s wait for one another when they come in the wrong order',
    async (version) => {
      const [whole, week] = filesOf(version).map((file) => readFileSync(file)) as [Buffer, Buffer];
      const post = newPost();
      expect((await importBytes(post, week)).state).toBe('waiting');
      await importBytes(post, whole);
      // What waited followed by itself.
      expect((await importBytes(post, week)).state).toBe('nothing-new');
      post.workspace.close();
    },
  );

  const others = versions.filter((version) => !isRead(version));
  it.skipIf(others.length === 0)('of forms no longer read are refused in words', async () => {
    for (const version of others) {
      const { post, outcomes } = await takeAll(version);
      for (const outcome of Object.values(outcomes))
        expect(['file-damaged', 'file-newer']).toContain(outcome);
      post.workspace.close();
    }
  });
});

describe('a file of a version to come', () => {
  it('is kept and shown as far as it is understood, and asks for an update where it must be', async () => {
    const { post, outcomes } = await takeAll(present);
    expect(outcomes).toMatchObject({
      '3-unknown-field.jalon': 'applied',
      '4-unknown-capability.jalon': 'file-newer',
      '5-later-major-version.jalon': 'file-newer',
    });
    const reasons = post.workspace.reader
      .prepare<[], { reason: string }>('SELECT reason FROM quarantine ORDER BY idx, fld')
      .all();
    expect(reasons.map(({ reason }) => reason)).toEqual(['unknown-code', 'unknown-field', 'unknown-table']);
    const kept = post.workspace.reader
      .prepare<[], { patch: string }>("SELECT patch FROM op WHERE patch LIKE '%Une table à venir%'")
      .all();
    expect(kept).toHaveLength(1);
    post.workspace.close();
  });
});
