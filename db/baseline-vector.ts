/** What a baseline rests on, as its row says it: JSON of incarnation (hexadecimal) → saves, the same at every post. */
import { z } from 'zod';
import { getContext, getHaveVector, listReplicas } from './log-state.ts';
import type { ReadDb } from './sqlite.ts';
import { uuidToBytes } from './uuid-bytes.ts';

const spelledSchema = z.record(
  z.string().regex(/^(?:[0-9a-f]{2}){1,64}$/),
  z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
);

/** Everything held now, spelled for a baseline. */
export function spellHaveVector(db: ReadDb): string {
  const have = getHaveVector(db);
  const entries = listReplicas(db).flatMap(({ ord, id }): [string, number][] => {
    const saves = have.get(ord);
    return saves === undefined ? [] : [[id.toString('hex'), saves]];
  });
  return JSON.stringify(Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/**
 * What a baseline rests on in own ordinals, and how many of its saves are not held; null where it cannot be read. Saves
 * its post had not sent when it was restored from a copy go on under another incarnation: the baseline's own save then
 * still tells which they are, as many as were spelled.
 */
export function readBaselineVector(
  db: ReadDb,
  { id, vector: text }: { readonly id: string; readonly vector: string | null },
): { readonly vector: ReadonlyMap<number, number>; readonly missing: number } | null {
  const spelled = spelledSchema.safeParse(parseJson(text));
  if (!spelled.success) return null;
  const byId = new Map(listReplicas(db).map((replica) => [replica.id.toString('hex'), replica]));
  const vector = new Map<number, number>();
  let missing = 0;
  for (const [incarnation, saves] of Object.entries(spelled.data)) {
    const replica = byId.get(incarnation);
    missing += Math.max(0, saves - (replica?.have ?? 0));
    if (replica) vector.set(replica.ord, saves);
  }
  if (missing === 0) return { vector, missing };
  const past = pastOfRow(db, id);
  const isRenumbered = past !== null && sum(past.values()) === sum(Object.values(spelled.data));
  return isRenumbered ? { vector: past, missing: 0 } : { vector, missing };
}

/** All that was held where a row was created, before it was. */
function pastOfRow(db: ReadDb, id: string): Map<number, number> | null {
  const save = db
    .prepare<[Buffer], { rep: number; seq: number; context: number }>(
      `SELECT s.rep, s.seq, s.context FROM row_key k JOIN save s ON s.rep = k.rep AND s.seq = k.seq
        WHERE k.uuid = ?`,
    )
    .get(uuidToBytes(id));
  const context = save ? getContext(db, save.context) : null;
  return save && context ? context.set(save.rep, save.seq - 1) : null;
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

function parseJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
