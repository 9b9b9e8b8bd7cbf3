/**
 * Marks of the days a milestone is held to: a flag for a deadline, a bracket for a day not to be passed, a pin for an
 * imposed one. A missed one is filled and doubled, so that it is told apart without its colour.
 */
import { NO_DAY } from './day.ts';
import { missesLimit, type GanttModel, type MilestoneLimits } from './gantt-model.ts';
import type { MarkSizes } from './marks.ts';
import { crispLines, filledRect, polygon, type Primitive } from './primitives.ts';
import type { SceneInput } from './scene-input.ts';
import { xOfDay } from './time-scale.ts';

/** What a mark covers across, for labels to keep clear of. */
export interface Obstacle {
  x0: number;
  x1: number;
}

/** Draws the marks of one milestone and tells what they cover. */
export function pushLimits(
  out: Primitive[],
  input: SceneInput,
  milestone: number,
  limits: MilestoneLimits,
  y: number,
): Obstacle[] {
  const { model, sizes } = input;
  const covered: Obstacle[] = [];
  const mark = (limit: number, push: PushLimit) => {
    const x = limitX(input, limit);
    if (x === null) return;
    push(out, x, y, missesLimit(model, milestone, limit), sizes);
    covered.push({ x0: x - sizes.bar * 0.4, x1: x + sizes.bar * 0.6 });
  };
  mark(limits.deadline, pushDeadline);
  mark(limits.notAfter, pushNotAfter);
  const pin = limits.fixedOn === NO_DAY ? null : pinX(input, limits.fixedOn);
  if (pin !== null) {
    pushPinAt(out, pin, y - sizes.bar * 0.45, sizes);
    covered.push({ x0: pin - sizes.bar * 0.2, x1: pin + sizes.bar * 0.2 });
  }
  return covered;
}

/** Whether a milestone misses a day it is held to. */
export function missesAny(model: GanttModel, milestone: number): boolean {
  const limits = model.limits.get(milestone);
  if (!limits) return false;
  return missesLimit(model, milestone, limits.deadline) || missesLimit(model, milestone, limits.notAfter);
}

/** The end of a day, where it is to be seen. */
function limitX({ scale, left, clip }: SceneInput, limit: number): number | null {
  if (limit === NO_DAY) return null;
  const x = left + xOfDay(scale, limit + 1);
  return x >= clip.x0 && x <= clip.x1 ? x : null;
}

type PushLimit = (out: Primitive[], x: number, y: number, isMissed: boolean, sizes: MarkSizes) => void;

/** A pennant on a pole as high as its row. */
export const pushDeadline: PushLimit = (out, x, y, isMissed, sizes) => {
  const reach = sizes.bar * 0.78;
  const cloth = sizes.bar * 0.5;
  const paint = isMissed ? 'late' : 'limit';
  const points = [x, y - reach, x + cloth, y - reach + cloth / 2, x, y - reach + cloth];
  out.push(polygon(points, isMissed ? 'late' : 'ground', paint, sizes.outline * 0.8));
  out.push(crispLines([x, y - reach, x, y + reach], paint, sizes.outline * (isMissed ? 2 : 1)));
};

/** A bracket that closes to the left; a missed one is doubled. */
export const pushNotAfter: PushLimit = (out, x, y, isMissed, sizes) => {
  const reach = sizes.bar * 0.78;
  const foot = sizes.bar * 0.35;
  const paint = isMissed ? 'late' : 'limit';
  const lines = [
    x,
    y - reach,
    x,
    y + reach,
    x - foot,
    y - reach,
    x,
    y - reach,
    x - foot,
    y + reach,
    x,
    y + reach,
  ];
  out.push(crispLines(lines, paint, sizes.outline));
  if (isMissed) out.push(filledRect(x + sizes.bar * 0.18, y - reach, sizes.bar * 0.22, reach * 2, 'late'));
};

/** The middle of an imposed day, where it is to be seen. */
function pinX({ scale, left, clip }: SceneInput, fixedOn: number): number | null {
  const x = left + xOfDay(scale, fixedOn + 0.5);
  return x >= clip.x0 && x <= clip.x1 ? x : null;
}

/** A pin, a round head on a short needle that ends at a height. */
export function pushPinAt(out: Primitive[], x: number, foot: number, sizes: MarkSizes): void {
  const r = sizes.bar * 0.2;
  const y = foot - sizes.bar * 0.32;
  const c = r * 0.42;
  out.push(crispLines([x, y, x, foot], 'limit', sizes.outline * 0.8));
  out.push(
    polygon(
      [
        x - c,
        y - r,
        x + c,
        y - r,
        x + r,
        y - c,
        x + r,
        y + c,
        x + c,
        y + r,
        x - c,
        y + r,
        x - r,
        y + c,
        x - r,
        y - c,
      ],
      'limit',
      null,
    ),
  );
}
