/**
 * Documents as slides: the same parts as on paper, set anew for a screen of 16:9. Texts and tables stay texts and
 * tables, to be edited; signs become a character or their word. Measures are inches.
 */
import { estimateTextWidth } from '../gantt/labels.ts';
import { formatDate } from '../i18n/format.ts';
import type { Paint } from '../gantt/primitives.ts';
import type { Block, Cell, Column, Row } from './blocks.ts';
import { cartoucheWords } from './cartouche.ts';
import type { AnyPart, Imprint, PaperPart } from './compose.ts';
import type { Mark } from './marks.ts';
import { wrapRuns, type Align, type Run } from './rich-text.ts';
import type { PaperSetting } from './setting.ts';
import { flatShapes } from './shapes.ts';
import { sheetOf } from './sheet.ts';

export const SLIDE = { width: 13.333, height: 7.5, left: 0.45, top: 1.2, bottom: 6.85 } as const;
const WIDTH = SLIDE.width - SLIDE.left * 2;
const ROOM = SLIDE.bottom - SLIDE.top;
const POINTS = 72;

/** A piece of text of one style; a line may end within it. */
export interface SlideRun {
  readonly text: string;
  readonly bold: boolean;
  readonly struck: boolean;
  readonly paint: Paint;
  /** In sizes of the text around it. */
  readonly scale: number;
}

export interface SlideCell {
  readonly runs: readonly SlideRun[];
  readonly align: Align;
  readonly fill: Paint | null;
  /** How many columns it has the width of. */
  readonly span: number;
}

interface Placed {
  readonly y: number;
  readonly height: number;
  /** Of its text, in points. */
  readonly size: number;
}

export type SlidePiece = Placed &
  (
    | { readonly kind: 'text'; readonly lines: readonly (readonly SlideRun[])[]; readonly isList: boolean }
    | {
        readonly kind: 'table';
        readonly label: string;
        readonly widths: readonly number[];
        readonly rows: readonly { readonly height: number; readonly cells: readonly SlideCell[] }[];
      }
  );

export interface Slide {
  readonly title: string;
  readonly subtitle: string;
  readonly pieces: readonly SlidePiece[];
  /** Whose, from when, for whom; then « page 2/9 ». */
  readonly foot: string;
  readonly page: string;
}

const SIZE = {
  text: 12,
  heading: 15,
  table: 10.5,
  grid: 9,
  small: 8,
  smallest: 7.5,
  note: 8,
  contents: 16,
} as const;
/** Room in a cell beside its text, left and right together, and above and below together. */
const CELL = { across: 0.12, along: 0.07 } as const;
/** Narrowest column of a matrix; with more of them it goes on in a second table. */
const NARROWEST = 0.74;
const GAP = 0.14;

/**
 * The slides of parts, numbered through. A pack begins with its contents. What is drawn for large paper, the planning,
 * would be read by nobody on a slide: the contents say that the PDF has it.
 */
export function slidesOf(
  parts: readonly AnyPart[],
  imprint: Imprint,
  setting: PaperSetting,
  pack: { readonly title: string } | null = null,
): Slide[] {
  const set = parts.map((part) => ({ part, bodies: 'draw' in part ? [] : bodiesOf(part, setting) }));
  const listed = pack ? contentsPart(pack.title, set, imprint, setting) : null;
  const all = listed ? [{ part: listed, bodies: bodiesOf(listed, setting, SIZE.contents) }, ...set] : set;
  const count = all.reduce((sum, one) => sum + one.bodies.length, 0);
  const words = cartoucheWords(setting.t);
  const foot = footOf(imprint, setting);
  let number = 0;
  return all.flatMap(({ part, bodies: own }) =>
    own.map((pieces): Slide => {
      number += 1;
      const { title } = part;
      const subtitle = 'draw' in part ? '' : part.subtitle;
      return { title, subtitle, pieces, foot, page: `${words.page} ${number}/${count}` };
    }),
  );
}

function footOf(
  { group, author, dataDate, editionDate, diffusion, version }: Imprint,
  { t }: PaperSetting,
): string {
  const words = cartoucheWords(t);
  return [
    group,
    author,
    dataDate && `${words.dataDate} ${formatDate(dataDate)}`,
    `${words.editedOn} ${formatDate(editionDate)}`,
    diffusion && words.diffusion[diffusion],
    version && `${words.version} ${version}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function contentsPart(
  title: string,
  bodies: readonly { readonly part: AnyPart; readonly bodies: readonly unknown[] }[],
  imprint: Imprint,
  { t }: PaperSetting,
): PaperPart {
  let page = 2;
  const rows = bodies.map(({ part, bodies: own }): Row => {
    const first = page;
    page += own.length;
    const where: Run =
      own.length === 0 ? { text: t('paper.pack.inPdf') } : { text: String(first), bold: true };
    return { cells: [{ runs: [{ text: part.title }] }, { runs: [where] }] };
  });
  return {
    sheet: sheetOf('A4', 'landscape'),
    title,
    subtitle: [imprint.group, t('paper.pack.of', { day: formatDate(imprint.editionDate) })].join(' · '),
    footnote: [],
    blocks: [
      {
        kind: 'table',
        label: t('paper.pack.contents'),
        columns: [
          { title: t('paper.pack.document'), weight: 4 },
          { title: t('paper.pack.page'), sample: '0000000', align: 'end' },
        ],
        rows,
      },
    ],
  };
}

/** What is set under each other: a text, or a table whose rows may go on over the next slide. */
type Item =
  | { readonly kind: 'text'; readonly piece: Unplaced<'text'>; readonly isHeading: boolean }
  | { readonly kind: 'table'; readonly table: Unplaced<'table'>; readonly heads: number };
type Unplaced<K> = Omit<Extract<SlidePiece, { kind: K }>, 'y'>;

/** The pieces of each slide a part needs, one at least. */
function bodiesOf(part: PaperPart, setting: PaperSetting, size: number = SIZE.table): SlidePiece[][] {
  const note = part.footnote.length === 0 ? null : textPiece([part.footnote], SIZE.note);
  const room = ROOM - (note ? note.height + GAP / 2 : 0);
  const bodies = shareOut(itemsOf(part.blocks, { part, size }, setting), room);
  if (!note) return bodies;
  return bodies.map((pieces) => [...pieces, { ...note, y: SLIDE.bottom - note.height }]);
}

function shareOut(items: readonly Item[], room: number): SlidePiece[][] {
  const bodies: SlidePiece[][] = [];
  let body: SlidePiece[] = [];
  let used = 0;
  const next = (): void => {
    if (body.length > 0) bodies.push(body);
    body = [];
    used = 0;
  };
  const place = (piece: Unplaced<'text'> | Unplaced<'table'>): void => {
    body.push({ ...piece, y: SLIDE.top + used });
    used += piece.height + GAP;
  };
  for (const [at, item] of items.entries()) {
    if (item.kind === 'text') {
      // A heading stays with what it heads: whole where a slide holds that, else with its first rows.
      const follower = item.isHeading ? items[at + 1] : undefined;
      const wanted = item.piece.height + (follower ? GAP + leastOf(follower, room - item.piece.height) : 0);
      if (used + wanted > room) next();
      place(item.piece);
      continue;
    }
    let { table } = item;
    while (table.rows.length > 0) {
      const fit = rowsThatFit(table, item.heads, room - used);
      if (fit === table.rows.length) {
        place(table);
        break;
      }
      const onlyHeading = body.length === 1 && items[at - 1]?.kind === 'text';
      if (fit <= item.heads && body.length > 0 && !onlyHeading) {
        next();
        continue;
      }
      // A row that no slide holds is set all the same: its cells are cut in length before they come here.
      const taken = Math.max(item.heads + 1, fit);
      place(part(table, table.rows.slice(0, taken)));
      table = part(table, [...table.rows.slice(0, item.heads), ...table.rows.slice(taken)]);
      if (table.rows.length === item.heads) break;
      next();
    }
  }
  if (body.length > 0 || bodies.length === 0) bodies.push(body);
  return bodies;
}

function part(table: Unplaced<'table'>, rows: Unplaced<'table'>['rows']): Unplaced<'table'> {
  return { ...table, rows, height: rows.reduce((sum, { height }) => sum + height, 0) };
}

function leastOf(item: Item, most: number): number {
  if (item.kind === 'text') return item.piece.height;
  if (item.table.height <= most) return item.table.height;
  return item.table.rows.slice(0, item.heads + 3).reduce((sum, { height }) => sum + height, 0);
}

/** How many rows fit; a group never ends them, its rows would be on the next slide. */
function rowsThatFit({ rows }: Unplaced<'table'>, heads: number, room: number): number {
  let height = 0;
  let fit = 0;
  for (const row of rows) {
    height += row.height;
    if (height > room + 0.001) break;
    fit += 1;
  }
  while (fit > heads && fit < rows.length && rows[fit - 1]?.cells.length === 1) fit -= 1;
  return fit;
}

interface Within {
  readonly part: PaperPart;
  /** Of the text of its tables, in points. */
  readonly size: number;
}

function itemsOf(blocks: readonly Block[], of: Within, setting: PaperSetting): Item[] {
  return blocks.flatMap((block): Item[] => {
    switch (block.kind) {
      case 'heading':
        return headingItems(block.text.trim(), block.level);
      case 'text':
        return [{ kind: 'text', isHeading: false, piece: textPiece([block.runs], SIZE.table) }];
      case 'list':
        return [{ kind: 'text', isHeading: false, piece: textPiece(block.items, SIZE.text, true) }];
      case 'space':
        return [];
      case 'columns':
        return block.parts.flatMap(({ blocks: own }) => itemsOf(own, of, setting));
      case 'table':
        return tablesOf(block, of);
      case 'drawing':
        return [figuresItem(block, setting)];
    }
  });
}

/** A heading of nothing keeps columns of paper level; slides have no use for it. */
function headingItems(text: string, level: 2 | 3): Item[] {
  if (text === '') return [];
  const runs: Run[] = [{ text, bold: true, paint: 'textStrong' }];
  return [
    {
      kind: 'text',
      isHeading: true,
      piece: textPiece([runs], level === 2 ? SIZE.heading : SIZE.text),
    },
  ];
}

function textPiece(texts: readonly (readonly Run[])[], size: number, isList = false): Unplaced<'text'> {
  const lines = texts.map((runs) => slideRuns(runs));
  const width = WIDTH - (isList ? 0.35 : 0.1);
  const count = lines.reduce((sum, runs) => sum + linesOf(runs, width, size), 0);
  return { kind: 'text', lines, isList, size, height: (count * size * 1.25) / POINTS + 0.06 };
}

/** Figures drawn side by side: the texts of each under each other, in the sizes they are drawn in. */
function figuresItem({ draw }: Extract<Block, { kind: 'drawing' }>, setting: PaperSetting): Item {
  const shapes = flatShapes(draw(0, 0, WIDTH * POINTS, { size: SIZE.table, measure: setting.measure }));
  const columns = new Map<number, SlideRun[]>();
  for (const shape of shapes) {
    if (shape.shape !== 'text' || shape.text === '') continue;
    const { x, text, bold, paint, size } = shape;
    const above = columns.get(x) ?? [];
    const line = clean(above.length === 0 ? text : `\n${text}`);
    columns.set(x, [...above, { text: line, bold, paint, struck: false, scale: size / SIZE.table }]);
  }
  const cells = [...columns.values()].map((runs): SlideCell => ({
    runs,
    align: 'start',
    fill: 'band',
    span: 1,
  }));
  const widths = cells.map(() => WIDTH / cells.length);
  const highest = Math.max(...cells.flatMap(({ runs }) => runs.map(({ scale }) => scale)));
  const height = rowHeight(cells, widths, SIZE.text) + ((highest - 1) * SIZE.text * 1.2) / POINTS;
  const rows = [{ height, cells }];
  return {
    kind: 'table',
    heads: 0,
    table: { kind: 'table', label: '', widths, rows, size: SIZE.text, height },
  };
}

type TableBlock = Extract<Block, { kind: 'table' }>;

/** A table as one, or as several side by side in thought where a matrix has too many columns. */
function tablesOf(block: TableBlock, { part: { sheet }, size: usual }: Within): Item[] {
  const scale = WIDTH / (sheet.width - sheet.margin * 2);
  const heads = block.columns.flatMap((column, at) => (column.isHead ? [at] : []));
  const others = block.columns.flatMap((column, at) => (column.isHead ? [] : [at]));
  const headWidth = heads.length === 0 ? 0 : Math.min(2.05, WIDTH * 0.24);
  const most = block.isGrid ? Math.max(1, Math.floor((WIDTH - headWidth) / NARROWEST)) : others.length;
  const count = Math.max(1, Math.ceil(others.length / most));
  const size = block.isGrid ? gridSize(Math.ceil(others.length / count)) : usual;
  return Array.from({ length: count }, (_, index) => {
    const each = Math.ceil(others.length / count);
    const own = [...heads, ...others.slice(index * each, (index + 1) * each)].toSorted((a, b) => a - b);
    return tableItem(block, own, { size, scale, headWidth });
  });
}

/** The more columns a matrix has, the smaller it is set. */
function gridSize(columns: number): number {
  if (columns > 12) return SIZE.smallest;
  return columns > 8 ? SIZE.small : SIZE.grid;
}

function tableItem(
  block: TableBlock,
  own: readonly number[],
  { size, scale, headWidth }: { size: number; scale: number; headWidth: number },
): Item {
  const columns = own.flatMap((at) => block.columns[at] ?? []);
  const widths = block.isGrid ? gridWidths(columns, headWidth) : columnWidths(columns, size, scale);
  const alignOf = (column: Column | undefined): Align =>
    column?.align ?? (block.isGrid && !column?.isHead ? 'middle' : 'start');
  const head = columns.map((column): SlideCell => ({
    runs: slideRuns([{ text: column.title, bold: true, paint: 'textStrong' }]),
    align: alignOf(column),
    fill: 'summaryTint',
    span: 1,
  }));
  const body = block.rows.map((row) => {
    if (row.cells.length === 1 && columns.length > 1)
      return [slideCell(row.cells[0], 'start', row, columns.length)];
    return own.map((at) => slideCell(row.cells[at], alignOf(block.columns[at]), row, 1));
  });
  const hasHead = columns.some(({ title }) => title !== '');
  const rows = [...(hasHead ? [head] : []), ...body].map((cells) => ({
    cells,
    height: rowHeight(cells, widths, size),
  }));
  const table = { kind: 'table' as const, label: block.label, widths, rows, size, height: 0 };
  return { kind: 'table', heads: hasHead ? 1 : 0, table: part(table, rows) };
}

function slideCell(found: Cell | undefined, align: Align, { kind }: Row, span: number): SlideCell {
  const runs = slideRuns(found?.runs ?? []);
  const stands = kind === 'group' || kind === 'total';
  return {
    runs: stands ? runs.map((run) => ({ ...run, bold: true })) : runs,
    align,
    fill: stands ? 'band' : (found?.tint ?? null),
    span,
  };
}

function gridWidths(columns: readonly Column[], headWidth: number): number[] {
  const heads = columns.filter(({ isHead }) => isHead).length;
  const each = (WIDTH - headWidth) / Math.max(1, columns.length - heads);
  return columns.map(({ isHead }) => (isHead ? headWidth / heads : Math.min(each, 2)));
}

/** As on paper: columns of a width of their own, and shares of what is left; all of the slide is used. */
function columnWidths(columns: readonly Column[], size: number, scale: number): number[] {
  const own = columns.map(({ sample, fixed }) => {
    if (sample !== undefined) return estimateTextWidth(sample, size, true) / POINTS + CELL.across + 0.1;
    return fixed === undefined ? undefined : fixed * scale;
  });
  const taken = own.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const weights = columns.reduce((sum, { weight = 1 }, at) => sum + (own[at] === undefined ? weight : 0), 0);
  if (weights === 0) return own.map((width) => ((width ?? 0) * WIDTH) / taken);
  const free = Math.max(WIDTH * 0.3, WIDTH - taken);
  const shrink = Math.min(1, (WIDTH - free) / Math.max(taken, 0.001));
  return columns.map(({ weight = 1 }, at) => (own[at] ?? 0) * shrink || (free * weight) / weights);
}

function rowHeight(cells: readonly SlideCell[], widths: readonly number[], size: number): number {
  const all = widths.reduce((sum, width) => sum + width, 0);
  const lines = cells.map(({ runs, span }, at) =>
    linesOf(runs, (span > 1 ? all : (widths[at] ?? all)) - CELL.across, size),
  );
  return (Math.max(1, ...lines) * size * 1.2) / POINTS + CELL.along;
}

function linesOf(runs: readonly SlideRun[], width: number, size: number): number {
  return wrapRuns(runs, Math.max(width, 0.2) * POINTS, { size, measure: estimateTextWidth }).length;
}

const stageSigns: Readonly<Record<string, string>> = {
  not_started: '○',
  framing: '◔',
  in_progress: '◑',
  acceptance: '◕',
  ready_for_cutover: '◆',
  in_production: '●',
  converged: '■',
  suspended: '‖',
  abandoned: '×',
  out_of_scope: '–',
  derogation: '◇',
};
const levelSigns: Readonly<Record<string, string>> = {
  low: '○',
  medium: '◔',
  high: '◕',
  critical: '●',
};
const registerSigns: Readonly<Record<string, string>> = {
  to_take: '○',
  awaiting: '◑',
  taken: '●',
  applied: '■',
  dropped: '×',
  open: '○',
  watched: '◑',
  occurred: '◆',
  closed: '■',
};
const trendSigns = { better: '↗', same: '→', worse: '↘', new: '' } as const;

/** A sign as a character every face has; weather is told by its word alone. */
function signOf(mark: Mark): string {
  switch (mark.of) {
    case 'stage':
      return stageSigns[mark.code] ?? '';
    case 'trend':
      return trendSigns[mark.code];
    case 'level':
      return levelSigns[mark.code] ?? '';
    case 'register':
      return registerSigns[mark.code] ?? '';
    case 'gate':
      return '◇';
    case 'milestone':
      return '◆';
    case 'blocked':
      return '■';
    case 'changed':
      return '*';
    case 'weather':
    case 'task':
      return '';
  }
}

/** Runs without signs. What a sign alone says on paper is told in words, on a line of its own beside others. */
function slideRuns(runs: readonly Run[]): SlideRun[] {
  const out: SlideRun[] = [];
  for (const { text, bold = false, struck = false, paint = 'text', mark, said } of runs) {
    const isTold = mark?.of !== 'trend' && text === '' && said !== undefined;
    const sign = mark ? signOf(mark) : '';
    const words = [sign, isTold ? said : text].filter(Boolean).join(' ');
    if (words === '') continue;
    const before = out.at(-1)?.text ?? '';
    const isApart = mark !== undefined && out.length > 0 && !before.endsWith('\n');
    const gap = isApart ? (isTold ? '\n' : mark.of === 'trend' ? '\u00a0' : '   ') : '';
    out.push({ text: clean(`${gap}${words}`), bold, struck, paint, scale: 1 });
  }
  return out;
}

/** Without what no XML holds: signs of control, other than the end of a line, and halves of signs. */
function clean(text: string): string {
  return text
    .replaceAll('\t', ' ')
    .toWellFormed()
    .replace(/[^\n\P{Cc}]|[\uFFFE\uFFFF]/gu, '');
}
