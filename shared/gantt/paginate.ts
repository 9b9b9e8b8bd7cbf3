/** Which rows stand on which sheet. */
import type { GanttModel } from './gantt-model.ts';
import { NO_DAY } from './day.ts';
import { ROW, type RowList } from './rows.ts';

/** Rows `first ... last - 1` of one sheet. */
export interface RowRange {
  first: number;
  last: number;
}

/** Part of a sheet that may stay empty so that the next one begins with a group or a deployment. */
const SLACK = 0.25;
/** Rows a sheet holds at least: a group, a deployment and its first milestone. */
const FEWEST = 3;

export interface SheetRoom {
  /** Where each row begins, and last where they end. */
  tops: Float64Array;
  /** Height of a sheet for rows. */
  room: number;
  /** Whether each group begins a sheet. */
  breaksGroups: boolean;
}

/**
 * Cuts rows into sheets, never between a summary row and its first child, and before a group or a deployment where one
 * is near.
 */
export function paginateRows(rows: RowList, { tops, room, breaksGroups }: SheetRoom): RowRange[] {
  const ranges: RowRange[] = [];
  let first = 0;
  while (first < rows.count) {
    const end = breaksGroups ? nextGroup(rows, first) : rows.count;
    const full = Math.min(end, Math.max(first + FEWEST, rowAt(tops, tops[first]! + room)));
    const last = full >= end ? end : lastOfSheet(rows, tops, first, full);
    ranges.push({ first, last });
    first = last;
  }
  return ranges;
}

/** The first group after a row, or the end. */
function nextGroup(rows: RowList, row: number): number {
  let next = row + 1;
  while (next < rows.count && rows.kind[next] !== ROW.group) next++;
  return next;
}

/** The last row that begins no further down than `height`; rows before it end there. */
function rowAt(tops: Float64Array, height: number): number {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle]! <= height + 0.001) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lastOfSheet(rows: RowList, tops: Float64Array, first: number, full: number): number {
  const enough = tops[full]! - (tops[full]! - tops[first]!) * SLACK;
  for (const kind of [ROW.group, ROW.deployment]) {
    for (let last = full; last > first && tops[last]! >= enough; last--) {
      if (rows.kind[last] === kind && rows.kind[last - 1]! >= kind) return last;
    }
  }
  let last = full;
  while (last > first + 1 && rows.kind[last]! > rows.kind[last - 1]!) last--;
  return last;
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
