import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOfZone } from '../../../../shared/domain/calendar.ts';
import { dayFromIso, isoFromDay } from '../../../../shared/domain/iso-date.ts';
import {
  dragTarget,
  moveDrag,
  nudgeDrag,
  pressDrag,
  releaseDrag,
  travelOf,
  type Drag,
  type DragTarget,
} from '../../../../shared/gantt/drag.ts';
import { buildGanttModel } from '../../../../shared/gantt/gantt-model.ts';
import type { MarkPart } from '../../../../shared/gantt/hit-test.ts';
import { ganttView, milestone } from './gantt-factory.ts';

const calendar = calendarOfZone(null);

function target(start: string, end: string, values: Partial<DragTarget> = {}): DragTarget {
  return {
    milestone: 3,
    start: dayFromIso(start),
    end: dayFromIso(end),
    isPoint: false,
    calendar,
    countsCalendarDays: false,
    ...values,
  };
}

/** Monday 23 to Friday 27 November 2026. */
const task = target('2026-11-23', '2026-11-27');
const gate = target('2026-11-26', '2026-11-26', { isPoint: true });

function press(pressed: DragTarget, part: MarkPart, pxPerDay = 10): Drag {
  const drag = pressDrag(pressed, part, 0, pxPerDay);
  if (!drag) throw new Error('not to be dragged');
  return drag;
}

function days(drag: Drag): string[] | null {
  const result = releaseDrag(drag);
  return result && [isoFromDay(result.start), isoFromDay(result.end)];
}

describe('drag', () => {
  it('is a click below the threshold', () => {
    expect(days(moveDrag(press(task, 'body'), 2))).toBeNull();
  });

  it('starts work on a working day and keeps its length in working days', () => {
    expect(days(moveDrag(press(task, 'body'), 30))).toEqual(['2026-11-26', '2026-12-02']);
    // Saturday 28 forward, Sunday 22 back.
    expect(days(moveDrag(press(task, 'body'), 50))).toEqual(['2026-11-30', '2026-12-04']);
    expect(days(moveDrag(press(task, 'body'), -10))).toEqual(['2026-11-20', '2026-11-26']);
    // Over Christmas and New Year's Day.
    expect(days(moveDrag(press(task, 'body'), 310))).toEqual(['2026-12-24', '2026-12-31']);
  });

  it('keeps calendar days for what counts them, starting on a working day', () => {
    const vsr = target('2026-11-23', '2026-12-22', { countsCalendarDays: true });
    expect(days(moveDrag(press(vsr, 'body'), 50))).toEqual(['2026-11-30', '2026-12-29']);
    expect(days(moveDrag(press(vsr, 'end'), 40))).toEqual(['2026-11-23', '2026-12-26']);
  });

  it('follows the calendar of the site', () => {
    const view = ganttView(1, 1, [0]);
    view.establishments[0]!.holidayZone = 'alsace-moselle';
    view.milestones.push(milestone(0, 0, { start: '2026-12-24', end: '2026-12-24', kind: 'gate' }));
    const alsace = dragTarget(buildGanttModel(view), 0);
    // 25 and 26 December are holidays there, 27 is a Sunday.
    expect(days(moveDrag(press(alsace, 'body'), 10))).toEqual(['2026-12-28', '2026-12-28']);
  });

  it('passes over the closures of the site and of the group, not over a freeze or another site’s', () => {
    const view = ganttView(2, 1, [0]);
    const period = { kind: 'closure', label: 'Fermeture' } as const;
    view.periods.push(
      { ...period, establishmentId: 's0', from: '2026-11-30', to: '2026-12-01' },
      { ...period, establishmentId: null, from: '2026-12-02', to: '2026-12-02' },
      { ...period, establishmentId: 's1', from: '2026-12-03', to: '2026-12-31' },
      { ...period, establishmentId: 's0', kind: 'freeze', from: '2026-12-03', to: '2026-12-31' },
    );
    view.milestones.push(milestone(0, 0, { start: '2026-11-26', end: '2026-11-27' }));
    const closed = dragTarget(buildGanttModel(view), 0);
    expect(days(moveDrag(press(closed, 'body'), 10))).toEqual(['2026-11-27', '2026-12-03']);
    expect(days(nudgeDrag(press(closed, 'body'), 'body', 2))).toEqual(['2026-12-03', '2026-12-04']);
  });

  it('resizes one end and stops at one day', () => {
    expect(days(moveDrag(press(task, 'start'), 400))).toEqual(['2026-11-27', '2026-11-27']);
    expect(days(moveDrag(press(task, 'end'), -400))).toEqual(['2026-11-23', '2026-11-23']);
    expect(days(moveDrag(press(task, 'end'), 20))).toEqual(['2026-11-23', '2026-11-30']);
  });

  it('only moves a gate, by whatever part it is taken', () => {
    expect(days(moveDrag(press(gate, 'end'), 10))).toEqual(['2026-11-27', '2026-11-27']);
  });

  it('writes nothing when it comes back to where it began, wherever that is', () => {
    const weekend = target('2026-11-21', '2026-11-22');
    for (const pressed of [task, gate, weekend]) {
      const away = moveDrag(press(pressed, 'body'), 55);
      expect(days(away)).not.toBeNull();
      expect(days(moveDrag(away, 1))).toBeNull();
    }
  });

  it('holds back from what lies beyond the calendars', () => {
    expect(pressDrag(target('9999-01-01', '9999-12-31'), 'body', 0, 10)).toBeNull();
    const far = moveDrag(press(task, 'body', 0.2), 5_000_000);
    expect(isoFromDay(far.end) < '2199').toBe(true);
  });

  it('leaves the pressed dates untouched and depends on the last place of the pointer only', () => {
    const day = fc.integer({ min: dayFromIso('2020-01-01'), max: dayFromIso('2030-01-01') });
    fc.assert(
      fc.property(
        fc.constantFrom('body' as const, 'start' as const, 'end' as const),
        fc.boolean(),
        day,
        fc.nat({ max: 300 }),
        fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 1 }),
        fc.double({ min: 0.5, max: 48, noNaN: true }),
        (part, countsCalendarDays, start, length, xs, zoom) => {
          const pressed = { ...task, start, end: start + length, countsCalendarDays };
          let drag = press(pressed, part, zoom);
          for (const x of xs) {
            drag = moveDrag(drag, x);
            expect(drag.start).toBeLessThanOrEqual(drag.end);
          }
          const last = xs.at(-1)!;
          if (Math.abs(last) >= 3) expect(drag).toEqual(moveDrag(press(pressed, part, zoom), last));
          if (part === 'body' && drag.start !== start) expect(calendar.isWorkingDay(drag.start)).toBe(true);
          const worked = calendar.workingDaysBetween(start, start + length + 1);
          if (part === 'body' && !countsCalendarDays && worked > 0) {
            expect(calendar.workingDaysBetween(drag.start, drag.end + 1)).toBe(worked);
          }
          expect(drag.target).toEqual(pressed);
        },
      ),
    );
  });

  it('adds up working days given by keyboard, and tells how far it has come', () => {
    const ahead = nudgeDrag(nudgeDrag(press(gate, 'body'), 'body', 1), 'body', 1);
    expect([days(ahead), travelOf(ahead)]).toEqual([['2026-11-30', '2026-11-30'], 2]);
    expect(travelOf(nudgeDrag(nudgeDrag(ahead, 'body', -3), 'body', -1))).toBe(-2);
    const longer = nudgeDrag(nudgeDrag(press(task, 'body'), 'end', 1), 'end', 1);
    expect([days(longer), travelOf(longer)]).toEqual([['2026-11-23', '2026-12-01'], 2]);
    expect(nudgeDrag(press(gate, 'body'), 'end', 1).isMoving).toBe(false);
  });
});
