import type { Rectangle } from 'electron';

/** How much of a window must lie on a screen for its title bar to be reached. */
const reachable = { width: 120, height: 40 } as const;

/**
 * Where a window opens: where it was closed if that is still on a screen, else with its size alone, centred by the
 * system. `workAreas` are the screens without their task bars, in the same units.
 */
export function placeWindow(kept: Rectangle | null, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  if (!kept) return {};
  const area = workAreas.find((candidate) => overlaps(kept, candidate));
  const size = {
    width: Math.min(kept.width, Math.max(...workAreas.map(({ width }) => width))),
    height: Math.min(kept.height, Math.max(...workAreas.map(({ height }) => height))),
  };
  return area ? { x: kept.x, y: kept.y, ...size } : size;
}

function overlaps(window: Rectangle, area: Rectangle): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const height = Math.min(window.y + reachable.height, area.y + area.height) - Math.max(window.y, area.y);
  return width >= reachable.width && height >= reachable.height;
}
