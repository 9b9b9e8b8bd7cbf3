/**
 * What documents are made of, and how each becomes strips: pieces of full width that a sheet holds whole. A table gives
 * one strip a row, so that it can go on over the next sheet under its head.
 */
import { crispLines, filledRect, type Paint } from '../gantt/primitives.ts';
import type { TextMeasure } from '../gantt/labels.ts';
import {
  PACKED_PAIR,
  cutToFit,
  drawLines,
  LINE_HEIGHT,
  plain,
  wrapRuns,
  type Align,
  type Run,
  type TextLine,
  type TypeSetting,
} from './rich-text.ts';
import { tagged, type PaperShape } from './shapes.ts';

export interface Cell {
  readonly runs: readonly Run[];
  readonly tint?: Paint;
}

export interface Column {
  readonly title: string;
  /** Share of the width that is left beside the columns of a fixed width. */
  readonly weight?: number;
  /** In points. */
  readonly fixed?: number;
  /** As wide as this text, or the longest word of its title. */
  readonly sample?: string;
  readonly align?: Align;
  /** Its cells name their rows. */
  readonly isHead?: true;
  /** Its title runs upwards. */
  readonly isTurned?: true;
  /** Hardly any room beside what stands in it: for signs. */
  readonly isTight?: true;
}

/** `group` rows head the rows after them and stay with the first of them; `total` rows stand out. */
export interface Row {
  readonly kind?: 'group' | 'total';
  /** A stronger line above it: where no group row has room. */
  readonly opens?: boolean;
  readonly cells: readonly Cell[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | {
      readonly kind: 'text';
      readonly runs: readonly Run[];
      readonly most?: number;
      /** In sizes of the ordinary text. */
      readonly scale?: number;
    }
  | { readonly kind: 'list'; readonly items: readonly (readonly Run[])[] }
  | { readonly kind: 'space'; readonly lines: number }
  | {
      readonly kind: 'table';
      readonly label: string;
      readonly columns: readonly Column[];
      readonly rows: readonly Row[];
      /** Lines rule the columns too, and cells are set in their middle: for matrices. */
      readonly isGrid?: true;
      /** Free height each row has besides its text, in heights of the text. */
      readonly air?: number;
    }
  | { readonly kind: 'columns'; readonly parts: readonly { weight: number; blocks: readonly Block[] }[] }
  | {
      readonly kind: 'drawing';
      /** In heights of the text. */
      readonly lines: number;
      readonly draw: (x: number, y: number, width: number, setting: TypeSetting) => PaperShape[];
    };

/** A piece of full width; strips of one table share its `table`. */
export interface Strip {
  readonly height: number;
  readonly draw: (x: number, y: number) => readonly PaperShape[];
  /** Never the last of a sheet while something follows. */
  readonly isHeading: boolean;
  readonly table: TableOfStrips | null;
}

export interface TableOfStrips {
  readonly label: string;
  readonly head: Strip | null;
}

/** Longest cell, in lines: a longer one ends in an ellipsis, so that a row always fits a sheet. */
const MOST_LINES = 14;
const GAP = 1.6;

/** The strips of blocks set in a width. */
export function stripsOf(blocks: readonly Block[], width: number, setting: TypeSetting): Strip[] {
  return blocks.flatMap((block) => stripsOfBlock(block, width, setting));
}

/** Height of strips set under each other. */
export function heightOf(strips: readonly Strip[]): number {
  return strips.reduce((sum, { height }) => sum + height, 0);
}

function stripsOfBlock(block: Block, width: number, setting: TypeSetting): Strip[] {
  switch (block.kind) {
    case 'heading':
      return [headingStrip(block, width, setting)];
    case 'text':
      return [textStrip(block, width, setting)];
    case 'list':
      return block.items.map((item) => itemStrip(item, width, setting));
    case 'space':
      return [
        { height: block.lines * setting.size * LINE_HEIGHT, draw: () => [], isHeading: false, table: null },
      ];
    case 'table':
      return tableStrips(block, width, setting);
    case 'columns':
      return [columnsStrip(block.parts, width, setting)];
    case 'drawing':
      return [
        {
          height: block.lines * setting.size,
          draw: (x, y) => block.draw(x, y, width, setting),
          isHeading: false,
          table: null,
        },
      ];
  }
}

function headingStrip(
  { level, text }: { level: 2 | 3; text: string },
  width: number,
  setting: TypeSetting,
): Strip {
  const own = { ...setting, size: setting.size * (level === 2 ? 1.25 : 1.05) };
  const lines = wrapRuns(plain(text, { bold: true, paint: 'textStrong' }), width, own, 3);
  const before = setting.size * (level === 2 ? 0.9 : 0.6);
  return {
    height: before + lines.length * own.size * LINE_HEIGHT + setting.size * 0.25,
    draw: (x, y) => [tagged('heading', drawLines(lines, { x, y: y + before, width }, own), { level })],
    isHeading: true,
    table: null,
  };
}

function textStrip(
  { runs, most, scale = 1 }: { runs: readonly Run[]; most?: number; scale?: number },
  width: number,
  setting: TypeSetting,
): Strip {
  const own = { ...setting, size: setting.size * scale };
  const lines = wrapRuns(runs, width, own, most ?? Infinity);
  return {
    height: lines.length * own.size * LINE_HEIGHT,
    draw: (x, y) => [tagged('paragraph', drawLines(lines, { x, y, width }, own))],
    isHeading: false,
    table: null,
  };
}

function itemStrip(item: readonly Run[], width: number, setting: TypeSetting): Strip {
  const indent = setting.size * 1.1;
  const lines = wrapRuns(item, width - indent, setting, MOST_LINES);
  const bullet = wrapRuns(plain('•'), indent, setting);
  return {
    height: (lines.length * LINE_HEIGHT + 0.2) * setting.size,
    draw: (x, y) => [
      tagged('paragraph', [
        ...drawLines(bullet, { x, y, width: indent }, setting),
        ...drawLines(lines, { x: x + indent, y, width: width - indent }, setting),
      ]),
    ],
    isHeading: false,
    table: null,
  };
}

function columnsStrip(
  parts: readonly { weight: number; blocks: readonly Block[] }[],
  width: number,
  setting: TypeSetting,
): Strip {
  const gap = setting.size * GAP;
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const room = width - gap * (parts.length - 1);
  let left = 0;
  const placed = parts.map(({ weight, blocks }) => {
    const own = (room * weight) / total;
    const at = left;
    left += own + gap;
    return { at, strips: stripsOf(blocks, own, setting) };
  });
  return {
    height: Math.max(0, ...placed.map(({ strips }) => heightOf(strips))),
    draw: (x, y) => placed.flatMap(({ at, strips }) => drawStrips(strips, x + at, y)),
    isHeading: false,
    table: null,
  };
}

/** Strips under each other, those of one table within one table of the page. */
export function drawStrips(strips: readonly Strip[], x: number, y: number): PaperShape[] {
  const out: PaperShape[] = [];
  let rows: PaperShape[] = [];
  let top = y;
  for (const [index, strip] of strips.entries()) {
    const shapes = strip.draw(x, top);
    top += strip.height;
    if (strip.table === null) {
      out.push(...shapes);
      continue;
    }
    if (strips[index - 1]?.table !== strip.table) {
      rows = [];
      out.push(tagged('table', rows, { label: strip.table.label }));
    }
    rows.push(...shapes);
  }
  return out;
}

interface PlacedColumn extends Column {
  readonly x: number;
  readonly width: number;
}

function placeColumns(
  columns: readonly Column[],
  width: number,
  { size, measure }: TypeSetting,
): PlacedColumn[] {
  const widthOf = ({ fixed, sample, title }: Column): number | undefined => {
    if (sample === undefined) return fixed;
    const heads = title.split(' ').map((word) => measure(word, size, true));
    return Math.max(measure(sample, size, false), ...heads) + size * (PAD * 2 + 0.2);
  };
  const own = columns.map(widthOf);
  const free = width - own.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const weights = columns.reduce(
    (sum, { weight = 1 }, index) => sum + (own[index] === undefined ? weight : 0),
    0,
  );
  let x = 0;
  return columns.map((column, index) => {
    const placed = { ...column, x, width: own[index] ?? (free * (column.weight ?? 1)) / weights };
    x += placed.width;
    return placed;
  });
}

function tableStrips(block: Extract<Block, { kind: 'table' }>, width: number, setting: TypeSetting): Strip[] {
  const columns = placeColumns(block.columns, width, setting);
  const isGrid = block.isGrid ?? false;
  const table = { label: block.label, head: null as Strip | null };
  const head = headStrip(columns, width, setting, isGrid);
  if (head) table.head = { ...head, table };
  const style = { isGrid, air: block.air ?? 0 };
  const rows = block.rows.map((row) => ({ ...rowStrip(row, columns, width, setting, style), table }));
  return table.head ? [table.head, ...rows] : rows;
}

function headStrip(
  columns: readonly PlacedColumn[],
  width: number,
  setting: TypeSetting,
  isGrid: boolean,
): Strip | null {
  if (columns.every(({ title }) => title === '')) return null;
  const { size, measure } = setting;
  const pad = size * PAD;
  const cells = columns.map((column) => {
    const room = column.width - pad * 2;
    if (column.isTurned) return { column, lines: [], height: turnedHeight(column.title, size, measure) };
    const lines = wrapRuns(plain(column.title, { bold: true, paint: 'textStrong' }), room, setting, 4);
    return { column, lines, height: lines.length * size * LINE_HEIGHT };
  });
  const height = Math.max(...cells.map((cell) => cell.height)) + size * 0.7;
  return {
    height,
    isHeading: true,
    table: null,
    draw: (x, y) => [
      crispLines([x, y + height, x + width, y + height], 'gridYear', size * 0.12),
      tagged(
        'row',
        cells.map(({ column, lines, height: own }) => {
          const left = x + column.x;
          const inner = { x: left + pad, y: y + height - own - size * 0.35, width: column.width - pad * 2 };
          const shapes = column.isTurned
            ? [turnedTitle(column, left, y + height - size * 0.35, setting)]
            : drawLines(
                lines,
                inner,
                setting,
                column.align ?? (isGrid && !column.isHead ? 'middle' : 'start'),
              );
          return tagged('columnheader', shapes);
        }),
      ),
    ],
  };
}

/** Room left and right of the text of a cell, in heights of the text. */
const PAD = 0.35;
const TIGHT_PAD = 0.06;
/** Width of a tight column of two packed signs, in heights of the text. */
export const TIGHTEST_PAIR = PACKED_PAIR + TIGHT_PAD * 2 + 0.01;
const MOST_TURNED = 11;

function turnedHeight(title: string, size: number, measure: TextMeasure): number {
  return Math.min(measure(title, size, true), size * MOST_TURNED) + size * 0.4;
}

function turnedTitle(
  column: PlacedColumn,
  left: number,
  bottom: number,
  { size, measure }: TypeSetting,
): PaperShape {
  const room = size * MOST_TURNED;
  const fits = (said: string) => measure(said, size, true) <= room;
  const text = fits(column.title) ? column.title : cutToFit(column.title, fits);
  return {
    shape: 'turned',
    x: left + column.width / 2,
    y: bottom,
    text,
    size,
    bold: true,
    paint: 'textStrong',
  };
}

interface SetCell {
  readonly cell: Cell;
  readonly x: number;
  readonly width: number;
  readonly pad: number;
  readonly align: Align;
  readonly isHead: boolean;
  readonly lines: readonly TextLine[];
}

function rowStrip(
  row: Row,
  columns: readonly PlacedColumn[],
  width: number,
  setting: TypeSetting,
  { isGrid, air }: { readonly isGrid: boolean; readonly air: number },
): Strip {
  const { size } = setting;
  const isGroup = row.kind === 'group';
  const cells = setCells(row, columns, width, setting, isGrid);
  const lines = Math.max(1, ...cells.map((cell) => cell.lines.length));
  const more = isGroup ? 0 : air / 2;
  const above = size * ((isGroup ? 0.45 : 0.18) + more);
  const height = above + lines * size * LINE_HEIGHT + size * (0.18 + more);
  const text = (left: number, top: number) =>
    cells.map((cell) => {
      const free = isGrid ? ((lines - cell.lines.length) * size * LINE_HEIGHT) / 2 : 0;
      const { pad } = cell;
      const box = { x: left + cell.x + pad, y: top + above + free, width: cell.width - pad * 2 };
      return tagged(
        isGroup || cell.isHead ? 'rowheader' : 'cell',
        drawLines(cell.lines, box, setting, cell.align),
      );
    });
  return {
    height,
    isHeading: isGroup,
    table: null,
    draw: (x, y) => [
      ...grounds(row, cells, { x, y, width, height }),
      ...rules(row, columns, { x, y, width, height }, size, isGrid),
      tagged('row', text(x, y)),
    ],
  };
}

function setCells(
  row: Row,
  columns: readonly PlacedColumn[],
  width: number,
  setting: TypeSetting,
  isGrid: boolean,
): SetCell[] {
  return row.cells.flatMap((cell, index): SetCell[] => {
    const column = columns[index];
    if (!column) return [];
    const pad = setting.size * (column.isTight ? TIGHT_PAD : PAD);
    // The only cell of a row has all of its width.
    const own = row.cells.length === 1 ? width : column.width;
    return [
      {
        cell,
        x: column.x,
        width: own,
        pad,
        align: column.align ?? (isGrid && !column.isHead && row.cells.length > 1 ? 'middle' : 'start'),
        isHead: column.isHead ?? false,
        lines: wrapRuns(cell.runs, own - pad * 2, setting, MOST_LINES),
      },
    ];
  });
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function grounds(row: Row, cells: readonly SetCell[], box: Box): PaperShape[] {
  if (row.kind === 'total') return [filledRect(box.x, box.y, box.width, box.height, 'band')];
  return cells.flatMap(({ cell, x, width }) =>
    cell.tint ? [filledRect(box.x + x, box.y, width, box.height, cell.tint)] : [],
  );
}

function rules(
  row: Row,
  columns: readonly PlacedColumn[],
  { x, y, width, height }: Box,
  size: number,
  isGrid: boolean,
): PaperShape[] {
  const bottom = crispLines(
    [x, y + height, x + width, y + height],
    row.kind === 'group' || row.kind === 'total' ? 'gridMajor' : 'gridMinor',
    size * 0.07,
  );
  const top = row.opens ? [crispLines([x, y, x + width, y], 'gridMajor', size * 0.09)] : [];
  if (!isGrid || row.cells.length === 1) return [...top, bottom];
  const uprights = columns.slice(1).flatMap((column) => [x + column.x, y, x + column.x, y + height]);
  return [...top, bottom, crispLines(uprights, 'gridMinor', size * 0.05)];
}
