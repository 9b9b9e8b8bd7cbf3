import { describe, expect, it } from 'vitest';
import { estimateTextWidth } from '../../../../shared/gantt/labels.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';
import { composePages } from '../../../../shared/paper/compose.ts';
import { paperTexts, type PaperSetting } from '../../../../shared/paper/setting.ts';
import { flatShapes } from '../../../../shared/paper/shapes.ts';
import { weatherPart } from '../../../../shared/paper/weather-part.ts';
import { trendOf, worstShown } from '../../../../shared/paper/weather-report.ts';
import type { WeatherLine, WeatherReport } from '../../../../shared/views/paper-view.ts';

const setting: PaperSetting = {
  t: createTranslate('fr'),
  language: 'fr',
  label: (_list, code) => code,
  measure: estimateTextWidth,
};
const imprint = {
  group: 'GHT Exemple',
  author: 'Marie D.',
  dataDate: '2026-11-20',
  editionDate: '2026-11-23',
  diffusion: 'internal' as const,
  version: '3',
};
const rate = { inScope: 4, converged: 1, live: 2, inProgress: 1, toCome: 1, rate: 5000, strictRate: 2500 };

function line(label: string): WeatherLine {
  return { kind: 'gate', label, place: 'Lieu', detail: '', day: '2026-12-01', formerDay: null, days: null };
}

function group(domains: number, sites: number, name = (index: number) => `Nom ${index}`): WeatherReport {
  const head = (index: number) => ({
    id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    label: name(index),
    weather: 'sun',
    trend: 'better' as const,
    rate,
    drift: 3,
    age: 2,
    toConfirm: 1,
  });
  const axis = (count: number, from: number) =>
    Array.from({ length: count }, (_, index) => head(from + index));
  const [rows, columns] = [axis(domains, 0), axis(sites, 1000)];
  return {
    groupName: 'GHT Exemple',
    author: null,
    dataDate: '2026-11-20',
    day: '2026-11-23',
    issued: null,
    diffusion: 'internal',
    since: '2026-10-23',
    previous: { day: '2026-10-23', version: 2, rate: 4700 },
    total: rate,
    held: 3,
    missed: 1,
    freshMax: 15,
    staleMax: 45,
    baseline: 'Référence',
    domains: rows,
    sites: columns,
    cells: rows.flatMap((domain) =>
      columns.map((site) => ({
        domainId: domain.id,
        siteId: site.id,
        stage: 'acceptance',
        weather: 'cloud',
        trend: 'worse' as const,
        stageChanged: true,
      })),
    ),
    risks: [],
    missedLines: [line('Jalon manqué')],
    next: Array.from({ length: 60 }, (_, index) => line(`Jalon ${index}`)),
    decisions: [line('Avis')],
  };
}

function print(report: WeatherReport, paper: 'A3' | 'A4'): { pages: number; text: string } {
  const pages = composePages([weatherPart(report, paper, imprint, setting)], imprint, paperTexts(setting));
  const shapes = pages.flatMap((page) => flatShapes(page.shapes));
  const text = shapes.flatMap((one) => (one.shape === 'text' || one.shape === 'turned' ? [one.text] : []));
  return { pages: pages.length, text: text.join(' ') };
}

describe('the météo on one sheet', () => {
  it('names every domain and site, says how the rate went, and how many lines it left out', () => {
    const { pages, text } = print(group(12, 6), 'A3');
    expect(pages).toBe(1);
    for (let index = 0; index < 12; index++) expect(text).toContain(`Nom ${index}`);
    expect(text).toContain('(+3 pts)');
    expect(text).toMatch(/et \d+ autres/);
    expect(text).toContain('édition du 23/10/2026');
  });

  it('is one sheet whatever the size of the group, and says where the rest is', () => {
    for (const paper of ['A3', 'A4'] as const) {
      const { pages, text } = print(group(35, 40), paper);
      expect([paper, pages]).toEqual([paper, 1]);
      expect(text).toContain('la carte de convergence les donne tous');
    }
  });

  it('holds an empty group, a single milestone and names of 300 letters', () => {
    expect(print({ ...group(0, 0), next: [], decisions: [], missedLines: [] }, 'A4').pages).toBe(1);
    expect(print({ ...group(1, 1), next: [line('x'.repeat(300))] }, 'A4').pages).toBe(1);
    const { pages, text } = print(
      group(3, 3, (index) => `${'مستشفى '.repeat(20)}${index}`),
      'A3',
    );
    expect(pages).toBe(1);
    expect(text).toContain('مستشفى');
  });
});

describe('weathers of many deployments', () => {
  const ranks = { sun: 0, bright_spells: 1, cloud: 2, storm: 3 };
  it('are the worst of them, an old sun lying between the best and the next', () => {
    expect(worstShown(['sun', 'to_confirm'], ranks)).toBe('to_confirm');
    expect(worstShown(['to_confirm', 'bright_spells'], ranks)).toBe('bright_spells');
    expect(worstShown(['sun', null], ranks)).toBe('sun');
    expect(worstShown([null], ranks)).toBeNull();
  });

  it('have gone better or worse, or are new', () => {
    expect(trendOf('cloud', 'sun', ranks)).toBe('better');
    expect(trendOf('sun', 'to_confirm', ranks)).toBe('worse');
    expect(trendOf('storm', 'storm', ranks)).toBe('same');
    expect(trendOf(undefined, 'sun', ranks)).toBe('new');
    expect(trendOf('unheard', 'sun', ranks)).toBe('new');
  });
});
