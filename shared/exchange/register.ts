/**
 * The register rule: what one field of one row holds after any set of edits, in whatever order they arrive.
 * Causality decides: an edit replaces exactly those its author had on screen. The clock only chooses which of
 * several concurrent values is shown first; all of them stay as heads, so none is lost without a trace.
 */

/** Where an edit stands in the history of the group. */
export interface Stamp {
  /** Incarnation that made the save (local ordinal). */
  readonly rep: number;
  /** Its sequence number within that incarnation, from 1. */
  readonly seq: number;
  /** Hybrid clock: UTC ms and counter. */
  readonly ms: number;
  readonly cnt: number;
  /** What its author had seen of the other incarnations when the form was opened. */
  readonly context: ReadonlyMap<number, number>;
  /** Own saves made between opening the form and saving it: those it had not on screen. */
  readonly ownLag: number;
}

/**
 * True when the author of `later` had `rep`/`seq` on screen. Own saves count only through the context as well:
 * a form opened before another of one's own saves has not seen it, and comparing sequence numbers instead would
 * not be transitive.
 */
export function hasSeen(later: Stamp, rep: number, seq: number): boolean {
  if (rep === later.rep) return seq <= later.seq - 1 - later.ownLag;
  return seq <= (later.context.get(rep) ?? 0);
}

/** Heads after an edit arrives; the same array when the edit was already replaced by one of them. */
export function addToHeads<S extends Stamp>(heads: readonly S[], edit: S): readonly S[] {
  if (
    heads.some(
      (head) => (head.rep === edit.rep && head.seq === edit.seq) || hasSeen(head, edit.rep, edit.seq),
    )
  )
    return heads;
  return [...heads.filter((head) => !hasSeen(edit, head.rep, head.seq)), edit];
}

/** The head to show: latest by hybrid clock, then by the bytes of the incarnation id, so that all sites agree. */
export function shownHead<S extends Stamp>(
  heads: readonly S[],
  compareIncarnations: (a: number, b: number) => number,
): S {
  const [first, ...rest] = heads;
  if (!first) throw new Error('a register always has a head');
  let best = first;
  for (const head of rest) {
    const order =
      head.ms - best.ms ||
      head.cnt - best.cnt ||
      compareIncarnations(head.rep, best.rep) ||
      head.seq - best.seq;
    if (order > 0) best = head;
  }
  return best;
}
