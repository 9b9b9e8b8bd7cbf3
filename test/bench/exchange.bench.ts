/** Files between sites: their bytes, and a year of them merged; beside Yjs, Automerge and the bare last writer. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Doc } from '@automerge/automerge';
import type { Workspace } from '../../db/open-workspace.ts';
import { verifySignature } from '../../db/post-key.ts';
import { connect } from '../../db/sqlite.ts';
import { setGroup } from '../../db/write/local-tables.ts';
import { decodeContainer } from '../../shared/exchange/container.ts';
import { workGroup, workWeek, type WorkGroup, type WorkSave } from '../fixtures/exchange-workload.ts';
import { foundGroup, joinGroup, takeFile, work, writeFile } from '../fixtures/work-posts.ts';
import { bareChanges } from './driver/bare-body.ts';
import { figure, print, type Figure } from './driver/figure.ts';
import { benchFolder, openBenchWorkspace, removeFolders } from './driver/workspace.ts';
import { writeYear, type WeekFile } from './driver/year-of-files.ts';

const WEEKS = Number(process.env['JALON_BENCH_WEEKS'] ?? 50);
/** Automerge needs minutes to make its own input; a tenth of the year tells as much. */
const AUTOMERGE_WEEKS = Math.min(WEEKS, Number(process.env['JALON_BENCH_AUTOMERGE_WEEKS'] ?? 5));
const SITES = 10;
const KNOWN = 20;
const say = (words: string): void => void process.stderr.write(`${words}\n`);

async function sizes(): Promise<Record<string, Figure>> {
  const root = benchFolder('sizes');
  const group = workGroup({ sites: KNOWN, deployments: 5 });
  const posts = [foundGroup(root, group)];
  const start = writeFile(posts[0] as Workspace, null);
  for (let index = 1; index < KNOWN; index++) posts.push(await joinGroup(root, group, index, start));
  const [hub, reader] = posts as [Workspace, Workspace];
  for (const [site, post] of posts.entries()) {
    work(post, workWeek(group, { site }));
    if (post !== hub) await takeFile(hub, writeFile(post, group.sites[0] ?? null));
  }
  const relayed = writeFile(hub, group.sites[1] ?? null);
  await takeFile(reader, relayed);
  await takeFile(hub, writeFile(reader, group.sites[0] ?? null));
  work(hub, workWeek(group, { week: 2 }));
  const week = writeFile(hub, group.sites[1] ?? null);
  for (const post of posts) post.close();
  return {
    'weekly file, 200 changes, 20 posts known': bytes(week.length, 2700, 1600),
    'weeks of 20 sites relayed in one file': bytes(relayed.length, 46_000, 30_000),
    'file of 1,800 milestones': bytes(snapshot(workGroup()), 70_000, 50_000),
    'file of 96,000 milestones': bytes(
      snapshot(workGroup({ sites: 80, deployments: 100 })),
      3_000_000,
      2_200_000,
    ),
  };
}

const bytes = (ours: number, must: number, goal: number): Figure =>
  figure({ ours: [ours], unit: 'B', must, goal, limit: 'value' });

function snapshot(group: WorkGroup): number {
  const post = foundGroup(benchFolder('snapshot'), group);
  const { length } = writeFile(post, null);
  post.close();
  return length;
}

async function merges(): Promise<Record<string, Figure>> {
  const group = workGroup({ sites: SITES });
  const founder = foundGroup(benchFolder('founder'), group);
  const start = writeFile(founder, null);
  const files = writeYear(founder, group, { folder: benchFolder('year'), sites: SITES, weeks: WEEKS });
  founder.close();
  const changes = count(files);
  say(
    `${files.length} files, ${changes} changes, ${files.reduce((sum, { file }) => sum + statSync(file).size, 0)} B`,
  );
  const { ms, perChange } = await mergeOurs(start, files, group);
  say(`ours ${Math.round(ms)} ms`);
  const floor = mergeBare(files);
  say(`bare last writer ${Math.round(floor)} ms`);
  const yjs = await mergeYjs(group, files);
  say(`Yjs ${Math.round(yjs)} ms`);
  const few = files.slice(0, AUTOMERGE_WEEKS * SITES);
  const automerge = await mergeAutomerge(group, few);
  say(`Automerge ${Math.round(automerge)} ms for ${count(few)} changes`);
  const ourFew = await mergeOurs(start, few, group);
  const name = `merge of ${changes.toLocaleString('en')} changes in ${files.length} files, verified and durable`;
  return {
    [name]: figure({ ours: [ms], floor: [floor], unit: 'ms', goal: 2 }),
    'the same against Yjs, in memory': figure({ ours: [ms], floor: [yjs], unit: 'ms', must: 1 }),
    [`${count(few).toLocaleString('en')} of them against Automerge, in memory`]: figure({
      ours: [ourFew.ms],
      floor: [automerge],
      unit: 'ms',
    }),
    'log on disk': figure({ ours: [perChange], unit: 'B a change', must: 100, goal: 60, limit: 'value' }),
  };
}

const fieldsOf = ({ ops }: WorkSave): number =>
  ops.reduce((sum, op) => sum + ('values' in op ? Object.keys(op.values).length : 0), 0);
const count = (files: readonly WeekFile[]): number =>
  files.reduce((sum, { saves }) => sum + saves.reduce((all, save) => all + fieldsOf(save), 0), 0);

/** One transaction for each file, each on the disk before the next is read. */
async function mergeOurs(start: Buffer, files: readonly WeekFile[], group: WorkGroup) {
  const post = openBenchWorkspace(benchFolder('joining'));
  setGroup(post.gate, group.group);
  await takeFile(post, start);
  const before = logBytes(post);
  globalThis.gc?.();
  const begun = performance.now();
  for (const { file } of files)
    if ((await takeFile(post, readFileSync(file))) !== 'applied') throw new Error(`${file} was not applied`);
  const ms = performance.now() - begun;
  const perChange = (logBytes(post) - before) / count(files);
  post.close();
  return { ms, perChange };
}

function logBytes({ reader }: Workspace): number {
  return (
    reader
      .prepare<[], { bytes: number }>(
        `SELECT sum(pgsize) AS bytes FROM dbstat WHERE name IN
          (SELECT name FROM sqlite_schema WHERE tbl_name IN ('save', 'op', 'head', 'context', 'row_key'))`,
      )
      .get()?.bytes ?? 0
  );
}

/** Signature, decompression, JSON, and one register a field by clock; no history, no context, no conflict. */
function mergeBare(files: readonly WeekFile[]): number {
  const connection = connect(join(benchFolder('bare'), 'bare.sqlite'), { create: true });
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.exec(
    `CREATE TABLE reg (row TEXT, fld INTEGER, val, ms INTEGER, rep INTEGER, seq INTEGER, PRIMARY KEY (row, fld))
      WITHOUT ROWID`,
  );
  const put = connection.prepare(
    `INSERT INTO reg VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (row, fld) DO UPDATE
      SET val = excluded.val, ms = excluded.ms, rep = excluded.rep, seq = excluded.seq
      WHERE (excluded.ms, excluded.rep, excluded.seq) > (reg.ms, reg.rep, reg.seq)`,
  );
  globalThis.gc?.();
  const begun = performance.now();
  for (const { file, site } of files) {
    const { header, segments } = decodeContainer(readFileSync(file));
    const [entry, segment] = [header.segments[0], segments[0]];
    const key = header.replicas[0]?.certificate?.publicKey;
    if (!entry || !segment || !key) throw new Error('a file of one segment');
    verifySignature(key, segment.body, segment.signature);
    connection
      .transaction(() => {
        for (const { row, field, value, ms, seq } of bareChanges(segment.body, entry.rawLength))
          put.run(row, field, value, ms, site, seq);
      })
      .immediate();
  }
  const ms = performance.now() - begun;
  connection.close();
  return ms;
}

interface YMap {
  get(key: string): YMap;
  set(key: string, value: unknown): unknown;
}
interface YDoc {
  clientID: number;
  getMap(name: string): YMap;
  transact(work: () => void): void;
}
interface Yjs {
  readonly Doc: new () => YDoc;
  readonly Map: new () => YMap;
  encodeStateAsUpdate(doc: YDoc, since?: Uint8Array): Uint8Array;
  encodeStateVector(doc: YDoc): Uint8Array;
  applyUpdate(doc: YDoc, update: Uint8Array): void;
}

/** The same saves by documents that exchange each week; then one that joins late takes in all their files. */
async function mergeYjs(group: WorkGroup, files: readonly WeekFile[]): Promise<number> {
  const place = join(process.cwd(), 'test/bench/exchange-peers/node_modules/yjs/dist/yjs.mjs');
  const Y = (await import(pathToFileURL(place).href)) as Yjs;
  const first = new Y.Doc();
  first.clientID = 99;
  first.transact(() => {
    for (const [id, values] of rowsOf(group)) {
      const row = new Y.Map();
      for (const [field, value] of Object.entries(values)) row.set(field, value);
      first.getMap('milestone').set(id, row);
    }
  });
  const base = Y.encodeStateAsUpdate(first);
  const docs = Array.from({ length: SITES }, (_, index) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, base);
    doc.clientID = index + 1;
    return doc;
  });
  const updates: Uint8Array[] = [];
  for (let at = 0; at < files.length; at += SITES) {
    const week = files.slice(at, at + SITES).map(({ site, saves }) => {
      const doc = docs[site] as YDoc;
      const since = Y.encodeStateVector(doc);
      for (const { ops } of saves)
        doc.transact(() => {
          for (const op of ops)
            if ('values' in op)
              for (const [field, value] of Object.entries(op.values))
                doc.getMap('milestone').get(op.id).set(field, value);
        });
      return Y.encodeStateAsUpdate(doc, since);
    });
    updates.push(...week);
    for (const [index, doc] of docs.entries())
      for (const [other, update] of week.entries()) if (other !== index) Y.applyUpdate(doc, update);
  }
  const joining = new Y.Doc();
  Y.applyUpdate(joining, base);
  globalThis.gc?.();
  const begun = performance.now();
  for (const update of updates) Y.applyUpdate(joining, update);
  return performance.now() - begun;
}

function rowsOf(group: WorkGroup): [string, Record<string, unknown>][] {
  return group.saves.flatMap(({ ops }) =>
    ops.flatMap((op): [string, Record<string, unknown>][] =>
      op.table === 'milestone' && 'values' in op ? [[op.id, op.values]] : [],
    ),
  );
}

async function mergeAutomerge(group: WorkGroup, files: readonly WeekFile[]): Promise<number> {
  const A = await import('@automerge/automerge');
  type Rows = Record<string, Record<string, unknown>>;
  const value = (given: unknown) => (typeof given === 'string' ? new A.ImmutableString(given) : given);
  const rows = rowsOf(group).map(([id, values]) => [
    id,
    Object.fromEntries(Object.entries(values).map(([field, given]) => [field, value(given)])),
  ]);
  const base = A.save(A.from<{ milestone: Rows }>({ milestone: Object.fromEntries(rows) as Rows }));
  const actor = (index: number) => (index + 1).toString(16).padStart(32, '0');
  let docs = Array.from({ length: SITES }, (_, index) =>
    A.load<{ milestone: Rows }>(base, { actor: actor(index) }),
  );
  const updates: Uint8Array[] = [];
  for (let at = 0; at < files.length; at += SITES) {
    const week = files.slice(at, at + SITES).map(({ site, saves }) => {
      let doc = docs[site] as Doc<{ milestone: Rows }>;
      const heads = A.getHeads(doc);
      for (const { ms, ops } of saves)
        doc = A.change<{ milestone: Rows }>(doc, { time: Math.floor(ms / 1000) }, (draft) => {
          for (const op of ops)
            if ('values' in op)
              for (const [field, given] of Object.entries(op.values))
                Object.assign(draft.milestone[op.id] ?? {}, { [field]: value(given) });
        });
      docs[site] = doc;
      return A.saveSince(doc, heads);
    });
    updates.push(...week);
    docs = docs.map((doc, index) =>
      week.reduce(
        (merged, update, other) => (other === index ? merged : A.loadIncremental(merged, update)),
        doc,
      ),
    );
  }
  let joining = A.load<{ milestone: Rows }>(base);
  globalThis.gc?.();
  const begun = performance.now();
  for (const update of updates) joining = A.loadIncremental(joining, update);
  return performance.now() - begun;
}

print({ ...(await sizes()), ...(await merges()) });
removeFolders();
