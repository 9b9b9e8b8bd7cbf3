/** Days of a planning are day numbers (`domain/iso-date.ts`), so that drawing loops never touch a text or a time zone. */
import { dayFromIso, isoFromDay, isoWeekday } from '../domain/iso-date.ts';
import { formatDate } from '../i18n/format.ts';

/** Marks an unknown day inside typed arrays. */
export const NO_DAY = -2147483648;

/** Day number of an ISO day; `NO_DAY` for null. Throws a RangeError on a text that is not a day. */
export function dayOrNone(iso: string | null): number {
  return iso === null ? NO_DAY : dayFromIso(iso);
}

/** A day as readers know it, `JJ/MM/AAAA`; an empty string for `NO_DAY`. */
export function dayText(day: number): string {
  return day === NO_DAY ? '' : formatDate(isoFromDay(day));
}

/** Monday of the ISO week that holds `day`. */
export function mondayOf(day: number): number {
  return day - isoWeekday(day) + 1;
}
