import type { WorkingCalendar } from '../domain/calendar.ts';
import { dayFromIso, type IsoDate } from '../domain/iso-date.ts';
import { endOfMonth } from '../domain/month.ts';

/** A milestone somebody has estimated; `effort` in tenths of a person-day, inclusive day numbers. */
export interface EstimatedWork {
  readonly calendar: WorkingCalendar;
  readonly start: number;
  readonly end: number;
  readonly effort: number;
}

/** What was said of a person's month, in tenths of a person-day; null: nothing was. */
export interface MonthCapacity {
  readonly month: IsoDate;
  readonly capacity: number | null;
  readonly committed: number | null;
}

/** What one month asks of somebody and what there is to give, in tenths of a person-day. */
export interface MonthLoad {
  readonly month: IsoDate;
  /** Null where nobody has said any. */
  readonly capacity: number | null;
  /** Said for the month, besides estimated milestones. */
  readonly committed: number;
  /** Share of the effort of milestones that falls in the month. */
  readonly estimated: number;
}

/** The part of an effort that falls in a month, spread evenly over working days; on its first day where it has none. */
export function effortInMonth({ calendar, start, end, effort }: EstimatedWork, month: IsoDate): number {
  const [from, to] = [dayFromIso(month), endOfMonth(month)];
  const days = calendar.workingDaysBetween(start, end + 1);
  if (days === 0) return from <= start && start < to ? effort : 0;
  const within = calendar.workingDaysBetween(Math.max(start, from), Math.min(end + 1, to));
  return within <= 0 ? 0 : (effort * within) / days;
}

/**
 * The load of one person by month. A capacity holds for the months after it until another is said; what is committed is
 * that of its month alone.
 */
export function loadByMonth(
  months: readonly IsoDate[],
  work: readonly EstimatedWork[],
  said: readonly MonthCapacity[],
): MonthLoad[] {
  const known = said.toSorted((a, b) => a.month.localeCompare(b.month));
  return months.map((month) => ({
    month,
    capacity: known.findLast((one) => one.month <= month && one.capacity !== null)?.capacity ?? null,
    committed: known.find((one) => one.month === month)?.committed ?? 0,
    estimated: Math.round(work.reduce((sum, one) => sum + effortInMonth(one, month), 0)),
  }));
}

/** The loads of several people as one. The capacity is that of those who have said theirs. */
export function teamLoad(
  months: readonly IsoDate[],
  members: readonly (readonly MonthLoad[])[],
): MonthLoad[] {
  return months.map((month, at) => {
    const loads = members.flatMap((member) => member[at] ?? []);
    const capacities = loads.flatMap(({ capacity }) => capacity ?? []);
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    return {
      month,
      capacity: capacities.length === 0 ? null : sum(capacities),
      committed: sum(loads.map(({ committed }) => committed)),
      estimated: sum(loads.map(({ estimated }) => estimated)),
    };
  });
}

/** Load in per cent of the capacity, rounded; null without a capacity, or with none to give. */
export function loadPercent({ capacity, committed, estimated }: MonthLoad): number | null {
  if (capacity === null || capacity === 0) return null;
  return Math.round((100 * (committed + estimated)) / capacity);
}
