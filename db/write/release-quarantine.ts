/**
 * After an upgrade: what an older version could not project is judged again by this one, as if it had only just come.
 * Kinds are told by the segments, which were kept as they came.
 */
import { fieldById, fieldSpec, tableById, type FieldValue } from '../../shared/domain/registry.ts';
import { valueFault } from '../../shared/domain/field-value.ts';
import { decodeBody, type PortableSave } from '../../shared/exchange/segment-body.ts';
import { dayCodec, unpackBody } from '../exchange/codec.ts';
import type { SegmentBytes } from '../exchange/read-exchange-file.ts';
import { isAsSigned, listSegments } from '../exchange/stored-segment.ts';
import { fieldFault } from './apply-segment.ts';
import { listNamed, namedUpTo } from './named-incarnations.ts';
import { projectAnew } from './replay-log.ts';
import type { WriteGate } from './write-gate.ts';

/** A segment held whose bytes are no longer those that were signed: the disk lost them, or somebody changed them. */
export interface UnreadableSegment {
  /** Its incarnation, 32 hex digits, and its saves. */
  readonly incarnation: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Shows what this version knows of what was set aside. What stands in a segment that cannot be read any more stays aside,
 * and the segment as it is; answers those segments.
 */
export function releaseQuarantine(gate: WriteGate): readonly UnreadableSegment[] {
  return gate.db.connection
    .transaction(() => {
      const ops = quarantinedOps(gate).filter(isKnownNow);
      if (ops.length === 0) return [];
      const { savesOf, unreadable } = segmentReader(gate);
      const judged = ops.filter((op) => judgeAnew(gate, op, savesOf));
      if (judged.length > 0) projectAnew(gate);
      return unreadable;
    })
    .immediate();
}

interface QuarantinedOp {
  readonly rep: number;
  readonly seq: number;
  readonly idx: number;
  readonly fld: number;
  readonly reason: string;
  readonly tbl: number;
  /** Table of the row itself. */
  readonly rowTable: number;
  readonly patch: string;
}

function quarantinedOps(gate: WriteGate): QuarantinedOp[] {
  const from = (ops: string) =>
    `SELECT q.rep, q.seq, q.idx, q.fld, q.reason, o.tbl, o.patch, k.tbl AS rowTable FROM quarantine q
      JOIN ${ops} o ON o.rep = q.rep AND o.seq = q.seq AND o.idx = q.idx JOIN row_key k ON k.row = o.row`;
  return gate.statement(`${from('op')} UNION ALL ${from('withheld_op')}`).all() as QuarantinedOp[];
}

/** Looked at before anything is read again: at nearly every opening nothing has changed. */
function isKnownNow({ fld, reason, tbl, rowTable, patch }: QuarantinedOp): boolean {
  const table = tableById(tbl);
  if (!table || rowTable !== tbl || reason === 'orphan' || reason === 'another-kind') return false;
  if (reason === 'unknown-table') return true;
  const name = fieldById(table, fld);
  const spec = name === undefined ? undefined : fieldSpec(table, name);
  return spec !== undefined && (spec.personal === true || valueFault(spec, valueIn(patch, fld)) === null);
}

const valueIn = (patch: string, field: number): FieldValue =>
  (JSON.parse(patch) as Record<string, FieldValue>)[String(field)] ?? null;

/** Sets aside of one record what this version does not know either, and nothing else; false where it cannot be read. */
function judgeAnew(gate: WriteGate, op: QuarantinedOp, savesOf: SegmentReader['savesOf']): boolean {
  const { rep, seq, idx, tbl, patch } = op;
  const table = tableById(tbl);
  const fields = savesOf(rep, seq)?.ops[idx]?.fields;
  if (!table || !fields) return false;
  gate
    .statement("DELETE FROM quarantine WHERE rep = ? AND seq = ? AND idx = ? AND reason <> 'orphan'")
    .run(rep, seq, idx);
  for (const { field, kind } of fields) {
    const reason = fieldFault(table, field, kind, valueIn(patch, field));
    if (reason !== null)
      gate
        .statement(
          `INSERT INTO quarantine (rep, seq, idx, fld, reason) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING`,
        )
        .run(rep, seq, idx, field, reason);
  }
  return true;
}

interface SegmentReader {
  readonly savesOf: (rep: number, seq: number) => PortableSave | undefined;
  /** Those it was asked for in vain. */
  readonly unreadable: readonly UnreadableSegment[];
}

interface SegmentRow extends SegmentBytes {
  readonly id: Buffer;
}

/** Finds saves in the segments that brought them, each read once. */
function segmentReader(gate: WriteGate): SegmentReader {
  const read = new Map<string, readonly PortableSave[]>();
  const unreadable: UnreadableSegment[] = [];
  const savesOf = (rep: number, seq: number): PortableSave | undefined => {
    const segment = gate
      .statement(
        `SELECT r.id, s.from_seq AS "from", s.to_seq AS "to", s.prev AS previous, s.hash, s.signature,
            s.raw_length AS rawLength, s.body
          FROM segment s JOIN replica r ON r.ord = s.rep WHERE s.rep = ? AND s.from_seq <= ? AND s.to_seq >= ?`,
      )
      .get(rep, seq, seq) as SegmentRow | undefined;
    if (!segment) return undefined;
    const name = segment.hash.toString('hex');
    let saves = read.get(name);
    if (!saves) {
      const decoded = decodeSegment(gate, rep, segment);
      if (!decoded)
        unreadable.push({ incarnation: segment.id.toString('hex'), from: segment.from, to: segment.to });
      saves = decoded ?? [];
      read.set(name, saves);
    }
    return saves.find((save) => save.seq === seq);
  };
  return { savesOf, unreadable };
}

/** The saves of a stored segment, for their kinds alone; null where it cannot be read any more. */
function decodeSegment(gate: WriteGate, rep: number, segment: SegmentRow): readonly PortableSave[] | null {
  const { id, from, rawLength, body } = segment;
  if (!isAsSigned(id, segment)) return null;
  const isChainSound = listSegments(gate.db, rep).every((each) => each.from >= from || isAsSigned(id, each));
  // Names lost with an earlier segment are those of today: no kind depends on them.
  const named = () => (isChainSound ? namedUpTo(gate.db, rep, from - 1) : listNamed(gate.db, rep));
  try {
    return decodeBody(id.toString('hex'), unpackBody(body, rawLength), dayCodec, named).saves;
  } catch (error) {
    if (isChainSound) throw error;
    return null;
  }
}
