import { crispLines, filledRect, freeLines, outlinedRect, type Primitive } from './primitives.ts';
import type { Tile, Tiles } from './tiles.ts';

/** Height of the map, width of one of its tiles and of the whole at most, in heights of the text. */
const HEIGHT = 2;
const TILE_WIDTH = 1.5;
const MOST_WIDTH = 9;
/** Points from which a tile has lines of its own around it, and height of the mark where it has none. */
const LINED = 2.4;
const LEAST_MARK = 2.6;

/**
 * A small map of the tiles that ends at `x1`, its middle on `y`: the one of this sheet filled, those left out crossed.
 * Of very many only the place of this one is shown. Answers its left edge.
 */
export function pushKeyMap(
  out: Primitive[],
  tiles: Tiles,
  here: Tile,
  { x1, y, text }: { x1: number; y: number; text: number },
): number {
  const width = Math.min(tiles.wide * TILE_WIDTH, MOST_WIDTH) * text;
  const height = HEIGHT * text;
  const [x0, y0] = [x1 - width, y - height / 2];
  const cell = { width: width / tiles.wide, height: height / tiles.high };
  out.push(filledRect(x0, y0, width, height, 'ground'));
  const filled = Math.max(cell.height, LEAST_MARK);
  const top = Math.min(y0 + here.band * cell.height, y0 + height - filled);
  out.push(filledRect(x0 + here.strip * cell.width, top, cell.width, filled, 'summary'));
  if (cell.height >= LINED) {
    const crosses = tiles.leftOut.flatMap(({ band, strip }) => {
      const [left, upper] = [x0 + strip * cell.width, y0 + band * cell.height];
      return [left, upper, left + cell.width, upper + cell.height];
    });
    if (crosses.length > 0) out.push(freeLines(crosses, 'link', text * 0.05));
    const lines: number[] = [];
    for (let band = 1; band < tiles.high; band++)
      lines.push(x0, y0 + band * cell.height, x1, y0 + band * cell.height);
    for (let strip = 1; strip < tiles.wide; strip++)
      lines.push(x0 + strip * cell.width, y0, x0 + strip * cell.width, y0 + height);
    if (lines.length > 0) out.push(crispLines(lines, 'gridMajor', text * 0.06));
  }
  out.push(outlinedRect({ x: x0, y: y0, width, height, radius: 0 }, null, 'gridYear', text * 0.08));
  return x0;
}
