/** The link whose line runs under a point: only those that touch a row in the window are looked at. */
import type { LinkIndex } from './link-index.ts';
import { lineOfLink } from './link-lines.ts';
import { ROW } from './rows.ts';
import type { SceneInput } from './scene-input.ts';

/** The two milestones a link ties, and its code among `LINK_TYPE`. */
export interface LinkEnds {
  from: number;
  to: number;
  type: number;
}

const REACH = 4;

/** The nearest link within reach of a point of the scene; null for none. */
export function linkUnder(input: SceneInput, links: LinkIndex, x: number, y: number): LinkEnds | null {
  const { rows, firstRow, lastRow } = input;
  let nearest: LinkEnds | null = null;
  let least = REACH;
  const look = (from: number, to: number, type: number): void => {
    const distance = distanceTo(lineOfLink(input, { from, to, type }).lines, x, y);
    if (distance > least || (distance === least && nearest)) return;
    least = distance;
    nearest = { from, to, type };
  };
  for (let row = firstRow; row < lastRow; row++) {
    if (rows.kind[row] !== ROW.milestone) continue;
    const milestone = rows.ref[row]!;
    for (let i = links.inFirst[milestone]!; i < links.inFirst[milestone + 1]!; i++)
      look(links.inFrom[i]!, milestone, links.inType[i]!);
    for (let i = links.outFirst[milestone]!; i < links.outFirst[milestone + 1]!; i++)
      look(milestone, links.outTo[i]!, links.outType[i]!);
  }
  return nearest;
}

/** From a point to the nearest of horizontal and vertical lines, each x1, y1, x2, y2 with x1 <= x2 and y1 <= y2. */
function distanceTo(lines: readonly number[], x: number, y: number): number {
  let least = Infinity;
  for (let i = 0; i < lines.length; i += 4) {
    const dx = Math.max(lines[i]! - x, 0, x - lines[i + 2]!);
    const dy = Math.max(lines[i + 1]! - y, 0, y - lines[i + 3]!);
    least = Math.min(least, Math.max(dx, dy));
  }
  return least;
}
