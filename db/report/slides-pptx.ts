import type PptxGenJS from 'pptxgenjs';
import type { Paint } from '../../shared/gantt/primitives.ts';
import { mendPptx } from './mend-pptx.ts';
import { type Slide, SLIDE, type SlideCell, type SlidePiece, type SlideRun } from '../../shared/paper/slides.ts';

/** A face every office program has. */
const FACE = 'Arial';
const WIDTH = SLIDE.width - SLIDE.left * 2;
const MASTER = 'JALON';

/** The colours of paper, as far as texts and grounds of slides have them. */
const colors: Readonly<Partial<Record<Paint, string>>> = {
  textStrong: '000000',
  textMuted: '3F464D',
  band: 'ECECEC',
  summaryTint: 'DDE3E7',
  inProgressTint: 'D9E6F4',
  late: '9C2F00',
  blocked: 'A8251D',
  done: '0B4A2F',
  inProgress: '0E4983',
};
const INK = '111111';
const RULE = 'B4BCC3';

export interface SlideFacts {
  readonly title: string;
  readonly author: string | null;
  readonly group: string;
  /** BCP 47: what spelling is checked in. */
  readonly language: string;
}

/** Slides as a PowerPoint file: titles, texts and tables that can be edited, no picture of any. */
export async function slidesPptx(slides: readonly Slide[], facts: SlideFacts): Promise<Uint8Array> {
  // Loaded when the first slides are asked for: no start waits for it.
  const { default: Pptx } = await import('pptxgenjs');
  const pptx = new Pptx();
  pptx.layout = 'LAYOUT_WIDE';
  pptx.title = facts.title;
  pptx.author = facts.author ?? 'Jalon';
  pptx.company = facts.group;
  pptx.subject = facts.title;
  pptx.theme = { headFontFace: FACE, bodyFontFace: FACE };
  pptx.defineSlideMaster({
    title: MASTER,
    background: { color: 'FFFFFF' },
    objects: [
      { line: { x: SLIDE.left, y: 1.06, w: WIDTH, h: 0, line: { color: INK, width: 1 } } },
      {
        placeholder: {
          options: {
            name: 'title',
            type: 'title',
            x: SLIDE.left,
            y: 0.25,
            w: WIDTH,
            h: 0.48,
            fontFace: FACE,
            fontSize: 22,
            bold: true,
            color: '000000',
            align: 'left',
            valign: 'middle',
            margin: 0,
          },
          text: '',
        },
      },
    ],
  });
  for (const slide of slides) drawSlide(pptx.addSlide({ masterName: MASTER }), slide, facts.language);
  return mendPptx((await pptx.write({ outputType: 'uint8array' })) as Uint8Array);
}

function drawSlide(on: PptxGenJS.Slide, { title, subtitle, pieces, foot, page }: Slide, lang: string): void {
  const small = { fontFace: FACE, color: '3F464D', lang, margin: 0 } as const;
  on.addText(title, { placeholder: 'title', lang });
  if (subtitle !== '')
    on.addText(subtitle, { ...small, x: SLIDE.left, y: 0.74, w: WIDTH, h: 0.28, fontSize: 11, fit: 'shrink' });
  for (const piece of pieces) drawPiece(on, piece, lang);
  on.addText(foot, { ...small, x: SLIDE.left, y: 7.02, w: WIDTH - 1.2, h: 0.28, fontSize: 9 });
  const right = { ...small, x: SLIDE.left + WIDTH - 1.1, y: 7.02, w: 1.1, h: 0.28, fontSize: 9 } as const;
  on.addText(page, { ...right, align: 'right' });
}

function drawPiece(on: PptxGenJS.Slide, piece: SlidePiece, lang: string): void {
  const { y, height, size } = piece;
  const place = { x: SLIDE.left, y, w: WIDTH } as const;
  const font = { fontFace: FACE, fontSize: size, lang } as const;
  if (piece.kind === 'text') {
    const lines = piece.lines.flatMap((runs) => textRuns(runs, { size, lang, isList: piece.isList }));
    on.addText(lines, { ...place, ...font, h: height, margin: 0, valign: 'top' });
    return;
  }
  on.addTable(
    piece.rows.map(({ cells }) => cells.map((cell) => tableCell(cell, size, lang))),
    {
      ...place,
      ...font,
      colW: [...piece.widths],
      rowH: piece.rows.map((row) => row.height),
      margin: [0.03, 0.06, 0.03, 0.06],
      border: { type: 'solid', pt: 0.5, color: RULE },
      autoPage: false,
      ...(piece.label !== '' && { objectName: piece.label }),
    },
  );
}

const aligns = { start: 'left', middle: 'center', end: 'right' } as const;

function tableCell({ runs, align, fill, span }: SlideCell, size: number, lang: string): PptxGenJS.TableCell {
  return {
    text: textRuns(runs, { size, lang, isList: false }),
    options: {
      fontSize: size,
      align: aligns[align],
      valign: 'middle',
      ...(fill && { fill: { color: colors[fill] ?? 'FFFFFF' } }),
      ...(span > 1 && { colspan: span }),
    },
  };
}

/** Runs of one paragraph, or of several where a line ends within one. */
function textRuns(
  runs: readonly SlideRun[],
  { size, lang, isList }: { readonly size: number; readonly lang: string; readonly isList: boolean },
): PptxGenJS.TextProps[] {
  const props = runs.flatMap(({ text, bold, struck, paint, scale }) =>
    text.split('\n').map((line, at) => ({
      // A line that ends is told by the run before it.
      starts: at > 0,
      text: line,
      options: {
        bold,
        lang,
        color: colors[paint] ?? INK,
        fontSize: Math.round(size * scale * 2) / 2,
        ...(struck && { strike: 'sngStrike' as const }),
      },
    })),
  );
  return props.map(({ text, options }, at) => {
    const next = props[at + 1];
    const isLast = next === undefined;
    return {
      text,
      options: {
        ...options,
        ...(isList && at === 0 && { bullet: true }),
        ...((next?.starts === true || (isLast && isList)) && { breakLine: true }),
      },
    };
  });
}
