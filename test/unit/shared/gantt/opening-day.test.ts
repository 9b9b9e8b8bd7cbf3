import { describe, expect, it } from 'vitest';
import { isoFromDay } from '../../../../shared/domain/iso-date.ts';
import { openingDay } from '../../../../shared/gantt/opening-day.ts';
import { ganttView, milestone, rowSource, TODAY } from './gantt-factory.ts';

/** Rows: the group, its deployment, then milestones of one day, so many days from today; null is without dates. */
function rowsAt(days: readonly (number | null)[]) {
  const dayOf = (day: number | null) => (day === null ? null : isoFromDay(TODAY + day));
  const milestones = days.map((day, order) => milestone(0, order, { start: dayOf(day), end: dayOf(day) }));
  return rowSource({ ...ganttView(1, 1, [0]), milestones });
}

describe('the day a view opens at', () => {
  it('is today where a bar of the first rows is near', () => {
    expect(openingDay(rowsAt([-300, 60]), 20, 30, 70)).toBe(TODAY);
    expect(openingDay(rowsAt([-30]), 20, 30, 70)).toBe(TODAY);
  });

  it('is that of the first bar where today shows none, though the group goes on around it', () => {
    expect(openingDay(rowsAt([null, 200, -300]), 20, 30, 70)).toBe(TODAY + 200);
    expect(openingDay(rowsAt([-31]), 20, 30, 70)).toBe(TODAY - 31);
  });

  it('asks nothing of rows out of sight, and is today where nothing has dates', () => {
    expect(openingDay(rowsAt([200, 0]), 3, 30, 70)).toBe(TODAY + 200);
    expect(openingDay(rowsAt([null]), 20, 30, 70)).toBe(TODAY);
    expect(openingDay(rowsAt([]), 20, 30, 70)).toBe(TODAY);
  });
});
