/** Rebuilds the projection from the log: the proof that nothing reached it by another way. */
import { tableById, tableNames, type FieldValue } from '../../shared/domain/registry.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import { applyOp } from './apply-op.ts';
import { judgeLog } from './judge-log.ts';
import { everyField } from './logged-op.ts';
import { forgetAllPurged } from './purge.ts';
import type { VersionVector } from '../../shared/exchange/version-vector.ts';
import type { WriteGate } from './write-gate.ts';

/** The log's own tables; copied, since they are what is replayed. Heads and projection are made anew. */
const LOG_TABLES = [
  'replica',
  'context',
  'log_state',
  'save',
  'op',
  'withheld_op',
  'row_key',
  'row_alias',
  'personal_value',
  'quarantine',
] as const;

interface OpRow {
  readonly rep: number;
  readonly seq: number;
  readonly idx: number;
  readonly tbl: number;
  readonly row: number;
  readonly patch: string;
  readonly uuid: Buffer;
  readonly created: number;
  readonly again: number;
  readonly birthRep: number;
  readonly birthSeq: number;
}

/**
 * Copies a log into an empty workspace and applies every op: creations first, then edits by clock. An edit then comes
 * after all its author had seen, for the clock of a post is raised above whatever it takes in, however wrong. With
 * `upTo` (own ordinals) only the saves it covers are copied: what every post that held just these would show.
 */
export function replayLog(source: ReadDb, gate: WriteGate, upTo?: VersionVector): void {
  gate.db.connection.transaction(() => {
    for (const table of LOG_TABLES) copyTable(source, gate, table, upTo);
    if (upTo) renameRows(gate, upTo);
    gate.reset();
    judgeLog(gate);
    applyLog(gate);
  })();
}

/**
 * Throws the projection away and makes it again from the log of the same workspace: for when saves come to be judged
 * otherwise than they were.
 */
export function projectAnew(gate: WriteGate): void {
  gate.db.connection.transaction(() => {
    for (const table of [...tableNames, 'head', 'withheld']) gate.statement(`DELETE FROM ${table}`).run();
    gate.reset();
    judgeLog(gate);
    applyLog(gate);
    forgetAllPurged(gate);
  })();
}

/** Applies every op that counts. */
function applyLog(gate: WriteGate): void {
  const quarantined = new Set(
    gate.db
      .prepare<[], { key: string }>(
        "SELECT rep || '/' || seq || '/' || idx || '/' || fld AS key FROM quarantine",
      )
      .all()
      .map((row) => row.key),
  );
  for (const op of readOps(gate.db)) {
    const table = tableById(op.tbl);
    if (!table) continue;
    const entries = Object.entries(JSON.parse(op.patch) as Record<string, FieldValue>)
      .map(([field, value]) => [Number(field), value] as const)
      .filter(([field]) => !quarantined.has(`${op.rep}/${op.seq}/${op.idx}/${field}`));
    const created = op.created === 1;
    applyOp(gate, gate.stampOf(op.rep, op.seq), {
      table,
      row: op.row,
      uuid: bytesToUuid(op.uuid),
      created,
      birth: { rep: op.birthRep, seq: op.birthSeq },
      patch: op.again === 1 ? everyField(table, new Map(entries)) : new Map(entries),
    });
  }
}

/** Tables whose rows belong to a save. */
const SAVE_TABLES: readonly string[] = [
  'save',
  'op',
  'withheld_op',
  'row_alias',
  'personal_value',
  'quarantine',
];

function copyTable(source: ReadDb, gate: WriteGate, table: string, upTo?: VersionVector): void {
  gate.statement(`DELETE FROM ${table}`).run();
  const bounded = upTo && SAVE_TABLES.includes(table) ? upTo : undefined;
  for (const row of source.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).iterate()) {
    if (bounded && !covers(bounded, Number(row['rep']), Number(row['seq']))) continue;
    const columns = Object.keys(row);
    gate
      .statement(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
      .run(...Object.values(row));
  }
}

function covers(vector: VersionVector, rep: number, seq: number): boolean {
  return seq <= (vector.get(rep) ?? 0);
}

interface RowName {
  readonly row: number;
  readonly rep: number;
  readonly seq: number;
  readonly idx: number;
}

/**
 * A row known here by a creation that is not covered goes by a covered one where it was created twice; where it was not,
 * it did not exist yet.
 */
function renameRows(gate: WriteGate, upTo: VersionVector): void {
  const keys = gate.statement('SELECT row, rep, seq, idx FROM row_key').all() as RowName[];
  for (const key of keys) {
    if (covers(upTo, key.rep, key.seq)) continue;
    const alias = gate
      .statement('SELECT row, rep, seq, idx FROM row_alias WHERE row = ? ORDER BY rep, seq, idx LIMIT 1')
      .get(key.row) as RowName | undefined;
    if (!alias) {
      gate.statement('DELETE FROM row_key WHERE row = ?').run(key.row);
      continue;
    }
    const { row, rep, seq, idx } = alias;
    gate.statement('DELETE FROM row_alias WHERE rep = ? AND seq = ? AND idx = ?').run(rep, seq, idx);
    gate.statement('UPDATE row_key SET rep = ?, seq = ?, idx = ? WHERE row = ?').run(rep, seq, idx, row);
  }
}

function readOps(source: ReadDb): OpRow[] {
  return source
    .prepare<[], OpRow>(
      `SELECT o.rep, o.seq, o.idx, o.tbl, o.row, o.patch, k.uuid, k.rep AS birthRep, k.seq AS birthSeq,
          k.rep = o.rep AND k.seq = o.seq AND k.idx = o.idx AS created,
          EXISTS (SELECT 1 FROM row_alias a WHERE a.rep = o.rep AND a.seq = o.seq AND a.idx = o.idx) AS again
        FROM op o JOIN save s ON s.rep = o.rep AND s.seq = o.seq JOIN row_key k ON k.row = o.row
        ORDER BY created DESC, s.ms, s.cnt, o.rep, o.seq, o.idx`,
    )
    .all();
}
