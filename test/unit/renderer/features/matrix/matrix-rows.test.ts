import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildMatrixRows,
  findPlace,
  type GridMove,
  moveInGrid,
} from '../../../../../renderer/features/matrix/matrix-rows.ts';
import { emptyMatrixFilter, filterMatrix } from '../../../../../shared/domain/matrix-filter.ts';
import { idOf, makeCell, makeMatrix } from './matrix-factory.ts';

const view = makeMatrix([makeCell('DPI', 'Aptière'), makeCell('ANNU', 'Vaisonne')]);
const model = buildMatrixRows(view, filterMatrix(view, emptyMatrixFilter));

describe('buildMatrixRows', () => {
  it('puts a heading over the domains of each family', () => {
    expect(model.rows.map((row) => (row.kind === 'family' ? `# ${row.label}` : row.domain.code))).toEqual([
      '# Socle',
      'ANNU',
      '# Soins',
      'DPI',
      'ANES',
    ]);
  });

  it('lays cells out in the order of the columns and leaves the missing pairs empty', () => {
    const dpi = model.rows[3];
    expect(dpi?.kind === 'domain' ? dpi.cells.map((cell) => cell?.establishmentId ?? null) : null).toEqual([
      null,
      idOf('site', 'Aptière'),
      null,
    ]);
  });

  it('keeps domains of a family the list does not name', () => {
    const odd = { ...view, families: [] };
    const rows = buildMatrixRows(odd, filterMatrix(odd, emptyMatrixFilter)).rows;
    expect(rows.filter((row) => row.kind === 'domain')).toHaveLength(3);
  });
});

describe('moveInGrid', () => {
  it('steps over headings and stops at the edges', () => {
    expect(moveInGrid(model, { row: 1, column: 0 }, 'down', 5)).toEqual({ row: 3, column: 0 });
    expect(moveInGrid(model, { row: 3, column: 2 }, 'up', 5)).toEqual({ row: 1, column: 2 });
    expect(moveInGrid(model, { row: 1, column: 0 }, 'up', 5)).toEqual({ row: 1, column: 0 });
    expect(moveInGrid(model, { row: 4, column: 2 }, 'right', 5)).toEqual({ row: 4, column: 2 });
    expect(moveInGrid(model, { row: 1, column: 1 }, 'page-down', 50)).toEqual({ row: 4, column: 1 });
    expect(moveInGrid(model, { row: 4, column: 1 }, 'page-up', 2)).toEqual({ row: 3, column: 1 });
    expect(moveInGrid(model, { row: 3, column: 1 }, 'last', 1)).toEqual({ row: 4, column: 2 });
    expect(moveInGrid(model, { row: 4, column: 2 }, 'first', 1)).toEqual({ row: 1, column: 0 });
  });

  it('never leaves the cells, whatever is pressed', () => {
    const moves: GridMove[] = [
      'up',
      'down',
      'left',
      'right',
      'row-start',
      'row-end',
      'page-up',
      'page-down',
      'first',
      'last',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...moves)), fc.integer({ min: 1, max: 9 }), (pressed, page) => {
        const end = pressed.reduce((place, move) => moveInGrid(model, place, move, page), {
          row: 1,
          column: 0,
        });
        expect(model.rows[end.row]?.kind).toBe('domain');
        expect(model.columns[end.column]).toBeDefined();
      }),
    );
  });
});

describe('findPlace', () => {
  it('finds a pair where it is drawn, and nothing where a filter hides it', () => {
    expect(findPlace(model, idOf('domain', 'DPI'), idOf('site', 'Aptière'))).toEqual({ row: 3, column: 1 });
    const members = buildMatrixRows(view, filterMatrix(view, { ...emptyMatrixFilter, roles: ['support'] }));
    expect(findPlace(members, idOf('domain', 'DPI'), idOf('site', 'Aptière'))).toBeNull();
  });
});
