/** Sheets and the sizes drawn on them, in points (1/72 inch), landscape. */
import type { MarkSizes } from './marks.ts';

export type PaperName = 'A3' | 'A4';

export interface Paper {
  name: PaperName;
  width: number;
  height: number;
  /** CSS size of the sheet. */
  css: { width: string; height: string };
  margin: number;
  /** Body text: on A3 it stays above 6 pt when the sheet is reduced to A4. */
  text: number;
  sizes: MarkSizes;
}

const MM = 72 / 25.4;
const A3_TEXT = 8.5;

/** Smallest text on any sheet. */
export const MIN_TEXT = 6;

function paper(name: PaperName, widthMm: number, heightMm: number, text: number): Paper {
  const f = text / A3_TEXT;
  return {
    name,
    width: widthMm * MM,
    height: heightMm * MM,
    css: { width: `${widthMm}mm`, height: `${heightMm}mm` },
    margin: 10 * MM,
    text,
    sizes: { rowHeight: 14.2 * f, bar: 7.6 * f, diamond: 4.4 * f, outline: 0.9 * f, hatch: 3 * f, text },
  };
}

export const PAPERS: Record<PaperName, Paper> = {
  A3: paper('A3', 420, 297, A3_TEXT),
  A4: paper('A4', 297, 210, 6.6),
};
