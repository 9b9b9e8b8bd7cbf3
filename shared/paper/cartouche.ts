/** The cartouche every printed sheet carries in its lower right corner: what it is, whose, from when, which page. */
import { fitText, type TextMeasure } from '../gantt/labels.ts';
import { outlinedRect, textAt, type Primitive } from '../gantt/primitives.ts';
import { formatDate } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';

/** Who may be given a sheet. */
export const diffusionLevels = ['internal', 'restricted', 'open'] as const;
export type Diffusion = (typeof diffusionLevels)[number];

/** Days are ISO; what is null or empty is left out. */
export interface Cartouche {
  group: string;
  title: string;
  author: string | null;
  /** « Date d’arrêté » of the data. */
  dataDate: string | null;
  editionDate: string;
  page: number;
  pages: number;
  diffusion: Diffusion | null;
  version: string | null;
}

export interface CartoucheWords {
  dataDate: string;
  editedOn: string;
  page: string;
  version: string;
  diffusion: Record<Diffusion, string>;
}

/** A rectangle of a sheet, in points. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a cartouche is set in: the size of its text in points, its words and the widths of texts. */
export interface CartoucheType {
  text: number;
  words: CartoucheWords;
  measure: TextMeasure;
}

/** Words in the translator's language. */
export function cartoucheWords(t: Translate): CartoucheWords {
  return {
    dataDate: t('print.cartouche.dataDate'),
    editedOn: t('print.cartouche.editedOn'),
    page: t('print.cartouche.page'),
    version: t('print.cartouche.version'),
    diffusion: {
      internal: t('print.diffusion.internal'),
      restricted: t('print.diffusion.restricted'),
      open: t('print.diffusion.open'),
    },
  };
}

const LINES = 3;
const LINE = 1.5;
/** Free width inside the frame, on each side, in heights of the text. */
const PAD = 0.8;

/** Size of the frame that holds every line whole; the same for all pages of a print. */
export function cartoucheSize(
  cartouche: Cartouche,
  { text, words, measure }: CartoucheType,
): { width: number; height: number } {
  const last = linesOf({ ...cartouche, page: cartouche.pages }, words);
  const page = measure(last.page, text, true) + text * 2;
  const widths = [
    measure(last.heading, text, true),
    measure(last.dates, text, false),
    measure(last.issue, text, false) + page,
  ];
  return { width: Math.max(...widths) + PAD * 2 * text, height: text * (LINES * LINE + 0.9) };
}

/** Three lines in a frame that fills `box`; a line too long for it ends in an ellipsis, the page number never. */
export function cartouchePrimitives(cartouche: Cartouche, box: Box, type: CartoucheType): Primitive[] {
  const { text, words, measure } = type;
  const { heading, dates, issue, page } = linesOf(cartouche, words);
  const room = box.width - PAD * 2 * text;
  const x = box.x + PAD * text;
  const line = (index: number) => box.y + text * (1.2 + index * LINE);
  const pageWidth = measure(page, text, true);
  const fitted = (said: string, width: number, bold: boolean) =>
    fitText(said, width + 0.01, text, bold, measure);
  const out: Primitive[] = [
    outlinedRect({ ...box, radius: 0 }, 'ground', 'gridYear', text * 0.105),
    textAt(x, line(0), fitted(heading, room, true), text, 'textStrong', { bold: true, isRead: true }),
    textAt(x, line(1), fitted(dates, room, false), text, 'textStrong', { isRead: true }),
  ];
  if (issue !== '')
    out.push(
      textAt(x, line(2), fitted(issue, room - pageWidth - text, false), text, 'textStrong', { isRead: true }),
    );
  out.push(textAt(x + room - pageWidth, line(2), page, text, 'textStrong', { bold: true, isRead: true }));
  return out;
}

function linesOf(
  { group, title, author, dataDate, editionDate, page, pages, diffusion, version }: Cartouche,
  words: CartoucheWords,
): { heading: string; dates: string; issue: string; page: string } {
  const joined = (parts: (string | null)[]) =>
    parts.filter((part) => part !== null && part !== '').join(' · ');
  return {
    heading: joined([group, title]),
    dates: joined([
      dataDate && `${words.dataDate} ${formatDate(dataDate)}`,
      `${words.editedOn} ${formatDate(editionDate)}`,
    ]),
    issue: joined([
      author,
      diffusion && words.diffusion[diffusion],
      version && `${words.version} ${version}`,
    ]),
    page: `${words.page} ${page}/${pages}`,
  };
}
