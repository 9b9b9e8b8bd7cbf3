import { ByteReader, ByteWriter } from './bytes.ts';

/**
 * How much of each incarnation is held: incarnation number → highest sequence of its contiguous prefix.
 * Incarnations are named by the local ordinal of this workspace; a missing one counts 0.
 */
export type VersionVector = ReadonlyMap<number, number>;

/** Canonical bytes: ascending ordinals, zero entries left out, so that equal vectors have equal bytes. */
export function encodeVector(vector: VersionVector): Uint8Array {
  const writer = new ByteWriter();
  const entries = [...vector].filter(([, seq]) => seq > 0).sort(([a], [b]) => a - b);
  for (const [ordinal, seq] of entries) writer.varint(ordinal).varint(seq);
  return writer.finish();
}

/** Reads `encodeVector`; throws RangeError on malformed bytes. */
export function decodeVector(bytes: Uint8Array): Map<number, number> {
  const reader = new ByteReader(bytes);
  const vector = new Map<number, number>();
  while (!reader.atEnd) vector.set(reader.varint(), reader.varint());
  return vector;
}

/** True when everything in `needed` is held in `have`. */
export function includes(have: VersionVector, needed: VersionVector): boolean {
  for (const [ordinal, seq] of needed) if ((have.get(ordinal) ?? 0) < seq) return false;
  return true;
}
