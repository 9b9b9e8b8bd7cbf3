import { createElement } from 'react';
import type { Primitive } from '../../shared/gantt/primitives.ts';
import { svgOf } from './svg-primitive.tsx';
import styles from './scene-drawing.module.css';

interface SceneDrawingProps {
  readonly width: number;
  readonly height: number;
  readonly primitives: readonly Primitive[];
  readonly className?: string | undefined;
  /** Read in place of the drawing; without it the drawing is left to the eye. */
  readonly label?: string;
}

/** A drawn scene on screen, in the colours of the theme; it takes the width it is given. */
export function SceneDrawing({ width, height, primitives, className, label }: SceneDrawingProps) {
  // Shapes are drawn once, in their order, so they have no keys.
  return createElement(
    'svg',
    {
      className: `${styles.scene} ${className ?? ''}`,
      viewBox: `0 0 ${width} ${height}`,
      ...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }),
    },
    ...primitives.map(svgOf),
  );
}
