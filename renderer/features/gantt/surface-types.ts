import type { PathMarks } from '../../../shared/gantt/critical-path.ts';
import type { GanttModel } from '../../../shared/gantt/gantt-model.ts';
import type { Hit } from '../../../shared/gantt/hit-test.ts';
import type { LinkEnds } from '../../../shared/gantt/link-hit.ts';
import type { LinkIndex } from '../../../shared/gantt/link-index.ts';
import type { DrawnCalendars } from '../../../shared/gantt/drawn-calendars.ts';
import type { Draft, MarkSpan } from '../../../shared/gantt/marks.ts';
import type { Overlay } from '../../../shared/gantt/overlay.ts';
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
  /** Rows of the chosen milestones, when several are. */
  readonly selection: ReadonlySet<number>;
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
  /** Changes what is drawn over the chart; what is left out stays as it is. */
  readonly setOverlay: (part: Partial<Overlay>) => void;
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
  /** Goes to the first rows and to a day at which something is beside them: today if possible. */
  readonly showBars: () => void;
  /** First and last day of which something is in the chart. */
  readonly shownDays: () => { from: number; to: number };
  readonly position: () => SurfacePosition;
  /** Hit under a pointer; null outside the rows. `chartX` is the pointer in chart coordinates. */
  readonly hit: (clientX: number, clientY: number) => Hit | null;
  readonly chartX: (clientX: number) => number;
  /** A height of the window from the top of row 0. */
  readonly chartY: (clientY: number) => number;
  /** The link whose line runs under a pointer, and what of the chart lies there. */
  readonly linkAt: (clientX: number, clientY: number) => LinkEnds | null;
  /** Extent of a milestone's mark in chart coordinates; null without dates. */
  readonly spanOf: (milestone: number) => MarkSpan | null;
  /** Row at a height of the window, -1 for none. */
  readonly rowAt: (clientY: number) => number;
  /** Gives the focus back to the rows, after a tool was used. */
  readonly focus: () => void;
  readonly pageRows: () => number;
  readonly pxPerDay: () => number;
  /** What is drawn now; it may be older than what was last set while a drag is on. */
  readonly content: () => SurfaceContent | null;
  readonly destroy: () => void;
}
