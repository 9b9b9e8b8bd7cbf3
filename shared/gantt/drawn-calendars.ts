/**
 * Days off and periods of each row: those of its site and of the whole group, and for a group row what all its
 * deployments have in common. Rows with the same calendar share one object, so that a run of them is drawn as one.
 */
import {
  defaultHolidayZone,
  firstHolidayYear,
  holidaysOf,
  isHolidayZone,
  lastHolidayYear,
} from '../domain/holidays.ts';
import { civilFromDay, dayFromIso, isoWeekday } from '../domain/iso-date.ts';
import type { GanttModel } from './gantt-model.ts';
import type { GanttPeriod } from './gantt-view.ts';
import { ROW, type Grouping, type RowList } from './rows.ts';

export type PeriodKind = GanttPeriod['kind'];

/** Inclusive days. */
export interface PeriodSpan {
  kind: PeriodKind;
  from: number;
  to: number;
  label: string;
}

/** A day is off where it is a holiday in every one of `zones`. */
export interface DrawnCalendar {
  zones: readonly string[];
  /** By first day. */
  periods: readonly PeriodSpan[];
}

export interface DrawnCalendars {
  ofDeployment: (deployment: number) => DrawnCalendar;
  ofGroup: (group: number) => DrawnCalendar;
}

/** Calendars of the rows of a grouping; those of groups are made when first asked for. */
export function buildDrawnCalendars(model: GanttModel, grouping: Grouping): DrawnCalendars {
  const sites = siteCalendars(model);
  const ofDeployment = (deployment: number): DrawnCalendar => sites[model.establishmentOf[deployment]!]!;
  const groups: DrawnCalendar[] = [];
  return {
    ofDeployment,
    ofGroup: (group) =>
      (groups[group] ??= common([...new Set(grouping.groups[group]!.deployments.map(ofDeployment))])),
  };
}

/** Calendar of a visible row. */
export function calendarOfRow(
  { ofDeployment, ofGroup }: DrawnCalendars,
  model: GanttModel,
  rows: RowList,
  row: number,
): DrawnCalendar {
  const ref = rows.ref[row]!;
  if (rows.kind[row] === ROW.group) return ofGroup(ref);
  return ofDeployment(rows.kind[row] === ROW.deployment ? ref : model.deploymentOf[ref]!);
}

function siteCalendars({ view }: GanttModel): DrawnCalendar[] {
  const known = new Map<string, DrawnCalendar>();
  return view.establishments.map(({ id, holidayZone }) => {
    const zone = isHolidayZone(holidayZone) ? holidayZone : defaultHolidayZone;
    const isOwn = view.periods.some(({ establishmentId }) => establishmentId === id);
    const key = isOwn ? `${zone} ${id}` : zone;
    const calendar = known.get(key) ?? { zones: [zone], periods: periodsAt(view.periods, id) };
    known.set(key, calendar);
    return calendar;
  });
}

function periodsAt(periods: readonly GanttPeriod[], site: string): PeriodSpan[] {
  return periods
    .filter(({ establishmentId }) => establishmentId === null || establishmentId === site)
    .map(({ kind, from, to, label }) => ({ kind, from: dayFromIso(from), to: dayFromIso(to), label }));
}

function common([first, ...others]: DrawnCalendar[]): DrawnCalendar {
  if (!first) return { zones: [defaultHolidayZone], periods: [] };
  if (others.length === 0) return first;
  return {
    zones: [...new Set([first, ...others].flatMap(({ zones }) => zones))],
    periods: others.reduce((shared, { periods }) => meet(shared, periods), first.periods),
  };
}

/** Where a period of one list and one of its kind of the other overlap. */
function meet(some: readonly PeriodSpan[], others: readonly PeriodSpan[]): PeriodSpan[] {
  const met = some.flatMap((one) =>
    others.flatMap((other) => {
      const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)];
      return one.kind === other.kind && from <= to ? [{ ...one, from, to }] : [];
    }),
  );
  // What covers the same days is one: periods that overlap at a site meet those of another several times.
  const seen = new Set<string>();
  return met
    .filter(({ kind, from, to }) => {
      const key = `${kind} ${from} ${to}`;
      return !seen.has(key) && seen.add(key);
    })
    .toSorted((a, b) => a.from - b.from);
}

const noDays: readonly number[] = [];
const daysOffOfYears = new Map<string, readonly number[]>();

/** Calls `visit` with each holiday from Monday to Friday between two inclusive days. */
export function forEachHoliday(
  { zones }: DrawnCalendar,
  from: number,
  to: number,
  visit: (day: number) => void,
): void {
  const last = civilFromDay(to).year;
  for (let { year } = civilFromDay(from); year <= last; year++) {
    const [first = defaultHolidayZone] = zones;
    for (const day of weekdayHolidays(year, first)) {
      if (day < from || day > to) continue;
      if (zones.every((zone) => zone === first || weekdayHolidays(year, zone).includes(day))) visit(day);
    }
  }
}

function weekdayHolidays(year: number, zone: string): readonly number[] {
  if (year < firstHolidayYear || year > lastHolidayYear) return noDays;
  const key = `${year} ${zone}`;
  let days = daysOffOfYears.get(key);
  if (!days) {
    const all = holidaysOf(year, zone).map(({ day }) => day);
    days = [...new Set(all)].filter((day) => isoWeekday(day) <= 5);
    daysOffOfYears.set(key, days);
  }
  return days;
}
