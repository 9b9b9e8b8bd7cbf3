import type { GanttView } from '../../../../shared/gantt/gantt-view.ts';
import { SCREEN_SIZES } from '../../../../shared/gantt/marks.ts';
import { buildDrawnCalendars } from '../../../../shared/gantt/drawn-calendars.ts';
import type { SceneInput } from '../../../../shared/gantt/scene-input.ts';
import { rowSource, texts, TODAY } from './gantt-factory.ts';

/** All rows of a view on a chart of 800 pixels, eight a day, that begins 30 days before `TODAY`. */
export function sceneInput(
  view: GanttView,
  values: Partial<SceneInput> = {},
  collapsed: string[] = [],
): SceneInput {
  const source = rowSource(view, 'establishment', collapsed);
  return {
    ...source,
    links: null,
    calendars: buildDrawnCalendars(source.model, source.grouping),
    path: null,
    scale: { origin: TODAY - 30, pxPerDay: 8 },
    left: 0,
    clip: { x0: 0, x1: 800 },
    linksLeave: true,
    bleed: 0,
    firstRow: 0,
    lastRow: source.rows.count,
    top: 0,
    sizes: SCREEN_SIZES,
    labels: 'name',
    words: texts.words,
    measure: texts.measure,
    draft: null,
    selectedRow: -1,
    ...values,
  };
}
