/** The tiles a print is cut into: bands of rows down, strips of days across, and which of them stay blank. */
import { NO_DAY } from './day.ts';
import type { PathMarks } from './critical-path.ts';
import { KIND } from './gantt-model.ts';
import type { Days } from './page-fit.ts';
import type { RowRange } from './paginate.ts';
import { isOpenRow, ROW, rowSummary, type RowSource } from './rows.ts';

export interface Tile {
  band: number;
  strip: number;
}

/** All tiles by name, and those with something on them in the order they are printed. */
export interface Tiles {
  high: number;
  wide: number;
  printed: Tile[];
  leftOut: Tile[];
}

/** `A1`, `A2`, `B1`: a letter for the rows, a number for the days; `AA` after `Z`. */
export function tileName({ band, strip }: Tile): string {
  let letters = '';
  for (let n = band; n >= 0; n = Math.floor(n / 26) - 1)
    letters = String.fromCharCode(65 + (n % 26)) + letters;
  return `${letters}${strip + 1}`;
}

/** Leaves out what would have neither bar nor label; of each band one tile is kept, so that every row is printed. */
export function layTiles(
  source: RowSource & { path: PathMarks | null },
  ranges: readonly RowRange[],
  strips: readonly Days[],
): Tiles {
  const tiles: Tiles = { high: ranges.length, wide: strips.length, printed: [], leftOut: [] };
  ranges.forEach((range, band) => {
    const full = strips.length === 1 ? [true] : filledStrips(source, range, strips);
    const none = !full.includes(true);
    strips.forEach((_, strip) => {
      const isKept = full[strip] === true || (none && strip === 0);
      (isKept ? tiles.printed : tiles.leftOut).push({ band, strip });
    });
  });
  return tiles;
}

function filledStrips(
  source: RowSource & { path: PathMarks | null },
  range: RowRange,
  strips: readonly Days[],
): boolean[] {
  const filled = strips.map(() => false);
  const draw = (start: number, end: number) => {
    if (start === NO_DAY) return;
    strips.forEach(({ from, to }, strip) => {
      if (start <= to && end >= from) filled[strip] = true;
    });
  };
  for (let row = range.first; row < range.last && filled.includes(false); row++) drawRow(source, row, draw);
  return filled;
}

/** Tells the days of everything a row draws. */
function drawRow(
  source: RowSource & { path: PathMarks | null },
  row: number,
  draw: (start: number, end: number) => void,
): void {
  const { model, rows, path } = source;
  const ref = rows.ref[row]!;
  if (rows.kind[row] !== ROW.milestone) {
    const { start, end } = rowSummary(source, row);
    draw(start, end);
    if (rows.kind[row] === ROW.deployment && !isOpenRow(source, row))
      for (let m = model.firstOf[ref]!; m < model.firstOf[ref + 1]!; m++)
        if (model.kind[m] !== KIND.task) drawLimits(source, m, draw);
    return;
  }
  const [start, end] = [model.start[ref]!, model.end[ref]!];
  draw(model.kind[ref] === KIND.task ? start : end, end);
  if (model.baseline) draw(model.baseline.start[ref]!, model.baseline.end[ref]!);
  if (start === NO_DAY) return;
  drawLimits(source, ref, draw);
  const lateEnd = path?.lateEnd[ref] ?? NO_DAY;
  if (lateEnd > end) draw(end, lateEnd);
}

function drawLimits(
  { model }: RowSource,
  milestone: number,
  draw: (start: number, end: number) => void,
): void {
  const limits = model.limits.get(milestone);
  if (!limits) return;
  for (const day of [limits.deadline, limits.notAfter, limits.fixedOn]) draw(day, day);
}
