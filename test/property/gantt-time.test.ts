import { addDays, differenceInCalendarDays, format, getISOWeek, getISOWeekYear } from 'date-fns';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisTicks, nextUnit, startOfUnit } from '../../shared/gantt/axis.ts';
import {
  civilFromDay,
  dayFromCivil,
  isoFromDay,
  isoWeekOf,
  isoWeekday,
} from '../../shared/domain/iso-date.ts';
import { dayOrNone } from '../../shared/gantt/day.ts';
import { estimateTextWidth } from '../../shared/gantt/labels.ts';
import {
  dayAtX,
  MAX_PX_PER_DAY,
  MIN_PX_PER_DAY,
  presetOf,
  tiersOf,
  xOfDay,
  ZOOM_PRESETS,
  zoomAt,
  type TickUnit,
} from '../../shared/gantt/time-scale.ts';
import { texts } from '../unit/shared/gantt/gantt-factory.ts';

const day = fc.integer({ min: dayFromCivil(1990, 1, 1), max: dayFromCivil(2110, 12, 31) });
const zoom = fc.double({ min: MIN_PX_PER_DAY, max: MAX_PX_PER_DAY, noNaN: true });
const unit = fc.constantFrom<TickUnit>('decade', 'year', 'quarter', 'month', 'week', 'day');

describe('days as numbers', () => {
  it('agree with date-fns on every day from 2000 to 2099: date, weekday, ISO week and its year', () => {
    const first = new Date(2000, 0, 1, 12);
    const count = differenceInCalendarDays(new Date(2099, 11, 31, 12), first) + 1;
    const base = dayFromCivil(2000, 1, 1);
    const wrong: string[] = [];
    for (let i = 0; i < count; i++) {
      const date = addDays(first, i);
      const iso = format(date, 'yyyy-MM-dd');
      const week = isoWeekOf(base + i);
      const agrees =
        isoFromDay(base + i) === iso &&
        dayOrNone(iso) === base + i &&
        isoWeekday(base + i) === ((date.getDay() + 6) % 7) + 1 &&
        week.week === getISOWeek(date) &&
        week.year === getISOWeekYear(date);
      if (!agrees) wrong.push(iso);
    }
    expect(wrong).toEqual([]);
    expect(count).toBe(36525);
  });

  it('come back from their civil date', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_000_000 }), (n) => {
        const { year, month, day: dayOfMonth } = civilFromDay(n);
        expect(dayFromCivil(year, month, dayOfMonth)).toBe(n);
      }),
    );
  });
});

describe('time scale', () => {
  it('gives back the day of an x', () => {
    fc.assert(
      fc.property(day, day, zoom, (origin, at, pxPerDay) => {
        const scale = { origin, pxPerDay };
        expect(dayAtX(scale, xOfDay(scale, at))).toBeCloseTo(at, 6);
      }),
    );
  });

  it('keeps the day under the pointer when it zooms', () => {
    const pixels = fc.integer({ min: 0, max: 4000 });
    fc.assert(
      fc.property(
        day,
        zoom,
        pixels,
        pixels,
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        (origin, z, left, x, f) => {
          const before = dayAtX({ origin, pxPerDay: z }, left + x);
          const next = zoomAt({ origin, pxPerDay: z }, left, x, f);
          expect(dayAtX({ origin, pxPerDay: next.pxPerDay }, next.scrollLeft + x)).toBeCloseTo(before, 6);
        },
      ),
    );
  });
});

describe('axis ticks', () => {
  it('follow one another without gap, cover the range, and never overflow their label', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 900 }), zoom, unit, (from, length, pxPerDay, kind) => {
        const to = from + length;
        const options = {
          unit: kind,
          pxPerDay,
          words: texts.words,
          measure: estimateTextWidth,
          textSize: 11,
        };
        const ticks = axisTicks(from, to, { ...options, tier: 'lower' });
        expect(ticks[0]!.start).toBeLessThanOrEqual(from);
        expect(ticks.at(-1)!.end).toBeGreaterThan(to);
        for (let i = 0; i < ticks.length; i++) {
          const tick = ticks[i]!;
          expect(tick.end).toBeGreaterThan(tick.start);
          if (i > 0) expect(tick.start).toBe(ticks[i - 1]!.end);
          expect(estimateTextWidth(tick.label, 11, false)).toBeLessThanOrEqual(
            (tick.end - tick.start) * pxPerDay,
          );
        }
      }),
    );
  });

  it('start where their unit starts', () => {
    fc.assert(
      fc.property(day, unit, (at, kind) => {
        const start = startOfUnit(kind, at);
        expect(start).toBeLessThanOrEqual(at);
        expect(nextUnit(kind, start)).toBeGreaterThan(at);
        expect(startOfUnit(kind, start)).toBe(start);
      }),
    );
  });

  it('grow finer as the zoom grows', () => {
    const order = ['year', 'quarter', 'month', 'week', 'day'];
    fc.assert(
      fc.property(zoom, zoom, (a, b) => {
        const coarse = order.indexOf(tiersOf(Math.min(a, b), 11).lower);
        const fine = order.indexOf(tiersOf(Math.max(a, b), 11).lower);
        expect(fine).toBeGreaterThanOrEqual(coarse);
      }),
    );
  });

  it('name both tiers at every zoom, from one day on a screen to several decades', () => {
    fc.assert(
      fc.property(day, zoom, (from, pxPerDay) => {
        const { upper, lower } = tiersOf(pxPerDay, 11);
        const shared = { pxPerDay, words: texts.words, measure: estimateTextWidth, textSize: 11 };
        const to = from + Math.ceil(900 / pxPerDay);
        for (const [unit, tier] of [
          [upper, 'upper'],
          [lower, 'lower'],
        ] as const) {
          const ticks = axisTicks(from, to, { ...shared, unit, tier });
          expect(ticks.every(({ label }) => label !== '')).toBe(true);
          expect(ticks.length).toBeLessThan(60);
        }
      }),
    );
  });

  it('say a day with its weekday as soon as there is room, and a decade by its years', () => {
    const labels = (pxPerDay: number, tier: 'upper' | 'lower') =>
      axisTicks(20_780, 20_781, {
        unit: tiersOf(pxPerDay, 11)[tier],
        tier,
        pxPerDay,
        words: texts.words,
        measure: estimateTextWidth,
        textSize: 11,
      }).map(({ label }) => label);
    expect(labels(ZOOM_PRESETS.week, 'lower')).toEqual(['L 23', 'M 24']);
    expect(labels(80, 'lower')).toEqual(['lundi 23', 'mardi 24']);
    expect(labels(120, 'lower')).toEqual(['lundi 23 novembre', 'mardi 24 novembre']);
    expect([labels(0.15, 'upper'), labels(0.15, 'lower')]).toEqual([['2020–2029'], ['2026']]);
    expect(labels(MIN_PX_PER_DAY, 'lower')).toEqual(['26']);
    for (const [name, pxPerDay] of Object.entries(ZOOM_PRESETS)) expect(presetOf(pxPerDay)).toBe(name);
  });
});
