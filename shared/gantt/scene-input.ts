/** What every layer of the chart is drawn from: the window of rows and days, and the sizes of the medium. */
import type { PathMarks } from './critical-path.ts';
import type { GanttModel } from './gantt-model.ts';
import type { TextMeasure } from './labels.ts';
import type { LinkIndex } from './link-index.ts';
import type { Draft, MarkSizes } from './marks.ts';
import type { DrawnCalendars } from './drawn-calendars.ts';
import type { Grouping, RowList } from './rows.ts';
import type { TimeScale } from './time-scale.ts';
import type { GanttWords } from './words.ts';

/** `name`: each mark carries its label (screen). `date`: only point marks carry their date (the name is beside, on paper). */
export type LabelMode = 'name' | 'date';

export interface SceneInput {
  model: GanttModel;
  grouping: Grouping;
  rows: RowList;
  links: LinkIndex | null;
  /** Days off and periods of the rows. */
  calendars: DrawnCalendars;
  /** Null while no critical path is shown. */
  path: PathMarks | null;
  /** Whether a link to a row that is not drawn leaves the window; on paper it would end in the void. */
  linksLeave: boolean;
  scale: TimeScale;
  /** x of the scale's origin in the scene. */
  left: number;
  clip: { x0: number; x1: number };
  /** How far marks may run beyond `clip`: 0 on paper, where nothing would cut them. */
  bleed: number;
  /** Rows `firstRow ... lastRow - 1` are drawn, the first with its top at `top`. */
  firstRow: number;
  lastRow: number;
  top: number;
  /** Where rows of unequal height begin, counted from the first row of all, and last where they end. */
  tops?: Float64Array;
  sizes: MarkSizes;
  labels: LabelMode;
  /** Whether a row whose mark lies on another sheet points to it. */
  pointsBeyond?: boolean;
  words: GanttWords;
  measure: TextMeasure;
  draft: Draft | null;
  selectedRow: number;
  /** Rows chosen beside it. */
  selection?: ReadonlySet<number>;
}

/** Top of a row in the scene. */
export function rowTop(input: SceneInput, row: number): number {
  const { top, tops, firstRow, sizes } = input;
  return top + (tops ? tops[row]! - tops[firstRow]! : (row - firstRow) * sizes.rowHeight);
}

/** Height in the scene of the middle of a row. */
export function rowMiddle(input: SceneInput, row: number): number {
  return (rowTop(input, row) + rowTop(input, row + 1)) / 2;
}

/** Whether a row is chosen, alone or among others. */
export function isSelectedRow(
  { selectedRow, selection }: { selectedRow: number; selection?: ReadonlySet<number> },
  row: number,
): boolean {
  return row === selectedRow || selection?.has(row) === true;
}
