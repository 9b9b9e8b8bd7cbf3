import { describe, expect, test } from 'vitest';
import { daysSinceConfirmation, freshnessOf } from '../../../../shared/domain/freshness.ts';
import { countsGreen, shownWeather, worstWeather } from '../../../../shared/domain/weather.ts';

const limits = { freshMax: 15, staleMax: 45 };

describe('freshness', () => {
  test('turns stale after the first limit, to be confirmed after the second', () => {
    expect([0, 15, 16, 45, 46, null].map((days) => freshnessOf(days, limits))).toEqual([
      'fresh',
      'fresh',
      'stale',
      'stale',
      'to_confirm',
      'to_confirm',
    ]);
  });

  test('counts calendar days, and never less than none', () => {
    expect(daysSinceConfirmation('2026-02-20', '2026-03-02')).toBe(10);
    expect(daysSinceConfirmation('2026-03-03', '2026-03-02')).toBe(0);
    expect(daysSinceConfirmation(null, '2026-03-02')).toBeNull();
  });
});

describe('weather', () => {
  test('an old sun is to be confirmed and never counts green', () => {
    expect(shownWeather('sun', 'fresh')).toBe('sun');
    expect(shownWeather('sun', 'stale')).toBe('to_confirm');
    expect(shownWeather('sun', 'to_confirm')).toBe('to_confirm');
    expect([countsGreen('sun', 'fresh'), countsGreen('sun', 'stale'), countsGreen(null, 'fresh')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('an old bad weather is not made better by its age', () => {
    expect(shownWeather('storm', 'to_confirm')).toBe('storm');
    expect(shownWeather('cloud', 'stale')).toBe('cloud');
    expect(shownWeather(null, 'to_confirm')).toBeNull();
  });

  test('the worst of several is the one of the highest rank', () => {
    const ranks = new Map([
      ['sun', 0],
      ['bright_spells', 1],
      ['cloud', 2],
      ['storm', 3],
    ]);
    expect(worstWeather(['sun', 'storm', 'cloud'], ranks)).toBe('storm');
    expect(worstWeather(['fog', 'sun'], ranks)).toBe('sun');
    expect(worstWeather(['fog'], ranks)).toBeNull();
  });
});
