import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTextWidth, fitText, placeLabels } from '../../../../shared/gantt/labels.ts';

const candidate = fc
  .record({
    x0: fc.integer({ min: 0, max: 900 }),
    size: fc.integer({ min: 4, max: 16 }),
    widths: fc.array(fc.integer({ min: 5, max: 150 }), { minLength: 1, maxLength: 2 }),
    rank: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ x0, size, widths, rank }) => ({
    x0,
    x1: x0 + size,
    widths: widths.toSorted((a, b) => b - a),
    rank,
  }));

describe('labels of one line', () => {
  it('never overprint one another, nor a mark, nor the edges', () => {
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 14 }), (candidates) => {
        const places = placeLabels(candidates, 0, 1000, 3);
        const boxes = places.flatMap((place, i) =>
          place ? [{ x0: place.x, x1: place.x + candidates[i]!.widths[place.form]!, i }] : [],
        );
        for (const box of boxes) {
          expect(box.x0).toBeGreaterThanOrEqual(0);
          expect(box.x1).toBeLessThanOrEqual(1000);
          candidates.forEach((mark, i) => {
            if (i !== box.i) expect(mark.x1 <= box.x0 || mark.x0 >= box.x1).toBe(true);
          });
          for (const other of boxes) {
            if (other !== box) expect(other.x1 <= box.x0 || other.x0 >= box.x1).toBe(true);
          }
        }
      }),
    );
  });

  it('stand right of their mark, in a shorter form when the long one has no room, then left', () => {
    const place = (x0: number, widths: number[]) =>
      placeLabels([{ x0, x1: x0 + 10, widths, rank: 0 }], 0, 200, 2)[0];
    expect(place(20, [100, 30])).toEqual({ x: 32, side: 'right', form: 0 });
    expect(place(120, [100, 30])).toEqual({ x: 132, side: 'right', form: 1 });
    expect(place(180, [100, 30])).toEqual({ x: 148, side: 'left', form: 1 });
    expect(place(180, [300, 190])).toBeNull();
  });

  it('give way to a higher rank', () => {
    const low = { x0: 0, x1: 10, widths: [50], rank: 0 };
    const high = { x0: 80, x1: 90, widths: [60], rank: 1 };
    expect(placeLabels([low, high], 0, 100, 2)).toEqual([null, { x: 18, side: 'left', form: 0 }]);
  });
});

describe('cut text', () => {
  it('fits, is a beginning of the text, and stays whole where it can', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 0, max: 400 }), (text, width) => {
        const cut = fitText(text, width, 11, false, estimateTextWidth);
        if (estimateTextWidth(text, 11, false) <= width) expect(cut).toBe(text);
        else {
          expect(estimateTextWidth(cut, 11, false)).toBeLessThanOrEqual(width);
          expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true);
        }
      }),
    );
  });
});
