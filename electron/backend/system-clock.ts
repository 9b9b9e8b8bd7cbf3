import type { Clock } from './handler-types.ts';

/** This machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  today: () => localDay(Date.now()),
};

/** A clock that shows the real time of a chosen day `YYYY-MM-DD`: for tests and reproducible demonstrations. */
export function clockOn(day: string): Clock {
  const shift = Date.parse(`${day}T00:00:00`) - Date.parse(`${localDay(Date.now())}T00:00:00`);
  const now = (): number => Date.now() + shift;
  return { now, today: () => localDay(now()) };
}

function localDay(instant: number): string {
  const at = new Date(instant);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
