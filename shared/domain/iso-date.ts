/**
 * Days without time zones. An ISO day is the text `YYYY-MM-DD`; a day number counts days since 1970-01-01 (day 0,
 * a Thursday). All arithmetic is on integers of the proleptic Gregorian calendar.
 */

/** A day as text, `YYYY-MM-DD`. */
export type IsoDate = string;

/** ISO 8601 week: the year of the week may differ from the year of the day. */
export interface IsoWeek {
  readonly year: number;
  /** 1..53 */
  readonly week: number;
}

export interface CivilDate {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  /** 1..31 */
  readonly day: number;
}

const daysPerEra = 146_097; // 400 years
const daysToEpoch = 719_468; // from 0000-03-01 to 1970-01-01

/** Day number of a civil date; the month and day are not checked, a day 32 counts on into the next month. */
export function dayFromCivil(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysPerEra + dayOfEra - daysToEpoch;
}

/** Civil date of a day number. */
export function civilFromDay(day: number): CivilDate {
  const shifted = day + daysToEpoch;
  const era = Math.floor(shifted / daysPerEra);
  const dayOfEra = shifted - era * daysPerEra;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** Whether a text is an ISO day that exists: `2026-02-30` is not. */
export function isIsoDate(text: string): text is IsoDate {
  return readDay(text) !== null;
}

/** Day number of an ISO day. Throws a RangeError on a text that is not one, impossible days included. */
export function dayFromIso(iso: IsoDate): number {
  const day = readDay(iso);
  if (day === null) throw new RangeError(`Not a day of the calendar: ${iso}`);
  return day;
}

/** Makes no text on the way: a planning of 50,000 rows reads twice as many days before it shows. */
function readDay(iso: string): number | null {
  if (iso.length !== 10 || iso[4] !== '-' || iso[7] !== '-') return null;
  const year = digits(iso, 0, 4);
  const month = digits(iso, 5, 7);
  const day = digits(iso, 8, 10);
  const isDay = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);
  return isDay ? firstOfMonth(year, month) + day - 1 : null;
}

const noMonth = -2_147_483_648;
const firstKeptYear = 1900;
/** First days of the months of 1900 to 2199, as they are asked for: nearly every day read is in a few hundred of them. */
const monthStarts = new Int32Array(300 * 12).fill(noMonth);

function firstOfMonth(year: number, month: number): number {
  const index = (year - firstKeptYear) * 12 + month - 1;
  const known = monthStarts[index];
  if (known !== undefined && known !== noMonth) return known;
  const day = dayFromCivil(year, month, 1);
  if (known !== undefined) monthStarts[index] = day;
  return day;
}

function daysOfMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** ISO day of a day number; years 0000 to 9999. */
export function isoFromDay(day: number): IsoDate {
  const { year, month, day: dayOfMonth } = civilFromDay(day);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

/** The ISO day `days` calendar days later; negative counts go back. */
export function addDays(iso: IsoDate, days: number): IsoDate {
  return isoFromDay(dayFromIso(iso) + days);
}

/** Calendar days from one ISO day to another, negative when `to` comes first. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayFromIso(to) - dayFromIso(from);
}

/** Order of two ISO days for sorting: negative, zero or positive. */
export function compareIsoDates(a: IsoDate, b: IsoDate): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The earlier of two ISO days. */
export function minIsoDate(a: IsoDate, b: IsoDate): IsoDate {
  return a <= b ? a : b;
}

/** The later of two ISO days. */
export function maxIsoDate(a: IsoDate, b: IsoDate): IsoDate {
  return a >= b ? a : b;
}

/** ISO weekday of a day number: 1 = Monday … 7 = Sunday. */
export function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** ISO week of a day number, with the year the week belongs to. */
export function isoWeekOf(day: number): IsoWeek {
  const thursday = day - isoWeekday(day) + 4;
  const { year } = civilFromDay(thursday);
  return { year, week: Math.floor((thursday - dayFromCivil(year, 1, 1)) / 7) + 1 };
}

/** Day number of the Monday of the week a day lies in. */
export function mondayOf(day: number): number {
  return day - isoWeekday(day) + 1;
}

/** Day number of the Monday that begins an ISO week. */
export function mondayOfIsoWeek({ year, week }: IsoWeek): number {
  return mondayOf(dayFromCivil(year, 1, 4)) + (week - 1) * 7;
}

/** ISO day of an instant as the clock on the wall shows it. */
export function localIsoDate(instant: Date): IsoDate {
  return isoFromDay(dayFromCivil(instant.getFullYear(), instant.getMonth() + 1, instant.getDate()));
}

/** Number of the digits of a part of a text; NaN where one is not a digit. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : NaN;
  }
  return value;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
