/** A drawn sheet as an SVG file: the same shapes as on paper, its colours and font in the file itself. */
import type {
  Paint,
  PolygonPrimitive,
  Primitive,
  RectPrimitive,
  SegmentsPrimitive,
} from '../gantt/primitives.ts';
import { inks } from './inks.ts';

export interface SvgSheet {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly language: string;
  readonly primitives: readonly Primitive[];
}

/** Part of a text's size from its middle down to its baseline. */
export const BASELINE = 0.36;
/** A machine that lacks the first takes the next. */
const FONTS = "Inter, 'Segoe UI', 'Liberation Sans', Arial, sans-serif";

/** The sheet, its sizes in points. */
export function svgFile({ width, height, title, language, primitives }: SvgSheet): string {
  const size = `width="${short(width)}pt" height="${short(height)}pt" viewBox="0 0 ${short(width)} ${short(height)}"`;
  const shapes = primitives.map(svgShape).filter((shape) => shape !== '');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} xml:lang="${language}" fill="none" font-family="${FONTS}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${short(width)}" height="${short(height)}" fill="#fff"/>`,
    ...shapes,
    '</svg>',
    '',
  ].join('\n');
}

function svgShape(primitive: Primitive): string {
  switch (primitive.shape) {
    case 'rect': {
      const { x, y, width, height, radius } = primitive;
      const box = `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
      return `<rect ${box}${radius > 0 ? ` rx="${short(radius)}"` : ''}${outline(primitive)}/>`;
    }
    case 'polygon':
      return `<path d="${polygonPath(primitive)}"${outline(primitive)}/>`;
    case 'segments':
      if (primitive.points.length === 0) return '';
      return `<path d="${segmentsPath(primitive)}"${stroke(primitive.stroke, primitive)}/>`;
    case 'text': {
      const { x, y, size, bold, anchor, text, paint } = primitive;
      const place = `x="${short(x)}" y="${short(y + size * BASELINE)}" font-size="${short(size)}"`;
      const style = `${bold ? ' font-weight="600"' : ''}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}`;
      return `<text ${place}${style}${fill(paint)} xml:space="preserve">${escaped(isolated(text))}</text>`;
    }
  }
}

function outline(shape: RectPrimitive | PolygonPrimitive): string {
  return `${shape.fill === null ? '' : fill(shape.fill)}${shape.stroke === null ? '' : stroke(shape.stroke, shape)}`;
}

function fill(paint: Paint): string {
  const { colour, opacity } = inks[paint];
  return ` fill="${colour}"${opacity === undefined ? '' : ` fill-opacity="${opacity}"`}`;
}

function stroke(paint: Paint, { lineWidth, dashed }: { lineWidth: number; dashed: boolean }): string {
  const line = ` stroke="${inks[paint].colour}" stroke-width="${short(lineWidth)}"`;
  return dashed ? `${line} stroke-dasharray="3 2"` : line;
}

/** Path data of a closed polygon. */
export function polygonPath({ points }: PolygonPrimitive): string {
  let path = '';
  for (let i = 0; i < points.length; i += 2)
    path += `${i === 0 ? 'M' : 'L'}${short(points[i]!)} ${short(points[i + 1]!)}`;
  return `${path}Z`;
}

/** Path data of separate lines. */
export function segmentsPath({ points }: SegmentsPrimitive): string {
  let path = '';
  for (let i = 0; i < points.length; i += 4) {
    path += `M${short(points[i]!)} ${short(points[i + 1]!)}L${short(points[i + 2]!)} ${short(points[i + 3]!)}`;
  }
  return path;
}

/** A hundredth of a point is finer than any printer. */
export function short(value: number): number {
  return Math.round(value * 100) / 100;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A text that runs from right to left keeps its own order, and stays where it is put. */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** Text as XML; control characters, which XML cannot hold, become spaces. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(CONTROLS, ' ');
}

const CONTROLS = /[\p{Cc}\ufffe\uffff]/gu;
