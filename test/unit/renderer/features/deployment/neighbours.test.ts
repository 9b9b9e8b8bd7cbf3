import { describe, expect, it } from 'vitest';
import { findNeighbours } from '../../../../../renderer/features/deployment/neighbours.ts';
import { idOf, makeCell, makeMatrix } from '../matrix/matrix-factory.ts';

const view = makeMatrix([
  makeCell('ANNU', 'Aptière'),
  makeCell('DPI', 'Montclar'),
  makeCell('DPI', 'Aptière'),
  makeCell('DPI', 'Vaisonne'),
]);

describe('findNeighbours', () => {
  it('finds the cells beside, above and below, stepping over pairs out of scope', () => {
    expect(findNeighbours(view, idOf('cell', 'DPI/Aptière'))).toEqual({
      previousSite: { id: idOf('cell', 'DPI/Montclar'), name: 'Montclar' },
      nextSite: { id: idOf('cell', 'DPI/Vaisonne'), name: 'Vaisonne' },
      previousDomain: { id: idOf('cell', 'ANNU/Aptière'), name: 'Annuaire' },
      nextDomain: null,
    });
  });

  it('has none for a deployment that is not in the matrix', () => {
    const none = { previousSite: null, nextSite: null, previousDomain: null, nextDomain: null };
    expect(findNeighbours(view, idOf('cell', 'ANES/Aptière'))).toEqual(none);
  });
});
