import { describe, expect, it } from 'vitest';
import { isoFromDay } from '../../../../shared/domain/iso-date.ts';
import { hitTest, type HitInput } from '../../../../shared/gantt/hit-test.ts';
import { SCREEN_SIZES } from '../../../../shared/gantt/marks.ts';
import { ganttView, milestone, rowSource, TODAY } from './gantt-factory.ts';

const gate = { kind: 'gate' as const, start: isoFromDay(TODAY), end: isoFromDay(TODAY) };
const view = {
  ...ganttView(1, 1, [0]),
  milestones: [
    milestone(0, 0),
    milestone(0, 1, gate),
    milestone(0, 2, { end: isoFromDay(TODAY) }),
    milestone(0, 3, { start: null, end: null }),
  ],
};
const { model, rows } = rowSource(view);
const H = SCREEN_SIZES.rowHeight;
/** Ten pixels a day, today at x = 100. */
const input: HitInput = {
  model,
  rows,
  scale: { origin: TODAY - 10, pxPerDay: 10 },
  left: 0,
  top: 0,
  sizes: SCREEN_SIZES,
};
const middle = (row: number) => (row + 0.5) * H;

describe('hit test', () => {
  it('tells the parts of a wide bar from one another', () => {
    expect(hitTest(input, 102, middle(2))).toEqual({ row: 2, milestone: 0, part: 'start' });
    expect(hitTest(input, 125, middle(2))).toEqual({ row: 2, milestone: 0, part: 'body' });
    expect(hitTest(input, 149, middle(2))).toEqual({ row: 2, milestone: 0, part: 'end' });
  });

  it('misses beside a bar, above it, and on a milestone without dates', () => {
    expect(hitTest(input, 90, middle(2))?.milestone).toBe(-1);
    expect(hitTest(input, 125, 2 * H + 1)?.milestone).toBe(-1);
    expect(hitTest(input, 105, middle(5))).toEqual({ row: 5, milestone: -1, part: 'body' });
  });

  it('takes a gate as a whole', () => {
    expect(hitTest(input, 105, middle(3))).toEqual({ row: 3, milestone: 1, part: 'body' });
    expect(hitTest(input, 98, middle(3))?.part).toBe('body');
    expect(hitTest(input, 120, middle(3))?.milestone).toBe(-1);
  });

  it('leaves the inside of a narrow bar to moving, its ends stand outside', () => {
    expect(hitTest(input, 105, middle(4))).toEqual({ row: 4, milestone: 2, part: 'body' });
    expect(hitTest(input, 97, middle(4))?.part).toBe('start');
    expect(hitTest(input, 113, middle(4))?.part).toBe('end');
  });

  it('finds summary rows without a mark and nothing outside the rows', () => {
    expect(hitTest(input, 125, middle(0))).toEqual({ row: 0, milestone: -1, part: 'body' });
    expect(hitTest(input, 125, -1)).toBeNull();
    expect(hitTest(input, 125, middle(6))).toBeNull();
  });
});
