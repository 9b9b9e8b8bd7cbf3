/** One sheet as primitives: title, left columns, axis, chart, legend, cartouche. */
import { axisScene } from './axis-scene.ts';
import { dayOrNone, dayText } from './day.ts';
import { fitText, type TextMeasure } from './labels.ts';
import { pushLegend, type LegendEntry } from './legend.ts';
import type { LinkIndex } from './link-index.ts';
import { labelIndent, shrunkText, type PageLayout } from './page-layout.ts';
import type { RowRange } from './paginate.ts';
import { crispLines, filledRect, outlinedRect, textAt, type Primitive } from './primitives.ts';
import { cellText, type CellSource } from './row-text.ts';
import type { DrawnCalendars } from './drawn-calendars.ts';
import { parentRow, ROW, rowLabel } from './rows.ts';
import { chartScene } from './scene.ts';
import type { GanttPrintWords, GanttWords } from './words.ts';

export interface PageInput extends CellSource {
  links: LinkIndex | null;
  calendars: DrawnCalendars;
  layout: PageLayout;
  range: RowRange;
  /** Inclusive days of this sheet. */
  strip: { from: number; to: number };
  legend: readonly LegendEntry[];
  subtitle: string;
  number: number;
  total: number;
  words: GanttWords;
  print: GanttPrintWords;
  measure: TextMeasure;
}

/** Everything on one sheet, in points. */
export function drawPage(input: PageInput): Primitive[] {
  const { layout } = input;
  const out: Primitive[] = [];
  pushTitle(out, input);
  pushColumns(out, input);
  pushChart(out, input);
  pushFrame(out, input);
  const cartouche = cartoucheLines(input);
  pushCartouche(out, layout, cartouche, cartoucheWidth(input, cartouche));
  pushLegend(out, input.legend, input.print.legend.title, layout, legendWidth(input), input.measure);
  return out;
}

type Cartouche = Pick<PageInput, 'layout' | 'model' | 'print' | 'number' | 'total' | 'measure'>;

/** What the cartouche leaves of the width of a sheet. */
export function legendWidth(input: Cartouche): number {
  const { width, margin, text } = input.layout.paper;
  return width - margin * 2 - cartoucheWidth(input, cartoucheLines(input)) - text * 2;
}

function pushTitle(out: Primitive[], { layout, model, print, subtitle, measure }: PageInput): void {
  const { text, margin } = layout.paper;
  const y = layout.titleTop + text * 0.8;
  const title = `${print.title} · ${model.view.groupName}`;
  out.push(textAt(margin, y, title, text * 1.4, 'textStrong', { bold: true, isRead: true }));
  out.push(textAt(margin + measure(title, text * 1.4, true) + text * 1.5, y, subtitle, text, 'textMuted'));
}

function pushColumns(out: Primitive[], input: PageInput): void {
  const { layout, range, rows, words } = input;
  const { text, margin, sizes } = layout.paper;
  const headY = layout.axisTop + layout.axisHeight * 0.75;
  for (const column of layout.columns) {
    out.push(textAt(column.x + text * 0.4, headY, column.title, text, 'textMuted', { bold: true }));
  }
  pushContinuation(out, input);
  for (let row = range.first; row < range.last; row++) {
    const top = layout.bodyTop + (row - range.first) * sizes.rowHeight;
    const kind = rows.kind[row]!;
    if (kind === ROW.group)
      out.push(filledRect(margin, top, layout.chart.x0 - margin, sizes.rowHeight, 'band'));
    for (const column of layout.columns)
      pushCell(out, input, column, kind, cellText(input, row, column.key, words), top + sizes.rowHeight / 2);
  }
  const lines: number[] = [];
  for (let row = range.first; row <= range.last; row++) {
    const y = layout.bodyTop + (row - range.first) * sizes.rowHeight;
    lines.push(margin, y, layout.chart.x0, y);
  }
  out.push(crispLines(lines, 'gridMinor', sizes.outline * 0.5));
}

function pushCell(
  out: Primitive[],
  { layout, measure }: PageInput,
  column: PageLayout['columns'][number],
  kind: number,
  text: string,
  y: number,
): void {
  if (text === '') return;
  const size = layout.paper.text;
  const indent = column.key === 'label' ? labelIndent(kind, size) : size * 0.4;
  const room = column.width - indent - size * 0.3;
  const bold = kind !== ROW.milestone && column.key === 'label';
  const shrunk = shrunkText(text, room, size, bold, measure);
  const fitted = fitText(text, room + 0.5, shrunk, bold, measure);
  const paint = kind === ROW.milestone ? 'text' : 'textStrong';
  const isRead = column.key === 'label';
  out.push(textAt(column.x + indent, y, fitted, shrunk, paint, { bold, isRead }));
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

/** Points a day takes where a sheet shows so many. */
export function pxPerDay({ chart }: PageLayout, { from, to }: PageInput['strip']): number {
  return (chart.x1 - chart.x0) / (to - from + 1);
}

function pushChart(out: Primitive[], input: PageInput): void {
  const { layout, strip, range, model } = input;
  const { x0 } = layout.chart;
  const scale = { origin: strip.from, pxPerDay: pxPerDay(layout, strip) };
  const shared = { scale, left: x0, clip: layout.chart, words: input.words, measure: input.measure };
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
    sizes,
    bleed: 0,
    linksLeave: false,
    labels: 'date',
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

function pushFrame(out: Primitive[], { layout, range }: PageInput): void {
  const { margin, sizes } = layout.paper;
  const bottom = layout.bodyTop + (range.last - range.first) * sizes.rowHeight;
  const { x0, x1 } = layout.chart;
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

function cartoucheLines({ model, print, number, total }: Cartouche): { text: string; bold: boolean }[] {
  const { view } = model;
  const data = `${print.dataDate} ${dayText(dayOrNone(view.dataDate))}`;
  const edited = `${print.editedOn} ${dayText(dayOrNone(view.today))}`;
  return [
    { text: `${view.groupName} · ${print.title}`, bold: true },
    { text: `${data} · ${edited}`, bold: false },
    { text: `${print.page} ${number}/${total}`, bold: true },
  ];
}

function cartoucheWidth(
  { layout, measure }: Cartouche,
  lines: readonly { text: string; bold: boolean }[],
): number {
  const { text } = layout.paper;
  return Math.max(...lines.map((line) => measure(line.text, text, line.bold))) + text * 1.6;
}

function pushCartouche(
  out: Primitive[],
  layout: PageLayout,
  lines: readonly { text: string; bold: boolean }[],
  width: number,
): void {
  const { paper, footTop, footHeight } = layout;
  const { text, sizes } = paper;
  const x = paper.width - paper.margin - width;
  out.push(
    outlinedRect(
      { x, y: footTop, width, height: footHeight, radius: 0 },
      'ground',
      'gridYear',
      sizes.outline,
    ),
  );
  lines.forEach((line, index) => {
    out.push(
      textAt(x + text * 0.8, footTop + text * (1.2 + index * 1.5), line.text, text, 'textStrong', {
        bold: line.bold,
        isRead: true,
      }),
    );
  });
}
