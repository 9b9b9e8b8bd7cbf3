/**
 * Rows by the creation files name them by. Kept for those named last, because every edit of a row names it so; dropped
 * whenever a row comes to be known by another of its creations.
 */
import type { Connection } from '../sqlite.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import type { SaveDot } from './save-dot.ts';

/** A row, and the save that created it. */
export interface FoundRow extends SaveDot {
  readonly row: number;
  readonly tbl: number;
  readonly uuid: string;
}

export interface RowNames {
  /** The row a creation made, or the one it came to mean where the row was there already; undefined where it is not held. */
  find(rep: number, seq: number, idx: number): FoundRow | undefined;
  forget(): void;
}

/** Some 10 MB at most. */
const MAX_ROWS = 50_000;

export function createRowNames(connection: Connection): RowNames {
  type Stored = Omit<FoundRow, 'uuid'> & { readonly uuid: Buffer };
  type Place = [number, number, number];
  const known = new Map<string, FoundRow>();
  const first = connection.prepare<Place, Stored>(
    'SELECT row, tbl, uuid, rep, seq FROM row_key WHERE rep = ? AND seq = ? AND idx = ?',
  );
  const again = connection.prepare<Place, Stored>(
    `SELECT k.row, k.tbl, k.uuid, k.rep, k.seq FROM row_alias a JOIN row_key k ON k.row = a.row
      WHERE a.rep = ? AND a.seq = ? AND a.idx = ?`,
  );
  return {
    find(rep, seq, idx) {
      const name = `${rep}/${seq}/${idx}`;
      const cached = known.get(name);
      if (cached) return cached;
      const stored = first.get(rep, seq, idx) ?? again.get(rep, seq, idx);
      if (!stored) return undefined;
      const found = { ...stored, uuid: bytesToUuid(stored.uuid) };
      if (known.size >= MAX_ROWS) known.clear();
      known.set(name, found);
      return found;
    },
    forget: () => known.clear(),
  };
}
