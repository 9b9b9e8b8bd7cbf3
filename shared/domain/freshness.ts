import { daysBetween, type IsoDate } from './iso-date.ts';

/** How far the last confirmation by a person can still be relied on. */
export type FreshnessLevel = 'fresh' | 'stale' | 'to_confirm';

/** Calendar days since the last confirmation up to which a value is fresh, then stale; beyond it is to be confirmed. */
export interface FreshnessLimits {
  readonly freshMax: number;
  readonly staleMax: number;
}

/** Calendar days since a confirmation; 0 for one dated later than today, null when there never was one. */
export function daysSinceConfirmation(confirmedOn: IsoDate | null, today: IsoDate): number | null {
  return confirmedOn === null ? null : Math.max(0, daysBetween(confirmedOn, today));
}

/** Freshness after so many calendar days; what was never confirmed is to be confirmed. */
export function freshnessOf(days: number | null, limits: FreshnessLimits): FreshnessLevel {
  if (days === null || days > limits.staleMax) return 'to_confirm';
  return days > limits.freshMax ? 'stale' : 'fresh';
}
