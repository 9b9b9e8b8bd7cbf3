/** The columns of the table: which there are, which a width has room for. */
import type { PathMarks } from './critical-path.ts';
import type { GanttModel } from './gantt-model.ts';

export const columnKeys = ['label', 'start', 'end', 'duration', 'status', 'owner', 'drift', 'slack'] as const;
export type ColumnKey = (typeof columnKeys)[number];

/** Columns that have something to say: drift beside a baseline, slack beside a critical path. */
export function availableColumns(model: GanttModel, path: PathMarks | null): ColumnKey[] {
  return columnKeys.filter(
    (key) => (key !== 'drift' || model.baseline !== null) && (key !== 'slack' || path !== null),
  );
}

export interface TableColumn {
  key: ColumnKey;
  x: number;
  width: number;
}

/** Width of the columns beside the label, and how much must be left to the label for them; the weightiest first. */
const SIDE_COLUMNS = [
  { key: 'end', width: 90, least: 0 },
  { key: 'status', width: 112, least: 138 },
  { key: 'slack', width: 100, least: 170 },
  { key: 'drift', width: 100, least: 170 },
  { key: 'start', width: 90, least: 228 },
  { key: 'owner', width: 116, least: 228 },
  { key: 'duration', width: 100, least: 228 },
] as const;

/** The wanted columns a table of `width` pixels has room for: the name takes what is left. */
export function tableColumns(width: number, wanted: readonly ColumnKey[]): TableColumn[] {
  const shown = new Map<ColumnKey, number>();
  let left = width;
  for (const { key, width: needed, least } of SIDE_COLUMNS) {
    if (!wanted.includes(key) || left - needed < least) continue;
    shown.set(key, needed);
    left -= needed;
  }
  const columns: TableColumn[] = [{ key: 'label', x: 0, width: left }];
  let x = left;
  for (const key of columnKeys) {
    const needed = shown.get(key);
    if (needed === undefined) continue;
    columns.push({ key, x, width: needed });
    x += needed;
  }
  return columns;
}
