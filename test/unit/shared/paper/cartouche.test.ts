import { describe, expect, it } from 'vitest';
import { estimateTextWidth } from '../../../../shared/gantt/labels.ts';
import type { TextPrimitive } from '../../../../shared/gantt/primitives.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';
import {
  type Cartouche,
  cartouchePrimitives,
  cartoucheSize,
  cartoucheWords,
} from '../../../../shared/paper/cartouche.ts';

const type = { text: 8.5, words: cartoucheWords(createTranslate('fr')), measure: estimateTextWidth };
const full: Cartouche = {
  group: 'GHT Exemple',
  title: 'Planning de convergence',
  author: 'Marie D.',
  dataDate: '2026-11-20',
  editionDate: '2026-11-23',
  page: 2,
  pages: 12,
  diffusion: 'restricted',
  version: '1.3',
};

function written(cartouche: Cartouche, box = { x: 10, y: 20, ...cartoucheSize(cartouche, type) }) {
  const texts = cartouchePrimitives(cartouche, box, type).filter((one) => one.shape === 'text');
  const widthOf = (one: TextPrimitive) => estimateTextWidth(one.text, one.size, one.bold);
  for (const one of texts) {
    expect(one.x).toBeGreaterThanOrEqual(box.x);
    expect(one.x + widthOf(one)).toBeLessThanOrEqual(box.x + box.width + 0.01);
    expect(one.y + one.size / 2).toBeLessThanOrEqual(box.y + box.height);
  }
  return texts.map(({ text }) => text);
}

describe('cartouche', () => {
  it('says group, title, both dates, author, diffusion, version and page, all read aloud', () => {
    expect(written(full)).toEqual([
      'GHT Exemple · Planning de convergence',
      'Données arrêtées au 20/11/2026 · Édité le 23/11/2026',
      'Marie D. · Diffusion restreinte · Version 1.3',
      'Page 2/12',
    ]);
  });

  it('leaves out what is not known', () => {
    const bare = { ...full, author: null, dataDate: null, diffusion: null, version: '' };
    expect(written(bare)).toEqual([
      'GHT Exemple · Planning de convergence',
      'Édité le 23/11/2026',
      'Page 2/12',
    ]);
  });

  it('is as wide on the first page as on the last', () => {
    expect(cartoucheSize({ ...full, page: 1 }, type)).toEqual(cartoucheSize({ ...full, page: 12 }, type));
  });

  it('keeps the page number whole where the rest is cut', () => {
    const long = { ...full, group: 'G'.repeat(300), author: 'A'.repeat(300) };
    const lines = written(long, { x: 10, y: 20, width: 240, height: 46 });
    expect(lines.at(-1)).toBe('Page 2/12');
    expect(lines[0]).toMatch(/^G+…$/);
  });
});
