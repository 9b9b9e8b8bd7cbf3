import { isDeepStrictEqual } from 'node:util';
import { namedBy } from '../../shared/exchange/segment-body.ts';
import { unpackBody } from '../exchange/codec.ts';
import type { ReadDb } from '../sqlite.ts';
import type { WriteGate } from './write-gate.ts';

/** Ids (hex) of the incarnations that the sealed segments of `rep` have named so far, in their order. */
export function listNamed(db: ReadDb, rep: number): string[] {
  return db
    .prepare<[number], { id: Buffer }>(
      'SELECT r.id FROM named_incarnation n JOIN replica r ON r.ord = n.named WHERE n.rep = ? ORDER BY n.idx',
    )
    .all(rep)
    .map(({ id }) => id.toString('hex'));
}

/** Keeps what the last segment of `rep` makes of that list: ordinals of all that are named now. */
export function keepNamed(gate: WriteGate, rep: number, named: readonly number[]): void {
  const before = (
    gate.statement('SELECT named FROM named_incarnation WHERE rep = ? ORDER BY idx').all(rep) as {
      named: number;
    }[]
  ).map((row) => row.named);
  if (isDeepStrictEqual(before, named)) return;
  const same = named.findIndex((ord, idx) => before[idx] !== ord);
  const from = same === -1 ? named.length : same;
  gate.statement('DELETE FROM named_incarnation WHERE rep = ? AND idx >= ?').run(rep, from);
  for (const [idx, ord] of named.entries())
    if (idx >= from)
      gate.statement('INSERT INTO named_incarnation (rep, idx, named) VALUES (?, ?, ?)').run(rep, idx, ord);
}

/**
 * The same list where a segment begins, `previous` being the one before it.
 * @throws RangeError where that one is not held
 */
export function namedBefore(
  db: ReadDb,
  incarnation: Buffer,
  { from, previous }: { readonly from: number; readonly previous: Uint8Array },
): readonly string[] {
  if (from === 1) return [];
  const replica = db
    .prepare<[Buffer], { ord: number; head: Buffer }>(
      'SELECT ord, head_hash AS head FROM replica WHERE id = ?',
    )
    .get(incarnation);
  if (replica?.head.equals(previous)) return listNamed(db, replica.ord);
  const held = db
    .prepare<[Uint8Array], { ord: number; to: number }>(
      'SELECT rep AS ord, to_seq AS "to" FROM segment WHERE hash = ?',
    )
    .get(previous);
  if (!held) throw new RangeError('counts on segments that are not held');
  return namedUpTo(db, held.ord, held.to);
}

/** Ids (hex) of the incarnations the sealed segments of `rep` up to a save name. */
export function namedUpTo(db: ReadDb, rep: number, to: number): readonly string[] {
  return db
    .prepare<[number, number], { rawLength: number; body: Buffer }>(
      'SELECT raw_length AS rawLength, body FROM segment WHERE rep = ? AND to_seq <= ? ORDER BY from_seq',
    )
    .all(rep, to)
    .reduce<readonly string[]>(
      (named, { rawLength, body }) => namedBy(unpackBody(body, rawLength), named),
      [],
    );
}
