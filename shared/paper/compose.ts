/**
 * Documents in, finished sheets out: strips are shared out over sheets, and every sheet gets its title, its footnote and
 * its cartouche.
 */
import type { TextMeasure } from '../gantt/labels.ts';
import { crispLines } from '../gantt/primitives.ts';
import { drawStrips, heightOf, stripsOf, type Block, type Strip } from './blocks.ts';
import { cartouchePrimitives, cartoucheSize, type Cartouche, type CartoucheWords } from './cartouche.ts';
import { drawLines, LINE_HEIGHT, plain, wrapRuns, type Run } from './rich-text.ts';
import { tagged, type PaperPage, type PaperShape } from './shapes.ts';
import { sheetClass, type Sheet } from './sheet.ts';

/** One document, or one part of a pack. */
export interface PaperPart {
  readonly sheet: Sheet;
  readonly title: string;
  readonly subtitle: string;
  /** Definitions and ages, at the foot of each of its sheets. */
  readonly footnote: readonly Run[];
  readonly blocks: readonly Block[];
  /** Of its ordinary text, when it is not that of the sheet. */
  readonly text?: number;
}

/** What the cartouches of a print say beside their title and page. */
export type Imprint = Omit<Cartouche, 'title' | 'page' | 'pages'>;

export interface PaperTexts {
  readonly measure: TextMeasure;
  readonly words: CartoucheWords;
}

/** A document whose sheets are drawn elsewhere: the planning. It is told their numbers among those of the pack. */
export interface DrawnPart {
  readonly sheet: Pick<Sheet, 'name' | 'orientation'>;
  readonly title: string;
  readonly count: number;
  readonly draw: (among: { readonly before: number; readonly pages: number }) => readonly PaperPage[];
}

export type AnyPart = PaperPart | DrawnPart;

/** A part whose sheets are counted; they are numbered when all parts are known. */
export interface LaidPart {
  readonly part: Pick<AnyPart, 'title'> & { readonly sheet: DrawnPart['sheet'] };
  readonly count: number;
  readonly frame: (among: { readonly before: number; readonly pages: number }) => readonly PaperPage[];
}

const TITLE = 1.75;
/** Lines of the longest list of a one-page document. */
const MOST_LISTED = 40;
/** What a one-page document is asked for where no more lines fit: the tightest it can be. */
export const LEAST_LISTED = 2;
/** The cartouche's widest numbering. */
const MOST_PAGES = 999;

/** Size of the text of a part. */
function textOf({ sheet, text }: PaperPart): number {
  return Math.max(sheet.minText, text ?? sheet.text);
}

function footText({ sheet }: PaperPart): number {
  return Math.max(sheet.minText, sheet.text * 0.78);
}

interface Frame {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  readonly foot: number;
  readonly cartouche: { readonly width: number; readonly height: number };
}

/** Where a sheet of a part has its body, between its title and its foot. */
function frameOf(part: PaperPart, imprint: Imprint, texts: PaperTexts): Frame {
  const { sheet } = part;
  const width = sheet.width - sheet.margin * 2;
  const text = footText(part);
  const numbered = { ...imprint, title: part.title, page: MOST_PAGES, pages: MOST_PAGES };
  const wanted = cartoucheSize(numbered, { text, ...texts });
  const cartouche = { width: Math.min(wanted.width, width * 0.62), height: wanted.height };
  const note = footnoteLines(part, width - cartouche.width - text, texts);
  const foot = Math.max(cartouche.height, note.length * text * LINE_HEIGHT);
  const head = titleHeight(part, width, texts);
  return {
    left: sheet.margin,
    width,
    top: sheet.margin + head,
    bottom: sheet.height - sheet.margin - foot - text * 0.8,
    foot: sheet.height - sheet.margin - foot,
    cartouche,
  };
}

function footnoteLines(part: PaperPart, width: number, { measure }: PaperTexts) {
  if (part.footnote.length === 0) return [];
  return wrapRuns(part.footnote, width, { size: footText(part), measure });
}

function titleLines(part: PaperPart, width: number, { measure }: PaperTexts) {
  const size = textOf(part) * TITLE;
  return wrapRuns(plain(part.title, { bold: true, paint: 'textStrong' }), width, { size, measure }, 2);
}

function subtitleLines(part: PaperPart, width: number, { measure }: PaperTexts) {
  if (part.subtitle === '') return [];
  return wrapRuns(plain(part.subtitle, { paint: 'textMuted' }), width, { size: textOf(part), measure }, 2);
}

function titleHeight(part: PaperPart, width: number, texts: PaperTexts): number {
  const text = textOf(part);
  const title = titleLines(part, width, texts).length * text * TITLE * 1.2;
  return title + subtitleLines(part, width, texts).length * text * LINE_HEIGHT + text * 0.9;
}

/** Free height of one sheet of a part. */
export function bodyHeight(part: PaperPart, imprint: Imprint, texts: PaperTexts): number {
  const { top, bottom } = frameOf(part, imprint, texts);
  return bottom - top;
}

/** Height its blocks take, set under each other without a break. */
export function contentHeight(part: PaperPart, imprint: Imprint, texts: PaperTexts): number {
  const { width } = frameOf(part, imprint, texts);
  return heightOf(stripsOf(part.blocks, width, { size: textOf(part), measure: texts.measure }));
}

/** True where its blocks fit one sheet. */
export function fitsSheet(part: PaperPart, imprint: Imprint, texts: PaperTexts): boolean {
  return contentHeight(part, imprint, texts) <= bodyHeight(part, imprint, texts) + 0.01;
}

/** Shares the strips of a part out over as many sheets as they need, one at least. */
export function layPart(part: AnyPart, imprint: Imprint, texts: PaperTexts): LaidPart {
  if ('draw' in part) return { part, count: part.count, frame: part.draw };
  return frameSheets(withoutTail(part, imprint, texts), imprint, texts);
}

interface SetPart {
  readonly part: PaperPart;
  readonly sheets: readonly (readonly Strip[])[];
}

/** A last sheet with less on it, of its height, is saved where a text a little smaller has room for it before. */
const TAIL = 0.25;
const MOST_SMALLER = 1;

function withoutTail(part: PaperPart, imprint: Imprint, texts: PaperTexts): SetPart {
  const set = (one: PaperPart): SetPart => ({ part: one, sheets: sheetsOf(one, imprint, texts) });
  const usual = set(part);
  const { sheets } = usual;
  if (sheets.length === 1 || heightOf(sheets.at(-1) ?? []) > bodyHeight(part, imprint, texts) * TAIL)
    return usual;
  const text = textOf(part);
  const least = Math.max(part.sheet.minText, text - MOST_SMALLER);
  for (let smaller = text - TEXT_STEP; smaller >= least; smaller -= TEXT_STEP) {
    const tried = set({ ...part, text: smaller });
    if (tried.sheets.length < sheets.length) return tried;
  }
  return usual;
}

function sheetsOf(part: PaperPart, imprint: Imprint, texts: PaperTexts): Strip[][] {
  const { width, top, bottom } = frameOf(part, imprint, texts);
  const strips = stripsOf(part.blocks, width, { size: textOf(part), measure: texts.measure });
  return breakStrips(strips, bottom - top);
}

function frameSheets({ part, sheets }: SetPart, imprint: Imprint, texts: PaperTexts): LaidPart {
  const frame = frameOf(part, imprint, texts);
  const { width, height } = part.sheet;
  const sheet = sheetClass(part.sheet);
  return {
    part,
    count: sheets.length,
    frame: ({ before, pages }) =>
      sheets.map((own, index): PaperPage => {
        const number = before + index + 1;
        const shapes = [
          ...titleShapes(part, index === 0, frame, texts),
          ...drawStrips(own, frame.left, frame.top),
          ...footShapes(part, frame, { ...imprint, title: part.title, page: number, pages }, texts),
        ];
        return { number, width, height, sheet, shapes };
      }),
  };
}

/** A heading goes with what it heads, and a table that goes on begins with its head again. */
function breakStrips(strips: readonly Strip[], room: number): Strip[][] {
  const sheets: Strip[][] = [];
  let sheet: Strip[] = [];
  let used = 0;
  for (const strip of strips) {
    if (used + strip.height > room + 0.01 && sheet.length > 0) {
      const carried: Strip[] = [];
      while (sheet.length > 0 && sheet.at(-1)?.isHeading) carried.unshift(...sheet.splice(-1));
      // A sheet of headings alone would push them on for ever.
      if (sheet.length > 0) sheets.push(sheet);
      const head = strip.table?.head ?? null;
      const isHeaded = head === null || head === strip || carried.includes(head);
      sheet = isHeaded ? carried : [head, ...carried.filter((one) => one !== head)];
      used = heightOf(sheet);
    }
    sheet.push(strip);
    used += strip.height;
  }
  if (sheet.length > 0 || sheets.length === 0) sheets.push(sheet);
  return sheets;
}

/** The sheets of all parts, numbered through. */
export function framePages(laid: readonly LaidPart[]): PaperPage[] {
  const pages = laid.reduce((sum, { count }) => sum + count, 0);
  const out: PaperPage[] = [];
  for (const { frame } of laid) out.push(...frame({ before: out.length, pages }));
  return out;
}

/** Only the first sheet of a part is a bookmark. */
function titleShapes(part: PaperPart, isFirst: boolean, frame: Frame, texts: PaperTexts): PaperShape[] {
  const text = textOf(part);
  const { measure } = texts;
  const box = { x: frame.left, y: part.sheet.margin, width: frame.width };
  const lines = titleLines(part, frame.width, texts);
  const title = drawLines(lines, box, { size: text * TITLE, measure });
  const below = part.sheet.margin + lines.length * text * TITLE * 1.2;
  const subtitle = drawLines(
    subtitleLines(part, frame.width, texts),
    { ...box, y: below },
    { size: text, measure },
  );
  const rule = frame.top - text * 0.45;
  return [
    isFirst ? tagged('heading', title, { level: 1 }) : tagged('paragraph', title),
    tagged('paragraph', subtitle),
    crispLines([frame.left, rule, frame.left + frame.width, rule], 'gridYear', text * 0.1),
  ];
}

function footShapes(part: PaperPart, frame: Frame, cartouche: Cartouche, texts: PaperTexts): PaperShape[] {
  const text = footText(part);
  const { width, height } = frame.cartouche;
  const box = {
    x: frame.left + frame.width - width,
    y: part.sheet.height - part.sheet.margin - height,
    width,
    height,
  };
  const room = frame.width - width - text;
  const note = drawLines(
    footnoteLines(part, room, texts),
    { x: frame.left, y: frame.foot, width: room },
    { size: text, measure: texts.measure },
  );
  return [
    ...(note.length > 0 ? [tagged('paragraph', note)] : []),
    tagged('paragraph', cartouchePrimitives(cartouche, box, { text, ...texts })),
  ];
}

/** Laid out and framed in one go. */
export function composePages(parts: readonly AnyPart[], imprint: Imprint, texts: PaperTexts): PaperPage[] {
  return framePages(parts.map((part) => layPart(part, imprint, texts)));
}

/**
 * A one-page document in the largest setting that fits its sheet: `make` is given the size of the text, from that of the
 * sheet down to the smallest allowed, and then how many lines its lists may have. Where not even the least fits, it is
 * that.
 */
export function fitOnePage(
  sheet: Sheet,
  make: (text: number, mostLines: number) => PaperPart,
  imprint: Imprint,
  texts: PaperTexts,
): PaperPart {
  return bestSetting(sheet, make, imprint, texts).part;
}

interface Setting {
  readonly text: number;
  readonly most: number;
  readonly part: PaperPart;
}

function bestSetting(
  sheet: Sheet,
  make: (text: number, mostLines: number) => PaperPart,
  imprint: Imprint,
  texts: PaperTexts,
): Setting {
  const set = (text: number, most: number): Setting => ({ text, most, part: make(text, most) });
  const fits = ({ part }: Setting) => fitsSheet(part, imprint, texts);
  const least = set(sheet.minText, LEAST_LISTED);
  if (!fits(least)) return least;
  const sizes = Math.round((sheet.text - sheet.minText) / TEXT_STEP);
  const whole = lastThatFits(sizes, (step) => set(sheet.minText + step * TEXT_STEP, Infinity), fits);
  return (
    whole ??
    lastThatFits(MOST_LISTED - LEAST_LISTED, (step) => set(sheet.minText, LEAST_LISTED + step), fits) ??
    least
  );
}

const TEXT_STEP = 0.25;

/** The last of `0 … count` that fits, where all before it do; null where not even the first does. */
function lastThatFits<T>(count: number, make: (step: number) => T, fits: (made: T) => boolean): T | null {
  let best = make(0);
  if (!fits(best)) return null;
  let [low, high] = [0, count];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const tried = make(middle);
    if (fits(tried)) [best, low] = [tried, middle];
    else high = middle - 1;
  }
  return best;
}

/** The same, and then as airy as its sheet allows: `make` is given the free height of the rows of its tables too. */
export function fitWithAir(
  sheet: Sheet,
  make: (text: number, mostLines: number, air: number) => PaperPart,
  imprint: Imprint,
  texts: PaperTexts,
): PaperPart {
  const best = bestSetting(sheet, (text, most) => make(text, most, 0), imprint, texts);
  if (!fitsSheet(best.part, imprint, texts)) return best.part;
  const airy = lastThatFits(
    MOST_AIR / AIR_STEP,
    (step) => make(best.text, best.most, step * AIR_STEP),
    (part) => fitsSheet(part, imprint, texts),
  );
  return airy ?? best.part;
}

/** Free height of a row at most, in heights of the text. */
const MOST_AIR = 1.2;
const AIR_STEP = 0.15;
