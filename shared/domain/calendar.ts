import {
  defaultHolidayZone,
  firstHolidayYear,
  holidaysOf,
  isHolidayZone,
  lastHolidayYear,
} from './holidays.ts';
import { dayFromCivil, dayFromIso, isoFromDay, isoWeekday, type IsoDate } from './iso-date.ts';

/**
 * Working days of one place. Days are day numbers; working days are numbered too, so that moving by working days
 * is one addition: `dayAt(indexOf(day) + n)`.
 */
export interface WorkingCalendar {
  /** Whether people work on this day: Monday to Friday, no public holiday. */
  isWorkingDay(day: number): boolean;
  /** The day itself when worked, else the next worked one. */
  onOrAfter(day: number): number;
  /** The day itself when worked, else the last worked one before it. */
  onOrBefore(day: number): number;
  /**
   * The n-th working day after `day` (before it when negative), `day` itself not counted. 0 answers the day itself
   * when worked, else the next worked one.
   */
  addWorkingDays(day: number, count: number): number;
  /** Working days in `[from, to[`; negative when `to` comes first. */
  workingDaysBetween(from: number, to: number): number;
  /** Number of the first working day on or after `day`. */
  indexOf(day: number): number;
  /** Day number of a working day by its number. */
  dayAt(index: number): number;
}

/** Years a plan may lie in: far enough from the ends of the calendars for any length and lag. */
export const firstPlannedYear = 1950;
export const lastPlannedYear = 2150;

const firstDay = dayFromCivil(firstHolidayYear, 1, 1);
const endDay = dayFromCivil(lastHolidayYear + 1, 1, 1);
const byZone = new Map<string, WorkingCalendar>();

/**
 * The working calendar of a holiday zone, 1900 to 2199; made once and kept. An unknown zone works as mainland
 * France. Its methods throw a RangeError outside those years.
 */
export function calendarOfZone(zone: string | null): WorkingCalendar {
  const code = zoneCode(zone);
  const known = byZone.get(code);
  if (known) return known;
  const calendar = createCalendar(holidayDays(code));
  byZone.set(code, calendar);
  return calendar;
}

/** Days nobody works besides weekends and public holidays; inclusive day numbers. */
export interface Closure {
  readonly from: number;
  readonly to: number;
}

const keptCalendars = 100;
const byDaysOff = new Map<string, WorkingCalendar>();

/**
 * The calendar of work that several places do together: a day counts only where it counts in every zone and falls in
 * no closure. Made once for the same days off.
 */
export function calendarOf(zones: readonly (string | null)[], closures: readonly Closure[]): WorkingCalendar {
  const codes = [...new Set(zones.map(zoneCode))].toSorted();
  const [only = defaultHolidayZone] = codes;
  if (codes.length <= 1 && closures.length === 0) return calendarOfZone(only);
  const key = JSON.stringify([codes, closures.map(({ from, to }) => [from, to])]);
  const known = byDaysOff.get(key);
  if (known) return known;
  if (byDaysOff.size >= keptCalendars) byDaysOff.clear();
  const calendar = createCalendar([
    ...codes.flatMap((code) => [...holidayDays(code)]),
    ...closures.flatMap(daysOf),
  ]);
  byDaysOff.set(key, calendar);
  return calendar;
}

function daysOf({ from, to }: Closure): number[] {
  const [first, last] = [Math.max(from, firstDay), Math.min(to, endDay - 1)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_none, at) => first + at);
}

function zoneCode(zone: string | null): string {
  return zone !== null && isHolidayZone(zone) ? zone : defaultHolidayZone;
}

/** A calendar of Mondays to Fridays without the given day numbers, 1900 to 2199. */
export function createCalendar(holidays: Iterable<number>): WorkingCalendar {
  const { indexByDay, dayByIndex } = buildIndex(new Set(holidays));

  const indexOf = (day: number): number => {
    const index = indexByDay[day - firstDay];
    if (index === undefined) throw outside(day);
    return index;
  };
  const dayAt = (index: number): number => {
    const day = dayByIndex[index];
    if (day === undefined) throw new RangeError(`No working day number ${index} in the calendar`);
    return day;
  };
  const isWorkingDay = (day: number): boolean => indexOf(day + 1) !== indexOf(day);

  return {
    isWorkingDay,
    onOrAfter: (day) => dayAt(indexOf(day)),
    onOrBefore: (day) => dayAt(indexOf(day + 1) - 1),
    addWorkingDays: (day, count) => {
      // From a day off, the first working day ahead already counts as one.
      const fromDayOff = count > 0 && !isWorkingDay(day) ? 1 : 0;
      return dayAt(indexOf(day) + count - fromDayOff);
    },
    workingDaysBetween: (from, to) => indexOf(to) - indexOf(from),
    indexOf,
    dayAt,
  };
}

/** The first working day on or after an ISO day, in a zone. */
export function firstWorkingDay(from: IsoDate, zone: string | null): IsoDate {
  return isoFromDay(calendarOfZone(zone).onOrAfter(dayFromIso(from)));
}

function buildIndex(holidays: ReadonlySet<number>): { indexByDay: Int32Array; dayByIndex: Int32Array } {
  // One more entry than days, so that the day after the last one has an index too.
  const indexByDay = new Int32Array(endDay - firstDay + 1);
  const dayByIndex = new Int32Array(endDay - firstDay);
  let index = 0;
  for (let day = firstDay; day < endDay; day++) {
    indexByDay[day - firstDay] = index;
    if (isoWeekday(day) <= 5 && !holidays.has(day)) dayByIndex[index++] = day;
  }
  indexByDay[endDay - firstDay] = index;
  return { indexByDay, dayByIndex: dayByIndex.slice(0, index) };
}

function* holidayDays(zone: string): Generator<number> {
  for (let year = firstHolidayYear; year <= lastHolidayYear; year++) {
    for (const holiday of holidaysOf(year, zone)) yield holiday.day;
  }
}

function outside(day: number): RangeError {
  return new RangeError(`Day ${day} is outside the calendar (${firstHolidayYear} to ${lastHolidayYear})`);
}
