/** Divides what a file carries between segments, so that each part can be taken once those it rests on are there. */
import { decodeVector, type VersionVector } from '../../shared/exchange/version-vector.ts';
import type { FieldValue } from '../../shared/domain/registry.ts';
import type { ReadDb } from '../sqlite.ts';
import { uuidToBytes } from '../uuid-bytes.ts';

export interface SegmentRow {
  readonly rep: number;
  readonly from: number;
  readonly to: number;
  readonly previous: Buffer;
  readonly signature: Buffer;
  readonly rawLength: number;
  readonly body: Buffer;
}

/** A segment, and the saves of other incarnations it cannot be applied without. */
export interface NeedySegment extends SegmentRow {
  readonly needs: VersionVector;
}

/** What some segments rest on together, beside each other. */
export function needsOf(segments: readonly NeedySegment[]): VersionVector {
  const all = new Map<number, number>();
  for (const { needs } of segments)
    for (const [rep, seq] of needs) all.set(rep, Math.max(all.get(rep) ?? 0, seq));
  return all;
}

/**
 * The segments so that each comes after those it rests on. A segment was sealed before anybody else could have seen it,
 * so there is such an order; what stands in a circle all the same comes last, as it is.
 */
export function inCausalOrder(
  db: ReadDb,
  segments: readonly SegmentRow[],
  held: VersionVector,
): readonly NeedySegment[] {
  const queues = Map.groupBy(
    segments.map((segment) => ({ ...segment, needs: needsOfSegment(db, segment) })),
    ({ rep }) => rep,
  );
  const have = new Map(held);
  const ordered: NeedySegment[] = [];
  for (let moved = true; moved;) {
    moved = false;
    for (const queue of queues.values()) {
      for (let next = queue[0]; next && isMet(next.needs, have); next = queue[0]) {
        queue.shift();
        have.set(next.rep, next.to);
        ordered.push(next);
        moved = true;
      }
    }
  }
  return [...ordered, ...[...queues.values()].flat()];
}

function isMet(needs: VersionVector, have: VersionVector): boolean {
  return [...needs].every(([rep, seq]) => seq <= (have.get(rep) ?? 0));
}

/** Consecutive runs that fit, as few as halving finds; a segment alone is taken as it is. */
export function divide(
  segments: readonly NeedySegment[],
  fits: (segments: readonly NeedySegment[]) => boolean,
): readonly (readonly NeedySegment[])[] {
  const parts: (readonly NeedySegment[])[] = [];
  for (let at = 0; at < segments.length;) {
    let [most, tooMany] = [1, segments.length - at + 1];
    while (tooMany - most > 1) {
      const middle = Math.floor((most + tooMany) / 2);
      if (fits(segments.slice(at, at + middle))) most = middle;
      else tooMany = middle;
    }
    parts.push(segments.slice(at, at + most));
    at += most;
  }
  return parts;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Everything the saves of a segment had seen of others, and the rows they name. */
function needsOfSegment(db: ReadDb, { rep, from, to }: SegmentRow): VersionVector {
  const needs = new Map<number, number>();
  const need = (other: number, seq: number): void => {
    if (other !== rep && seq > (needs.get(other) ?? 0)) needs.set(other, seq);
  };
  const vectors = db
    .prepare<[number, number, number], { vector: Buffer }>(
      `SELECT DISTINCT c.vector FROM save s JOIN context c ON c.id = s.context
        WHERE s.rep = ? AND s.seq BETWEEN ? AND ?`,
    )
    .all(rep, from, to);
  for (const { vector } of vectors) for (const [other, seq] of decodeVector(vector)) need(other, seq);
  const ops = `(SELECT * FROM op WHERE rep = ? AND seq BETWEEN ? AND ?
    UNION ALL SELECT * FROM withheld_op WHERE rep = ? AND seq BETWEEN ? AND ?)`;
  // A row made twice is named by the creation its author knew, which stands in the context.
  const once = 'NOT EXISTS (SELECT 1 FROM row_alias a WHERE a.row = k.row)';
  type Range = [number, number, number];
  const named = db
    .prepare<[...Range, ...Range, ...Range], { rep: number; seq: number }>(
      `SELECT k.rep, max(k.seq) AS seq FROM ${ops} o JOIN row_key k ON k.row = o.row WHERE ${once} GROUP BY k.rep
        UNION ALL SELECT k.rep, max(k.seq) FROM save s JOIN row_key k ON k.row = s.author
          WHERE s.rep = ? AND s.seq BETWEEN ? AND ? AND ${once} GROUP BY k.rep`,
    )
    .all(rep, from, to, rep, from, to, rep, from, to);
  for (const row of named) need(row.rep, row.seq);
  const patches = db
    .prepare<[...Range, ...Range], { patch: string }>(
      `SELECT patch FROM ${ops} o WHERE patch LIKE '%-%-%-%-%'`,
    )
    .all(rep, from, to, rep, from, to);
  for (const id of new Set(patches.flatMap(({ patch }) => idsIn(patch)))) {
    const key = db
      .prepare<[Buffer], { rep: number; seq: number }>(
        `SELECT k.rep, k.seq FROM row_key k WHERE k.uuid = ? AND ${once}`,
      )
      .get(uuidToBytes(id));
    if (key) need(key.rep, key.seq);
  }
  return needs;
}

function idsIn(patch: string): string[] {
  const values = Object.values(JSON.parse(patch) as Record<string, FieldValue>);
  return values.filter((value): value is string => typeof value === 'string' && UUID.test(value));
}
