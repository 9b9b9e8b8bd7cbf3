/** What became of a plan since it was written down: two sets of dates compared, and the figures that sum it up. */
import { firstPlannedYear, lastPlannedYear, type WorkingCalendar } from '../domain/calendar.ts';
import { dayFromIso, type IsoDate } from '../domain/iso-date.ts';

/** Inclusive days of one milestone in one plan, and where it belongs; at least one of the days is there. */
export interface PlannedDates {
  readonly id: string;
  readonly label: string;
  readonly deploymentId: string;
  readonly domainId: string;
  readonly siteId: string;
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
}

export type BaselineChange = 'added' | 'removed' | 'moved';

/** A milestone that differs between two plans; `from` is null where added, `to` where removed. */
export interface BaselineDifference {
  readonly id: string;
  readonly change: BaselineChange;
  readonly from: PlannedDates | null;
  readonly to: PlannedDates | null;
  /** Slip of the end in working days of the site, negative when it comes earlier; null without both ends. */
  readonly workingDays: number | null;
}

export type CalendarOfSite = (siteId: string) => WorkingCalendar;

/**
 * Milestones that differ from one plan to another: those of `from` in their order, then those added in theirs. A
 * milestone that only changed its name or its place has not moved.
 */
export function compareBaselines(
  from: readonly PlannedDates[],
  to: readonly PlannedDates[],
  calendarOf: CalendarOfSite,
): BaselineDifference[] {
  const after = new Map(to.map((dates) => [dates.id, dates]));
  const before = new Set(from.map(({ id }) => id));
  const kept = from.flatMap((dates): BaselineDifference[] => {
    const now = after.get(dates.id);
    if (!now) return [{ id: dates.id, change: 'removed', from: dates, to: null, workingDays: null }];
    if (now.start === dates.start && now.end === dates.end) return [];
    return [
      {
        id: dates.id,
        change: 'moved',
        from: dates,
        to: now,
        workingDays: driftBetween(dates, now, calendarOf),
      },
    ];
  });
  const added = to
    .filter(({ id }) => !before.has(id))
    .map((dates): BaselineDifference => ({
      id: dates.id,
      change: 'added',
      from: null,
      to: dates,
      workingDays: null,
    }));
  return [...kept, ...added];
}

/**
 * Working days from one end to another on the calendar of the second's site, negative when it comes earlier; null without
 * both ends.
 */
export function driftBetween(
  from: Pick<PlannedDates, 'end'>,
  to: Pick<PlannedDates, 'end' | 'siteId'>,
  calendarOf: CalendarOfSite,
): number | null {
  const [before, after] = [plannedDay(from.end), plannedDay(to.end)];
  if (before === null || after === null) return null;
  return calendarOf(to.siteId).workingDaysBetween(before, after);
}

/** Days a file may bring outside the years one plans in have no calendar, so no drift. */
function plannedDay(date: IsoDate | null): number | null {
  if (date === null) return null;
  const year = Number(date.slice(0, 4));
  return year < firstPlannedYear || year > lastPlannedYear ? null : dayFromIso(date);
}

/** Raw counts behind the figures, so that each is shown with what it is made of. */
export interface BaselineSummary {
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
  /** Milestones with an end in both plans. */
  readonly compared: number;
  /** Of those, the ones that end later. */
  readonly later: number;
  /** Of those compared, the ones that were to end by `asOf`, and how many of them end later. */
  readonly due: number;
  readonly dueLater: number;
  /** Sum of the slips of all compared milestones, in working days. */
  readonly driftDays: number;
  /** Deployments dated in both plans: sum of their lengths in `from`, and of the slips of their ends; calendar days. */
  readonly deployments: number;
  readonly plannedDays: number;
  readonly slipDays: number;
  /** Taux d'écart calendaire: `slipDays` ÷ `plannedDays` in basis points; null where nothing can be compared. */
  readonly scheduleRate: number | null;
}

/**
 * Sums up a comparison. Lengths and slips of deployments are those of the milestones found in both plans: one that was
 * added or removed says nothing of how far the dates drifted.
 */
export function summarizeBaselines(
  from: readonly PlannedDates[],
  to: readonly PlannedDates[],
  calendarOf: CalendarOfSite,
  asOf: IsoDate,
): BaselineSummary {
  const after = new Map(to.map((dates) => [dates.id, dates]));
  const counts = { added: 0, removed: 0, moved: 0 };
  for (const { change } of compareBaselines(from, to, calendarOf)) counts[change]++;
  const pairs = from.flatMap((before) => {
    const now = after.get(before.id);
    const workingDays = now ? driftBetween(before, now, calendarOf) : null;
    return now && workingDays !== null ? [{ before, now, workingDays }] : [];
  });
  const due = pairs.filter(({ before }) => before.end !== null && before.end <= asOf);
  const isLater = ({ before, now }: { before: PlannedDates; now: PlannedDates }): boolean =>
    (now.end ?? '') > (before.end ?? '');
  return {
    ...counts,
    compared: pairs.length,
    later: pairs.filter(isLater).length,
    due: due.length,
    dueLater: due.filter(isLater).length,
    driftDays: pairs.reduce((sum, { workingDays }) => sum + workingDays, 0),
    ...spansOf(pairs),
  };
}

interface Span {
  start: number;
  end: number;
  endNow: number;
}

function spansOf(
  pairs: readonly { readonly before: PlannedDates; readonly now: PlannedDates }[],
): Pick<BaselineSummary, 'deployments' | 'plannedDays' | 'slipDays' | 'scheduleRate'> {
  const spans = new Map<string, Span>();
  for (const { before, now } of pairs) {
    const end = plannedDay(before.end);
    const endNow = plannedDay(now.end);
    if (end === null || endNow === null) continue;
    const start = plannedDay(before.start) ?? end;
    const span = spans.get(before.deploymentId) ?? { start, end, endNow };
    spans.set(before.deploymentId, {
      start: Math.min(span.start, start),
      end: Math.max(span.end, end),
      endNow: Math.max(span.endNow, endNow),
    });
  }
  const all = [...spans.values()];
  const plannedDays = all.reduce((sum, { start, end }) => sum + end + 1 - start, 0);
  const slipDays = all.reduce((sum, { end, endNow }) => sum + endNow - end, 0);
  return {
    deployments: all.length,
    plannedDays,
    slipDays,
    scheduleRate: plannedDays > 0 ? Math.round((slipDays * 10_000) / plannedDays) : null,
  };
}
