import type { Paint, Primitive } from '../../../../shared/gantt/primitives.ts';
import { inks } from '../../../../shared/paper/inks.ts';

/** Relative luminance of a paint on white paper, 0 black to 1 white. */
export function greyOf(paint: Paint): number {
  const { colour, opacity = 1 } = inks[paint];
  const digits = colour.length === 4 ? colour.slice(1).replaceAll(/./g, '$&$&') : colour.slice(1);
  const [r, g, b] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return (0.2126 * r! + 0.7152 * g! + 0.0722 * b!) * opacity + 1 - opacity;
}

/** Primitives on a grid of `step` points, as a grey printer would set them: rows of values from 0 to 1. */
export function greyRaster(
  primitives: readonly Primitive[],
  box: { x0: number; y0: number; x1: number; y1: number },
  step: number,
): number[][] {
  const columns = Math.round((box.x1 - box.x0) / step);
  const rows = Math.round((box.y1 - box.y0) / step);
  const grid = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 1));
  const set = (paint: Paint, covers: (x: number, y: number) => boolean) => {
    const grey = greyOf(paint);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        if (covers(box.x0 + (column + 0.5) * step, box.y0 + (row + 0.5) * step)) grid[row]![column] = grey;
  };
  for (const shape of primitives) {
    if (shape.shape === 'text') continue;
    if (shape.shape === 'segments') {
      set(shape.stroke, (x, y) => isOnLines(shape.points, x, y, shape.lineWidth, shape.dashed));
      continue;
    }
    const points = shape.shape === 'polygon' ? shape.points : corners(shape);
    if (shape.fill) set(shape.fill, (x, y) => isInside(points, x, y));
    const lines = points.flatMap((_, i) =>
      i % 2 ? [] : [0, 1, 2, 3].map((k) => points[(i + k) % points.length]!),
    );
    if (shape.stroke) set(shape.stroke, (x, y) => isOnLines(lines, x, y, shape.lineWidth, shape.dashed));
  }
  return grid;
}

function corners({ x, y, width, height }: { x: number; y: number; width: number; height: number }): number[] {
  return [x, y, x + width, y, x + width, y + height, x, y + height];
}

function isInside(points: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0; i < points.length; i += 2) {
    const [x1, y1] = [points[i]!, points[i + 1]!];
    const [x2, y2] = [points[(i + 2) % points.length]!, points[(i + 3) % points.length]!];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** Dashes of 3 points, 2 apart, as on paper. */
function isOnLines(points: readonly number[], x: number, y: number, width: number, dashed: boolean): boolean {
  for (let i = 0; i + 3 < points.length; i += 4) {
    const [x1, y1, x2, y2] = points.slice(i, i + 4) as [number, number, number, number];
    const length = Math.hypot(x2 - x1, y2 - y1);
    if (length === 0) continue;
    const along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length;
    const across = Math.abs((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / length;
    if (along < 0 || along > length || across > width / 2) continue;
    if (!dashed || along % 5 < 3) return true;
  }
  return false;
}
