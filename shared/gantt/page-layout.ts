/** The geometry all sheets of one print share: columns on the left, axis above, chart, legend and cartouche below. */
import { legendHeight, type LegendEntry } from './legend.ts';
import { layColumns, rowTops, type Column, type ColumnInput, type TextWidths } from './page-columns.ts';
import type { Paper } from './paper.ts';
import type { ColumnKey } from './table-columns.ts';

export interface PageLayout {
  paper: Paper;
  columns: Column[];
  /** Where each row begins, counted from the first of all rows. */
  tops: Float64Array;
  chart: { x0: number; x1: number };
  titleTop: number;
  axisTop: number;
  axisHeight: number;
  bodyTop: number;
  footTop: number;
  footHeight: number;
  /** The legend stands left of the cartouche, or where there is little room above it. */
  legend: { top: number; width: number };
  cartouche: { x: number; y: number; width: number; height: number };
  /** Height for rows. */
  room: number;
}

export interface LayoutInput extends ColumnInput {
  paper: Paper;
  widths: TextWidths;
  columns: readonly ColumnKey[] | null;
  legend: readonly LegendEntry[];
  /** Size of the cartouche at this text. */
  cartouche: { width: number; height: number };
}

/** Layout in which every text of the rows stands whole in its column, on several lines where it must. */
export function pageLayout(input: LayoutInput): PageLayout {
  const { paper, widths, print } = input;
  const { margin, text } = paper;
  const columns = layColumns(paper, widths, print, input.columns);
  const lastColumn = columns[columns.length - 1]!;
  const axisTop = margin + text * 2.4;
  const axisHeight = text * 3.6;
  const bodyTop = axisTop + axisHeight;
  const foot = layFoot(input);
  return {
    paper,
    columns,
    tops: rowTops(input, widths, columns, paper),
    chart: { x0: lastColumn.x + lastColumn.width, x1: paper.width - margin },
    titleTop: margin,
    axisTop,
    axisHeight,
    bodyTop,
    ...foot,
    room: foot.footTop - text * 0.8 - bodyTop,
  };
}

/** Legend beside the cartouche or above it, whichever is lower. */
function layFoot(input: LayoutInput): Pick<PageLayout, 'footTop' | 'footHeight' | 'legend' | 'cartouche'> {
  const { paper, cartouche, legend, print, measure } = input;
  const { margin, text, width, height } = paper;
  const room = width - margin * 2;
  const frame = { width: Math.min(cartouche.width, room), height: cartouche.height };
  const heightIn = (across: number) => legendHeight(legend, print.legend.title, paper, across, measure);
  const beside = room - frame.width - text * 2;
  const besideHeight = beside < room * 0.3 ? Infinity : Math.max(frame.height, heightIn(beside));
  const aboveHeight = heightIn(room) + frame.height;
  const footHeight = Math.min(besideHeight, aboveHeight);
  const footTop = height - margin - footHeight;
  const isBeside = besideHeight <= aboveHeight;
  const y = isBeside ? footTop : height - margin - frame.height;
  return {
    footTop,
    footHeight,
    legend: { top: footTop, width: isBeside ? beside : room },
    cartouche: {
      x: width - margin - frame.width,
      y,
      width: frame.width,
      height: isBeside ? footHeight : frame.height,
    },
  };
}
