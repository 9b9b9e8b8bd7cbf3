import { describe, expect, it } from 'vitest';
import { calendarOfZone } from '../../../../shared/domain/calendar.ts';
import { dayFromIso, isoFromDay } from '../../../../shared/domain/iso-date.ts';
import { type PlanTask, unboundTask } from '../../../../shared/scheduling/network.ts';
import { endingOn } from '../../../../shared/scheduling/new-end.ts';

/** Monday to Friday of a week without a day off. */
const week: PlanTask = {
  ...unboundTask,
  id: 'week',
  calendar: calendarOfZone('metropole'),
  duration: 5,
  unit: 'working',
  mode: 'follow',
  start: dayFromIso('2026-11-16'),
  end: dayFromIso('2026-11-20'),
};

function daysOf(task: Partial<PlanTask>, end: string, hasBegun = false): [string, string] {
  const days = endingOn({ ...week, ...task }, dayFromIso(end), hasBegun);
  return [isoFromDay(days.start), isoFromDay(days.end)];
}

describe('a task that is to end on another day', () => {
  it('keeps its length in working days while it has not begun', () => {
    expect(daysOf({}, '2026-12-04')).toEqual(['2026-11-30', '2026-12-04']);
    expect(daysOf({}, '2026-12-02')).toEqual(['2026-11-26', '2026-12-02']);
    expect(daysOf({}, '2026-12-28')).toEqual(['2026-12-21', '2026-12-28']);
  });

  it('keeps it in calendar days where it counts them', () =>
    expect(daysOf({ unit: 'calendar' }, '2026-12-04')).toEqual(['2026-11-30', '2026-12-04']));

  it('ends on the very day that was said, a day off too', () =>
    expect(daysOf({}, '2026-12-06')).toEqual(['2026-11-30', '2026-12-06']));

  it('keeps its start once it has begun', () =>
    expect(daysOf({}, '2026-12-04', true)).toEqual(['2026-11-16', '2026-12-04']));

  it('keeps the one day it has, begun or not', () => {
    const gate = { duration: 0, end: week.start };
    expect(daysOf(gate, '2026-12-06')).toEqual(['2026-12-06', '2026-12-06']);
    expect(daysOf({ duration: 1, end: week.start }, '2026-12-04', true)).toEqual([
      '2026-12-04',
      '2026-12-04',
    ]);
  });

  it('is given its length back from its end where it had no date', () =>
    expect(daysOf({ start: null, end: null }, '2026-12-04', true)).toEqual(['2026-11-30', '2026-12-04']));
});
