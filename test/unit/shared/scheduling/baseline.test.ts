import { describe, expect, it } from 'vitest';
import { calendarOfZone } from '../../../../shared/domain/calendar.ts';
import {
  compareBaselines,
  type PlannedDates,
  summarizeBaselines,
} from '../../../../shared/scheduling/baseline.ts';

const calendarOf = () => calendarOfZone('metropole');

const milestone = (
  id: string,
  start: string | null,
  end: string | null,
  deploymentId = 'd1',
): PlannedDates => ({
  id,
  label: id,
  deploymentId,
  domainId: 'DPI',
  siteId: 'auriac',
  start,
  end,
});

const driftOf = (from: string, to: string) =>
  compareBaselines([milestone('m', from, from)], [milestone('m', to, to)], calendarOf)[0]?.workingDays;

describe('drift', () => {
  it.each([
    // A Friday to the Monday after is one working day, Christmas and the weekend do not count.
    ['2026-11-20', '2026-11-23', 1],
    ['2026-12-24', '2026-12-28', 1],
    ['2026-11-23', '2026-12-03', 8],
    ['2026-12-03', '2026-11-23', -8],
    // Within a weekend a date changes and nobody works less.
    ['2026-11-21', '2026-11-22', 0],
  ])('from %s to %s is %d working days', (from, to, days) => {
    expect(driftOf(from, to)).toBe(days);
  });

  it('is not told without an end on both sides, nor in years that have no calendar', () => {
    const from = [milestone('a', '2026-11-02', null), milestone('b', null, '9999-12-31')];
    const to = [milestone('a', '2026-11-03', '2026-11-06'), milestone('b', null, '2026-11-06')];
    expect(compareBaselines(from, to, calendarOf).map(({ workingDays }) => workingDays)).toEqual([
      null,
      null,
    ]);
    expect(summarizeBaselines(from, to, calendarOf, '2026-11-23').compared).toBe(0);
  });

  it('of a start alone is a move of no working day', () => {
    const [moved] = compareBaselines(
      [milestone('a', '2026-11-02', '2026-11-06')],
      [milestone('a', '2026-11-04', '2026-11-06')],
      calendarOf,
    );
    expect(moved).toMatchObject({ change: 'moved', workingDays: 0 });
  });
});

describe('taux d’écart calendaire', () => {
  it('is the slip of the ends of the deployments over their planned lengths', () => {
    const from = [
      milestone('a', '2026-11-02', '2026-11-11'),
      milestone('b', '2026-11-12', '2026-11-21'),
      milestone('c', '2026-11-02', '2026-12-21', 'd2'),
    ];
    const to = [
      // Slips within its deployment without moving its end.
      milestone('a', '2026-11-02', '2026-11-13'),
      milestone('b', '2026-11-12', '2026-12-01'),
      milestone('c', '2026-11-02', '2026-12-17', 'd2'),
      milestone('new', '2027-06-01', '2027-06-02', 'd2'),
    ];
    // d1: 20 days, 10 late; d2: 50 days, 4 early; what was added says nothing of a drift. 11 November is a holiday.
    expect(summarizeBaselines(from, to, calendarOf, '2026-11-23')).toEqual({
      added: 1,
      removed: 0,
      moved: 3,
      compared: 3,
      later: 2,
      due: 2,
      dueLater: 2,
      driftDays: 5,
      deployments: 2,
      plannedDays: 70,
      slipDays: 6,
      scheduleRate: 857,
    });
  });

  it('is not told where nothing can be compared', () => {
    expect(
      summarizeBaselines([], [milestone('a', null, '2026-11-02')], calendarOf, '2026-11-23'),
    ).toMatchObject({ added: 1, compared: 0, scheduleRate: null });
  });
});
