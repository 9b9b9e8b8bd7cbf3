import { createElement } from 'react';
import { paperOf, type PaperName } from '../../shared/gantt/paper.ts';
import type { GanttPage } from '../../shared/gantt/pages.ts';
import { svgOf } from './svg-primitive.tsx';

interface GanttPagesProps {
  readonly pages: readonly GanttPage[];
  readonly paper: PaperName;
}

/** Sheets of a printed planning, one SVG each, in points. Shapes are drawn once, so they are children without keys. */
export function GanttPages({ pages, paper }: GanttPagesProps) {
  const { width, height } = paperOf[paper];
  const className = `page ${paper.toLowerCase()}`;
  const viewBox = `0 0 ${width} ${height}`;
  return pages.map((page) =>
    createElement('svg', { key: page.number, className, viewBox }, ...page.primitives.map(svgOf)),
  );
}
