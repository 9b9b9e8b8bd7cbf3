import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { PathMarks } from '../../../shared/gantt/critical-path.ts';
import { buildGanttModel, type GanttModel } from '../../../shared/gantt/gantt-model.ts';
import type { GanttView } from '../../../shared/gantt/gantt-view.ts';
import { buildLinkIndex, type LinkIndex } from '../../../shared/gantt/link-index.ts';
import {
  buildGrouping,
  buildRows,
  finishedKeys,
  type GroupBy,
  type Grouping,
  type RowList,
} from '../../../shared/gantt/rows.ts';
import { availableColumns, type ColumnKey } from '../../../shared/gantt/table-columns.ts';
import type { GanttWords } from '../../../shared/gantt/words.ts';
import { buildDrawnCalendars, type DrawnCalendars } from '../../../shared/gantt/drawn-calendars.ts';
import type { MilestoneFilter } from '../../../shared/gantt/milestone-filter.ts';
import { useGanttStore } from './gantt-store.ts';
import { keepLast } from './keep-last.ts';
import { useCriticalPath } from './use-critical-path.ts';

export interface GanttData {
  readonly model: GanttModel;
  readonly grouping: Grouping;
  readonly rows: RowList;
  /** Keys of the folded rows. */
  readonly collapsed: ReadonlySet<string>;
  readonly links: LinkIndex | null;
  readonly calendars: DrawnCalendars;
  /** Null while no critical path is shown. */
  readonly path: PathMarks | null;
  /** Columns there are, and those of them the user wants to see. */
  readonly available: readonly ColumnKey[];
  readonly columns: readonly ColumnKey[];
  /** The showing of a view, counted, that the rows follow. */
  readonly opening: number;
}

/**
 * Each step keeps its last answer, beyond the screen's life: whoever comes back to the planning finds it made. A view the
 * cache has let go is not held here for longer than until the next one.
 */
const modelOf = keepLast(buildGanttModel);
const groupingOf = keepLast(
  (
    model: GanttModel,
    groupBy: GroupBy,
    filter: MilestoneFilter,
    establishmentIds: readonly string[],
    domainIds: readonly string[],
    names: GanttWords['groups'],
  ) =>
    buildGrouping(
      model,
      groupBy,
      { ...filter, establishmentIds: anyOf(establishmentIds), domainIds: anyOf(domainIds) },
      names,
    ),
);
const rowsOf = keepLast(buildRows);
const calendarsOf = keepLast(buildDrawnCalendars);

/** Asked at first sight only: kept by its model, which it must not outlive. */
const finished = new WeakMap<GanttModel, ReadonlySet<string>>();

function finishedOf(model: GanttModel): ReadonlySet<string> {
  const known = finished.get(model) ?? new Set(finishedKeys(model));
  finished.set(model, known);
  return known;
}

/** The view as the chart reads it, each step redone only when what it depends on changed. Links follow the first paint. */
export function useGanttData(view: GanttView, { groups }: GanttWords): GanttData {
  const groupBy = useGanttStore((state) => state.groupBy);
  const establishmentIds = useGanttStore((state) => state.establishmentIds);
  const domainIds = useGanttStore((state) => state.domainIds);
  // What is typed stands in its field at once; the rows follow.
  const filter = useDeferredValue(useGanttStore((state) => state.filter));
  // Along with the filter, so that it is never ahead of the rows it is about.
  const opening = useDeferredValue(useGanttStore((state) => state.opening));
  const chosen = useGanttStore((state) => state.collapsed);
  const model = modelOf(view);
  // As of the first sight: a deployment must not fold under the hand that finishes it.
  const [folded] = useState(() => finishedOf(model));
  const collapsed = chosen ?? folded;
  const grouping = groupingOf(model, groupBy, filter, establishmentIds, domainIds, groups);
  const rows = rowsOf(model, grouping, collapsed);
  const calendars = calendarsOf(model, grouping);
  const links = useLinks(model);
  const path = useCriticalPath(model);
  const hiddenColumns = useGanttStore((state) => state.hiddenColumns);
  const available = useMemo(() => availableColumns(model, path), [model, path]);
  const columns = useMemo(
    () => available.filter((key) => !hiddenColumns.includes(key)),
    [available, hiddenColumns],
  );
  return useMemo(
    () => ({ model, grouping, rows, collapsed, links, calendars, path, available, columns, opening }),
    [model, grouping, rows, collapsed, links, calendars, path, available, columns, opening],
  );
}

function anyOf(ids: readonly string[]): readonly string[] | undefined {
  return ids.length === 0 ? undefined : ids;
}

/** Time the rows have to be seen in: indexing a large group's links holds the page for several frames. */
const LINKS_AFTER_MS = 120;
/** A page that is never idle gets its links all the same. */
const LINKS_BY_MS = 1000;

function useLinks(model: GanttModel): LinkIndex | null {
  const [indexed, setIndexed] = useState<{ model: GanttModel; links: LinkIndex } | null>(null);
  useEffect(() => {
    if (model.view.links.length === 0) return;
    let task = 0;
    const timer = setTimeout(() => {
      task = requestIdleCallback(() => setIndexed({ model, links: buildLinkIndex(model) }), {
        timeout: LINKS_BY_MS,
      });
    }, LINKS_AFTER_MS);
    return () => {
      clearTimeout(timer);
      cancelIdleCallback(task);
    };
  }, [model]);
  return indexed?.model === model ? indexed.links : null;
}
