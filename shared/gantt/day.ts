/** Days of a planning are day numbers (`domain/iso-date.ts`), so that drawing loops never touch a text or a time zone. */
import { dayFromIso, isoFromDay } from '../domain/iso-date.ts';
import { formatDate } from '../i18n/format.ts';

/** Marks an unknown day inside typed arrays. */
export const NO_DAY = -2147483648;

/** Day number of an ISO day; `NO_DAY` for null. Throws a RangeError on a text that is not a day. */
export function dayOrNone(iso: string | null): number {
  return iso === null ? NO_DAY : dayFromIso(iso);
}

/** Texts of the days written so far: a scrolling table writes the same few hundred again and again. */
const texts = new Map<number, string>();
const MOST_TEXTS = 20_000;

/** A day as readers know it, `JJ/MM/AAAA`; an empty string for `NO_DAY`. */
export function dayText(day: number): string {
  if (day === NO_DAY) return '';
  const known = texts.get(day);
  if (known !== undefined) return known;
  if (texts.size > MOST_TEXTS) texts.clear();
  const text = formatDate(isoFromDay(day));
  texts.set(day, text);
  return text;
}
