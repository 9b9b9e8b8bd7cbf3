/**
 * Calendar days as integers since 1970-01-01, so that drawing loops never touch a Date or a time zone.
 * Conversions follow the proleptic Gregorian calendar, by eras of 400 years starting in March.
 */

/** Marks an unknown day inside typed arrays. */
export const NO_DAY = -2147483648;

const DAYS_TO_1970 = 719468;
const DAYS_PER_ERA = 146097;

/** A civil date: `month` is 1..12, `day` 1..31. */
export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

/** Day number of a civil date. `month` may be out of 1..12 and then runs over into other years. */
export function dayOf(year: number, month: number, day: number): number {
  const monthIndex = month - 1;
  const realYear = year + Math.floor(monthIndex / 12);
  const realMonth = monthIndex - Math.floor(monthIndex / 12) * 12 + 1;
  const y = realMonth <= 2 ? realYear - 1 : realYear;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (realMonth + (realMonth > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_1970;
}

/** Civil date of a day number. */
export function civilOf(dayNumber: number): CivilDate {
  const z = dayNumber + DAYS_TO_1970;
  const era = Math.floor(z / DAYS_PER_ERA);
  const dayOfEra = z - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / (DAYS_PER_ERA - 1))) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

/** Day number of an ISO date `YYYY-MM-DD`; `NO_DAY` for null. The shape is trusted (schemas checked it). */
export function dayOfIso(iso: string | null): number {
  if (iso === null) return NO_DAY;
  return dayOf(digits(iso, 0, 4), digits(iso, 5, 7), digits(iso, 8, 10));
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}

/** ISO date of a day number. */
export function isoOfDay(day: number): string {
  const c = civilOf(day);
  return `${String(c.year).padStart(4, '0')}-${pad2(c.month)}-${pad2(c.day)}`;
}

/** `JJ/MM/AAAA` of a day number; an empty string for `NO_DAY`. */
export function frenchDate(day: number): string {
  if (day === NO_DAY) return '';
  const c = civilOf(day);
  return `${pad2(c.day)}/${pad2(c.month)}/${c.year}`;
}

function pad2(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** Weekday of a day number: 0 = Monday ... 6 = Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Monday of the ISO week that holds `day`. */
export function mondayOf(day: number): number {
  return day - weekdayOf(day);
}

/** ISO 8601 week of a day: the week belongs to the year of its Thursday. */
export function isoWeekOf(day: number): { year: number; week: number } {
  const thursday = mondayOf(day) + 3;
  const { year } = civilOf(thursday);
  return { year, week: Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1 };
}
