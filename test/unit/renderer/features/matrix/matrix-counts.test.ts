import { describe, expect, it } from 'vitest';
import { emptyMatrixFilter, filterMatrix } from '../../../../../shared/domain/matrix-filter.ts';
import {
  countInScope,
  countLate,
  countShown,
  countStage,
} from '../../../../../renderer/features/matrix/matrix-counts.ts';
import { buildMatrixRows } from '../../../../../renderer/features/matrix/matrix-rows.ts';
import { rateShares } from '../../../../../renderer/features/matrix/rate-shares.ts';
import { idOf, makeCell, makeMatrix } from './matrix-factory.ts';

const view = makeMatrix([
  makeCell('ANNU', 'Montclar', { stage: 'converged' }),
  makeCell('ANNU', 'Aptière', { lateCount: 2 }),
  makeCell('DPI', 'Montclar', { stage: 'out_of_scope' }),
]);
const shown = (filter: Partial<typeof emptyMatrixFilter>) =>
  countShown(buildMatrixRows(view, filterMatrix(view, { ...emptyMatrixFilter, ...filter })));

describe('what the filters leave', () => {
  it('counts deployments in scope, of a stage, and late', () => {
    expect(countInScope(view)).toBe(2);
    expect(countStage(view, 'converged')).toBe(1);
    expect(countLate(view)).toBe(1);
  });

  it('counts those that match, or all of the rows and columns left', () => {
    expect(shown({})).toBe(2);
    expect(shown({ stages: ['converged'] })).toBe(1);
    expect(shown({ establishmentIds: [idOf('site', 'Aptière')] })).toBe(1);
    expect(shown({ text: 'nulle part' })).toBe(0);
  });
});

describe('shares of a summary', () => {
  const rate = { inScope: 8, converged: 2, live: 3, inProgress: 1, toCome: 4, rate: null, strictRate: null };

  it('end one after the other', () => {
    expect(rateShares(rate)).toEqual({ '--converged': '25%', '--live': '37.5%', '--begun': '50%' });
  });

  it('are empty where nothing is in scope', () => {
    expect(rateShares({ ...rate, inScope: 0 })).toEqual({
      '--converged': '0%',
      '--live': '0%',
      '--begun': '0%',
    });
  });
});
