import { describe, expect, it } from 'vitest';
import { foreseeRules, rulingOf } from '../../../../shared/exchange/review-rules.ts';
import type { Conflict, ConflictSide } from '../../../../shared/views/conflict-view.ts';

const [siteA, siteB] = ['01890000-0000-7000-8000-00000000000a', '01890000-0000-7000-8000-00000000000b'];

const side = (
  key: string,
  establishmentId: string | null,
  more: Partial<ConflictSide> = {},
): ConflictSide => ({
  key,
  values: [key],
  words: [key],
  author: 'L. Martin',
  establishmentId,
  establishment: null,
  at: 0,
  own: false,
  shown: false,
  reason: null,
  decided: false,
  ...more,
});

const conflict = (sides: ConflictSide[], more: Partial<Conflict> = {}): Conflict => ({
  id: 'a',
  table: 'milestone',
  rowId: siteA,
  place: '',
  deploymentId: null,
  milestoneId: null,
  level: 'field',
  kind: 'progress',
  fields: [],
  before: null,
  sides,
  others: [],
  cause: '',
  ...more,
});

const here = side('here', null, { own: true });
const fromB = side('there', siteB);
const takeFromB = { establishmentId: siteB, kind: 'progress', action: 'take' } as const;

describe('a review rule', () => {
  it('takes or keeps where the other value is of its site and kind', () => {
    expect(rulingOf([takeFromB], conflict([here, fromB]))?.take).toBe('there');
    expect(rulingOf([{ ...takeFromB, action: 'keep' }], conflict([here, fromB]))?.take).toBe('here');
    expect(rulingOf([takeFromB], conflict([here, fromB], { kind: 'dates' }))).toBeNull();
    expect(rulingOf([takeFromB], conflict([here, side('there', siteA)]))).toBeNull();
  });

  it('counts only when it is the first that fits, even to ask', () => {
    const ask = { establishmentId: null, kind: 'progress', action: 'ask' } as const;
    expect(rulingOf([ask, takeFromB], conflict([here, fromB]))).toEqual({ rule: ask, take: null });
    expect(rulingOf([takeFromB, ask], conflict([here, fromB]))?.take).toBe('there');
  });

  it('leaves to people a deletion, a decision, and more than one value of others', () => {
    expect(rulingOf([takeFromB], conflict([here, fromB], { level: 'deletion' }))).toBeNull();
    expect(rulingOf([takeFromB], conflict([here, side('there', siteB, { decided: true })]))).toBeNull();
    expect(rulingOf([takeFromB], conflict([here, fromB, side('too', siteB)]))?.take).toBeNull();
    expect(rulingOf([takeFromB], conflict([here, fromB, side('too', siteA)]))).toBeNull();
  });

  it('for one field settles that field alone, and asks wherever it is among others', () => {
    const field = { table: 'milestone', field: 'progress' } as const;
    const take = { ...takeFromB, kind: null, field };
    const ask = { establishmentId: null, kind: null, field, action: 'ask' } as const;
    const about = (...names: string[]): Partial<Conflict> => ({
      fields: names.map((name) => ({ field: name, input: 'int', max: null })),
    });
    expect(rulingOf([take], conflict([here, fromB], about('progress')))?.take).toBe('there');
    expect(rulingOf([take], conflict([here, fromB], about('plannedEnd')))).toBeNull();
    expect(rulingOf([take], conflict([here, fromB], about('status', 'progress')))).toBeNull();
    expect(
      rulingOf([take], conflict([here, fromB], { ...about('progress'), table: 'deployment' })),
    ).toBeNull();
    expect(rulingOf([ask], conflict([here, fromB], about('status', 'progress')))).toEqual({
      rule: ask,
      take: null,
    });
  });

  it('tells beforehand what it would settle and what it would ask', () => {
    const dates = conflict([here, fromB], { id: 'd', kind: 'dates' });
    const progress = conflict([here, fromB], { id: 'p' });
    const words = conflict([here, fromB], { id: 'w', kind: 'words' });
    const rules = [{ establishmentId: null, kind: 'dates', action: 'ask' } as const, takeFromB];
    const { settled, asked } = foreseeRules(rules, [dates, progress, words]);
    expect([settled.map((one) => [one.conflict.id, one.side.key]), asked]).toEqual([[['p', 'there']], 1]);
  });
});
