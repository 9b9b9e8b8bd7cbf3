/** Several milestones chosen at once: their row keys, of which those on a shown row count. */
import { ROW, rowKey, type RowSource } from './rows.ts';

/** Keys of the milestones on the rows from one to another, whichever comes first. */
export function milestoneKeysBetween(source: RowSource, a: number, b: number): Set<string> {
  const keys = new Set<string>();
  const last = Math.min(Math.max(a, b), source.rows.count - 1);
  for (let row = Math.max(0, Math.min(a, b)); row <= last; row++)
    if (source.rows.kind[row] === ROW.milestone) keys.add(rowKey(source, row));
  return keys;
}

/** Shown rows of chosen keys, in order. */
export function rowsOfKeys(source: RowSource, keys: ReadonlySet<string>): Set<number> {
  const found = new Set<number>();
  if (keys.size === 0) return found;
  for (let row = 0; row < source.rows.count && found.size < keys.size; row++)
    if (source.rows.kind[row] === ROW.milestone && keys.has(rowKey(source, row))) found.add(row);
  return found;
}

/** Milestones a change concerns that starts on `milestone`: all that are chosen when it is among them, else itself. */
export function milestonesWith(
  { rows }: RowSource,
  selection: ReadonlySet<number>,
  milestone: number,
): number[] {
  if (!selection.has(rows.rowOfMilestone[milestone] ?? -1)) return [milestone];
  return [...selection].map((row) => rows.ref[row]!);
}
