/** Sheets and the sizes drawn on them, in points (1/72 inch). */
import type { MarkSizes } from './marks.ts';

export const paperNames = ['A4', 'A3', 'A2', 'A1'] as const;
export type PaperName = (typeof paperNames)[number];
export const orientations = ['landscape', 'portrait'] as const;
export type Orientation = (typeof orientations)[number];

export interface Paper {
  name: PaperName;
  orientation: Orientation;
  width: number;
  height: number;
  /** CSS size of the sheet. */
  css: { width: string; height: string };
  margin: number;
  /** Body text. */
  text: number;
  sizes: MarkSizes;
}

/** Points in a millimetre. */
export const MM = 72 / 25.4;

/** Smallest text on any sheet. */
export const MIN_TEXT = 6;

/** Sides in millimetres, the shorter one first. */
const SIDES: Record<PaperName, readonly [number, number]> = {
  A4: [210, 297],
  A3: [297, 420],
  A2: [420, 594],
  A1: [594, 841],
};

/** Usual body text: on A3 it stays above 6 pt when the sheet is reduced to A4; larger sheets are read from further off. */
const TEXT: Record<PaperName, number> = { A4: 6.6, A3: 8.5, A2: 9, A1: 10 };
const MARGIN = 10 * MM;
/** Text the marks are drawn for; they grow and shrink with it. */
const DRAWN_FOR = 8.5;

/** Sizes of rows and marks that go with a text. */
function sizesFor(text: number): MarkSizes {
  const f = text / DRAWN_FOR;
  return { rowHeight: 14.2 * f, bar: 7.6 * f, diamond: 4.4 * f, outline: 0.9 * f, hatch: 3 * f, text };
}

/** A sheet with its usual text, or another one. */
export function paperOf(
  name: PaperName,
  orientation: Orientation = 'landscape',
  text: number = TEXT[name],
): Paper {
  const [short, long] = SIDES[name];
  const [width, height] = orientation === 'landscape' ? [long, short] : [short, long];
  return {
    name,
    orientation,
    width: width * MM,
    height: height * MM,
    css: { width: `${width}mm`, height: `${height}mm` },
    margin: MARGIN,
    text,
    sizes: sizesFor(text),
  };
}
