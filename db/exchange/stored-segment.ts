import { segmentBytes } from '../../shared/exchange/container.ts';
import type { ReadDb } from '../sqlite.ts';
import { sha256 } from './codec.ts';
import type { SegmentBytes } from './read-exchange-file.ts';

/** Segments held of an incarnation (own ordinal), first to last. */
export function listSegments(db: ReadDb, rep: number): readonly SegmentBytes[] {
  return db
    .prepare<[number], SegmentBytes>(
      `SELECT from_seq AS "from", to_seq AS "to", prev AS previous, hash, signature, raw_length AS rawLength, body
        FROM segment WHERE rep = ? ORDER BY from_seq`,
    )
    .all(rep);
}

/** True while a stored segment of an incarnation (its 16 bytes) is what it was when it was signed. */
export function isAsSigned(incarnation: Uint8Array, segment: SegmentBytes): boolean {
  const signed = segmentBytes(incarnation, segment, sha256(segment.body));
  return sha256(signed, segment.signature).equals(segment.hash);
}
