/**
 * The printed planning: a view and a few options in, finished sheets of primitives out. Every row stands on exactly one
 * sheet of each strip of time, left columns, axis, legend and cartouche stand on all of them, and no sheet is empty.
 */
import { startOfUnit } from './axis.ts';
import type { PlanAnalysis } from '../views/plan-view.ts';
import { cartoucheSize, type Cartouche, type Diffusion } from '../paper/cartouche.ts';
import { buildPathMarks, type PathMarks, type PathScope } from './critical-path.ts';
import { dayOrNone, dayText, NO_DAY } from './day.ts';
import { buildGanttModel, emptySummary, widen, type GanttModel } from './gantt-model.ts';
import type { GanttView } from './gantt-view.ts';
import type { TextMeasure } from './labels.ts';
import { legendEntries, type LegendEntry } from './legend.ts';
import { buildLinkIndex } from './link-index.ts';
import { showsDays } from './calendar-scene.ts';
import { buildDrawnCalendars, type DrawnCalendars, type PeriodKind } from './drawn-calendars.ts';
import { layColumns, textWidths, type TextWidths } from './page-columns.ts';
import { cutPeriod, fitHeight, type Days, type PageFit, type Strips, type TooSmall } from './page-fit.ts';
import { drawPage, type DrawnPage, type SheetSet } from './page-scene.ts';
import { pageLayout, type PageLayout } from './page-layout.ts';
import { paginateRows, rowsInPeriod, type RowRange } from './paginate.ts';
import { paperOf, type Orientation, type Paper, type PaperName } from './paper.ts';
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
import type { ColumnKey } from './table-columns.ts';
import { layTiles, tileName, type Tiles } from './tiles.ts';
import type { GanttPrintWords, GanttWords } from './words.ts';

export interface PageOptions {
  groupBy: GroupBy;
  filter: RowFilter;
  /** Inclusive ISO days; null prints the whole span of the rows. */
  from: string | null;
  to: string | null;
  paper: PaperName;
  orientation: Orientation;
  /** `deployments` prints one line a deployment, its gates and milestones on it. */
  detail: 'milestones' | 'deployments';
  /** Columns beside the label; null prints the usual ones. */
  columns: readonly ColumnKey[] | null;
  fit: PageFit;
  /** Whether each group begins a sheet. */
  breaksGroups: boolean;
  /** `picture` is one sheet, as high as its rows. */
  sheet: 'pages' | 'picture';
  /** What the cartouche says beyond the planning; null or empty is left out. */
  title: string | null;
  author: string | null;
  diffusion: Diffusion | null;
  version: string | null;
}

export const DEFAULT_PAGE_OPTIONS: PageOptions = {
  groupBy: 'establishment',
  filter: {},
  from: null,
  to: null,
  paper: 'A3',
  orientation: 'landscape',
  detail: 'milestones',
  columns: null,
  fit: { wide: 1, high: null },
  breaksGroups: false,
  sheet: 'pages',
  title: null,
  author: null,
  diffusion: 'internal',
  version: null,
};

/** One sheet; `rows` are the rows on it, `primitives` are in points and drawn when they are asked for. */
export interface GanttPage {
  number: number;
  /** Its name among the tiles of a print. */
  tile: string;
  rows: RowRange;
  readonly primitives: Primitive[];
  /** The same as sheet `page` of `pages`, among those of other documents. */
  numbered: (page: number, pages: number) => DrawnPage;
}

export interface GanttPrint {
  pages: GanttPage[];
  model: GanttModel;
  grouping: Grouping;
  rows: RowList;
  paper: Paper;
  /** Sheets side by side and one above the other, those left out too. */
  wide: number;
  high: number;
  /** Names of the tiles that would be blank. */
  leftOut: string[];
  /** Set where what was asked for would bring the text below 6 pt: the sheets are then more than that. */
  tooSmall: TooSmall | null;
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
  const paper = paperOf(options.paper, options.orientation);
  const nothing = { wide: 0, high: 0, leftOut: [], tooSmall: null };
  if (rows.count === 0) return { pages: [], model, grouping, rows, paper, ...nothing };
  const path = printed && buildPathMarks(model, printed.analysis, printed.scope);
  const period = printedPeriod(model, grouping, asked);
  const job = { model, grouping, rows, path, period, options, ...texts };
  return { model, grouping, rows, ...printSheets(job) };
}

interface PrintJob extends PrintTexts {
  model: GanttModel;
  grouping: Grouping;
  rows: RowList;
  path: PathMarks | null;
  period: Days;
  options: PageOptions;
}

/** How a print lies on its sheets at one size of the text. */
interface Laid {
  widths: TextWidths;
  layout: PageLayout;
  strips: Strips;
  legend: LegendEntry[];
  ranges: RowRange[];
}

function printSheets(job: PrintJob): Omit<GanttPrint, 'model' | 'grouping' | 'rows'> {
  const { options } = job;
  const calendars = buildDrawnCalendars(job.model, job.grouping);
  const lay = sheetLayer(job, calendars);
  const usual = paperOf(options.paper, options.orientation);
  const high = options.sheet === 'pages' && 'high' in options.fit ? options.fit.high : null;
  const fitted =
    high === null
      ? { text: usual.text, tooSmall: null }
      : fitHeight(high, usual.text, (text) => lay(text).ranges.length);
  const laid = options.sheet === 'picture' ? lay.picture(fitted.text) : lay(fitted.text);
  const tiles = layTiles(job, laid.ranges, laid.strips.strips);
  return {
    pages: sheets(job, laid, tiles, calendars),
    paper: laid.layout.paper,
    wide: tiles.wide,
    high: tiles.high,
    leftOut: tiles.leftOut.map(tileName),
    tooSmall: fitted.tooSmall,
  };
}

/** Lays a print at one size of the text after another; what does not depend on it is found once. */
function sheetLayer(job: PrintJob, calendars: DrawnCalendars) {
  const { model, rows, options, words, print, measure, period, path, grouping } = job;
  const widths = textWidths(job);
  const legends = new Map<boolean, LegendEntry[]>();
  const legendOf = (daysOff: boolean): LegendEntry[] => {
    let legend = legends.get(daysOff);
    if (!legend) {
      const shows = {
        today: model.today >= period.from && model.today <= period.to,
        links: hasLinks(job),
        path,
        daysOff,
        periods: shownPeriods(calendars, grouping, period),
      };
      legends.set(daysOff, (legend = legendEntries(model, rows, shows, words, print)));
    }
    return legend;
  };
  const onPaper = (paper: Paper): Laid => {
    const strips = cutPeriod(period, picturedFit(options), chartWidth(paper, widths, job));
    const legend = legendOf(showsDays(strips.pxPerDay, paper.text));
    const type = { text: paper.text, words: print.cartouche, measure };
    const cartouche = cartoucheSize(cartoucheOf(job, 999, 999), type);
    const layout = pageLayout({ ...job, paper, widths, columns: options.columns, legend, cartouche });
    const { breaksGroups } = options;
    const ranges = paginateRows(rows, { tops: layout.tops, room: layout.room, breaksGroups });
    return { widths, layout, strips, legend, ranges };
  };
  const lay = (text: number) => onPaper(paperOf(options.paper, options.orientation, text));
  const picture = (text: number): Laid => {
    const { layout, ...rest } = lay(text);
    const height = layout.paper.height + layout.tops[rows.count]! - layout.room;
    const { paper } = layout;
    const css = { ...paper.css, height: `${height}pt` };
    const shift = height - paper.height;
    const { cartouche, legend } = layout;
    return {
      ...rest,
      ranges: [{ first: 0, last: rows.count }],
      layout: {
        ...layout,
        paper: { ...paper, height, css },
        footTop: layout.footTop + shift,
        legend: { ...legend, top: legend.top + shift },
        cartouche: { ...cartouche, y: cartouche.y + shift },
        room: layout.room + shift,
      },
    };
  };
  return Object.assign(lay, { picture });
}

/** A picture is one sheet, whatever its scale. */
function picturedFit({ sheet, fit }: PageOptions): PageFit {
  return sheet === 'picture' ? { wide: 1, high: null } : fit;
}

function chartWidth(paper: Paper, widths: TextWidths, { print, options }: PrintJob): number {
  const last = layColumns(paper, widths, print, options.columns).at(-1)!;
  return paper.width - paper.margin - last.x - last.width;
}

function hasLinks({ options, model }: PrintJob): boolean {
  return options.detail === 'milestones' && model.view.links.length > 0;
}

function sheets(job: PrintJob, laid: Laid, tiles: Tiles, calendars: DrawnCalendars): GanttPage[] {
  const { model, options, period, print } = job;
  const { widths, layout, strips, legend, ranges } = laid;
  const type = { text: layout.paper.text, words: print.cartouche, measure: job.measure };
  const total = tiles.printed.length;
  const set: SheetSet = {
    ...job,
    links: hasLinks(job) ? buildLinkIndex(model) : null,
    calendars,
    layout,
    legend,
    tiles,
    widths,
    pxPerDay: strips.pxPerDay,
    title: options.title ?? print.title,
    subtitle: `${print.groupedBy[options.groupBy]} · ${print.period(dayText(period.from), dayText(period.to))}`,
    cartoucheType: type,
  };
  return tiles.printed.map((tile, index) => {
    const range = ranges[tile.band]!;
    const number = index + 1;
    const strip = strips.strips[tile.strip]!;
    const numbered = (page: number, pages: number): DrawnPage =>
      drawPage(set, { tile, range, strip, cartouche: cartoucheOf(job, page, pages) });
    let drawn: Primitive[] | undefined;
    return {
      number,
      tile: tileName(tile),
      rows: range,
      numbered,
      get primitives() {
        if (!drawn) {
          const { title, body } = numbered(number, total);
          drawn = [...title, ...body];
        }
        return drawn;
      },
    };
  });
}

function cartoucheOf({ model, options, print }: PrintJob, page: number, pages: number): Cartouche {
  const { groupName, dataDate, today } = model.view;
  const { title, author, diffusion, version } = options;
  return {
    group: groupName,
    title: title ?? print.title,
    author,
    dataDate,
    editionDate: today,
    page,
    pages,
    diffusion,
    version,
  };
}

/** Kinds of period that some printed row has in the printed days. */
function shownPeriods(
  { ofDeployment }: DrawnCalendars,
  { groups }: Grouping,
  { from, to }: Days,
): Set<PeriodKind> {
  const calendars = new Set(groups.flatMap(({ deployments }) => deployments.map(ofDeployment)));
  const periods = [...calendars].flatMap((calendar) => calendar.periods);
  return new Set(periods.filter((one) => one.from <= to && one.to >= from).map(({ kind }) => kind));
}

/** The asked period, open ends filled with the span of the rows, from the first of a month. */
function printedPeriod(model: GanttModel, grouping: Grouping, asked: Days): Days {
  const span = emptySummary();
  for (const group of grouping.groups) widen(span, group.summary.start, group.summary.end);
  const first = span.start === NO_DAY ? model.today : span.start;
  const last = span.start === NO_DAY ? model.today + 30 : span.end;
  const from = asked.from === NO_DAY ? startOfUnit('month', first) : asked.from;
  const to = asked.to === NO_DAY ? startOfUnit('month', last + 32) - 1 : asked.to;
  return { from, to: Math.max(to, from + 6) };
}
