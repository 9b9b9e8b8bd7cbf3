/**
 * The heads of every field: edits nobody has replaced yet. They follow from the log; kept here for the rows touched
 * last, because one week of a site edits the same milestones again and again.
 */
import type { Connection } from '../sqlite.ts';
import type { SaveDot } from './save-dot.ts';

export interface Heads {
  /** Heads of a field; none where nobody edited it since the row was made: its head is then the creation. */
  of(row: number, field: number): readonly SaveDot[];
  /** Writes what the heads of a field are from now on. */
  put(row: number, field: number, heads: readonly SaveDot[]): void;
  /** Forgets what was read: after a rollback, and where the table was written by other means. */
  forget(): void;
}

const NONE: readonly SaveDot[] = [];
/** Some 20 MB at most. */
const MAX_ROWS = 20_000;

const isSame = (a: SaveDot | undefined, b: SaveDot) => a?.rep === b.rep && a.seq === b.seq;

export function createHeads(connection: Connection): Heads {
  const known = new Map<number, Map<number, readonly SaveDot[]>>();
  const read = connection
    .prepare<[number], [number, number, number]>(
      'SELECT fld, rep, seq FROM head WHERE row = ? ORDER BY fld, place',
    )
    .raw();
  // Written in place: with the save in its key, each edit would take one entry out and put another in.
  const write = connection.prepare<[number, number, number, number, number]>(
    `INSERT INTO head (row, fld, place, rep, seq) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (row, fld, place) DO UPDATE SET rep = excluded.rep, seq = excluded.seq`,
  );
  const drop = connection.prepare<[number, number, number]>(
    'DELETE FROM head WHERE row = ? AND fld = ? AND place >= ?',
  );

  const fieldsOf = (row: number): Map<number, readonly SaveDot[]> => {
    let fields = known.get(row);
    if (fields) return fields;
    fields = new Map<number, readonly SaveDot[]>();
    for (const [field, rep, seq] of read.all(row))
      fields.set(field, [...(fields.get(field) ?? NONE), { rep, seq }]);
    if (known.size >= MAX_ROWS) known.clear();
    known.set(row, fields);
    return fields;
  };

  return {
    of: (row, field) => fieldsOf(row).get(field) ?? NONE,
    put(row, field, heads) {
      const fields = fieldsOf(row);
      const before = fields.get(field) ?? NONE;
      for (const [place, head] of heads.entries())
        if (!isSame(before[place], head)) write.run(row, field, place, head.rep, head.seq);
      if (before.length > heads.length) drop.run(row, field, heads.length);
      fields.set(field, heads);
    },
    forget: () => known.clear(),
  };
}
