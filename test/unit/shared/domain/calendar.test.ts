import { describe, expect, test } from 'vitest';
import { calendarOfZone, createCalendar, firstWorkingDay } from '../../../../shared/domain/calendar.ts';
import { easterSunday, holidaysOf, isHolidayZone } from '../../../../shared/domain/holidays.ts';
import { dayFromIso, isoFromDay } from '../../../../shared/domain/iso-date.ts';
import checks from '../../../fixtures/reference/holidays.json' with { type: 'json' };

type Listed = Readonly<Record<string, readonly (readonly string[])[]>>;
interface ZoneCheck {
  readonly label: string;
  readonly inherits: string | null;
  readonly holidays?: Listed;
  readonly additional?: Listed;
  readonly workingDaysMonFri: Readonly<Record<string, number>>;
}

const zones: readonly (readonly [string, ZoneCheck])[] = Object.entries(
  checks.zones as Record<string, ZoneCheck>,
);
const mainland: Listed = checks.zones.metropole.holidays;
const day = dayFromIso;

describe('public holidays', () => {
  test('twelve zones are checked, all of them shipped', () => {
    expect(zones).toHaveLength(12);
    expect(zones.filter(([code]) => !isHolidayZone(code))).toEqual([]);
  });

  test('Easter falls on the listed days, and on known days of other centuries', () => {
    for (const [year, iso] of Object.entries(checks.easterSunday))
      expect(isoFromDay(easterSunday(Number(year)))).toBe(iso);
    expect([1900, 1943, 1954, 1981, 2038, 2076, 2199].map((year) => isoFromDay(easterSunday(year)))).toEqual([
      '1900-04-15',
      '1943-04-25',
      '1954-04-18',
      '1981-04-19',
      '2038-04-25',
      '2076-04-19',
      '2199-04-14',
    ]);
  });

  test.each(zones)('%s has exactly the listed holidays every year', (code, zone) => {
    for (const [year, own] of Object.entries(zone.holidays ?? zone.additional ?? {})) {
      const expected = [...own, ...(zone.inherits === null ? [] : (mainland[year] ?? []))];
      const found = holidaysOf(Number(year), code).map((holiday) => [isoFromDay(holiday.day), holiday.label]);
      expect(found.map(String).toSorted()).toEqual(expected.map(String).toSorted());
    }
  });

  test('two holidays on one day are both named', () => {
    for (const { zone, date, labels } of checks.coincidences) {
      const found = holidaysOf(Number(date.slice(0, 4)), zone).filter(
        (holiday) => isoFromDay(holiday.day) === date,
      );
      expect(found.map((holiday) => holiday.label).toSorted()).toEqual(labels.toSorted());
    }
  });

  test('an unknown zone has the holidays of mainland France; a year outside the range is refused', () => {
    expect(holidaysOf(2026, 'atlantide')).toEqual(holidaysOf(2026, 'metropole'));
    expect(() => holidaysOf(1899, 'metropole')).toThrow(RangeError);
    expect(() => holidaysOf(2200, 'metropole')).toThrow(RangeError);
  });
});

describe('working days', () => {
  test.each(zones)('%s works the listed number of days each year', (code, zone) => {
    const calendar = calendarOfZone(code);
    for (const [year, count] of Object.entries(zone.workingDaysMonFri)) {
      expect(calendar.workingDaysBetween(day(`${year}-01-01`), day(`${Number(year) + 1}-01-01`))).toBe(count);
    }
  });

  test('adding working days gives every listed day', () => {
    expect(checks.addWorkingDaysChecks.length).toBeGreaterThan(20);
    for (const { zone, from, days, to } of checks.addWorkingDaysChecks) {
      const found = isoFromDay(calendarOfZone(zone).addWorkingDays(day(from), days));
      expect({ zone, from, days, to: found }).toEqual({ zone, from, days, to });
    }
  });

  test('a day off counts neither as start nor as step', () => {
    const calendar = calendarOfZone('metropole');
    const saturday = day('2026-05-02');
    expect(calendar.isWorkingDay(saturday)).toBe(false);
    expect(isoFromDay(calendar.addWorkingDays(saturday, 0))).toBe('2026-05-04');
    expect(isoFromDay(calendar.addWorkingDays(saturday, 1))).toBe('2026-05-04');
    expect(isoFromDay(calendar.addWorkingDays(saturday, -1))).toBe('2026-04-30');
    expect(isoFromDay(calendar.onOrAfter(saturday))).toBe('2026-05-04');
    expect(isoFromDay(calendar.onOrBefore(saturday))).toBe('2026-04-30');
    expect(firstWorkingDay('2026-05-01', 'metropole')).toBe('2026-05-04');
    expect(firstWorkingDay('2026-04-30', 'metropole')).toBe('2026-04-30');
  });

  test('Good Friday is worked in Paris and not in Strasbourg', () => {
    const goodFriday = day('2026-04-03');
    expect(calendarOfZone('metropole').isWorkingDay(goodFriday)).toBe(true);
    expect(calendarOfZone('alsace-moselle').isWorkingDay(goodFriday)).toBe(false);
  });

  test('days between are half-open and signed', () => {
    const calendar = calendarOfZone('metropole');
    expect(calendar.workingDaysBetween(day('2026-04-30'), day('2026-04-30'))).toBe(0);
    expect(calendar.workingDaysBetween(day('2026-04-30'), day('2026-05-04'))).toBe(1);
    expect(calendar.workingDaysBetween(day('2026-05-04'), day('2026-04-30'))).toBe(-1);
  });

  test('a site without a zone, or with an unknown one, works as mainland France', () => {
    expect(calendarOfZone(null)).toBe(calendarOfZone('metropole'));
    expect(calendarOfZone('atlantide')).toBe(calendarOfZone('metropole'));
  });

  test('years outside the range are refused, its first and last days are not', () => {
    const calendar = createCalendar([]);
    expect(calendar.isWorkingDay(day('1900-01-01'))).toBe(true);
    expect(calendar.isWorkingDay(day('2199-12-31'))).toBe(true);
    expect(() => calendar.isWorkingDay(day('1899-12-31'))).toThrow(RangeError);
    expect(() => calendar.isWorkingDay(day('2200-01-01'))).toThrow(RangeError);
    expect(() => calendar.addWorkingDays(day('2199-12-31'), 1)).toThrow(RangeError);
  });
});
