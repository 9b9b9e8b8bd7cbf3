import type { Paint, Primitive, RectPrimitive, SegmentsPrimitive } from '../../shared/gantt/primitives.ts';
import type { TextMeasure } from '../../shared/gantt/labels.ts';
import type { Palette } from './palette.ts';

/** A canvas with what is needed to draw primitives on it crisply. `ratio` is device pixels per CSS pixel. */
export interface CanvasMedium {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly ratio: number;
  readonly fontFamily: string;
}

const DASH = [4, 3];
const SOLID: number[] = [];

/** Draws primitives in CSS pixels. Fills and crisp lines start on device pixels, so hairlines stay hairlines. */
export function paintPrimitives(medium: CanvasMedium, primitives: readonly Primitive[]): void {
  const { context, ratio } = medium;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textBaseline = 'middle';
  const state = { font: '', dashed: false };
  context.setLineDash(SOLID);
  for (const primitive of primitives) {
    switch (primitive.shape) {
      case 'rect':
        setDash(context, state, primitive.dashed);
        paintRect(medium, primitive);
        break;
      case 'polygon':
        setDash(context, state, primitive.dashed);
        tracePolygon(context, primitive.points);
        finish(medium, primitive);
        break;
      case 'segments':
        paintSegments(medium, primitive, state);
        break;
      case 'text': {
        const font = `${primitive.bold ? 600 : 400} ${primitive.size}px ${medium.fontFamily}`;
        if (font !== state.font) {
          state.font = font;
          context.font = font;
        }
        context.textAlign = primitive.anchor === 'middle' ? 'center' : primitive.anchor;
        context.fillStyle = medium.palette[primitive.paint];
        context.fillText(primitive.text, primitive.x, primitive.y + 0.5);
        break;
      }
    }
  }
}

function setDash(context: CanvasRenderingContext2D, state: { dashed: boolean }, dashed: boolean): void {
  if (dashed === state.dashed) return;
  state.dashed = dashed;
  context.setLineDash(dashed ? DASH : SOLID);
}

function snap(value: number, ratio: number): number {
  return Math.round(value * ratio) / ratio;
}

function paintRect(medium: CanvasMedium, rect: RectPrimitive): void {
  const { context, ratio, palette } = medium;
  const x0 = snap(rect.x, ratio);
  const y0 = snap(rect.y, ratio);
  const x1 = Math.max(snap(rect.x + rect.width, ratio), x0 + 1 / ratio);
  const y1 = snap(rect.y + rect.height, ratio);
  if (rect.stroke === null && rect.radius === 0) {
    if (rect.fill !== null) {
      context.fillStyle = palette[rect.fill];
      context.fillRect(x0, y0, x1 - x0, y1 - y0);
    }
    return;
  }
  const inset = rect.stroke === null ? 0 : rect.lineWidth / 2;
  const width = Math.max(x1 - x0 - inset * 2, 0.5);
  const height = Math.max(y1 - y0 - inset * 2, 0.5);
  context.beginPath();
  context.roundRect(x0 + inset, y0 + inset, width, height, rect.radius);
  finish(medium, rect);
}

function tracePolygon(context: CanvasRenderingContext2D, points: readonly number[]): void {
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) context.lineTo(points[i]!, points[i + 1]!);
  context.closePath();
}

function finish(
  medium: CanvasMedium,
  outline: { fill: Paint | null; stroke: Paint | null; lineWidth: number },
): void {
  const { context, palette } = medium;
  if (outline.fill !== null) {
    context.fillStyle = palette[outline.fill];
    context.fill();
  }
  if (outline.stroke !== null) {
    context.strokeStyle = palette[outline.stroke];
    context.lineWidth = outline.lineWidth;
    context.stroke();
  }
}

function paintSegments(medium: CanvasMedium, segments: SegmentsPrimitive, state: { dashed: boolean }): void {
  const { context, palette, ratio } = medium;
  const { points } = segments;
  if (segments.crisp && !segments.dashed) {
    const width = Math.max(1, Math.round(segments.lineWidth * ratio)) / ratio;
    context.fillStyle = palette[segments.stroke];
    for (let i = 0; i < points.length; i += 4) {
      const x = snap(points[i]!, ratio);
      const y = snap(points[i + 1]!, ratio);
      const right = snap(points[i + 2]!, ratio);
      const bottom = snap(points[i + 3]!, ratio);
      context.fillRect(x, y, Math.max(right - x, width), Math.max(bottom - y, width));
    }
    return;
  }
  setDash(context, state, segments.dashed);
  const shift = segments.crisp ? segments.lineWidth / 2 : 0;
  context.beginPath();
  for (let i = 0; i < points.length; i += 4) {
    const isVertical = points[i] === points[i + 2];
    const dx = isVertical ? shift : 0;
    const dy = isVertical ? 0 : shift;
    context.moveTo(
      place(points[i]!, segments.crisp, ratio) + dx,
      place(points[i + 1]!, segments.crisp, ratio) + dy,
    );
    context.lineTo(
      place(points[i + 2]!, segments.crisp, ratio) + dx,
      place(points[i + 3]!, segments.crisp, ratio) + dy,
    );
  }
  context.strokeStyle = palette[segments.stroke];
  context.lineWidth = segments.lineWidth;
  context.stroke();
}

function place(value: number, crisp: boolean, ratio: number): number {
  return crisp ? snap(value, ratio) : value;
}

/** Widths are proportional to the size, so one size is measured. */
const MEASURED_SIZE = 100;
/** Texts remembered of each weight; a long planning has more. */
const MEASURE_LIMIT = 5000;

/** Text widths in a font family, each text measured once. Needs no canvas in the page. */
export function createTextMeasure(fontFamily: string): TextMeasure {
  const regular = createWeightMeasure(400, fontFamily);
  const strong = createWeightMeasure(600, fontFamily);
  return (text, size, bold) => (bold ? strong : regular)(text) * size;
}

/** Widths in em of one weight. It has a canvas of its own, because changing a canvas's font costs more than measuring. */
function createWeightMeasure(weight: number, fontFamily: string): (text: string) => number {
  // It is measured on, never shown: no need for the graphics card to know of it.
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This window has no 2D canvas.');
  context.font = `${weight} ${MEASURED_SIZE}px ${fontFamily}`;
  const known = new Map<string, number>();
  return (text) => {
    let em = known.get(text);
    if (em === undefined) {
      em = context.measureText(text).width / MEASURED_SIZE;
      if (known.size > MEASURE_LIMIT) known.clear();
      known.set(text, em);
    }
    return em;
  };
}
