/** Days a plan may hold: those that exist, in the years that have a calendar. */
import { firstPlannedYear, lastPlannedYear } from '../shared/domain/calendar.ts';
import { isIsoDate } from '../shared/domain/iso-date.ts';
import { AppError } from '../shared/rpc/app-error.ts';

/** @throws AppError `bad-request` for a day that does not exist or lies outside the years that have a calendar */
export function assertPlannedDay(day: string): void {
  if (!isIsoDate(day)) throw new AppError('bad-request', { key: 'error.impossible-date' });
  const year = Number(day.slice(0, 4));
  if (year < firstPlannedYear || year > lastPlannedYear) throw outsideYears('bad-request');
}

/** @throws AppError `bad-request` for a day no plan may hold, or an end before its start */
export function assertPlannedDays(start: string, end: string): void {
  for (const day of [start, end]) assertPlannedDay(day);
  if (end < start) throw new AppError('bad-request', { key: 'error.end-before-start' });
}

/** Runs a computation on calendars; a plan that runs out of their years is refused in words. */
export function withinCalendars<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) throw outsideYears('refused');
    throw error;
  }
}

/** What a day outside the years of the calendars is refused with. */
export function outsideYears(code: 'bad-request' | 'refused'): AppError {
  return new AppError(code, {
    key: 'error.year-outside',
    details: { first: firstPlannedYear, last: lastPlannedYear },
  });
}
