/** Writing and importing 10,000 changes, and the room they take; against plain statements on the same tables. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { seededRandom } from '../../db/seed/seeded-random.ts';
import { createUuidV7 } from '../../shared/domain/ids.ts';
import { addDays, type IsoDate } from '../../shared/domain/iso-date.ts';
import { importFile } from '../../db/write/import-file.ts';
import { readExchangeFile } from '../../db/exchange/read-exchange-file.ts';
import { writeExchangeFile } from '../../db/exchange/write-exchange-file.ts';
import { verifySignature } from '../../db/post-key.ts';
import type { Workspace } from '../../db/open-workspace.ts';
import { connect, type Connection } from '../../db/sqlite.ts';
import { bareChanges, type BareChange } from './driver/bare-body.ts';
import { type Figure, figure, print } from './driver/figure.ts';
import {
  benchFolder,
  copyProfile,
  databaseOf,
  makeProfile,
  openBenchWorkspace,
  removeFolders,
  stressSize,
} from './driver/workspace.ts';

const CHANGES = 10_000;
const RUNS = 5;
const SINGLE_SAVES = 300;

interface Row {
  readonly id: string;
  readonly start: IsoDate;
  readonly end: IsoDate;
}

const stress = makeProfile(stressSize);

function milestonesOf(workspace: Workspace): Row[] {
  return workspace.reader
    .prepare<[number], Row>(
      `SELECT id, planned_start AS start, planned_end AS end FROM milestone
        WHERE planned_start IS NOT NULL AND planned_end IS NOT NULL ORDER BY id LIMIT ?`,
    )
    .all(CHANGES);
}

function timed(work: () => void): number {
  globalThis.gc?.();
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Opens a copy of a database as a program without a log would. */
function openPlain(profileDir: string): Connection {
  const connection = connect(databaseOf(profileDir));
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('cache_size = -16000');
  return connection;
}

const random = seededRandom(2);
const newId = createUuidV7(Date.now, random.fill);

/** New milestones, as an import of a spreadsheet would make them. */
function creations(deploymentId: string): { op: RecordOp; plain: readonly (string | number)[] }[] {
  return Array.from({ length: CHANGES }, (_, index) => {
    const id = newId();
    const [label, kind, start, end] = [`Étape ${index}`, 'task', '2026-03-02', '2026-04-17'] as const;
    return {
      op: {
        kind: 'create',
        table: 'milestone',
        id,
        values: {
          deployment: deploymentId,
          label,
          kind,
          position: index,
          plannedStart: start,
          plannedEnd: end,
          status: 'to_come',
        },
      },
      plain: [id, deploymentId, label, kind, index, start, end, 'to_come'],
    };
  });
}

function commitFigures(): Record<string, Figure> {
  const create = { ours: [] as number[], floor: [] as number[] };
  const update = { ours: [] as number[], floor: [] as number[], bare: [] as number[] };
  const single = { ours: [] as number[], floor: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    const workspace = openBenchWorkspace(copyProfile(stress));
    const rows = milestonesOf(workspace);
    const deploymentId =
      workspace.reader.prepare<[], { id: string }>('SELECT id FROM deployment LIMIT 1').get()?.id ?? '';
    const made = creations(deploymentId);
    const moves = rows.map(({ id, end }): RecordOp => ({
      kind: 'update',
      table: 'milestone',
      id,
      values: { plannedEnd: addDays(end, 7) },
    }));
    const ops = made.map(({ op }) => op);
    update.ours.push(timed(() => void workspace.commit(moves, null)));
    create.ours.push(timed(() => void workspace.commit(ops, null)));
    single.ours.push(
      timed(() => {
        for (const { id, start } of rows.slice(0, SINGLE_SAVES))
          workspace.commit(
            [{ kind: 'update', table: 'milestone', id, values: { plannedStart: addDays(start, -3) } }],
            null,
          );
      }),
    );
    workspace.close();

    const plain = openPlain(copyProfile(stress));
    const insert = plain.prepare(
      `INSERT INTO milestone (id, deployment_id, label, kind, position, planned_start, planned_end, status)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const setEnd = plain.prepare('UPDATE milestone SET planned_end = ? WHERE id = ?');
    const setStart = plain.prepare('UPDATE milestone SET planned_start = ? WHERE id = ?');
    const ends = rows.map(({ id, end }) => [addDays(end, 7), id]);
    update.bare.push(
      timed(
        plain.transaction(() => {
          for (const values of ends) setEnd.run(values);
        }).immediate,
      ),
    );
    update.floor.push(plainLogged(plain, ends));
    create.floor.push(
      timed(
        plain.transaction(() => {
          for (const one of made) insert.run(one.plain);
        }).immediate,
      ),
    );
    single.floor.push(
      timed(() => {
        for (const { id, start } of rows.slice(0, SINGLE_SAVES)) setStart.run(addDays(start, -3), id);
      }),
    );
    plain.close();
  }
  const bounds = { unit: 'ms', must: 5, goal: 2.5 } as const;
  return {
    'commit of 10,000 new rows with their log': figure({ ...bounds, ours: create.ours, floor: create.floor }),
    'commit of 10,000 changed fields with their log': figure({
      ...bounds,
      ours: update.ours,
      floor: update.floor,
    }),
    'the same against plain updates without a log': figure({
      unit: 'ms',
      ours: update.ours,
      floor: update.bare,
    }),
    [`${SINGLE_SAVES} saves one by one, each durable`]: figure({
      ours: single.ours,
      floor: single.floor,
      unit: 'ms',
    }),
  };
}

/** The rows such a save writes, each by a prepared statement: the log's line, the field's head, the value. */
function plainLogged(plain: Connection, ends: readonly (readonly string[])[]): number {
  const rows = new Map(
    (
      plain
        .prepare(
          "SELECT row, lower(substr(hex(uuid), 1, 8) || '-' || substr(hex(uuid), 9, 4) || '-' || substr(hex(uuid), 13, 4) || '-' || substr(hex(uuid), 17, 4) || '-' || substr(hex(uuid), 21)) AS id FROM row_key",
        )
        .all() as { row: number; id: string }[]
    ).map(({ row, id }) => [id, row]),
  );
  const lines = ends.map(([end, id = ''], index) => ({
    end,
    id,
    row: rows.get(id) ?? 0,
    index,
    patch: JSON.stringify({ 8: end }),
  }));
  const op = plain.prepare('INSERT INTO op (rep, seq, idx, tbl, row, patch) VALUES (99, 1, ?, 7, ?, ?)');
  const head = plain.prepare('INSERT INTO head (row, fld, rep, seq) VALUES (?, 8, 99, 1)');
  const set = plain.prepare('UPDATE milestone SET planned_end = ? WHERE id = ?');
  return timed(
    plain.transaction(() => {
      for (const line of lines) {
        op.run(line.index, line.row, line.patch);
        head.run(line.row);
        set.run(line.end, line.id);
      }
    }).immediate,
  );
}

/** Two sites that hold the same group; then one changes 10,000 fields in 5,000 saves and sends them. */
async function importFigures(): Promise<Record<string, Figure>> {
  const folder = benchFolder('files');
  // Not a copy: a copied workspace goes on under a new incarnation and leaves unsealed saves behind.
  const sender = openBenchWorkspace(makeProfile(stressSize));
  const everything = join(folder, 'all.jalon');
  writeExchangeFile(sender, everything, null);
  const receiverDir = benchFolder('receiver');
  const receiver = openBenchWorkspace(receiverDir);
  const joining = await timeImport(receiver, everything);
  receiver.close();

  const before = logBytes(sender);
  const rows = milestonesOf(sender);
  const steps = rows.slice(0, CHANGES / 2);
  sender.gate.db.connection.transaction(() => {
    for (const { id, start, end } of steps)
      sender.commit(
        [
          {
            kind: 'update',
            table: 'milestone',
            id,
            values: { plannedStart: addDays(start, 14), plannedEnd: addDays(end, 14) },
          },
        ],
        null,
      );
  })();
  const logged = logBytes(sender) - before;
  const changes = join(folder, 'changes.jalon');
  writeExchangeFile(sender, changes, null);
  const sealed = logBytes(sender) - before;
  const times = { ours: [] as number[], floor: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    const site = openBenchWorkspace(copyProfile(receiverDir));
    times.ours.push(await timeImport(site, changes));
    site.close();
    const plain = openPlain(copyProfile(receiverDir));
    times.floor.push(plainImport(plain, sender, changes));
    plain.close();
  }
  const week = weeklyFile(sender, folder);
  sender.close();
  return {
    'import of 10,000 changes, verified and durable': figure({
      ours: times.ours,
      floor: times.floor,
      unit: 'ms',
      must: 2.8,
      goal: 2,
    }),
    'joining the stress group from its file': figure({ ours: [joining], unit: 'ms' }),
    'log on disk': figure({ ours: [logged / CHANGES], unit: 'B a change', must: 100, limit: 'value' }),
    'log on disk, with the sealed segments': figure({
      ours: [sealed / CHANGES],
      unit: 'B a change',
      must: 100,
      limit: 'value',
    }),
    'weekly file, 200 changes in 106 saves': figure({ ours: [week], unit: 'B', goal: 3000, limit: 'value' }),
  };
}

async function timeImport(workspace: Workspace, file: string): Promise<number> {
  globalThis.gc?.();
  const start = performance.now();
  await importFile(workspace.gate, readExchangeFile(workspace.gate.db, readFileSync(file)), {
    keep: true,
    nowMs: Date.now(),
    publicKey: workspace.key?.publicKey ?? null,
    hooks: { slice: () => Promise.resolve() },
    inspect: ({ state }) => {
      if (state !== 'applied') throw new Error(`the import came to ${state}`);
    },
  });
  return performance.now() - start;
}

/**
 * The same file merged by last writer wins: signature, decompression and plain JSON, then one register a field and
 * the row itself. Nothing else of the file is checked, no history kept, no conflict seen.
 */
function plainImport(plain: Connection, from: Workspace, file: string): number {
  plain.exec(
    `CREATE TABLE reg (row TEXT, fld INTEGER, val, ms INTEGER, rep INTEGER, seq INTEGER,
      PRIMARY KEY (row, fld)) WITHOUT ROWID`,
  );
  const ids = new Map(
    from.reader
      .prepare<[], { seq: number; idx: number; uuid: string }>(
        'SELECT seq, idx, lower(hex(uuid)) AS uuid FROM row_key',
      )
      .all()
      .map(({ seq, idx, uuid }) => [
        `${seq}/${idx}`,
        uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
      ]),
  );
  const held = plain.prepare('SELECT max(have) AS have FROM replica').get() as { have: number };
  return timed(() => {
    const opened = readExchangeFileBare(from, file, held.have);
    plain
      .transaction(() => {
        const put = plain.prepare(
          `INSERT INTO reg VALUES (?, ?, ?, ?, 1, ?) ON CONFLICT (row, fld) DO UPDATE
            SET val = excluded.val, ms = excluded.ms, rep = excluded.rep, seq = excluded.seq
            WHERE (excluded.ms, excluded.rep, excluded.seq) > (reg.ms, reg.rep, reg.seq)`,
        );
        const set = [7, 8].map((_, index) =>
          plain.prepare(
            `UPDATE milestone SET ${index === 0 ? 'planned_start' : 'planned_end'} = ? WHERE id = ?`,
          ),
        );
        for (const { row, field, value, ms, seq } of opened) {
          const id = ids.get(row) ?? '';
          const day = new Date((value ?? 0) * 86_400_000).toISOString().slice(0, 10);
          put.run(id, field, day, ms, seq);
          set[field]?.run(day, id);
        }
      })
      .immediate();
  });
}

/** What the segments change beyond what is held, their signatures checked. */
function readExchangeFileBare(from: Workspace, file: string, held: number): readonly BareChange[] {
  readFileSync(file);
  return from.gate.db
    .prepare<[number], { body: Buffer; rawLength: number; signature: Buffer; key: Buffer }>(
      `SELECT g.body, g.raw_length AS rawLength, g.signature, r.public_key AS key
        FROM segment g JOIN replica r ON r.ord = g.rep WHERE g.from_seq > ? ORDER BY g.from_seq`,
    )
    .all(held)
    .flatMap(({ body, rawLength, signature, key }) => {
      verifySignature(key, body, signature);
      return [...bareChanges(body, rawLength)];
    });
}

/** Pages of the log's tables and their indexes, in bytes. */
function logBytes(workspace: Workspace): number {
  const row = workspace.reader
    .prepare<[], { bytes: number }>(
      `SELECT sum(pgsize) AS bytes FROM dbstat WHERE name IN
        (SELECT name FROM sqlite_schema WHERE tbl_name IN ('save', 'op', 'head', 'context', 'row_key', 'segment'))`,
    )
    .get();
  return row?.bytes ?? 0;
}

/** What a week of work adds to the file for everyone. */
function weeklyFile(sender: Workspace, folder: string): number {
  const rows = milestonesOf(sender);
  const file = join(folder, 'week.jalon');
  writeExchangeFile(sender, file, null);
  const size = statSync(file).size;
  for (let save = 0; save < 106; save++) {
    const row = rows[(save * 97) % rows.length];
    if (!row) continue;
    const values = {
      plannedEnd: addDays(row.end, 3 + (save % 11)),
      plannedStart: addDays(row.start, 1 + (save % 7)),
    };
    sender.commit(
      [
        {
          kind: 'update',
          table: 'milestone',
          id: row.id,
          values: save < 94 ? values : { plannedEnd: values.plannedEnd },
        },
      ],
      null,
    );
  }
  writeExchangeFile(sender, file, null);
  return statSync(file).size - size;
}

print({ ...commitFigures(), ...(await importFigures()) });
removeFolders();
