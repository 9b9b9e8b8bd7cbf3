import { describe, expect, it } from 'vitest';
import { estimateTextWidth } from '../../../../shared/gantt/labels.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';
import type { Block, Row } from '../../../../shared/paper/blocks.ts';
import { cartoucheWords } from '../../../../shared/paper/cartouche.ts';
import { composePages, fitOnePage, layPart, type PaperPart } from '../../../../shared/paper/compose.ts';
import { drawMark, trends, type Mark } from '../../../../shared/paper/marks.ts';
import { paperAddress, readPaperRequest, usualRequest } from '../../../../shared/paper/paper-request.ts';
import { plain, wrapRuns } from '../../../../shared/paper/rich-text.ts';
import { flatShapes, type PaperPage, type PaperShape } from '../../../../shared/paper/shapes.ts';
import { sheetClass, sheetOf } from '../../../../shared/paper/sheet.ts';

const texts = { measure: estimateTextWidth, words: cartoucheWords(createTranslate('fr')) };
const imprint = {
  group: 'GHT Exemple',
  author: null,
  dataDate: '2026-11-20',
  editionDate: '2026-11-23',
  diffusion: 'internal' as const,
  version: null,
};
const type = { size: 10, measure: estimateTextWidth };

function part(blocks: readonly Block[], change: Partial<PaperPart> = {}): PaperPart {
  return {
    sheet: sheetOf('A4', 'portrait'),
    title: 'Essai',
    subtitle: '',
    footnote: [],
    blocks,
    ...change,
  };
}

function rows(count: number, label = (index: number) => `ligne ${index}`): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    cells: [{ runs: plain(label(index)) }, { runs: plain('x') }],
  }));
}

function table(of: readonly Row[]): Block {
  return { kind: 'table', label: 'Table', columns: [{ title: 'Nom' }, { title: 'Signe' }], rows: of };
}

function wordsOf(page: PaperPage | undefined): string[] {
  return flatShapes(page?.shapes ?? []).flatMap((shape) => (shape.shape === 'text' ? [shape.text] : []));
}

const said = (lines: ReturnType<typeof wrapRuns>) =>
  lines.map(({ pieces }) => pieces.map(({ text }) => text).join(' '));

describe('text in a width', () => {
  it('breaks between words and after hyphens, keeps no-break spaces whole, and loses nothing', () => {
    expect(said(wrapRuns(plain('un deux trois'), 40, type))).toEqual(['un deux', 'trois']);
    expect(said(wrapRuns(plain('Carsan-Ville'), 45, type))).toEqual(['Carsan-', 'Ville']);
    expect(said(wrapRuns(plain('taux 64\u00a0%'), 45, type))).toEqual(['taux', '64\u00a0%']);
    expect(said(wrapRuns(plain('un\ndeux'), 400, type))).toEqual(['un', 'deux']);
  });

  it('cuts a word longer than the line, and ends in an ellipsis where lines are counted', () => {
    const long = 'x'.repeat(300);
    const lines = wrapRuns(plain(long), 60, type);
    expect(said(lines).join('')).toBe(long);
    expect(lines.every(({ width }) => width <= 60)).toBe(true);
    const short = wrapRuns(plain(`${'mot '.repeat(90)}fin`), 60, type, 3);
    expect(short.length).toBe(3);
    expect(said(short)[2]).toMatch(/…$/);
    expect(short.every(({ width }) => width <= 60)).toBe(true);
  });

  it('keeps letters written from right to left and signs of several parts whole', () => {
    const arabic = 'مستشفى الوادي الكبير';
    expect(said(wrapRuns(plain(arabic), 400, type))).toEqual([arabic]);
    const family = '👨‍👩‍👧‍👦';
    const cut = said(wrapRuns(plain(family.repeat(20)), 40, type));
    expect(cut.join('')).toBe(family.repeat(20));
    expect(cut.every((line) => line.length % family.length === 0)).toBe(true);
  });
});

describe('blocks over sheets', () => {
  it('writes each row once, under the head of its table on every sheet', () => {
    const pages = composePages([part([table(rows(150))])], imprint, texts);
    expect(pages.length).toBeGreaterThan(2);
    const all = pages.flatMap(wordsOf);
    for (let index = 0; index < 150; index++)
      expect(all.filter((one) => one === `ligne ${index}`).length).toBe(1);
    for (const page of pages)
      expect(wordsOf(page)).toEqual(expect.arrayContaining(['Nom', 'Signe', 'Essai']));
    expect(pages.map(wordsOf).map((words) => words.at(-1))).toEqual(
      pages.map((_, index) => `Page ${index + 1}/${pages.length}`),
    );
  });

  it('never ends a sheet with a heading or the head of a group, nor begins one blank', () => {
    for (let before = 30; before < 80; before++) {
      const group: Row = { kind: 'group', cells: [{ runs: plain('Groupe') }] };
      const blocks: Block[] = [table([...rows(before), group, ...rows(3, (index) => `suite ${index}`)])];
      for (const page of composePages([part(blocks)], imprint, texts)) {
        const words = wordsOf(page);
        const at = words.indexOf('Groupe');
        if (at >= 0) expect(words[at + 1]).toBe('suite 0');
      }
      const headed: Block[] = [
        table(rows(before)),
        { kind: 'heading', level: 2, text: 'Titre' },
        table(rows(3, (index) => `fin ${index}`)),
      ];
      const sheets = composePages([part(headed)], imprint, texts).map(wordsOf);
      expect(sheets.filter((words) => words.includes('Titre') && !words.includes('fin 0'))).toEqual([]);
    }
  });

  it('holds a row of any length on one sheet, and a document without blocks on one', () => {
    const endless = table([{ cells: [{ runs: plain('mot '.repeat(5000)) }, { runs: plain('x') }] }]);
    expect(layPart(part([endless]), imprint, texts).count).toBe(1);
    expect(composePages([part([])], imprint, texts).length).toBe(1);
  });

  it('says in tags what is a heading, a table, a row and a cell', () => {
    const [page] = composePages(
      [part([{ kind: 'heading', level: 2, text: 'Partie' }, table(rows(1))])],
      imprint,
      texts,
    );
    const roles = (shapes: readonly PaperShape[]): string[] =>
      shapes.flatMap((shape) => (shape.shape === 'group' ? [shape.role, ...roles(shape.children)] : []));
    const found = roles(page?.shapes ?? []);
    expect(found.filter((role) => role === 'heading').length).toBe(2);
    expect(found).toEqual(expect.arrayContaining(['table', 'row', 'columnheader', 'cell', 'paragraph']));
  });

  it('makes its text smaller and then its lists shorter, never below the smallest of the sheet', () => {
    const sheet = sheetOf('A3', 'landscape');
    const make = (text: number, most: number) => part([table(rows(Math.min(most, 400)))], { sheet, text });
    const fitted = fitOnePage(sheet, make, imprint, texts);
    expect(layPart(fitted, imprint, texts).count).toBe(1);
    const sizes = flatShapes(composePages([fitted], imprint, texts)[0]?.shapes ?? []).flatMap((shape) =>
      shape.shape === 'text' ? [shape.size] : [],
    );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(8.5);
  });
});

describe('signs', () => {
  it('differ in their shapes, whatever their colour', () => {
    const marks: Mark[] = [
      ...[
        'not_started',
        'framing',
        'in_progress',
        'acceptance',
        'ready_for_cutover',
        'in_production',
        'converged',
      ].map((code): Mark => ({ of: 'stage', code })),
      ...['suspended', 'abandoned', 'out_of_scope', 'derogation', 'unheard'].map((code): Mark => ({
        of: 'stage',
        code,
      })),
      ...['sun', 'bright_spells', 'cloud', 'storm', 'to_confirm'].map((code): Mark => ({
        of: 'weather',
        code,
      })),
      ...trends.map((code): Mark => ({ of: 'trend', code })),
    ];
    const drawn = marks.map((mark) =>
      JSON.stringify(drawMark(mark, 0, 0, 10), (key, value: unknown) =>
        (key === 'fill' || key === 'stroke' || key === 'paint') && value !== null && value !== 'ground'
          ? 'ink'
          : value,
      ),
    );
    expect(new Set(drawn).size).toBe(marks.length);
    for (const mark of marks)
      for (const shape of drawMark(mark, 0, 0, 10)) {
        const points = 'points' in shape ? shape.points : [];
        expect(points.every((value) => Math.abs(value) <= 10.01)).toBe(true);
      }
  });
});

describe('a request', () => {
  it('comes back out of its address, and nothing else does', () => {
    const request = { ...usualRequest('pack'), since: '2026-10-01' };
    const { search } = new URL(paperAddress(request));
    expect(readPaperRequest(search)).toEqual(request);
    expect(readPaperRequest('?report=paper&options=%7B%7D')).toBeNull();
    expect(readPaperRequest('?report=gantt&options=%7B%7D')).toBeNull();
  });

  it('names its sheets as the style sheet does', () => {
    expect(sheetClass(sheetOf('A3', 'landscape'))).toBe('a3');
    expect(sheetClass(sheetOf('A4', 'portrait'))).toBe('a4-portrait');
  });
});
