import { describe, expect, it } from 'vitest';
import {
  countConditions,
  emptyMatrixFilter,
  filterMatrix,
  type MatrixFilter,
} from '../../../../shared/domain/matrix-filter.ts';
import { idOf, makeCell, makeMatrix } from '../../renderer/features/matrix/matrix-factory.ts';

const late = {
  nextMilestone: { id: idOf('cell', 'm'), label: 'Go/No-Go', date: '2026-11-01', late: true },
  lateCount: 1,
};
const view = makeMatrix([
  makeCell('ANNU', 'Montclar', { stage: 'converged', targetProduct: 'AD territorial' }),
  makeCell('ANNU', 'Aptière'),
  makeCell('DPI', 'Montclar', { stage: 'converged' }),
  makeCell('DPI', 'Aptière', { stage: 'acceptance', ...late }),
  makeCell('ANES', 'Aptière', { stage: 'not_started' }),
  makeCell('ANES', 'Vaisonne', { stage: 'out_of_scope' }),
]);

function narrowed(part: Partial<MatrixFilter>) {
  const { domains, establishments, matches } = filterMatrix(view, { ...emptyMatrixFilter, ...part });
  return {
    domains: domains.map((domain) => domain.code),
    sites: establishments.map((site) => site.shortName),
    cells: matches === null ? null : matches.size,
  };
}

describe('filterMatrix', () => {
  it('keeps every row and column, matched or not, without a condition', () => {
    expect(narrowed({})).toEqual({
      domains: ['ANNU', 'DPI', 'ANES'],
      sites: ['Montclar', 'Aptière', 'Vaisonne'],
      cells: null,
    });
  });

  it('chooses rows by family and columns by site and role', () => {
    expect(narrowed({ families: ['SOIN'] }).domains).toEqual(['DPI', 'ANES']);
    expect(narrowed({ roles: ['member'] }).sites).toEqual(['Aptière', 'Vaisonne']);
    expect(narrowed({ establishmentIds: [idOf('site', 'Montclar')], roles: ['member'] }).sites).toEqual([]);
  });

  it('keeps the rows and columns that hold a cell of the stage', () => {
    expect(narrowed({ stages: ['acceptance'] })).toEqual({ domains: ['DPI'], sites: ['Aptière'], cells: 1 });
    expect(narrowed({ stages: ['converged'] })).toEqual({
      domains: ['ANNU', 'DPI'],
      sites: ['Montclar'],
      cells: 2,
    });
  });

  it('keeps what is late', () => {
    expect(narrowed({ lateOnly: true })).toEqual({ domains: ['DPI'], sites: ['Aptière'], cells: 1 });
  });

  it('wants every word, in the domain, the site, the products or the next milestone, accents aside', () => {
    expect(narrowed({ text: 'APTIERE dossier' })).toEqual({ domains: ['DPI'], sites: ['Aptière'], cells: 1 });
    expect(narrowed({ text: 'territorial' })).toEqual({ domains: ['ANNU'], sites: ['Montclar'], cells: 1 });
    expect(narrowed({ text: 'no-go' }).domains).toEqual(['DPI']);
    expect(narrowed({ text: 'dossier vaisonne' })).toEqual({ domains: [], sites: [], cells: 0 });
  });

  it('finds what is out of scope only when asked for it', () => {
    expect(narrowed({ text: 'anes' }).sites).toEqual(['Aptière']);
    expect(narrowed({ stages: ['out_of_scope'] }).sites).toEqual(['Vaisonne']);
  });

  it('counts the conditions set, blanks aside', () => {
    expect(countConditions(emptyMatrixFilter)).toBe(0);
    expect(countConditions({ ...emptyMatrixFilter, text: '  ', roles: ['member'], lateOnly: true })).toBe(2);
  });
});
