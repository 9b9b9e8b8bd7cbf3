import { createElement } from 'react';
import type { Paper } from '../../shared/gantt/paper.ts';
import type { GanttPage } from '../../shared/gantt/pages.ts';
import { svgOf } from './svg-primitive.tsx';

interface GanttPagesProps {
  readonly pages: readonly GanttPage[];
  readonly paper: Paper;
}

/** Sheets of a printed planning, one SVG each, in points. Shapes are drawn once, so they are children without keys. */
export function GanttPages({ pages, paper: { name, orientation, width, height } }: GanttPagesProps) {
  const className = `page ${name.toLowerCase()}${orientation === 'portrait' ? '-portrait' : ''}`;
  const viewBox = `0 0 ${width} ${height}`;
  return pages.map((page) =>
    createElement('svg', { key: page.number, className, viewBox }, ...page.primitives.map(svgOf)),
  );
}
