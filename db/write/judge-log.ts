/** Judges every save of a log again, whatever was said of it before: the proof that the answer rests on the log alone. */
import { tableById, tableSpec, type FieldValue } from '../../shared/domain/registry.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import { judgeSave, withhold } from './judge-save.ts';
import { logOp, makeAnew } from './logged-op.ts';
import { beginningsOf, noteRosterSave } from './roster.ts';
import type { WriteGate } from './write-gate.ts';

/** True once rights were ever on: until then every save counts. */
export function isJudged(gate: WriteGate): boolean {
  return (
    gate
      .statement('SELECT 1 FROM op WHERE tbl = ? UNION ALL SELECT 1 FROM withheld_op LIMIT 1')
      .get(tableSpec('post').id) !== undefined
  );
}

interface OpRow {
  readonly idx: number;
  readonly tbl: number;
  readonly row: number;
  readonly patch: string;
  readonly uuid: Buffer;
  readonly created: number;
}

/**
 * Puts the records of each save among those that count or among those that do not, in causal order: a save is judged by
 * what its author had seen, which has to be judged before.
 */
export function judgeLog(gate: WriteGate): void {
  if (!isJudged(gate)) return;
  gate.roster.anyPost = true;
  const beginnings = beginningsOf(gate);
  for (const sql of [
    'CREATE TEMP TABLE judged_op AS SELECT * FROM op UNION ALL SELECT * FROM withheld_op',
    'CREATE INDEX temp.judged_op_by_save ON judged_op (rep, seq, idx)',
    'DELETE FROM op',
    'DELETE FROM withheld_op',
    'DELETE FROM withheld',
  ])
    gate.db.connection.exec(sql);
  gate.reset();
  for (const { rep, seq } of inCausalOrder(gate)) {
    gate.roster.beginnings = beginnings;
    judgeLogged(gate, rep, seq);
  }
  gate.db.connection.exec('DROP TABLE temp.judged_op');
  for (const { row } of rowsToMakeAnew(gate)) makeRowAnew(gate, row);
}

function judgeLogged(gate: WriteGate, rep: number, seq: number): void {
  const stamp = gate.stampOf(rep, seq);
  const ops = gate.db.connection
    .prepare<[number, number], OpRow>(
      `SELECT o.idx, o.tbl, o.row, o.patch, k.uuid,
          k.rep = o.rep AND k.seq = o.seq AND k.idx = o.idx
            OR EXISTS (SELECT 1 FROM row_alias a WHERE a.rep = o.rep AND a.seq = o.seq AND a.idx = o.idx)
            AS created
        FROM temp.judged_op o JOIN row_key k ON k.row = o.row WHERE o.rep = ? AND o.seq = ? ORDER BY o.idx`,
    )
    .all(rep, seq);
  const author = gate
    .statement('SELECT k.uuid FROM save s JOIN row_key k ON k.row = s.author WHERE s.rep = ? AND s.seq = ?')
    .get(rep, seq) as { uuid: Buffer } | undefined;
  const known = ops.flatMap((op) => {
    const table = tableById(op.tbl);
    if (!table) return [];
    const patch = new Map(
      Object.entries(JSON.parse(op.patch) as Record<string, FieldValue>).map(([id, value]) => [
        Number(id),
        value,
      ]),
    );
    return { table, row: op.row, uuid: bytesToUuid(op.uuid), created: op.created === 1, patch };
  });
  const reason = judgeSave(gate, { stamp, author: author ? bytesToUuid(author.uuid) : null, ops: known });
  gate.roster.anyPost = true;
  if (reason) withhold(gate, stamp, reason);
  for (const op of ops) logOp(gate, stamp, op, reason === null);
  if (!reason)
    noteRosterSave(
      gate,
      stamp,
      known.map(({ table }) => table),
    );
}

/** Saves so that each comes after all its author had seen. */
function* inCausalOrder(gate: WriteGate): Generator<{ rep: number; seq: number }> {
  const last = gate.statement('SELECT rep, max(seq) AS last FROM save GROUP BY rep').all() as {
    rep: number;
    last: number;
  }[];
  const done = new Map(last.map(({ rep }) => [rep, 0]));
  let moved = true;
  while (moved) {
    moved = false;
    for (const { rep, last: end } of last) {
      for (let seq = (done.get(rep) ?? 0) + 1; seq <= end; seq++) {
        const { context } = gate.stampOf(rep, seq);
        if ([...context].some(([other, seen]) => other !== rep && seen > (done.get(other) ?? seen))) break;
        yield { rep, seq };
        done.set(rep, seq);
        moved = true;
      }
    }
  }
}

/** Rows known by a creation that does not count, though another one does. */
function rowsToMakeAnew(gate: WriteGate): { row: number }[] {
  return gate
    .statement(
      `SELECT DISTINCT k.row FROM row_key k JOIN withheld w ON w.rep = k.rep AND w.seq = k.seq
        JOIN row_alias a ON a.row = k.row
        WHERE NOT EXISTS (SELECT 1 FROM withheld v WHERE v.rep = a.rep AND v.seq = a.seq)`,
    )
    .all() as { row: number }[];
}

function makeRowAnew(gate: WriteGate, row: number): void {
  const by = gate
    .statement(
      `SELECT a.rep, a.seq, a.idx FROM row_alias a WHERE a.row = ?
        AND NOT EXISTS (SELECT 1 FROM withheld v WHERE v.rep = a.rep AND v.seq = a.seq)
        ORDER BY a.rep, a.seq, a.idx LIMIT 1`,
    )
    .get(row) as { rep: number; seq: number; idx: number };
  makeAnew(gate, row, by);
}
