import { createElement, type ReactElement } from 'react';
import type { PaperPage, PaperShape, TaggedGroup } from '../../shared/paper/shapes.ts';
import { BASELINE, isolated, short } from '../../shared/paper/svg-file.ts';
import { fillOf, svgOf } from '../components/svg-primitive.tsx';

/** One sheet as SVG, in points; `className` says how large it is shown. Shapes are drawn once, so they have no keys. */
export function paperSvg(page: PaperPage, className: string, label?: string): ReactElement {
  return createElement(
    'svg',
    {
      key: page.number,
      className,
      fill: 'none',
      viewBox: `0 0 ${page.width} ${page.height}`,
      ...(label !== undefined && { role: 'group', 'aria-label': label }),
    },
    ...page.shapes.map(shapeOf),
  );
}

function shapeOf(shape: PaperShape): ReactElement | null {
  switch (shape.shape) {
    case 'group':
      return groupOf(shape);
    case 'turned': {
      const { x, y, size, text, bold, paint } = shape;
      return (
        <text
          {...fillOf(paint)}
          transform={`translate(${short(x + size * BASELINE)} ${short(y)}) rotate(-90)`}
          fontSize={short(size)}
          fontWeight={bold ? 600 : undefined}
        >
          {isolated(text)}
        </text>
      );
    }
    default:
      return svgOf(shape);
  }
}

function groupOf({ role, level, label, children }: TaggedGroup): ReactElement {
  return createElement('g', { role, 'aria-level': level, 'aria-label': label }, ...children.map(shapeOf));
}
