import { describe, expect, test } from 'vitest';
import { convergenceRate, type RateCell } from '../../../../shared/domain/convergence-rate.ts';

const cell = (values: Partial<RateCell>): RateCell => ({
  stage: 'converged',
  value: 10_000,
  weight: 1,
  beds: 100,
  role: 'member',
  ...values,
});

describe('convergence rate', () => {
  test('weighs domains and beds, in basis points rounded half up', () => {
    const found = convergenceRate([
      cell({ weight: 2, beds: 300 }),
      cell({ stage: 'in_production', value: 9000, weight: 2, beds: 100 }),
      cell({ stage: 'not_started', value: 0, weight: 1, beds: 400 }),
    ]);
    // (600×10000 + 200×9000) / 1200 = 6500; strict 600/1200
    expect(found).toMatchObject({ inScope: 3, converged: 1, rate: 6500, strictRate: 5000 });
    expect(convergenceRate([cell({ value: 1 }), cell({ value: 0, beds: 300 })]).rate).toBe(0);
    expect(convergenceRate([cell({ value: 1 }), cell({ value: 0 })]).rate).toBe(1);
  });

  test('leaves out partners and what is out of scope', () => {
    const found = convergenceRate([
      cell({ stage: 'not_started', value: 0 }),
      cell({ role: 'partner' }),
      cell({ stage: 'out_of_scope', value: null }),
    ]);
    expect(found).toMatchObject({ inScope: 1, converged: 0, rate: 0, strictRate: 0 });
  });

  test('has no rate where nothing is in scope', () => {
    expect(convergenceRate([])).toEqual({
      inScope: 0,
      converged: 0,
      live: 0,
      inProgress: 0,
      toCome: 0,
      stopped: 0,
      rate: null,
      strictRate: null,
    });
  });

  test('counts sites alike where none has a bed count, and only then', () => {
    const [done, open] = [cell({ beds: null }), cell({ beds: null, stage: 'not_started', value: 0 })];
    expect(convergenceRate([done, open]).rate).toBe(5000);
    expect(convergenceRate([done, { ...open, beds: 10 }]).rate).toBe(0);
  });

  test('sorts every stage into live, in progress, to come or stopped', () => {
    const stages = [
      ['not_started', 0],
      ['framing', 1000],
      ['in_progress', 3000],
      ['acceptance', 6000],
      ['ready_for_cutover', 6000],
      ['in_production', 9000],
      ['converged', 10_000],
      ['suspended', 0],
      ['abandoned', 0],
      ['derogation', 0],
      ['pilot_phase_of_ours', 4000],
    ] as const;
    const found = convergenceRate(stages.map(([stage, value]) => cell({ stage, value })));
    expect(found).toMatchObject({ inScope: 11, live: 2, inProgress: 4, toCome: 2, stopped: 3 });
  });

  test('does not depend on the order of the cells', () => {
    const cells = Array.from({ length: 50 }, (_, i) =>
      cell({ value: (i * 733) % 10_001, weight: 1 + (i % 5), beds: 7 * i }),
    );
    expect(convergenceRate(cells.toReversed())).toEqual(convergenceRate(cells));
  });
});
