import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLabels } from '../../../../../shared/views/labels.ts';
import { createMatrixWords, shortDate } from '../../../../../renderer/features/matrix/matrix-words.ts';
import { createTranslate } from '../../../../../shared/i18n/translate.ts';
import { referenceListValues } from '../../../../../shared/reference/reference-lists.ts';
import { makeCell } from './matrix-factory.ts';

const lists = Object.fromEntries(Map.groupBy(referenceListValues, (value) => value.list));
const words = createMatrixWords(createTranslate('fr'), 'fr', createLabels(lists, 'fr'), '2026-11-23');

describe('words of the matrix', () => {
  it('never draws a sun that is not fresh, nor anything too old', () => {
    expect(words.trueWeather('sun', 'fresh')).toBe('sun');
    expect(words.trueWeather('sun', 'stale')).toBeUndefined();
    expect(words.trueWeather('cloud', 'stale')).toBe('cloud');
    expect(words.trueWeather('cloud', 'to_confirm')).toBeUndefined();
    expect(words.weather('sun', 'stale')).toBe('Soleil, À rafraîchir');
  });

  it('gives a rate with its raw count, and counts in words', () => {
    const rate = {
      inScope: 10,
      converged: 3,
      live: 3,
      inProgress: 1,
      toCome: 1,
      rate: 7100,
      strictRate: 3000,
    };
    expect(words.rate(rate)).toBe('71\u00a0% · 3 / 10');
    expect(words.rate({ ...rate, inScope: 0, converged: 0, rate: null })).toBe('– · 0 / 0');
    expect(words.counts(rate)).toBe('3 en service, 1 en cours, 1 à venir');
    expect(words.summary(rate).split('\n')).toEqual([
      '3 en service, 1 en cours, 1 à venir',
      '71\u00a0% pondéré · 30\u00a0% strict · convergés\u00a0: 3 sur 10',
    ]);
  });

  it('says the year of a day only when it could be taken for another', () => {
    expect(shortDate('2026-12-18', '2026-11-23')).toBe('18/12');
    expect(shortDate('2027-01-05', '2026-11-23')).toBe('05/01');
    expect(shortDate('2027-12-18', '2026-11-23')).toBe('18/12/27');
    expect(words.shortDate({ date: '2026-11-18', late: true })).toBe('▲18/11');
  });

  it('tells all of a cell', () => {
    const cell = makeCell('DPI', 'Aptière', {
      weather: 'cloud',
      nextMilestone: {
        id: makeCell('a', 'b').deploymentId,
        label: 'Go/No-Go',
        date: '2026-11-18',
        late: true,
      },
      lateCount: 2,
      waitsFor: ['ANNU'],
      confirmedDaysAgo: null,
    });
    expect(words.tell(cell).split('\n')).toEqual([
      'En cours',
      'Nuage',
      'attend ANNU',
      'Go/No-Go · 18/11/2026',
      '2 jalons en retard',
      'jamais confirmé',
    ]);
  });

  it('has a shape of its own in the style for every stage and weather shipped', () => {
    const file = resolve(import.meta.dirname, '../../../../../renderer/features/matrix/matrix.module.css');
    const style = readFileSync(file, 'utf8');
    const shapes = [...style.matchAll(/--glyph:\s*path\([^)]*\)/g)].map(([shape]) => shape);
    expect(new Set(shapes).size).toBe(shapes.length);
    // A cell out of scope is a dash, without a shape.
    const stages = referenceListValues.filter(
      ({ list, code }) => list === 'stage' && code !== 'out_of_scope',
    );
    for (const { code } of stages) expect(style).toContain(`.cell[data-stage='${code}'] > .stage {`);
    const weathers = referenceListValues.filter(({ list }) => list === 'weather');
    for (const { code } of weathers)
      expect(style).toMatch(new RegExp(`\\.weather\\[data-weather='${code}'\\] \\{\\s*--glyph`));
  });
});
