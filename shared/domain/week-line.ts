import { type FreshnessLimits, freshnessOf, daysSinceConfirmation } from './freshness.ts';
import { addDays, type IsoDate } from './iso-date.ts';
import { isLateMilestone, isOpenMilestone } from './milestone-status.ts';

/** Calendar days before its end from which a milestone is asked for every week. */
export const DUE_WITHIN_DAYS = 14;
/** Calendar days before its start from which a milestone nobody confirmed of late is asked for. */
export const CONFIRM_AHEAD_DAYS = 90;
/** Calendar days for which a word said on a milestone holds: an exchange is weekly. */
export const ANSWER_HOLDS_DAYS = 7;

/** Why a milestone is asked for: past its end, about to end, or without a word for too long. */
export type WeekReason = 'late' | 'due' | 'unconfirmed';

export interface WeekMilestone {
  readonly status: string | null;
  readonly plannedStart: IsoDate | null;
  readonly plannedEnd: IsoDate | null;
  /** Last word on this very milestone. */
  readonly answeredOn: IsoDate | null;
  /** Last word on it or on its whole deployment. */
  readonly confirmedOn: IsoDate | null;
}

/**
 * Why whoever answers for a milestone is asked about it today; null when there is nothing to ask. Confirming a whole
 * deployment renews what is far away; what is late or due wants a word of its own.
 */
export function weekReason(
  milestone: WeekMilestone,
  today: IsoDate,
  limits: FreshnessLimits,
): WeekReason | null {
  const { status, plannedStart, plannedEnd } = milestone;
  if (!isOpenMilestone(status)) return null;
  const answered = daysSinceConfirmation(milestone.answeredOn, today);
  if (answered !== null && answered < ANSWER_HOLDS_DAYS) return null;
  if (isLateMilestone(status, plannedEnd, today)) return 'late';
  if (plannedEnd !== null && plannedEnd <= addDays(today, DUE_WITHIN_DAYS)) return 'due';
  const begins = plannedStart ?? plannedEnd;
  const isFarAway = begins !== null && begins > addDays(today, CONFIRM_AHEAD_DAYS);
  const freshness = freshnessOf(daysSinceConfirmation(milestone.confirmedOn, today), limits);
  return isFarAway || freshness === 'fresh' ? null : 'unconfirmed';
}
