import type { PathMarks } from '../../../shared/gantt/critical-path.ts';
import type { GanttModel } from '../../../shared/gantt/gantt-model.ts';
import type { Hit } from '../../../shared/gantt/hit-test.ts';
import type { LinkIndex } from '../../../shared/gantt/link-index.ts';
import type { Draft } from '../../../shared/gantt/marks.ts';
import type { DrawnCalendars } from '../../../shared/gantt/drawn-calendars.ts';
import type { Grouping, RowList } from '../../../shared/gantt/rows.ts';
import type { ColumnKey } from '../../../shared/gantt/table-columns.ts';
import type { GanttWords } from '../../../shared/gantt/words.ts';

export interface SurfaceElements {
  readonly host: HTMLElement;
  readonly scroller: HTMLElement;
  readonly window: HTMLElement;
  readonly sizer: HTMLElement;
  readonly table: HTMLElement;
  readonly layer: HTMLElement;
  /** Under the rows of the table. */
  readonly tableCanvas: HTMLCanvasElement;
  readonly canvas: HTMLCanvasElement;
}

/** What is shown; the position of the scroller is not part of it. */
export interface SurfaceContent {
  readonly model: GanttModel;
  readonly grouping: Grouping;
  readonly rows: RowList;
  readonly links: LinkIndex | null;
  readonly calendars: DrawnCalendars;
  readonly path: PathMarks | null;
  /** Columns wanted in the table, as far as there is room. */
  readonly columns: readonly ColumnKey[];
  readonly words: GanttWords;
  readonly pxPerDay: number;
  /** Null follows the window. */
  readonly tableWidth: number | null;
  readonly selectedRow: number;
}

/** Where the chart stands: first visible day and row, both fractional. */
export interface SurfacePosition {
  readonly day: number;
  readonly row: number;
}

export interface GanttSurface {
  /** Shows content. The first time at `start`, a position left earlier, or at today. */
  readonly set: (content: SurfaceContent, start?: SurfacePosition | null) => void;
  /** Shows other dates for one milestone; null shows the recorded ones. */
  readonly setDraft: (draft: Draft | null) => void;
  readonly setTableWidth: (width: number) => void;
  readonly tableWidth: () => number;
  readonly maxTableWidth: () => number;
  /** Draws at once, e.g. after the columns of the model moved. */
  readonly redraw: () => void;
  readonly zoomBy: (factor: number, clientX?: number) => void;
  readonly zoomTo: (pxPerDay: number) => void;
  readonly fit: () => void;
  readonly showDay: (day: number) => void;
  readonly showRow: (row: number) => void;
  /** First and last day of which something is in the chart. */
  readonly shownDays: () => { from: number; to: number };
  readonly position: () => SurfacePosition;
  /** Hit under a pointer; null outside the rows. `chartX` is the pointer in chart coordinates. */
  readonly hit: (clientX: number, clientY: number) => Hit | null;
  readonly chartX: (clientX: number) => number;
  /** Row at a height of the window, -1 for none. */
  readonly rowAt: (clientY: number) => number;
  readonly pageRows: () => number;
  readonly pxPerDay: () => number;
  /** What is drawn now; it may be older than what was last set while a drag is on. */
  readonly content: () => SurfaceContent | null;
  readonly destroy: () => void;
}
