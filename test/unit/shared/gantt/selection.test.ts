import { describe, expect, it } from 'vitest';
import { isoFromDay } from '../../../../shared/domain/iso-date.ts';
import { dragTarget, movedAlong, nudgeDrag, pressDrag, type Drag } from '../../../../shared/gantt/drag.ts';
import { milestoneKeysBetween, milestonesWith, rowsOfKeys } from '../../../../shared/gantt/selection.ts';
import { ganttView, milestone, rowSource } from './gantt-factory.ts';

describe('several chosen milestones', () => {
  const source = rowSource(ganttView(2, 1, [3]));

  it('are those on the rows of a range, whichever end comes first', () => {
    // Rows: group, deployment, three milestones, group, deployment, three milestones.
    const down = milestoneKeysBetween(source, 3, 7);
    expect([...down]).toEqual(['m:m0-1', 'm:m0-2', 'm:m1-0']);
    expect(milestoneKeysBetween(source, 7, 3)).toEqual(down);
    expect([...rowsOfKeys(source, down)]).toEqual([3, 4, 7]);
  });

  it('count while their row is shown', () => {
    const folded = rowSource(ganttView(2, 1, [3]), 'establishment', ['d:d1']);
    expect([...rowsOfKeys(folded, new Set(['m:m0-1', 'm:m1-0', 'm:gone']))]).toEqual([3]);
  });

  it('are changed together when one of them is, else that one alone', () => {
    const rows = rowsOfKeys(source, milestoneKeysBetween(source, 2, 4));
    expect(milestonesWith(source, rows, 1)).toEqual([0, 1, 2]);
    expect(milestonesWith(source, rows, 4)).toEqual([4]);
  });
});

describe('moving several', () => {
  const view = ganttView(2, 1, [0]);
  // Saint Stephen is a holiday in Alsace-Moselle only; 2026-12-24 is a Thursday.
  view.establishments[1]!.holidayZone = 'alsace-moselle';
  view.milestones.push(
    milestone(0, 0, { start: '2026-12-23', end: '2026-12-23', kind: 'gate' }),
    milestone(0, 1, { start: '2026-12-21', end: '2026-12-24' }),
    milestone(0, 2, { start: null, end: null }),
    milestone(1, 0, { start: '2025-12-24', end: '2025-12-24', kind: 'gate' }),
  );
  const { model } = rowSource(view);
  const press = (at: number): Drag => {
    const drag = pressDrag(dragTarget(model, at), 'body', 0, 10);
    if (!drag) throw new Error('not to be dragged');
    return drag;
  };

  it('goes by as many working days of each one’s calendar, length kept, undated ones left', () => {
    const drag = nudgeDrag(press(0), 'body', 2);
    const moved = movedAlong(model, drag, [0, 1, 2, 3]);
    expect(moved.map(({ milestone: at, start, end }) => [at, isoFromDay(start), isoFromDay(end)])).toEqual([
      [1, '2026-12-23', '2026-12-29'],
      // 25 and 26 December 2025 are off there, then the weekend.
      [3, '2025-12-30', '2025-12-30'],
    ]);
  });

  it('takes nothing along with a resize, nor with a drag that came back', () => {
    expect(movedAlong(model, nudgeDrag(press(1), 'end', 1), [0, 1])).toEqual([]);
    expect(movedAlong(model, press(0), [0, 1])).toEqual([]);
  });
});
