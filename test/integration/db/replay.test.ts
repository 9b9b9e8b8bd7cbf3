import { expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { getBasis } from '../../../db/log-state.ts';
import { openWorkspace, type Workspace } from '../../../db/open-workspace.ts';
import { replayLog } from '../../../db/write/replay-log.ts';
import { tableNames } from '../../../shared/domain/registry.ts';
import { demoPost } from '../../fixtures/demo-post.ts';
import { exportBytes, importBytes, newPost, stateOf, type Post } from '../../fixtures/posts.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

/**
 * Not replicated and not rebuilt: what belongs to this post alone. `segment` holds the bytes of saves already in the
 * log, `named_incarnation` what they name, `baseline_value` and `baseline_read` what was worked out from it; `scenario` and its tables
 * are never sent before they are applied; `setting`, `peer`, `inbox`,
 * `exchange_record` and `received_range` are this post's own memory; `workbook` and its cells too.
 */
const localTables = [
  'baseline_read',
  'baseline_value',
  'exchange_record',
  'inbox',
  'named_incarnation',
  'peer',
  'scenario',
  'scenario_scope',
  'scenario_step',
  'scenario_value',
  'received_range',
  'segment',
  'setting',
  'sqlite_stat1',
  'workbook',
  'workbook_cell',
];

const replayed = ({ reader }: Workspace) =>
  reader
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => name)
    .filter((name) => !localTables.includes(name));

function contentOf(workspace: Workspace, table: string): unknown[] {
  const rows = workspace.gate.db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all();
  // Heads of a field stand in the order they came in.
  return rows.map(({ place: _, ...row }) => JSON.stringify(row)).sort();
}

const idsOf = (post: Post, table: string) =>
  post.workspace.reader
    .prepare<[], { id: string }>(`SELECT id FROM ${table} WHERE deleted = 0 ORDER BY id`)
    .all()
    .map(({ id }) => id);

/** Edits on both sides, some of the same fields, some stale, some deletions, and an exchange after each round. */
async function work(first: Post, second: Post): Promise<void> {
  const milestones = idsOf(first, 'milestone');
  const people = idsOf(first, 'person');
  for (let round = 0; round < 3; round++) {
    const stale = getBasis(first.workspace.reader);
    for (const [index, post] of [first, second].entries()) {
      for (let n = 0; n < 30; n++) {
        const id = milestones[(n * 7 + round * 3) % milestones.length] ?? '';
        post.workspace.commit(
          [
            {
              kind: 'update',
              table: 'milestone',
              id,
              values: { label: `${round}.${index}.${n}`, progress: n },
            },
          ],
          index === 0 && n % 3 === 0 ? stale : getBasis(post.workspace.reader),
        );
      }
      post.workspace.commit(
        [
          {
            kind: 'update',
            table: 'person',
            id: people[round] ?? '',
            values: { lastName: `Nom-${index}-${round}` },
          },
          { kind: 'delete', table: 'milestone', id: milestones[100 + round * 2 + index] ?? '' },
          { kind: 'delete', table: 'person', id: people[10 + round + index] ?? '' },
        ],
        getBasis(post.workspace.reader),
      );
    }
    await importBytes(first, exportBytes(second));
    await importBytes(second, exportBytes(first));
  }
}

it('rebuilds every replicated table from the log alone', { timeout: 60_000 }, async () => {
  const first = await demoPost('haute-vallee');
  const second = newPost();
  await importBytes(second, exportBytes(first));
  // Nothing of a demonstration is lost or set aside on its way.
  expect(stateOf(second.workspace)).toEqual(stateOf(first.workspace));
  expect(contentOf(second.workspace, 'quarantine')).toEqual([]);
  await work(first, second);
  const empty = openWorkspace({ profileDir: tempDir('replay'), appVersion: '0.0.0' });
  replayLog(second.workspace.reader, empty.gate);
  const tables = replayed(second.workspace);
  expect(tables).toEqual(expect.arrayContaining([...tableNames, 'head', 'op', 'row_key', 'save']));
  for (const table of tables)
    expect([table, contentOf(empty, table)]).toEqual([table, contentOf(second.workspace, table)]);
  const counts = second.workspace.reader
    .prepare<[], { conflicts: number; hidden: number }>(
      `SELECT (SELECT count(*) FROM (SELECT 1 FROM head GROUP BY row, fld HAVING count(*) > 1)) AS conflicts,
        (SELECT count(*) FROM milestone WHERE deleted = 1) AS hidden`,
    )
    .get();
  // The history was rich enough to mean something.
  expect(counts?.conflicts).toBeGreaterThan(10);
  expect(counts?.hidden).toBeGreaterThan(3);

  // And a projection that says something else than its log is found, whichever table it is.
  expect(checkWorkspace(second.workspace)).toMatchObject({ ok: true, problems: [] });
  const { connection } = second.workspace.gate.db;
  for (const [sql, found] of [
    ["UPDATE milestone SET label = 'faux' WHERE id = (SELECT min(id) FROM milestone)", 'table milestone'],
    ['DELETE FROM head WHERE row = (SELECT min(row) FROM head)', 'table head'],
    ['UPDATE op SET patch = \'{"3":"faux"}\' WHERE seq = 3 AND idx = 0 AND rep = 1', 'differs from its log'],
    ['UPDATE person SET deleted = 1 - deleted WHERE id = (SELECT max(id) FROM person)', 'table person'],
  ] as const) {
    connection.exec('BEGIN');
    connection.exec(sql);
    // The check reads through the reading connection, so what was broken has to be there to be seen.
    connection.exec('COMMIT');
    const { ok, problems } = checkWorkspace(second.workspace);
    expect([sql, ok, problems.join()]).toEqual([sql, false, expect.stringContaining(found)]);
  }
  for (const { workspace } of [first, second, { workspace: empty }]) workspace.close();
});
