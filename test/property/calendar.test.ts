import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOfZone } from '../../shared/domain/calendar.ts';
import { holidaysOf } from '../../shared/domain/holidays.ts';
import {
  civilFromDay,
  dayFromCivil,
  isIsoDate,
  isoFromDay,
  isoWeekday,
} from '../../shared/domain/iso-date.ts';
import { holidayZones } from '../../shared/reference/holiday-zones.ts';

const zone = fc.constantFrom(...holidayZones.map(({ code }) => code));
const day = fc.integer({ min: dayFromCivil(1902, 1, 1), max: dayFromCivil(2197, 12, 31) });
const step = fc.integer({ min: -400, max: 400 });

function isWorkedByRule(dayNumber: number, code: string): boolean {
  const { year } = civilFromDay(dayNumber);
  return isoWeekday(dayNumber) <= 5 && !holidaysOf(year, code).some((holiday) => holiday.day === dayNumber);
}

test('a day is worked exactly when it is a weekday without a public holiday', () => {
  fc.assert(
    fc.property(zone, day, (code, start) => {
      expect(calendarOfZone(code).isWorkingDay(start)).toBe(isWorkedByRule(start, code));
    }),
  );
});

test('adding working days agrees with walking day by day', () => {
  fc.assert(
    fc.property(zone, day, fc.integer({ min: 1, max: 40 }), fc.boolean(), (code, start, count, back) => {
      let walked = start;
      for (let left = count; left > 0;) {
        walked += back ? -1 : 1;
        if (isWorkedByRule(walked, code)) left--;
      }
      expect(calendarOfZone(code).addWorkingDays(start, back ? -count : count)).toBe(walked);
    }),
  );
});

test('from a working day, going n working days and counting them back agree', () => {
  fc.assert(
    fc.property(zone, day, step, (code, anyDay, count) => {
      const calendar = calendarOfZone(code);
      const start = calendar.onOrAfter(anyDay);
      const end = calendar.addWorkingDays(start, count);
      expect(calendar.workingDaysBetween(start, end)).toBe(count);
      expect(calendar.addWorkingDays(end, -count)).toBe(start);
    }),
  );
});

test('working days between two days add up over any day in the middle', () => {
  fc.assert(
    fc.property(zone, day, day, day, (code, a, b, c) => {
      const calendar = calendarOfZone(code);
      const between = calendar.workingDaysBetween;
      expect(between(a, b) + between(b, c)).toBe(between(a, c));
      expect(between(a, b) + between(b, a)).toBe(0);
    }),
  );
});

test('every day is a valid ISO day, and its text sorts as the day does', () => {
  fc.assert(
    fc.property(day, day, (a, b) => {
      expect(isIsoDate(isoFromDay(a))).toBe(true);
      expect(isoFromDay(a) < isoFromDay(b)).toBe(a < b);
    }),
  );
});
