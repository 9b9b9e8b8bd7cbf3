import type { ReactElement } from 'react';
import type {
  PolygonPrimitive,
  Primitive,
  RectPrimitive,
  SegmentsPrimitive,
} from '../../shared/gantt/primitives.ts';

/** Part of a text's size from its middle down to its baseline. */
const BASELINE = 0.36;

/** One primitive as SVG, null when there is nothing to draw; colours come from the classes of `print.css`. */
export function svgOf(primitive: Primitive): ReactElement | null {
  switch (primitive.shape) {
    case 'rect':
      return (
        <rect
          className={outlineClass(primitive)}
          x={short(primitive.x)}
          y={short(primitive.y)}
          width={short(primitive.width)}
          height={short(primitive.height)}
          aria-hidden
          strokeWidth={hasOutline(primitive) ? primitive.lineWidth : undefined}
        />
      );
    case 'polygon':
      return (
        <path
          className={outlineClass(primitive)}
          aria-hidden
          d={polygonPath(primitive)}
          strokeWidth={hasOutline(primitive) ? primitive.lineWidth : undefined}
        />
      );
    case 'segments':
      if (primitive.points.length === 0) return null;
      return (
        <path
          className={`stroke-${primitive.stroke}${primitive.dashed ? ' dashed' : ''}`}
          aria-hidden
          d={segmentsPath(primitive)}
          strokeWidth={primitive.lineWidth}
        />
      );
    case 'text':
      return (
        <text
          className={`fill-${primitive.paint}${primitive.bold ? ' bold' : ''}`}
          x={short(primitive.x)}
          y={short(primitive.y + primitive.size * BASELINE)}
          fontSize={short(primitive.size)}
          aria-hidden={primitive.isRead ? undefined : true}
          textAnchor={primitive.anchor === 'start' ? undefined : primitive.anchor}
        >
          {primitive.text}
        </text>
      );
  }
}

/** An outline in the colour of the fill adds weight to the file and nothing to the page. */
function hasOutline(shape: RectPrimitive | PolygonPrimitive): boolean {
  return shape.stroke !== null && shape.stroke !== shape.fill;
}

function outlineClass(shape: RectPrimitive | PolygonPrimitive): string {
  const fill = shape.fill === null ? '' : `fill-${shape.fill} `;
  const stroke = hasOutline(shape) ? `stroke-${shape.stroke}` : '';
  return `${fill}${stroke}${shape.dashed ? ' dashed' : ''}`;
}

function polygonPath({ points }: PolygonPrimitive): string {
  let path = '';
  for (let i = 0; i < points.length; i += 2)
    path += `${i === 0 ? 'M' : 'L'}${short(points[i]!)} ${short(points[i + 1]!)}`;
  return `${path}Z`;
}

function segmentsPath({ points }: SegmentsPrimitive): string {
  let path = '';
  for (let i = 0; i < points.length; i += 4) {
    path += `M${short(points[i]!)} ${short(points[i + 1]!)}L${short(points[i + 2]!)} ${short(points[i + 3]!)}`;
  }
  return path;
}

/** A hundredth of a point is finer than any printer. */
function short(value: number): number {
  return Math.round(value * 100) / 100;
}
