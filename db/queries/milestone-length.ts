import type { WorkingCalendar } from '../../shared/domain/calendar.ts';
import { dayFromIso, isoFromDay, type IsoDate } from '../../shared/domain/iso-date.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { finishFrom, inclusiveEnd } from '../../shared/scheduling/placement.ts';
import { unboundTask } from '../../shared/scheduling/network.ts';
import { longestRow } from '../../shared/scheduling/roll-out.ts';
import { withinCalendars } from '../planned-day.ts';
import type { ReadDb } from '../sqlite.ts';
import { type SiteCalendars, siteCalendars } from './plan-network.ts';

/** What the length of a milestone depends on. */
export interface MeasuredMilestone {
  readonly kind: string | null;
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
  readonly duration: number | null;
  readonly unit: string | null;
  readonly siteId: string;
  readonly zone: string | null;
  readonly sharedSiteId: string | null;
  readonly sharedZone: string | null;
}

/** Columns of a measured milestone, of `milestone m`, `establishment e` and, left joined, `establishment s`. */
export const measuredColumns = `m.kind, m.planned_start AS start, m.planned_end AS end, m.duration,
  m.duration_unit AS unit, e.id AS siteId, e.holiday_zone AS zone, s.id AS sharedSiteId, s.holiday_zone AS sharedZone`;

function calendarOf(calendars: SiteCalendars, one: MeasuredMilestone): WorkingCalendar {
  const shared = one.sharedSiteId === null ? undefined : { siteId: one.sharedSiteId, zone: one.sharedZone };
  return calendars(one.siteId, one.zone, shared);
}

/** How long a milestone lasts, in its unit: by its dates, else as written; null where neither says. */
export function lengthOf(calendars: SiteCalendars, one: MeasuredMilestone): number | null {
  const { kind, start, end, duration, unit } = one;
  if (start === null || end === null) return duration;
  if (kind !== 'task' && start === end && (duration ?? 0) === 0) return 0;
  const [from, to] = [dayFromIso(start), dayFromIso(end) + 1];
  return unit === 'calendar' ? to - from : calendarOf(calendars, one).workingDaysBetween(from, to);
}

/** @throws AppError `bad-request` for a length a milestone of this kind cannot have */
export function assertLength(kind: string | null, duration: number): void {
  const least = kind === 'task' || kind === null ? 1 : 0;
  if (!Number.isInteger(duration) || duration < least || duration > longestRow)
    throw new AppError('bad-request', { key: 'error.duration-wrong', details: { least, most: longestRow } });
}

/**
 * The days a milestone would have if it lasted so long from its planned start, in its unit; null without a start.
 * @throws AppError `bad-request` for an impossible length, `not-found`, `refused` beyond the calendars
 */
export function daysForLength(
  db: ReadDb,
  { milestoneId, duration }: { milestoneId: string; duration: number },
): { plannedStart: IsoDate; plannedEnd: IsoDate } | null {
  const one = db
    .prepare<[string], MeasuredMilestone>(
      `SELECT ${measuredColumns} FROM milestone m
        JOIN deployment d ON d.id = m.deployment_id JOIN establishment e ON e.id = d.establishment_id
        LEFT JOIN establishment s ON s.id = m.shared_with_id WHERE m.id = ? AND m.deleted = 0`,
    )
    .get(milestoneId);
  if (!one) throw new AppError('not-found', { details: { table: 'milestone' } });
  assertLength(one.kind, duration);
  if (one.start === null) return null;
  const start = dayFromIso(one.start);
  const calendar = calendarOf(siteCalendars(db), one);
  const unit = one.unit === 'calendar' ? 'calendar' : 'working';
  return withinCalendars(() => {
    const task = { id: milestoneId, calendar, duration, unit, mode: 'hand', ...unboundTask } as const;
    const from = unit === 'calendar' ? start : calendar.onOrAfter(start);
    return {
      plannedStart: one.start ?? '',
      plannedEnd: isoFromDay(inclusiveEnd(start, finishFrom(task, from))),
    };
  });
}
