import { describe, expect, test } from 'vitest';
import {
  addDays,
  civilFromDay,
  compareIsoDates,
  dayFromCivil,
  dayFromIso,
  daysBetween,
  isIsoDate,
  isoFromDay,
  isoWeekday,
  isoWeekOf,
  localIsoDate,
  maxIsoDate,
  minIsoDate,
  mondayOfIsoWeek,
} from '../../../../shared/domain/iso-date.ts';

describe('days', () => {
  test('day 0 is 1 January 1970, a Thursday', () => {
    expect(dayFromIso('1970-01-01')).toBe(0);
    expect(isoWeekday(0)).toBe(4);
    expect(isoFromDay(-1)).toBe('1969-12-31');
  });

  test('every day of four centuries goes to text and back in step with the platform calendar', () => {
    const first = dayFromCivil(1899, 12, 31);
    const last = dayFromCivil(2300, 1, 1);
    const wrong: number[] = [];
    for (let day = first; day <= last; day++) {
      const iso = isoFromDay(day);
      const platform = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (iso !== platform || dayFromIso(iso) !== day) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });

  test('only days that exist are accepted', () => {
    expect(['2028-02-29', '2000-02-29', '2026-12-31', '0001-01-01'].filter(isIsoDate)).toHaveLength(4);
    const wrong = [
      '2026-02-29',
      '1900-02-29',
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-01-00',
      '2026-1-01',
      '26-01-01',
      '2026-01-01T00:00',
      ' 2026-01-01',
      '2026/01/01',
      '',
      '٢٠٢٦-٠١-٠١',
    ];
    expect(wrong.filter(isIsoDate)).toEqual([]);
    for (const text of wrong) expect(() => dayFromIso(text)).toThrow(RangeError);
  });

  test('adds, subtracts and compares', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365);
    expect(['2026-10-02', '2025-01-01', '2026-09-30'].toSorted(compareIsoDates)).toEqual([
      '2025-01-01',
      '2026-09-30',
      '2026-10-02',
    ]);
    expect(minIsoDate('2026-02-01', '2026-01-31')).toBe('2026-01-31');
    expect(maxIsoDate('2026-02-01', '2026-01-31')).toBe('2026-02-01');
    expect(civilFromDay(dayFromIso('2026-07-14'))).toEqual({ year: 2026, month: 7, day: 14 });
  });

  test('the local day is the one the clock on the wall shows', () => {
    expect(localIsoDate(new Date(2026, 10, 22, 23, 59))).toBe('2026-11-22');
    expect(localIsoDate(new Date(2026, 10, 23, 0, 1))).toBe('2026-11-23');
  });
});

describe('ISO weeks', () => {
  test('the week belongs to the year of its Thursday', () => {
    const weeks = [
      '2026-03-18',
      '2026-12-31',
      '2027-01-01',
      '2027-01-03',
      '2027-01-04',
      '2024-12-30',
      '2020-12-31',
    ];
    expect(weeks.map((iso) => isoWeekOf(dayFromIso(iso)))).toEqual([
      { year: 2026, week: 12 },
      { year: 2026, week: 53 },
      { year: 2026, week: 53 },
      { year: 2026, week: 53 },
      { year: 2027, week: 1 },
      { year: 2025, week: 1 },
      { year: 2020, week: 53 },
    ]);
  });

  test('the Monday of a week is in that week, and the Sunday before is not', () => {
    for (let year = 1990; year < 2050; year++) {
      for (const week of [1, 12, 52]) {
        const monday = mondayOfIsoWeek({ year, week });
        expect(isoWeekday(monday)).toBe(1);
        expect(isoWeekOf(monday)).toEqual({ year, week });
        expect(isoWeekOf(monday - 1)).not.toEqual({ year, week });
      }
    }
  });
});
