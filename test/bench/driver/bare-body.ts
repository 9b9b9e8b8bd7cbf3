import { unpackBody } from '../../../db/exchange/codec.ts';
import { parseBody, type Body, type Column } from '../../../shared/exchange/body-columns.ts';

/** One field of one row as a segment's body says it: nothing checked but its form. */
export interface BareChange {
  /** Sequence and index of the row's creation. */
  readonly row: string;
  readonly field: number;
  readonly value: number | null;
  readonly ms: number;
  readonly seq: number;
}

/** The fields a packed body changes, as a last writer would read them: no authors, no contexts, no texts. */
export function* bareChanges(packed: Uint8Array, rawLength: number): Generator<BareChange> {
  const body = parseBody(unpackBody(packed, rawLength).json, 0);
  const columns = body.f.map(([, , letter], index) => ({
    values: body.vv[index] ?? null,
    isDay: letter === 'd',
    next: 0,
    day: 0,
  }));
  let [ms, op] = [body.t, 0];
  for (let save = 0; save <= body.dt.length; save++) {
    ms += save === 0 ? 0 : (body.dt[save - 1] ?? 0);
    for (let n = 0; n < entry(body.no, save); n++, op++)
      for (const field of (body.pf[entry(body.p, op)] ?? []).slice(1)) {
        const column = columns[field];
        if (!column) throw new Error(`no field ${field}`);
        const raw = entry(column.values, column.next++);
        if (column.isDay) column.day += raw ?? 0;
        const value = column.isDay && raw !== null ? column.day : raw;
        const row = rowOf(body, body.or[op] ?? 0);
        yield { row, field, value, ms: ms * body.g, seq: body.q + save };
      }
  }
}

function rowOf({ w: [, seqs, indexes] }: Body, index: number): string {
  return `${entry(seqs, index)}/${entry(indexes, index)}`;
}

function entry<T extends number | null>(column: Column<T>, index: number): T {
  return Array.isArray(column) ? (column[index] as T) : column;
}
