/** Numbers that lie close together, written as the steps between them. */

/** Each number less the last one before it, the first less 0; null stays null. */
export function differences<T extends number | null>(column: readonly T[]): T[] {
  let last = 0;
  return column.map((each) => {
    if (each === null) return each;
    const step = each - last;
    last = each;
    return step as T;
  });
}

/** Undoes `differences`. */
export function sums<T extends number | null>(steps: readonly T[]): T[] {
  let last = 0;
  return steps.map((step) => (step === null ? step : ((last += step) as T)));
}
