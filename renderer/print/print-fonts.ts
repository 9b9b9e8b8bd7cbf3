import type { TextMeasure } from '../../shared/gantt/labels.ts';

/** As in `print-fonts.css`. */
export const PRINT_FAMILY = "'Inter Print Figures', 'Inter Print'";
/** Letters of every subset that French and English texts use, so that none is fetched after the measuring. */
const SAMPLE = 'AaÀé0/·œ›…';

/** Resolves when the fonts of the print are there; without them widths would be those of another font. */
export async function loadPrintFonts(): Promise<void> {
  await Promise.all(
    [400, 600].map((weight) => document.fonts.load(`${weight} 10px ${PRINT_FAMILY}`, SAMPLE)),
  );
}

/** Widths in the print's own font, each text measured once. */
export function createPrintMeasure(): TextMeasure {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new Error('This window has no 2D canvas.');
  const known = new Map<string, number>();
  let font = '';
  return (text, size, bold) => {
    const key = bold ? `b${text}` : text;
    let em = known.get(key);
    if (em === undefined) {
      const wanted = `${bold ? 600 : 400} 100px ${PRINT_FAMILY}`;
      if (wanted !== font) context.font = font = wanted;
      em = context.measureText(text).width / 100;
      known.set(key, em);
    }
    return em * size;
  };
}
