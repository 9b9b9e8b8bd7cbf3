import { holidayZones, type HolidayRule } from '../reference/holiday-zones.ts';
import { dayFromCivil } from './iso-date.ts';

/** One public holiday of a year. */
export interface Holiday {
  /** Day number. */
  readonly day: number;
  readonly label: string;
  readonly labelEn: string;
}

/** Years whose holidays can be computed; the shipped rules are applied to all of them alike. */
export const firstHolidayYear = 1900;
export const lastHolidayYear = 2199;

/** Zone used where a site has none, or one this version does not know. */
export const defaultHolidayZone = 'metropole';

/** Day number of Easter Sunday (Gregorian computus). */
export function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * late + 114;
  return dayFromCivil(year, Math.floor(sum / 31), (sum % 31) + 1);
}

/**
 * Public holidays of a year in a zone, in order of day; two holidays may fall on the same day. Throws a RangeError
 * outside 1900–2199. An unknown zone has the holidays of mainland France.
 */
export function holidaysOf(year: number, zone: string): Holiday[] {
  if (year < firstHolidayYear || year > lastHolidayYear) {
    throw new RangeError(`No public holidays for the year ${year}`);
  }
  const easter = easterSunday(year);
  return rulesOf(zone)
    .map((rule) => ({ day: dayOfRule(rule, year, easter), label: rule.label, labelEn: rule.labelEn }))
    .toSorted((a, b) => a.day - b.day);
}

/** Whether a code names a shipped holiday zone. */
export function isHolidayZone(code: string): boolean {
  return holidayZones.some((zone) => zone.code === code);
}

function rulesOf(code: string): readonly HolidayRule[] {
  const zone = holidayZones.find((candidate) => candidate.code === code);
  if (!zone) return rulesOf(defaultHolidayZone);
  return zone.inherits === null ? zone.holidays : [...rulesOf(zone.inherits), ...zone.holidays];
}

function dayOfRule(rule: HolidayRule, year: number, easter: number): number {
  return 'easterOffset' in rule ? easter + rule.easterOffset : dayFromCivil(year, rule.month, rule.day);
}
