import type { TextMeasure } from './labels.ts';

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/**
 * A text in lines no wider than `width`, broken at spaces and after hyphens and slashes; a word wider than a line is
 * broken between letters. Nothing is left out: joined, the lines hold every letter. At least one line.
 */
export function wrapText(
  text: string,
  width: number,
  size: number,
  bold: boolean,
  measure: TextMeasure,
): string[] {
  const fits = (line: string) => measure(line, size, bold) <= width;
  if (fits(text)) return [text];
  const lines: string[] = [];
  let line = '';
  const add = (piece: string) => {
    if (fits((line + piece).trimEnd())) {
      line += piece;
      return;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = piece;
    while (!fits(line.trimEnd())) {
      const letters = Array.from(graphemes.segment(line), ({ segment }) => segment);
      let count = Math.max(1, letters.length - 1);
      while (count > 1 && !fits(letters.slice(0, count).join(''))) count--;
      lines.push(letters.slice(0, count).join(''));
      line = letters.slice(count).join('');
    }
  };
  for (const piece of text.match(/[^ \-/]*[ \-/]?/g) ?? []) if (piece !== '') add(piece);
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}
