/**
 * What a planning is drawn with, on screen and on paper: shapes in plain numbers and paints by name. The painter of each
 * medium gives the names their colours, and aligns `crisp` shapes to its own pixels.
 */

export type Paint =
  | 'ground'
  | 'band'
  | 'weekend'
  | 'freeze'
  | 'closure'
  | 'maintenance'
  | 'gridMinor'
  | 'gridMajor'
  | 'gridYear'
  | 'selection'
  | 'text'
  | 'textMuted'
  | 'textStrong'
  | 'summary'
  | 'summaryTint'
  | 'toCome'
  | 'inProgress'
  | 'inProgressTint'
  | 'done'
  | 'postponed'
  | 'notApplicable'
  | 'late'
  | 'lateTint'
  | 'blocked'
  | 'baseline'
  | 'link'
  | 'critical'
  | 'slack'
  | 'limit'
  | 'today'
  | 'ghost'
  | 'ghostTint';

interface Outline {
  fill: Paint | null;
  stroke: Paint | null;
  lineWidth: number;
  dashed: boolean;
}

export interface RectPrimitive extends Outline {
  shape: 'rect';
  x: number;
  y: number;
  width: number;
  height: number;
  radius: number;
}

/** A closed polygon; `points` is x, y, x, y ... */
export interface PolygonPrimitive extends Outline {
  shape: 'polygon';
  points: number[];
}

/** Separate lines; `points` is x1, y1, x2, y2 for each. `crisp` ones are all horizontal or vertical. */
export interface SegmentsPrimitive {
  shape: 'segments';
  points: number[];
  stroke: Paint;
  lineWidth: number;
  dashed: boolean;
  crisp: boolean;
}

/** One run of text, centred on `y`. */
export interface TextPrimitive {
  shape: 'text';
  x: number;
  y: number;
  text: string;
  size: number;
  bold: boolean;
  anchor: 'start' | 'middle' | 'end';
  paint: Paint;
  /** Read aloud from a printed page. Other texts are left to the eye: tags for all of them would triple the file. */
  isRead: boolean;
}

export type Primitive = RectPrimitive | PolygonPrimitive | SegmentsPrimitive | TextPrimitive;

/** A filled rectangle without outline. */
export function filledRect(x: number, y: number, width: number, height: number, fill: Paint): RectPrimitive {
  return { shape: 'rect', x, y, width, height, radius: 0, fill, stroke: null, lineWidth: 0, dashed: false };
}

/** A rectangle with an outline of its own. */
export function outlinedRect(
  box: { x: number; y: number; width: number; height: number; radius: number },
  fill: Paint | null,
  stroke: Paint,
  lineWidth: number,
  dashed = false,
): RectPrimitive {
  return { shape: 'rect', ...box, fill, stroke, lineWidth, dashed };
}

/** A polygon, filled, outlined or both. */
export function polygon(
  points: number[],
  fill: Paint | null,
  stroke: Paint | null,
  lineWidth = 0,
  dashed = false,
): PolygonPrimitive {
  return { shape: 'polygon', points, fill, stroke, lineWidth, dashed };
}

/** Horizontal and vertical lines, aligned to the medium's pixels. */
export function crispLines(
  points: number[],
  stroke: Paint,
  lineWidth = 1,
  dashed = false,
): SegmentsPrimitive {
  return { shape: 'segments', points, stroke, lineWidth, dashed, crisp: true };
}

/** Lines in any direction. */
export function freeLines(points: number[], stroke: Paint, lineWidth: number): SegmentsPrimitive {
  return { shape: 'segments', points, stroke, lineWidth, dashed: false, crisp: false };
}

/** A run of text starting at `x` and centred on `y`. */
export function textAt(
  x: number,
  y: number,
  text: string,
  size: number,
  paint: Paint,
  style: { bold?: boolean; anchor?: 'start' | 'middle' | 'end'; isRead?: boolean } = {},
): TextPrimitive {
  const { bold = false, anchor = 'start', isRead = false } = style;
  return { shape: 'text', x, y, text, size, bold, anchor, paint, isRead };
}
