/** One sheet as primitives: title, tile index, left columns, axis, chart, legend, cartouche. */
import { cartouchePrimitives, type Cartouche, type CartoucheType } from '../paper/cartouche.ts';
import { axisScene } from './axis-scene.ts';
import type { DrawnCalendars } from './drawn-calendars.ts';
import { pushKeyMap } from './key-map.ts';
import { fitText } from './labels.ts';
import { pushLegend, type LegendEntry } from './legend.ts';
import type { LinkIndex } from './link-index.ts';
import {
  cellIndent,
  cellLines,
  isBold,
  LINE_HEIGHT,
  type Column,
  type ColumnInput,
  type TextWidths,
} from './page-columns.ts';
import type { Days } from './page-fit.ts';
import type { PageLayout } from './page-layout.ts';
import type { RowRange } from './paginate.ts';
import { crispLines, filledRect, textAt, type Primitive } from './primitives.ts';
import { parentRow, ROW, rowLabel } from './rows.ts';
import { chartScene } from './scene.ts';
import { tileName, type Tile, type Tiles } from './tiles.ts';

/** What all sheets of one print share. */
export interface SheetSet extends ColumnInput {
  links: LinkIndex | null;
  calendars: DrawnCalendars;
  layout: PageLayout;
  legend: readonly LegendEntry[];
  tiles: Tiles;
  widths: TextWidths;
  /** Points a day takes. */
  pxPerDay: number;
  title: string;
  subtitle: string;
  cartoucheType: CartoucheType;
}

/** One of its sheets. */
export interface Sheet {
  tile: Tile;
  range: RowRange;
  /** Inclusive days of this sheet. */
  strip: Days;
  cartouche: Cartouche;
}

interface PageInput extends SheetSet, Sheet {
  /** Of the chart on this sheet. */
  chart: { x0: number; x1: number };
}

/** A sheet in points; its title stands apart, for that is where a reader jumps to. */
export interface DrawnPage {
  readonly title: readonly Primitive[];
  readonly body: readonly Primitive[];
}

/** Everything on one sheet, in points. */
export function drawPage(set: SheetSet, sheet: Sheet): DrawnPage {
  const { x0, x1 } = set.layout.chart;
  const days = sheet.strip.to - sheet.strip.from + 1;
  const chart = { x0, x1: Math.min(x1, x0 + days * set.pxPerDay) };
  const input = { ...set, ...sheet, chart };
  const { layout, cartouche, cartoucheType } = input;
  const body: Primitive[] = [];
  const title = pushTitle(body, input);
  pushColumns(body, input);
  pushChart(body, input);
  pushFrame(body, input);
  for (const one of cartouchePrimitives(cartouche, layout.cartouche, cartoucheType)) body.push(one);
  pushLegend(body, input.legend, input.print.legend.title, layout.paper, layout.legend, input.measure);
  return { title, body };
}

/** Answers the title; what stands beside it is pushed. */
function pushTitle(out: Primitive[], input: PageInput): Primitive[] {
  const { layout, model, title, subtitle, measure } = input;
  const { text, margin, width } = layout.paper;
  const y = layout.titleTop + text * 0.8;
  const end = pushTileIndex(out, input, width - margin, y);
  const size = text * 1.4;
  const heading = fitText(`${title} · ${model.view.groupName}`, end - margin, size, true, measure);
  const x = margin + measure(heading, size, true) + text * 1.5;
  const said = fitText(subtitle, end - x, text, false, measure);
  if (said !== '') out.push(textAt(x, y, said, text, 'textMuted'));
  return [textAt(margin, y, heading, size, 'textStrong', { bold: true, isRead: true })];
}

/** Where time goes over several sheets: name of this one, what is left out and a key map, before `x1`. Answers where the title must end. */
function pushTileIndex(out: Primitive[], input: PageInput, x1: number, y: number): number {
  const { tiles, tile, layout, print, measure } = input;
  if (tiles.wide === 1) return x1;
  const { text } = layout.paper;
  const map = { x1, y, text };
  const left = pushKeyMap(out, tiles, tile, map) - text * 0.7;
  const name = `${print.sheet} ${tileName(tile)}`;
  const nameX = left - measure(name, text * 1.2, true);
  out.push(textAt(nameX, y, name, text * 1.2, 'textStrong', { bold: true, isRead: true }));
  if (tiles.leftOut.length === 0) return nameX - text * 1.5;
  const named = tiles.leftOut.length <= MOST_NAMED;
  const gone = named
    ? print.leftOut(tiles.leftOut.map(tileName).join(', '))
    : print.leftOutCount(tiles.leftOut.length);
  const goneX = nameX - text - measure(gone, text, false);
  out.push(textAt(goneX, y, gone, text, 'textMuted'));
  return goneX - text * 1.5;
}

/** Tiles left out that are named one by one. */
const MOST_NAMED = 6;

function pushColumns(out: Primitive[], input: PageInput): void {
  const { layout, range, rows } = input;
  const { tops } = layout;
  const { text, margin, sizes } = layout.paper;
  const headY = layout.axisTop + layout.axisHeight * 0.75;
  for (const column of layout.columns) {
    out.push(textAt(column.x + text * 0.4, headY, column.title, text, 'textMuted', { bold: true }));
  }
  pushContinuation(out, input);
  const lines: number[] = [];
  const topOf = (row: number) => layout.bodyTop + tops[row]! - tops[range.first]!;
  for (let row = range.first; row < range.last; row++) {
    const [top, bottom] = [topOf(row), topOf(row + 1)];
    if (rows.kind[row] === ROW.group)
      out.push(filledRect(margin, top, layout.chart.x0 - margin, bottom - top, 'band'));
    for (const column of layout.columns) pushCell(out, input, row, column, (top + bottom) / 2);
    lines.push(margin, top, layout.chart.x0, top);
  }
  lines.push(margin, topOf(range.last), layout.chart.x0, topOf(range.last));
  out.push(crispLines(lines, 'gridMinor', sizes.outline * 0.5));
}

/** A cell, its lines centred on `middle`. */
function pushCell(out: Primitive[], input: PageInput, row: number, column: Column, middle: number): void {
  const { text } = input.layout.paper;
  const kind = input.rows.kind[row]!;
  const lines = cellLines(input, input.widths, row, column, text);
  const x = column.x + cellIndent(kind, column.key, text);
  const style = { bold: isBold(kind, column.key), isRead: column.key === 'label' };
  const paint = kind === ROW.milestone ? 'text' : 'textStrong';
  const first = middle - ((lines.length - 1) * text * LINE_HEIGHT) / 2;
  lines.forEach((line, index) => {
    out.push(textAt(x, first + index * text * LINE_HEIGHT, line, text, paint, style));
  });
}

/** On a sheet that begins inside a group: what its first rows belong to. */
function pushContinuation(out: Primitive[], input: PageInput): void {
  const { layout, print, measure } = input;
  const above: string[] = [];
  for (let row = parentRow(input, input.range.first); row >= 0; row = parentRow(input, row)) {
    above.unshift(rowLabel(input, row));
  }
  if (above.length === 0) return;
  const { text, margin } = layout.paper;
  const line = `${above.join(' › ')} ${print.continued}`;
  const fitted = fitText(line, layout.chart.x0 - margin - text, text, true, measure);
  out.push(
    textAt(margin + text * 0.4, layout.axisTop + layout.axisHeight / 4, fitted, text, 'textStrong', {
      bold: true,
    }),
  );
}

function pushChart(out: Primitive[], input: PageInput): void {
  const { layout, strip, range, model, chart: clip, pxPerDay } = input;
  const scale = { origin: strip.from, pxPerDay };
  const shared = { scale, left: clip.x0, clip, words: input.words, measure: input.measure };
  const { sizes } = layout.paper;
  const chart = chartScene({
    ...shared,
    model,
    grouping: input.grouping,
    rows: input.rows,
    links: input.links,
    calendars: input.calendars,
    path: input.path,
    firstRow: range.first,
    lastRow: range.last,
    top: layout.bodyTop,
    tops: layout.tops,
    sizes,
    bleed: 0,
    linksLeave: false,
    labels: 'date',
    pointsBeyond: input.tiles.wide > 1,
    draft: null,
    selectedRow: -1,
  });
  for (const primitive of chart) out.push(primitive);
  const axis = axisScene({
    ...shared,
    top: layout.axisTop,
    height: layout.axisHeight,
    textSize: layout.paper.text,
    today: model.today,
  });
  for (const primitive of axis) out.push(primitive);
}

function pushFrame(out: Primitive[], { layout, range, chart: { x0, x1 } }: PageInput): void {
  const { margin, sizes } = layout.paper;
  const bottom = layout.bodyTop + layout.tops[range.last]! - layout.tops[range.first]!;
  const lines = [margin, layout.axisTop, x1, layout.axisTop, margin, layout.bodyTop, x1, layout.bodyTop];
  lines.push(
    margin,
    bottom,
    x1,
    bottom,
    margin,
    layout.axisTop,
    margin,
    bottom,
    x1,
    layout.axisTop,
    x1,
    bottom,
  );
  for (const column of layout.columns.slice(1))
    lines.push(column.x, layout.axisTop + layout.axisHeight / 2, column.x, bottom);
  out.push(crispLines(lines, 'gridMajor', sizes.outline * 0.6));
  out.push(crispLines([x0, layout.axisTop, x0, bottom], 'gridYear', sizes.outline));
}
