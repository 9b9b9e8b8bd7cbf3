/** Hybrid logical time: UTC ms that never runs backwards, and a counter for saves of the same second. */
export interface HybridTime {
  readonly ms: number;
  readonly cnt: number;
}

/** Whole seconds: nobody reads more, and every digit of it would travel with every save for ever. */
const STEP_MS = 1000;

/**
 * Time of the next own save. The wall clock is followed when it is ahead and never waited for when it is behind:
 * a machine with a wrong clock must go on working, and the clock only breaks ties.
 */
export function tick(last: HybridTime, wallMs: number): HybridTime {
  const ms = wallMs - (wallMs % STEP_MS);
  if (ms > last.ms) return { ms, cnt: 0 };
  return { ms: last.ms, cnt: last.cnt + 1 };
}

/** Raises the clock to what was just received, so that own later saves sort after it. */
export function raise(last: HybridTime, seen: HybridTime): HybridTime {
  if (seen.ms > last.ms || (seen.ms === last.ms && seen.cnt > last.cnt)) return seen;
  return last;
}
