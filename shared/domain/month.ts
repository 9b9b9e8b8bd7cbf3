/** Months as the ISO day they begin on: `2026-11-01`. */
import { civilFromDay, dayFromCivil, dayFromIso, isoFromDay, type IsoDate } from './iso-date.ts';

/** First day of the month a day lies in. */
export function monthOf(day: IsoDate): IsoDate {
  return `${day.slice(0, 8)}01`;
}

/** First day of the month `count` months later; negative counts go back. */
export function addMonths(month: IsoDate, count: number): IsoDate {
  const { year, month: number } = civilFromDay(dayFromIso(month));
  const months = year * 12 + number - 1 + count;
  return isoFromDay(dayFromCivil(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1));
}

/** Day number of the day after the last one of a month. */
export function endOfMonth(month: IsoDate): number {
  return dayFromIso(addMonths(month, 1));
}
