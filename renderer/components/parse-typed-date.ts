import { firstPlannedYear, lastPlannedYear } from '../../shared/domain/calendar.ts';

const shapes = [
  /^(?<day>\d{1,2})[/. -](?<month>\d{1,2})(?:[/. -](?<year>\d{4}|\d{2}))?$/,
  /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4}|\d{2})?$/,
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
];

/**
 * Day meant by what was typed: `15/03/2026`, `15/3/26`, `15/03` (the year of `today`), `15032026`, `2026-03-15`.
 * Answers an ISO day, or null when it is no day a plan may hold.
 */
export function parseTypedDate(text: string, today: string): string | null {
  const typed = text.trim();
  for (const shape of shapes) {
    const groups = shape.exec(typed)?.groups;
    if (groups)
      return isoDay(fullYear(groups['year'], today), Number(groups['month']), Number(groups['day']));
  }
  return null;
}

function fullYear(typed: string | undefined, today: string): number {
  if (typed === undefined) return Number(today.slice(0, 4));
  return typed.length === 2 ? 2000 + Number(typed) : Number(typed);
}

function isoDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    year >= firstPlannedYear &&
    year <= lastPlannedYear;
  return exists ? date.toISOString().slice(0, 10) : null;
}
