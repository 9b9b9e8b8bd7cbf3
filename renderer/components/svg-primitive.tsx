import type { SVGAttributes, ReactElement } from 'react';
import type { Paint, PolygonPrimitive, Primitive, RectPrimitive } from '../../shared/gantt/primitives.ts';
import { inks } from '../../shared/paper/inks.ts';
import { BASELINE, isolated, polygonPath, segmentsPath, short } from '../../shared/paper/svg-file.ts';

/** Lengths of a dash and of its gap. */
const DASHES = '3 2';

/** One primitive as SVG, null when there is nothing to draw; its colours are those of paper. */
export function svgOf(primitive: Primitive): ReactElement | null {
  switch (primitive.shape) {
    case 'rect': {
      const { x, y, width, height } = primitive;
      return (
        <rect
          {...outlineOf(primitive)}
          x={short(x)}
          y={short(y)}
          width={short(width)}
          height={short(height)}
          aria-hidden
        />
      );
    }
    case 'polygon':
      return <path {...outlineOf(primitive)} d={polygonPath(primitive)} aria-hidden />;
    case 'segments':
      if (primitive.points.length === 0) return null;
      return <path {...strokeOf(primitive.stroke, primitive)} d={segmentsPath(primitive)} aria-hidden />;
    case 'text':
      return (
        <text
          {...fillOf(primitive.paint)}
          x={short(primitive.x)}
          y={short(primitive.y + primitive.size * BASELINE)}
          fontSize={short(primitive.size)}
          fontWeight={primitive.bold ? 600 : undefined}
          aria-hidden={primitive.isRead ? undefined : true}
          textAnchor={primitive.anchor === 'start' ? undefined : primitive.anchor}
        >
          {isolated(primitive.text)}
        </text>
      );
  }
}

/** What fills a shape, and what lies below it where it lets that through. */
export function fillOf(paint: Paint): SVGAttributes<SVGElement> {
  const { colour, opacity } = inks[paint];
  return { fill: colour, ...(opacity !== undefined && { fillOpacity: opacity }) };
}

function strokeOf(
  paint: Paint,
  { lineWidth, dashed }: { readonly lineWidth: number; readonly dashed: boolean },
): SVGAttributes<SVGElement> {
  return {
    stroke: inks[paint].colour,
    strokeWidth: short(lineWidth),
    ...(dashed && { strokeDasharray: DASHES }),
  };
}

/** An outline in the colour of the fill adds weight to the file and nothing to the page. */
function outlineOf(shape: RectPrimitive | PolygonPrimitive): SVGAttributes<SVGElement> {
  const { fill, stroke } = shape;
  return {
    ...(fill !== null && fillOf(fill)),
    ...(stroke !== null && stroke !== fill && strokeOf(stroke, shape)),
  };
}
