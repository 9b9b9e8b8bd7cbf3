/** Which rows stand on which sheet. */
import type { GanttModel } from './gantt-model.ts';
import { NO_DAY } from './day.ts';
import { ROW, type RowList } from './rows.ts';

/** Rows `first ... last - 1` of one sheet. */
export interface RowRange {
  first: number;
  last: number;
}

/** Cuts rows into sheets of at most `capacity` rows (at least 3), never between a summary row and its first child. */
export function paginateRows(rows: RowList, capacity: number): RowRange[] {
  const ranges: RowRange[] = [];
  let first = 0;
  while (first < rows.count) {
    let last = Math.min(rows.count, first + Math.max(3, capacity));
    while (last < rows.count && last > first + 1 && rows.kind[last]! > rows.kind[last - 1]!) last--;
    ranges.push({ first, last });
    first = last;
  }
  return ranges;
}

/** The rows that have something to show between two inclusive days: milestones that meet them, and what is above these. */
export function rowsInPeriod(model: GanttModel, rows: RowList, from: number, to: number): RowList {
  const keep = new Uint8Array(rows.count);
  let groupRow = -1;
  let deploymentRow = -1;
  for (let row = 0; row < rows.count; row++) {
    const ref = rows.ref[row]!;
    if (rows.kind[row] === ROW.group) groupRow = row;
    if (rows.kind[row] === ROW.group) continue;
    if (rows.kind[row] === ROW.deployment) deploymentRow = row;
    const isMilestone = rows.kind[row] === ROW.milestone;
    const start = isMilestone ? model.start[ref]! : model.summaries[ref]!.start;
    const end = isMilestone ? model.end[ref]! : model.summaries[ref]!.end;
    const isCollapsed = !isMilestone && rows.rowOfMilestone[model.firstOf[ref]!] === -1;
    if (start === NO_DAY || end < from || start > to || !(isMilestone || isCollapsed)) continue;
    keep[row] = 1;
    keep[deploymentRow] = 1;
    keep[groupRow] = 1;
  }
  return compactRows(rows, keep);
}

function compactRows(rows: RowList, keep: Uint8Array): RowList {
  const kept: RowList = {
    count: 0,
    kind: rows.kind.slice(),
    ref: rows.ref.slice(),
    rowOfGroup: rows.rowOfGroup.slice().fill(-1),
    rowOfDeployment: rows.rowOfDeployment.slice().fill(-1),
    rowOfMilestone: rows.rowOfMilestone.slice().fill(-1),
  };
  const columns = [kept.rowOfGroup, kept.rowOfDeployment, kept.rowOfMilestone];
  for (let row = 0; row < rows.count; row++) {
    if (!keep[row]) continue;
    kept.kind[kept.count] = rows.kind[row]!;
    kept.ref[kept.count] = rows.ref[row]!;
    columns[rows.kind[row]!]![rows.ref[row]!] = kept.count++;
  }
  return kept;
}
