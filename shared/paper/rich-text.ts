/** Text of several styles broken into lines of a width; the widths of texts come from outside. */
import type { TextMeasure } from '../gantt/labels.ts';
import { freeLines, textAt, type Paint } from '../gantt/primitives.ts';
import { drawMark, type Mark } from './marks.ts';
import { picture, type PaperShape } from './shapes.ts';

/** A run of one style. A mark stands before its text, and is read as `said`. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly paint?: Paint;
  /** Struck through: what no longer holds. */
  readonly struck?: boolean;
  readonly mark?: Mark;
  /** What the mark says where no word beside it does. */
  readonly said?: string;
  /** The mark is as high as the line, or close to its neighbour: for tables of signs. */
  readonly fit?: 'large' | 'packed';
}

/** What texts are set in. */
export interface TypeSetting {
  readonly size: number;
  readonly measure: TextMeasure;
}

interface Piece {
  readonly x: number;
  readonly width: number;
  readonly text: string;
  readonly style: Run;
  readonly isMark: boolean;
}

export interface TextLine {
  readonly pieces: readonly Piece[];
  readonly width: number;
}

/** Height of a line in heights of the text. */
export const LINE_HEIGHT = 1.36;
/** Half the height of a mark, in heights of the text, and the room it takes with what is free beside it. */
const MARK = {
  usual: { half: 0.5, room: 1.42 },
  large: { half: 0.66, room: 1.62 },
  packed: { half: 0.5, room: 1.08 },
} as const;
/** Width of two packed marks, in heights of the text. */
export const PACKED_PAIR = MARK.packed.room * 2;
/** Free before a mark that follows a text. */
const MARK_GAP = 0.7;

const sizeOfMark = ({ fit }: Run) => MARK[fit ?? 'usual'];

/** A plain text as runs. */
export function plain(text: string, style: Omit<Run, 'text'> = {}): Run[] {
  return [{ text, ...style }];
}

/**
 * Lines of at most `width`, broken between words, and within a word where it is longer than a line. With `most`, the
 * last line ends in an ellipsis where more would follow.
 */
export function wrapRuns(
  runs: readonly Run[],
  width: number,
  { size, measure }: TypeSetting,
  most = Infinity,
): TextLine[] {
  const lines: TextLine[] = [];
  let pieces: Piece[] = [];
  let x = 0;
  const breakLine = (): void => {
    lines.push({ pieces: joined(pieces, size, measure), width: x });
    pieces = [];
    x = 0;
  };
  for (const atom of atomsOf(runs)) {
    if (atom.kind === 'break') {
      breakLine();
      continue;
    }
    if (atom.kind === 'mark') {
      const room = size * sizeOfMark(atom.style).room;
      const last = pieces.at(-1);
      if (last && !last.isMark) x += size * MARK_GAP;
      // A mark stays with the first word it stands before.
      if (x > 0 && x + room + firstWord(atom.style, size, measure) > width) breakLine();
      pieces.push({ x, width: room, text: '', style: atom.style, isMark: true });
      x += room;
      continue;
    }
    const { style } = atom;
    const bold = style.bold ?? false;
    for (const part of fitting(atom.text, width, size, bold, measure)) {
      const wide = measure(part, size, bold);
      const gap = atom.spaced && pieces.some(({ isMark }) => !isMark) ? measure(' ', size, bold) : 0;
      if (x > 0 && x + gap + wide > width + 0.01) breakLine();
      const space = x > 0 ? gap : 0;
      pieces.push({ x: x + space, width: wide, text: part, style, isMark: false });
      x += space + wide;
    }
  }
  if (pieces.length > 0 || lines.length === 0) breakLine();
  return lines.length > most ? cutAfter(lines, most, width, { size, measure }) : lines;
}

type Atom =
  | { readonly kind: 'word'; readonly text: string; readonly style: Run; readonly spaced: boolean }
  | { readonly kind: 'mark'; readonly style: Run }
  | { readonly kind: 'break' };

function firstWord({ text, bold = false }: Run, size: number, measure: TextMeasure): number {
  return measure(text.split(/[ \t\n]/, 1)[0] ?? '', size, bold);
}

/** Words with what stands before them; a no-break space stays within its word, a hyphen may end a line. */
function atomsOf(runs: readonly Run[]): Atom[] {
  const atoms: Atom[] = [];
  let spaced = false;
  for (const style of runs) {
    if (style.mark) atoms.push({ kind: 'mark', style });
    for (const [index, paragraph] of style.text.split('\n').entries()) {
      if (index > 0) {
        atoms.push({ kind: 'break' });
        spaced = false;
      }
      for (const part of paragraph.split(/([ \t]+)/)) {
        if (part === '') continue;
        if (/^[ \t]+$/.test(part)) {
          spaced = true;
          continue;
        }
        for (const piece of part.split(/(?<=[^\d\s][-/])(?=\p{L}{2})/u)) {
          atoms.push({ kind: 'word', text: piece, style, spaced });
          spaced = false;
        }
      }
    }
  }
  return atoms;
}

const letters = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** A word, cut into as many parts as a width asks for. */
function fitting(word: string, width: number, size: number, bold: boolean, measure: TextMeasure): string[] {
  if (measure(word, size, bold) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of letters.segment(word)) {
    if (part !== '' && measure(part + segment, size, bold) > width) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return part === '' ? parts : [...parts, part];
}

/** Neighbouring pieces of one style become one text: it is read and selected as a whole. */
function joined(pieces: readonly Piece[], size: number, measure: TextMeasure): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (!last || last.isMark || piece.isMark || last.style !== piece.style) {
      out.push(piece);
      continue;
    }
    const isApart = piece.x > last.x + last.width + 0.01;
    const text = `${last.text}${isApart ? ' ' : ''}${piece.text}`;
    out[out.length - 1] = { ...last, text, width: measure(text, size, piece.style.bold ?? false) };
  }
  return out;
}

/** The longest beginning of a text that fits with its ellipsis; letters of several signs stay whole. */
export function cutToFit(text: string, fits: (short: string) => boolean): string {
  const all = [...letters.segment(text)].map(({ segment }) => segment);
  const short = () => `${all.join('').trimEnd()}…`;
  while (all.length > 0 && !fits(short())) all.pop();
  return short();
}

function cutAfter(
  lines: readonly TextLine[],
  most: number,
  width: number,
  { size, measure }: TypeSetting,
): TextLine[] {
  const kept = lines.slice(0, most);
  const last = kept.at(-1);
  const piece = last?.pieces.at(-1);
  if (!last || !piece || piece.isMark) return kept;
  const bold = piece.style.bold ?? false;
  const text = cutToFit(piece.text, (short) => piece.x + measure(short, size, bold) <= width);
  const cut = { ...piece, text, width: measure(text, size, bold) };
  return [...kept.slice(0, -1), { pieces: [...last.pieces.slice(0, -1), cut], width: cut.x + cut.width }];
}

export type Align = 'start' | 'middle' | 'end';

/** Lines drawn from the top of a box downwards. */
export function drawLines(
  lines: readonly TextLine[],
  box: { readonly x: number; readonly y: number; readonly width: number },
  { size }: TypeSetting,
  align: Align = 'start',
): PaperShape[] {
  return lines.flatMap((line, index) => {
    const free = box.width - line.width;
    const left = box.x + (align === 'start' ? 0 : align === 'middle' ? free / 2 : free);
    const y = box.y + size * LINE_HEIGHT * (index + 0.5);
    return line.pieces.flatMap((piece) => drawPiece(piece, left, y, size));
  });
}

function drawPiece(
  { x, width, text, style, isMark }: Piece,
  left: number,
  y: number,
  size: number,
): PaperShape[] {
  if (isMark) {
    if (!style.mark) return [];
    const { half } = sizeOfMark(style);
    const drawn = drawMark(style.mark, left + x + size * half, y, size * half);
    return style.said === undefined ? drawn : [picture(style.said, drawn)];
  }
  const paint = style.paint ?? 'text';
  const shapes: PaperShape[] = [
    textAt(left + x, y, text, size, paint, { bold: style.bold ?? false, isRead: true }),
  ];
  if (style.struck) {
    shapes.push(
      freeLines([left + x, y + size * 0.02, left + x + width, y + size * 0.02], paint, size * 0.08),
    );
  }
  return shapes;
}
