import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDate,
  formatInstant,
  formatLongDate,
  formatRate,
  formatWeek,
} from '../../../../shared/i18n/format.ts';

describe('formats', () => {
  it('writes days as JJ/MM/AAAA', () => expect(formatDate('2026-03-05')).toBe('05/03/2026'));

  it('writes ISO weeks, also around the new year', () => {
    expect(formatWeek('2026-03-18', 'fr')).toBe('S12');
    expect(formatWeek('2027-01-01', 'fr')).toBe('S53');
    expect(formatWeek('2026-12-28', 'en')).toBe('W53');
  });

  it('names the weekday in full', () => {
    expect(formatLongDate('2026-03-15', 'fr')).toBe('dimanche 15 mars 2026');
    expect(formatLongDate('2026-03-15', 'en')).toMatch(/^Sunday/);
  });

  it('writes instants of the machine as date and time', () => {
    expect(formatInstant(new Date(2026, 10, 21, 18, 4).getTime())).toBe('21/11/2026 18:04');
  });

  it('sets thousands apart', () => {
    expect(formatCount(1800, 'fr')).toBe('1\u202f800');
    expect(formatCount(1800, 'en')).toBe('1,800');
  });

  it('writes rates from basis points, a dash where nothing is in scope', () => {
    expect(formatRate(7142, 'fr')).toBe('71\u00a0%');
    expect(formatRate(7142, 'en')).toBe('71%');
    expect(formatRate(null, 'fr')).toBe('–');
  });

  it('writes sizes in the units of the language', () => {
    expect(formatBytes(0, 'fr')).toBe('0\u00a0o');
    expect(formatBytes(412, 'fr')).toBe('412\u00a0o');
    expect(formatBytes(2431, 'fr')).toBe('2,4\u00a0Ko');
    expect(formatBytes(18 * 1024 * 1024, 'en')).toBe('18\u00a0MB');
  });
});
