/** Integrity of a workspace: SQLite's own check, the chain of segments, and the log replayed into an empty one. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { tableNames } from '../../shared/domain/registry.ts';
import { segmentBytes } from '../../shared/exchange/container.ts';
import { isFormZero, sha256 } from '../exchange/codec.ts';
import { isAsSigned, listSegments } from '../exchange/stored-segment.ts';
import { listReplicas } from '../log-state.ts';
import { openWorkspace, type Workspace } from '../open-workspace.ts';
import { verifySignature } from '../post-key.ts';
import type { ReadDb } from '../sqlite.ts';
import { listNamed, namedUpTo } from '../write/named-incarnations.ts';
import { replayLog } from '../write/replay-log.ts';

export interface CheckResult {
  readonly ok: boolean;
  readonly saves: number;
  /** One sentence for each fault, in English: for the log and for whoever helps. */
  readonly problems: readonly string[];
}

/** Checks everything a workspace claims about itself; changes nothing. */
export function checkWorkspace(workspace: Workspace): CheckResult {
  const db = workspace.reader;
  const problems = [...checkFile(db), ...checkSegments(db), ...checkProjection(workspace)];
  const saves = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM save').get()?.n ?? 0;
  return { ok: problems.length === 0, saves, problems };
}

function checkFile(db: ReadDb): string[] {
  const rows = db.prepare<[], { integrity_check: string }>('PRAGMA integrity_check').all();
  return rows.filter((row) => row.integrity_check !== 'ok').map((row) => `file: ${row.integrity_check}`);
}

function checkSegments(db: ReadDb): string[] {
  const problems: string[] = [];
  for (const replica of listReplicas(db)) {
    let previous: Buffer = Buffer.alloc(32);
    const segments = listSegments(db, replica.ord);
    const isSound = segments.every((segment) => isAsSigned(replica.id, segment));
    for (const segment of segments) {
      const signed = segmentBytes(replica.id, segment, sha256(segment.body));
      const name = `segment ${replica.id.toString('hex').slice(0, 8)} ${segment.from}-${segment.to}`;
      if (!segment.previous.equals(previous)) problems.push(`${name}: broken chain`);
      if (!replica.publicKey || !verifySignature(replica.publicKey, signed, segment.signature))
        problems.push(`${name}: signature`);
      if (!isAsSigned(replica.id, segment)) problems.push(`${name}: hash`);
      previous = segment.hash;
    }
    const named = isSound ? namedUpTo(db, replica.ord, replica.sealed).join() : null;
    const isNamed = named === null || listNamed(db, replica.ord).join() === named;
    if (!isNamed && segments.some(({ body }) => !isFormZero(body)))
      problems.push(`incarnation ${replica.ord}: not the names its segments give`);
    const saves = db
      .prepare<[number], { n: number }>('SELECT count(*) AS n FROM save WHERE rep = ?')
      .get(replica.ord);
    if (saves?.n !== replica.have)
      problems.push(`incarnation ${replica.ord}: ${saves?.n} saves, ${replica.have} claimed`);
  }
  return problems;
}

/** Replays the log into an empty workspace and compares every table with the live one. */
function checkProjection(workspace: Workspace): string[] {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'jalon-check-'));
  const copy = openWorkspace({ profileDir: dir, appVersion: workspace.appVersion });
  try {
    replayLog(workspace.reader, copy.gate);
    return [...tableNames, 'head', 'withheld', 'withheld_op'].flatMap((table) => {
      const live = dumpTable(workspace.reader, table);
      const replayed = dumpTable(copy.gate.db, table);
      return live === replayed ? [] : [`table ${table}: differs from its log`];
    });
  } finally {
    copy.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

const ORDERS: Readonly<Record<string, string>> = {
  head: 'row, fld, rep, seq',
  withheld: 'rep, seq',
  withheld_op: 'rep, seq, idx',
};

/** Heads of a field stand in the order they came in, which is no part of what the log says. */
const COLUMNS: Readonly<Record<string, string>> = { head: 'row, fld, rep, seq' };

function dumpTable(db: ReadDb, table: string): string {
  const order = ORDERS[table] ?? 'id';
  const columns = COLUMNS[table] ?? '*';
  return JSON.stringify(
    db.prepare<[], Record<string, unknown>>(`SELECT ${columns} FROM ${table} ORDER BY ${order}`).all(),
  );
}
