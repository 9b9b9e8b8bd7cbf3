/** What a baseline rests on, as its row says it: JSON of incarnation (hexadecimal) → saves, the same at every post. */
import { z } from 'zod';
import { readSpelled } from '../shared/exchange/fork.ts';
import { getContext, getHaveVector, listReplicas } from './log-state.ts';
import type { ReadDb } from './sqlite.ts';
import { uuidToBytes } from './uuid-bytes.ts';
import { knownForks } from './write/known-forks.ts';

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
  const save = saveOfRow(db, id);
  const meant = readAcrossForks(db, save, new Map(Object.entries(spelled.data)));
  const byId = new Map(listReplicas(db).map((replica) => [replica.id.toString('hex'), replica]));
  const vector = new Map<number, number>();
  let missing = 0;
  for (const [incarnation, saves] of meant) {
    const replica = byId.get(incarnation);
    missing += Math.max(0, saves - (replica?.have ?? 0));
    if (replica) vector.set(replica.ord, saves);
  }
  if (missing === 0) return { vector, missing };
  const past = save && pastOf(db, save);
  const isRenumbered = past !== null && sum(past.values()) === sum(meant.values());
  return isRenumbered ? { vector: past, missing: 0 } : { vector, missing };
}

interface CreatingSave {
  readonly rep: number;
  readonly seq: number;
  readonly context: number;
  /** Id of the incarnation that made it. */
  readonly by: Buffer;
}

/** The save a row was created by. */
function saveOfRow(db: ReadDb, id: string): CreatingSave | null {
  const save = db
    .prepare<[Buffer], CreatingSave>(
      `SELECT s.rep, s.seq, s.context, r.id AS "by" FROM row_key k
        JOIN save s ON s.rep = k.rep AND s.seq = k.seq JOIN replica r ON r.ord = s.rep WHERE k.uuid = ?`,
    )
    .get(uuidToBytes(id));
  return save ?? null;
}

/** A baseline taken upon a history that was withdrawn since means the saves its owner went on with. */
function readAcrossForks(
  db: ReadDb,
  save: CreatingSave | null,
  spelled: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  return save
    ? readSpelled(knownForks(db), { incarnation: save.by.toString('hex'), seq: save.seq }, spelled)
    : spelled;
}

/** All that was held where a save was made, before it was. */
function pastOf(db: ReadDb, { rep, seq, context }: CreatingSave): Map<number, number> | null {
  return getContext(db, context)?.set(rep, seq - 1) ?? null;
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
