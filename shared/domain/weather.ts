import type { FreshnessLevel } from './freshness.ts';

/** Shown in place of a good weather nobody has confirmed lately. */
export const weatherToConfirm = 'to_confirm';

const goodWeather = 'sun';

/**
 * Weather code to show. A sun that is not fresh is shown as to be confirmed, so that an old value never counts
 * green; a bad weather stays as it was said. Null stays null: nobody has said anything.
 */
export function shownWeather(weather: string | null, freshness: FreshnessLevel): string | null {
  return weather === goodWeather && freshness !== 'fresh' ? weatherToConfirm : weather;
}

/** Whether a deployment counts as green in totals. */
export function countsGreen(weather: string | null, freshness: FreshnessLevel): boolean {
  return shownWeather(weather, freshness) === goodWeather;
}

/**
 * The worst of several weathers by rank (0 the best); a code without a rank is passed over. Null when none has one.
 */
export function worstWeather(codes: Iterable<string>, ranks: ReadonlyMap<string, number>): string | null {
  let worst: string | null = null;
  let worstRank = -1;
  for (const code of codes) {
    const rank = ranks.get(code) ?? -1;
    if (rank > worstRank) [worst, worstRank] = [code, rank];
  }
  return worst;
}
