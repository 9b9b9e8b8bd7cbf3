import type { Paint } from '../../../shared/gantt/primitives.ts';
import type { RequestedPrint } from '../../../shared/gantt/requested-print.ts';
import type { Language } from '../../../shared/i18n/translate.ts';
import { inks } from '../../../shared/paper/inks.ts';
import { svgFile } from '../../../shared/paper/svg-file.ts';
import { paintPrimitives } from '../../components/canvas-painter.ts';
import type { Palette } from '../../components/palette.ts';
import { PRINT_FAMILY } from '../../print/print-fonts.ts';

/** Pixels of a point on a picture: sharp on a slide, and when it is printed from there. */
const SHARP = 2;
/** The most a canvas has on a side, and in all. */
const MOST_SIDE = 16_000;
const MOST_PIXELS = 120_000_000;

/** The one sheet of a picture as an SVG file. */
export function svgPicture(
  { pages, paper, title }: RequestedPrint,
  language: Language,
): Uint8Array<ArrayBuffer> {
  const { width, height } = paper;
  const primitives = pages[0]?.primitives ?? [];
  return new TextEncoder().encode(svgFile({ width, height, title, language, primitives }));
}

/** The one sheet of a picture as a PNG file; null where it is too high for one. */
export async function pngPicture({ pages, paper }: RequestedPrint): Promise<Uint8Array<ArrayBuffer> | null> {
  const { width, height } = paper;
  const ratio = Math.min(
    SHARP,
    MOST_SIDE / height,
    MOST_SIDE / width,
    Math.sqrt(MOST_PIXELS / (width * height)),
  );
  if (ratio < 1) return null;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('This window has no 2D canvas.');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  paintPrimitives(
    { context, palette: paperPalette(), ratio, fontFamily: PRINT_FAMILY },
    pages[0]?.primitives ?? [],
  );
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('The canvas gave no picture.');
  return new Uint8Array(await blob.arrayBuffer());
}

function paperPalette(): Palette {
  const colours = Object.entries(inks).map(([paint, { colour, opacity }]) => [
    paint,
    opacity === undefined ? colour : `color-mix(in srgb, ${colour} ${opacity * 100}%, transparent)`,
  ]);
  return Object.fromEntries(colours) as Record<Paint, string>;
}
