/**
 * The printed planning: a view and a few options in, finished sheets of primitives out. Every row stands on exactly one
 * sheet of each strip of time, left columns, axis, legend and cartouche stand on all of them, and no sheet is empty.
 */
import { startOfUnit } from './axis.ts';
import type { PlanAnalysis } from '../views/plan-view.ts';
import { buildPathMarks, type PathMarks, type PathScope } from './critical-path.ts';
import { dayOrNone, dayText, NO_DAY } from './day.ts';
import { buildGanttModel, emptySummary, widen, type GanttModel } from './gantt-model.ts';
import type { GanttView } from './gantt-view.ts';
import type { TextMeasure } from './labels.ts';
import { legendEntries, legendLines } from './legend.ts';
import { buildLinkIndex } from './link-index.ts';
import { showsDays } from './calendar-scene.ts';
import { buildDrawnCalendars, type DrawnCalendars, type PeriodKind } from './drawn-calendars.ts';
import { drawPage, legendWidth, pxPerDay } from './page-scene.ts';
import { FOOT_LINES, pageLayout, withFoot } from './page-layout.ts';
import { paginateRows, rowsInPeriod, type RowRange } from './paginate.ts';
import { PAPERS, type PaperName } from './paper.ts';
import type { Primitive } from './primitives.ts';
import {
  buildGrouping,
  buildRows,
  collapsibleKeys,
  type GroupBy,
  type Grouping,
  type RowFilter,
  type RowList,
} from './rows.ts';
import type { GanttPrintWords, GanttWords } from './words.ts';

export interface PageOptions {
  groupBy: GroupBy;
  filter: RowFilter;
  /** Inclusive ISO days; null prints the whole span of the rows. */
  from: string | null;
  to: string | null;
  paper: PaperName;
  /** `deployments` prints one line a deployment, its gates and milestones on it. */
  detail: 'milestones' | 'deployments';
  /** Strips the time is cut into, side by side. */
  pagesWide: number;
}

export const DEFAULT_PAGE_OPTIONS: PageOptions = {
  groupBy: 'establishment',
  filter: {},
  from: null,
  to: null,
  paper: 'A3',
  detail: 'milestones',
  pagesWide: 1,
};

/** One sheet; `rows` are the rows on it, `primitives` are in points. */
export interface GanttPage {
  number: number;
  rows: RowRange;
  primitives: Primitive[];
}

export interface GanttPrint {
  pages: GanttPage[];
  model: GanttModel;
  grouping: Grouping;
  rows: RowList;
}

/** What the critical path is drawn from. */
export interface PrintedPath {
  scope: PathScope;
  analysis: PlanAnalysis;
}

export interface PrintTexts {
  words: GanttWords;
  print: GanttPrintWords;
  measure: TextMeasure;
}

/** Sheets of a view; none when no row is left to print. With an analysis its critical path is drawn. */
export function ganttPages(
  view: GanttView,
  options: PageOptions,
  texts: PrintTexts,
  printed: PrintedPath | null = null,
): GanttPrint {
  const model = buildGanttModel(view);
  const grouping = buildGrouping(model, options.groupBy, options.filter, texts.words.groups);
  const collapsed = new Set(
    options.detail === 'deployments' ? collapsibleKeys(model, grouping, 'deployment') : [],
  );
  const allRows = buildRows(model, grouping, collapsed);
  const asked = { from: dayOrNone(options.from), to: dayOrNone(options.to) };
  const isBounded = asked.from !== NO_DAY || asked.to !== NO_DAY;
  const rows = isBounded
    ? rowsInPeriod(model, allRows, asked.from, asked.to === NO_DAY ? Infinity : asked.to)
    : allRows;
  if (rows.count === 0) return { pages: [], model, grouping, rows };
  const period = printedPeriod(model, grouping, asked);
  const path = printed && buildPathMarks(model, printed.analysis, printed.scope);
  const pages = drawPages({ model, grouping, rows, path, period, options, texts });
  return { pages, model, grouping, rows };
}

interface PrintJob {
  model: GanttModel;
  grouping: Grouping;
  rows: RowList;
  path: PathMarks | null;
  period: { from: number; to: number };
  options: PageOptions;
  texts: PrintTexts;
}

function drawPages({ model, grouping, rows, path, period, options, texts }: PrintJob): GanttPage[] {
  const plain = pageLayout({ paper: PAPERS[options.paper], model, grouping, rows, path, ...texts });
  const calendars = buildDrawnCalendars(model, grouping);
  const strips = cutPeriod(period, options.pagesWide);
  const links = options.detail === 'milestones' && model.view.links.length > 0 ? buildLinkIndex(model) : null;
  const shows = {
    today: model.today >= period.from && model.today <= period.to,
    links: links !== null,
    path,
    daysOff: strips.some((strip) => showsDays(pxPerDay(plain, strip), plain.paper.text)),
    periods: shownPeriods(calendars, grouping, period),
  };
  const legend = legendEntries(model, rows, shows, texts.words, texts.print);
  const widest = legendWidth({ layout: plain, model, number: 999, total: 999, ...texts });
  const lines = legendLines(legend, texts.print.legend.title, plain, widest, texts.measure);
  const layout = withFoot(plain, Math.max(FOOT_LINES, lines));
  const ranges = paginateRows(rows, layout.capacity);
  const grouped = texts.print.groupedBy[options.groupBy];
  const span = texts.print.period(dayText(period.from), dayText(period.to));
  const total = ranges.length * strips.length;
  const pages: GanttPage[] = [];
  for (const range of ranges) {
    for (const strip of strips) {
      const number = pages.length + 1;
      const primitives = drawPage({
        model,
        grouping,
        rows,
        links,
        calendars,
        path,
        layout,
        range,
        strip,
        legend,
        subtitle: `${grouped} · ${span}`,
        number,
        total,
        ...texts,
      });
      pages.push({ number, rows: range, primitives });
    }
  }
  return pages;
}

/** Kinds of period that some printed row has in the printed days. */
function shownPeriods(
  { ofDeployment }: DrawnCalendars,
  { groups }: Grouping,
  { from, to }: { from: number; to: number },
): Set<PeriodKind> {
  const calendars = new Set(groups.flatMap(({ deployments }) => deployments.map(ofDeployment)));
  const periods = [...calendars].flatMap((calendar) => calendar.periods);
  return new Set(periods.filter((one) => one.from <= to && one.to >= from).map(({ kind }) => kind));
}

/** The asked period, open ends filled with the span of the rows, from the first of a month. */
function printedPeriod(
  model: GanttModel,
  grouping: Grouping,
  asked: { from: number; to: number },
): { from: number; to: number } {
  const span = emptySummary();
  for (const group of grouping.groups) widen(span, group.summary.start, group.summary.end);
  const first = span.start === NO_DAY ? model.today : span.start;
  const last = span.start === NO_DAY ? model.today + 30 : span.end;
  const from = asked.from === NO_DAY ? startOfUnit('month', first) : asked.from;
  const to = asked.to === NO_DAY ? startOfUnit('month', last + 32) - 1 : asked.to;
  return { from, to: Math.max(to, from + 6) };
}

function cutPeriod(period: { from: number; to: number }, parts: number): { from: number; to: number }[] {
  const days = period.to - period.from + 1;
  const count = Math.max(1, Math.min(Math.round(parts), Math.ceil(days / 7)));
  return Array.from({ length: count }, (_, i) => ({
    from: period.from + Math.round((days * i) / count),
    to: period.from + Math.round((days * (i + 1)) / count) - 1,
  }));
}
