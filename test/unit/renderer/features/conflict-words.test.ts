import { describe, expect, it } from 'vitest';
import {
  authorOf,
  bulkDecisions,
  chooseWords,
  isOneDay,
  linesOf,
  ruleWords,
  subjectOf,
  valuesWords,
} from '../../../../renderer/features/exchange/conflict-words.ts';
import { clockWords } from '../../../../renderer/features/exchange/clock-words.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';
import type { Conflict, ConflictSide } from '../../../../shared/views/conflict-view.ts';

const t = createTranslate('fr');
const id = '0192f0c1-2b3c-7d4e-8f90-a1b2c3d4e5f6';
const at = new Date(2026, 10, 20, 9, 30).getTime();

const side = (words: string[], more: Partial<ConflictSide> = {}): ConflictSide => ({
  key: words.join(),
  values: words,
  words,
  author: 'L. Martin',
  establishmentId: id,
  establishment: 'CH d’Aptière',
  at,
  own: false,
  shown: false,
  reason: null,
  decided: false,
  ...more,
});

const conflict = (names: string[], sides: ConflictSide[], before: string[]): Conflict => ({
  id: 'a',
  table: 'milestone',
  rowId: id,
  place: 'Dossier patient, CH d’Aptière · Go/No-Go',
  deploymentId: id,
  milestoneId: id,
  level: 'field',
  kind: 'dates',
  fields: names.map((field) => ({ field, input: 'date', max: null })),
  before,
  sides,
  others: [],
  cause: 'c',
});

const dates = conflict(
  ['plannedEnd'],
  [side(['22/12/2026'], { own: true, shown: true }), side(['11/01/2027'])],
  ['18/12/2026'],
);
const sideOf = ({ sides }: Conflict, index: number): ConflictSide => sides[index] ?? side([]);

describe('the words of a conflict', () => {
  it('name value, author, site and day, and say what each button does', () => {
    expect(authorOf(sideOf(dates, 0), true, t)).toMatch(/^Ici \(vous, 20\/11\/2026 \d\d:\d\d\)$/);
    expect(authorOf(sideOf(dates, 1), false, t)).toBe('CH d’Aptière (L. Martin, 20/11/2026 09:30)');
    expect(chooseWords(dates, sideOf(dates, 0), true, t).word).toBe('Garder 22/12/2026');
    expect(chooseWords(dates, sideOf(dates, 1), false, t)).toEqual({
      word: 'Prendre 11/01/2027',
      label: 'Prendre 11/01/2027 pour Dossier patient, CH d’Aptière · Go/No-Go, fin prévue',
    });
    const long = conflict(['label'], [side(['x'.repeat(40)]), side(['y'])], ['z']);
    expect(chooseWords(long, sideOf(long, 0), true, t).word).toBe('Garder');
  });

  it('tell the one day of a gate once, and the fields of a coupled conflict each by its name', () => {
    const gate = conflict(
      ['plannedStart', 'plannedEnd'],
      [side(['22/12/2026', '22/12/2026']), side(['11/01/2027', '11/01/2027'])],
      ['18/12/2026', '18/12/2026'],
    );
    expect([isOneDay(gate), subjectOf(gate, t), linesOf(gate, sideOf(gate, 0).words, t)]).toEqual([
      true,
      'date prévue',
      ['22/12/2026'],
    ]);
    const task = { ...gate, before: ['18/12/2026', '20/12/2026'] };
    expect(subjectOf(task, t)).toBe('début prévu, fin prévue');
    expect(linesOf(task, sideOf(task, 1).words, t)).toEqual([
      'début prévu 11/01/2027',
      'fin prévue 11/01/2027',
    ]);
  });

  it('say a typed value as it will be read', () => {
    expect(valuesWords(dates, { plannedEnd: '2027-02-01' }, t)).toBe('01/02/2027');
    expect(valuesWords(dates, { plannedEnd: null }, t)).toBe('(vide)');
  });

  it('leave out of a bulk what needs a look of its own', () => {
    const three = { ...dates, sides: [...dates.sides, side(['01/03/2027'])] };
    const deletion = { ...dates, level: 'deletion' as const };
    expect(bulkDecisions([dates, three, deletion], 'take').map(({ side: { key } }) => key)).toEqual([
      '11/01/2027',
    ]);
    expect(bulkDecisions([dates], 'keep').map(({ side: { key } }) => key)).toEqual(['22/12/2026']);
  });

  it('spell a rule, and how far a clock is ahead', () => {
    expect(ruleWords({ establishmentId: id, kind: 'dates', action: 'take' }, () => 'CH d’Aptière', t)).toBe(
      'Prendre la valeur reçue\u00a0: dates, CH d’Aptière',
    );
    expect([clockWords(null, t), clockWords(5, t), clockWords(200, t), clockWords(60 * 24 * 400, t)]).toEqual(
      [
        null,
        'Son horloge avance de 5 minutes.',
        'Son horloge avance de 3 heures.',
        'Son horloge avance de 400 jours.',
      ],
    );
  });
});
