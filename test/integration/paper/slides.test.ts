/** The committee's documents as slides: editable texts and tables, nothing beyond the edge, everything once. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePrivateKey } from '../../../db/post-key.ts';
import { type Backend, createBackend } from '../../../electron/backend/create-backend.ts';
import { estimateTextWidth } from '../../../shared/gantt/labels.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import { composeParts } from '../../../shared/paper/document.ts';
import { type PaperDocument, slideDocuments, usualRequest } from '../../../shared/paper/paper-request.ts';
import { SLIDE, type Slide, slidesOf } from '../../../shared/paper/slides.ts';
import type { Client } from '../../../shared/rpc/create-client.ts';
import { createLabels } from '../../fixtures/labels.ts';
import { type ReadSlide, readPptx } from '../../fixtures/read-pptx.ts';

const today = '2026-11-23';

describe.each(['trois-vallees', 'haute-vallee', 'stress'])('slides of %s', (demoId) => {
  const dir = mkdtempSync(path.join(tmpdir(), 'jalon-slides-'));
  let backend: Backend;
  let client: Client;
  beforeAll(async () => {
    backend = createBackend({
      profileDir: dir,
      appVersion: '0.0.0',
      key: { privateKeyRaw: generatePrivateKey() },
      clock: { now: () => Date.parse(`${today}T09:00:00Z`), today: () => today },
      onInternalError: (_id, procedure, error) => console.error(procedure, error),
    });
    client = backend.connect();
    await client.call('demo.open', { demoId, startDate: today });
  }, 120_000);
  afterAll(async () => {
    await backend.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function write(document: PaperDocument): Promise<readonly ReadSlide[]> {
    const file = path.join(dir, `${document}.pptx`);
    const request = usualRequest(document);
    const told = await client.call('report.slides', { grant: backend.grantPath(file), request });
    const slides = readPptx(file);
    expect(told.slides).toBe(slides.length);
    return slides;
  }

  async function plan(document: PaperDocument): Promise<readonly Slide[]> {
    const { lists } = await client.call('reference.lists', {});
    const t = createTranslate('fr');
    const setting = { t, language: 'fr', label: createLabels(lists), measure: estimateTextWidth } as const;
    const { parts, imprint } = await composeParts(usualRequest(document), client, setting);
    return slidesOf(parts, imprint, setting);
  }

  it('have a title each, are numbered through, and hold no picture', async () => {
    const slides = await write('pack');
    expect(slides.length).toBeGreaterThan(4);
    for (const [at, slide] of slides.entries()) {
      expect(slide.title).not.toBe('');
      expect(slide.pictures).toBe(0);
      const foot = slide.texts.join('\n');
      expect(foot).toContain(`${at + 1}/${slides.length}`);
      expect(foot).toMatch(/Données au|édité le/i);
    }
    const [contents, ...others] = slides;
    for (const [title = '', page] of contents?.tables[0]?.slice(1) ?? [])
      // The planning is drawn for large paper: the contents send there.
      if (title === 'Planning de convergence') expect(page).toBe('au PDF');
      else expect(others[Number(page) - 2]?.title).toBe(title);
  });

  it('stay within their edges, and end no slide on a heading', async () => {
    for (const document of slideDocuments) {
      for (const { pieces } of await plan(document)) {
        const below = pieces.filter(({ y, height }) => y < 1 || y + height > SLIDE.bottom + 0.01);
        expect(below).toEqual([]);
        const ordered = pieces.toSorted((a, b) => a.y - b.y);
        for (const [at, { y, height }] of ordered.entries())
          expect((ordered[at + 1]?.y ?? Infinity) - y).toBeGreaterThanOrEqual(height - 0.001);
      }
    }
  });

  it('are what the schema allows: properties first in a paragraph, each id once', async () => {
    const file = path.join(dir, 'weather.pptx');
    await write('weather');
    const slides = Object.entries(unzipSync(readFileSync(file))).filter(([name]) =>
      /slides\/slide/.test(name),
    );
    for (const [, bytes] of slides) {
      const xml = strFromU8(bytes);
      expect(xml).not.toMatch(/<\/a:r><a:pPr/);
      const ids = [...xml.matchAll(/<p:cNvPr id="(\d+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('tell every milestone of the next 90 days once, in tables with their heads', async () => {
    const slides = await write('milestones');
    const rows = slides.flatMap(({ tables }) => tables.flat());
    const days = rows.map((row) => row.join(' ')).filter((row) => /\d\d\/\d\d\/\d{4}/.test(row));
    expect(new Set(days).size).toBeGreaterThan(demoId === 'haute-vallee' ? 0 : 5);
    const heads = slides.flatMap(({ tables }) => tables.map(([head]) => head?.join(' ')));
    expect(new Set(heads).size).toBeLessThanOrEqual(3);
    expect(days.filter((row, at) => days.indexOf(row) !== at)).toEqual([]);
  });

  it('have the whole map: each domain with each site', async () => {
    const slides = await write('map');
    const { domains, establishments } = await client.call('matrix.view', {});
    const tables = slides.flatMap((slide) => slide.tables);
    const headed = new Set(tables.flatMap(([head]) => head ?? []));
    expect(establishments.filter(({ shortName }) => !headed.has(shortName))).toEqual([]);
    const told = new Set(tables.flatMap((rows) => rows.map(([first]) => first)));
    expect(domains.filter(({ label }) => !told.has(label))).toEqual([]);
  });
});
