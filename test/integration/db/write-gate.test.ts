import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { toAppError } from '../../../db/map-sqlite-error.ts';
import { newId } from '../../../db/new-id.ts';
import { connect } from '../../../db/sqlite.ts';
import { atomically } from '../../../db/write/atomically.ts';
import { createSmallGroup, newPost, savesOf, SMALL_GROUP, stateOf } from '../../fixtures/posts.ts';

describe('the reading connection', () => {
  it('refuses every statement that writes, before and below the wrapper', () => {
    const post = newPost();
    createSmallGroup(post);
    const { reader, gate, paths } = post.workspace;
    for (const sql of [
      "UPDATE milestone SET label = 'X'",
      'DELETE FROM save',
      "INSERT INTO setting VALUES ('a', 'b')",
      'DROP TABLE op',
      "WITH x AS (SELECT 1) UPDATE person SET role = 'X'",
    ]) {
      expect(() => reader.prepare(sql)).toThrow('not a read');
      // The writing connection itself hands out reads only, to whoever has no access to the gate.
      expect(() => gate.db.prepare(sql)).toThrow('not a read');
    }
    // Below the wrapper: SQLite itself refuses on such a connection.
    const below = connect(paths.workspace, { readonly: true });
    expect(() => below.exec("UPDATE milestone SET label = 'X'")).toThrow('readonly');
    expect(() => below.pragma('user_version = 9')).toThrow('readonly');
    below.close();
    post.workspace.close();
  });

  it('sees one unmoving state while others write', () => {
    const post = newPost();
    createSmallGroup(post);
    const { reader } = post.workspace;
    const count = () => reader.prepare<[], { n: number }>('SELECT count(*) AS n FROM save').get()?.n;
    reader.snapshot(() => {
      expect(count()).toBe(1);
      post.workspace.commit(
        [
          {
            kind: 'update',
            table: 'milestone',
            id: SMALL_GROUP.milestones[0],
            values: { label: 'Entre-temps' },
          },
        ],
        null,
      );
      expect(count()).toBe(1);
    });
    expect(count()).toBe(2);
    post.workspace.close();
  });
});

describe('the modules of the application', () => {
  /** Statements that change rows of a table, by file. */
  function writingFiles(): string[] {
    const writes =
      /\b(?:INSERT (?:OR \w+ )?INTO|UPDATE \$?\{?\w+\}? SET|DELETE FROM|REPLACE INTO|DROP TABLE|ALTER TABLE)\b/;
    return ['db', 'electron', 'shared', 'renderer']
      .flatMap((top) =>
        readdirSync(top, { recursive: true, encoding: 'utf8' }).map((name) => path.join(top, name)),
      )
      .filter((name) => /\.tsx?$/.test(name) && writes.test(readFileSync(name, 'utf8')))
      .map((name) => name.replaceAll(path.sep, '/'))
      .sort();
  }

  it('that hold a statement which writes are the gate', () => {
    const outside = writingFiles().filter((name) => !name.startsWith('db/write/'));
    expect(outside).toEqual([]);
    expect(writingFiles().length).toBeGreaterThan(5);
  });
});

describe('a write that fails half way', () => {
  it('leaves nothing behind when the disk is full, and says so', () => {
    const post = newPost();
    createSmallGroup(post);
    const { workspace } = post;
    const { connection } = workspace.gate.db;
    connection.pragma(`max_page_count = ${Number(connection.pragma('page_count', { simple: true })) + 20}`);
    const add = () => {
      for (let n = 0; n < 50; n++)
        workspace.commit(
          [
            {
              kind: 'create',
              table: 'comment',
              id: newId(),
              values: { deployment: SMALL_GROUP.deployments[0], text: 'x'.repeat(9_000) },
            },
          ],
          null,
        );
    };
    const refusal = () => {
      try {
        add();
      } catch (error) {
        return toAppError(error);
      }
      return null;
    };
    expect(refusal()).toMatchObject({ code: 'disk-full' });
    const between = savesOf(workspace);
    expect(refusal()).toMatchObject({ code: 'disk-full' });
    // What fitted is whole; of what did not, no half is left.
    expect(savesOf(workspace)).toBe(between);
    expect(checkWorkspace(workspace).problems).toEqual([]);
    connection.pragma('max_page_count = 1000000');
    add();
    expect(savesOf(workspace)).toBe(between + 50);
    expect(checkWorkspace(workspace).problems).toEqual([]);
    workspace.close();
  });

  it('leaves nothing behind when a save of a batch is refused', () => {
    const post = newPost();
    createSmallGroup(post);
    const { workspace } = post;
    const before = stateOf(workspace);
    const [id] = SMALL_GROUP.milestones;
    expect(() =>
      atomically(workspace.gate, () => {
        workspace.commit([{ kind: 'update', table: 'milestone', id, values: { label: 'Un' } }], null);
        workspace.commit([{ kind: 'delete', table: 'milestone', id }], null);
        workspace.commit([{ kind: 'update', table: 'milestone', id, values: { progress: 0.5 } }], null);
      }),
    ).toThrow('error.bad-value');
    expect(stateOf(workspace)).toEqual(before);
    workspace.commit([{ kind: 'update', table: 'milestone', id, values: { label: 'Deux' } }], null);
    expect(checkWorkspace(workspace).problems).toEqual([]);
    workspace.close();
  });
});
