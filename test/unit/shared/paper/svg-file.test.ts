import { describe, expect, it } from 'vitest';
import {
  crispLines,
  filledRect,
  outlinedRect,
  polygon,
  textAt,
  type Primitive,
} from '../../../../shared/gantt/primitives.ts';
import { svgFile } from '../../../../shared/paper/svg-file.ts';

const sheet = (primitives: Primitive[]) =>
  svgFile({ width: 100.123, height: 50, title: 'A < B & C', language: 'fr', primitives });

describe('an SVG file', () => {
  it('stands alone: size in points, white ground, every colour and font in it, no class, no address', () => {
    const svg = sheet([
      filledRect(1, 2, 3, 4, 'weekend'),
      outlinedRect({ x: 1, y: 2, width: 3, height: 4, radius: 1 }, 'lateTint', 'late', 0.9, true),
      polygon([0, 0, 1.0061, 0, 1, 1], 'done', null),
      crispLines([0, 0, 5, 0], 'gridYear', 0.5),
      textAt(5, 10, 'Go / No-Go', 8.5, 'text', { bold: true, anchor: 'middle' }),
    ]);
    expect(svg.split('\n').slice(1, -2)).toEqual([
      '<svg xmlns="http://www.w3.org/2000/svg" width="100.12pt" height="50pt" viewBox="0 0 100.12 50" xml:lang="fr" fill="none" font-family="Inter, \'Segoe UI\', \'Liberation Sans\', Arial, sans-serif">',
      '<title>A &lt; B &amp; C</title>',
      '<rect width="100.12" height="50" fill="#fff"/>',
      '<rect x="1" y="2" width="3" height="4" fill="#000" fill-opacity="0.05"/>',
      '<rect x="1" y="2" width="3" height="4" rx="1" fill="#fff" stroke="#9c2f00" stroke-width="0.9" stroke-dasharray="3 2"/>',
      '<path d="M0 0L1.01 0L1 1Z" fill="#0b4a2f"/>',
      '<path d="M0 0L5 0" stroke="#222" stroke-width="0.5"/>',
      '<text x="5" y="13.06" font-size="8.5" font-weight="600" text-anchor="middle" fill="#111" xml:space="preserve">Go / No-Go</text>',
    ]);
    expect(svg).not.toMatch(/class=|href|url\(/);
  });

  it('is XML whatever a label holds, and lets right-to-left text keep its own order', () => {
    const svg = sheet([
      textAt(0, 0, 'a\u0000b\u001f<script>&"\ufffe', 8, 'text'),
      textAt(0, 0, 'שלום (2)', 8, 'text'),
    ]);
    expect(svg).toContain('>a b &lt;script&gt;&amp;" </text>');
    expect(svg).toContain('>\u2068שלום (2)\u2069</text>');
  });
});
