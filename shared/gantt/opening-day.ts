import { NO_DAY } from './day.ts';
import { isOpenRow, rowDays, type RowSource } from './rows.ts';

/**
 * The day to bring into the chart so that it shows something beside its first `rowCount` rows: today where a bar of
 * theirs lies from `before` days before it to `after` days after it, else the first day of the first bar.
 */
export function openingDay(source: RowSource, rowCount: number, before: number, after: number): number {
  const { today } = source.model;
  let first = NO_DAY;
  for (let row = 0; row < Math.min(rowCount, source.rows.count); row++) {
    // The span over open rows may have nothing in it for years: theirs count.
    if (isOpenRow(source, row)) continue;
    const { start, end } = rowDays(source, row);
    if (start === NO_DAY) continue;
    if (end >= today - before && start <= today + after) return today;
    if (first === NO_DAY) first = start;
  }
  return first === NO_DAY ? today : first;
}
