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
  const same = named.findIndex((ord, idx) => before[idx] !== ord);
  const from = same === -1 ? named.length : same;
  gate.statement('DELETE FROM named_incarnation WHERE rep = ? AND idx >= ?').run(rep, from);
  for (const [idx, ord] of named.entries())
    if (idx >= from)
      gate.statement('INSERT INTO named_incarnation (rep, idx, named) VALUES (?, ?, ?)').run(rep, idx, ord);
}
