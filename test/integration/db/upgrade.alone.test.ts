import { afterEach, expect, it, vi } from 'vitest';
import type * as Registry from '../../../shared/domain/registry.ts';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { getWorkspaceStatus } from '../../../db/queries/workspace-queries.ts';
import { incarnationOf } from '../../fixtures/trusted-group.ts';
import {
  createSmallGroup,
  exportBytes,
  idOf,
  importBytes,
  newPost,
  openAgain,
  SMALL_GROUP,
  stateOf,
  type Post,
} from '../../fixtures/posts.ts';

/** What an older version of the application did not know: a field, a personal field, a code and a table. */
const application = vi.hoisted(() => ({ isOlder: false }));
vi.mock('../../../shared/domain/registry.ts', async (importOriginal) => {
  const real = await importOriginal<typeof Registry>();
  const { person, milestone, comment } = real.registry;
  const unknown = new Set([`milestone/${milestone.fields.progress.id}`, `person/${person.fields.email.id}`]);
  return {
    ...real,
    tableById: (id: number) => (application.isOlder && id === comment.id ? undefined : real.tableById(id)),
    fieldById: (table: Parameters<typeof real.fieldById>[0], id: number) =>
      application.isOlder && unknown.has(`${table}/${id}`) ? undefined : real.fieldById(table, id),
    fieldSpec: (table: Parameters<typeof real.fieldSpec>[0], field: string) => {
      const spec = real.fieldSpec(table, field);
      return application.isOlder && spec?.oneOf?.includes('gate') ? { ...spec, oneOf: ['task'] } : spec;
    },
  };
});

afterEach(() => void (application.isOlder = false));

const { milestones, deployments, people } = SMALL_GROUP;

/** Somebody on the newer version writes what the older one does not know. */
function write(post: Post): void {
  post.workspace.commit(
    [
      {
        kind: 'update',
        table: 'milestone',
        id: milestones[0],
        values: { label: 'Recette', progress: 40, kind: 'gate' },
      },
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
        },
      },
    ],
    null,
  );
}

async function receiveOnOlder(post: Post, bytes: Buffer): Promise<void> {
  application.isOlder = true;
  expect((await importBytes(post, bytes)).state).toBe('applied');
  application.isOlder = false;
}

function reasonsAt({ workspace }: Post): string[] {
  return workspace.reader
    .prepare<[], { reason: string }>('SELECT reason FROM quarantine ORDER BY reason')
    .all()
    .map(({ reason }) => reason);
}

it('shows after an upgrade what an older version of the application kept without knowing it', async () => {
  const [newer, older] = [newPost(), newPost()];
  createSmallGroup(newer);
  await importBytes(older, exportBytes(newer));
  write(newer);
  await receiveOnOlder(older, exportBytes(newer));
  expect(reasonsAt(older)).toEqual(['unknown-code', 'unknown-field', 'unknown-field', 'unknown-table']);
  expect(
    older.workspace.reader
      .prepare('SELECT label, progress, kind FROM milestone WHERE id = ?')
      .get(milestones[0]),
  ).toEqual({ label: 'Recette', progress: null, kind: 'task' });
  // Somebody there edits beside it meanwhile.
  older.workspace.commit(
    [{ kind: 'update', table: 'milestone', id: milestones[0], values: { plannedEnd: '2027-03-19' } }],
    null,
  );
  await importBytes(newer, exportBytes(older));

  older.workspace.close();
  older.workspace = openAgain(older);
  expect(reasonsAt(older)).toEqual([]);
  expect(stateOf(older.workspace)).toEqual(stateOf(newer.workspace));
  expect(older.workspace.reader.prepare('SELECT email FROM person WHERE id = ?').get(people[0])).toEqual({
    email: 'ada@exemple.test',
  });
  expect(checkWorkspace(older.workspace).problems).toEqual([]);
});

it('hands on what it does not know, personal values included', async () => {
  const [newer, older, third] = [newPost(), newPost(), newPost()];
  createSmallGroup(newer);
  write(newer);
  await receiveOnOlder(older, exportBytes(newer));
  await importBytes(third, exportBytes(older));
  expect(reasonsAt(third)).toEqual([]);
  expect(stateOf(third.workspace)).toEqual(stateOf(newer.workspace));
});

it('leaves aside at an opening what it does not know either', async () => {
  const [newer, older] = [newPost(), newPost()];
  createSmallGroup(newer);
  write(newer);
  await receiveOnOlder(older, exportBytes(newer));
  application.isOlder = true;
  older.workspace.close();
  older.workspace = openAgain(older);
  expect(reasonsAt(older)).toEqual(['unknown-code', 'unknown-field', 'unknown-field', 'unknown-table']);
});

it('opens with a stored segment that was damaged since, says so, keeps it, and shows what the others hold', async () => {
  const [newer, older] = [newPost(), newPost()];
  createSmallGroup(newer);
  await importBytes(older, exportBytes(newer));
  write(newer);
  await receiveOnOlder(older, exportBytes(newer));
  newer.workspace.commit(
    [{ kind: 'update', table: 'milestone', id: milestones[1], values: { progress: 70 } }],
    null,
  );
  await receiveOnOlder(older, exportBytes(newer));
  const segments = () =>
    older.workspace.reader
      .prepare<[], { from: number; body: Buffer }>(
        'SELECT from_seq AS "from", body FROM segment ORDER BY from_seq',
      )
      .all();
  const [, damaged] = segments();
  const body = Buffer.from(damaged?.body ?? []);
  body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 0x10;
  older.workspace.gate.db.connection
    .prepare('UPDATE segment SET body = ? WHERE from_seq = ?')
    .run(body, damaged?.from);
  const before = segments();
  for (let opening = 0; opening < 2; opening++) {
    older.workspace.close();
    older.workspace = openAgain(older);
    expect(older.workspace.unreadable).toEqual([
      { incarnation: incarnationOf(newer), from: damaged?.from, to: damaged?.from },
    ]);
    expect(getWorkspaceStatus(older.workspace, '2026-11-23').unreadable).toBe(1);
    expect(segments()).toEqual(before);
    expect(reasonsAt(older)).toEqual(['unknown-code', 'unknown-field', 'unknown-field', 'unknown-table']);
    const progress = older.workspace.reader.prepare('SELECT progress FROM milestone WHERE id = ?');
    expect([progress.get(milestones[0]), progress.get(milestones[1])]).toEqual([
      { progress: null },
      { progress: 70 },
    ]);
  }
  expect(checkWorkspace(older.workspace).problems.join()).toContain('signature');
});
