import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveDrag, nudgeDrag, pressDrag, releaseDrag } from '../../../../shared/gantt/drag.ts';

const task = { milestone: 3, start: 100, end: 104, isPoint: false };

describe('drag', () => {
  it('is a click below the threshold', () => {
    expect(releaseDrag(moveDrag(pressDrag(task, 'body', 50, 10), 52))).toBeNull();
  });

  it('moves both ends by whole days and keeps the length', () => {
    expect(releaseDrag(moveDrag(pressDrag(task, 'body', 50, 10), 84))).toEqual({
      milestone: 3,
      start: 103,
      end: 107,
    });
  });

  it('resizes one end and stops at one day', () => {
    expect(releaseDrag(moveDrag(pressDrag(task, 'start', 0, 10), 400))).toEqual({
      milestone: 3,
      start: 104,
      end: 104,
    });
    expect(releaseDrag(moveDrag(pressDrag(task, 'end', 0, 10), -400))).toEqual({
      milestone: 3,
      start: 100,
      end: 100,
    });
    expect(releaseDrag(moveDrag(pressDrag(task, 'end', 0, 10), 20))).toEqual({
      milestone: 3,
      start: 100,
      end: 106,
    });
  });

  it('only moves a gate, by whatever part it is taken', () => {
    const gate = { milestone: 1, start: 50, end: 50, isPoint: true };
    expect(releaseDrag(moveDrag(pressDrag(gate, 'end', 0, 4), 12))).toEqual({
      milestone: 1,
      start: 53,
      end: 53,
    });
  });

  it('writes nothing when it comes back to where it began', () => {
    const away = moveDrag(pressDrag(task, 'body', 0, 10), 55);
    expect(away.start).toBe(106);
    expect(releaseDrag(moveDrag(away, 1))).toBeNull();
  });

  it('leaves the pressed dates untouched, so that giving it up restores them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('body' as const, 'start' as const, 'end' as const),
        fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 1 }),
        fc.double({ min: 0.2, max: 48, noNaN: true }),
        (part, xs, zoom) => {
          let drag = pressDrag(task, part, 0, zoom);
          for (const x of xs) {
            drag = moveDrag(drag, x);
            expect(drag.start).toBeLessThanOrEqual(drag.end);
            expect(Number.isInteger(drag.start) && Number.isInteger(drag.end)).toBe(true);
          }
          expect(drag.target).toEqual({ milestone: 3, start: 100, end: 104, isPoint: false });
        },
      ),
    );
  });

  it('adds up days given by keyboard', () => {
    const drag = nudgeDrag(nudgeDrag(nudgeDrag(pressDrag(task, 'body', 0, 1), 1), 1), -3);
    expect(releaseDrag(drag)).toEqual({ milestone: 3, start: 99, end: 103 });
  });
});
