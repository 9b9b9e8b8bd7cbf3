import { describe, expect, it } from 'vitest';
import {
  gridAction,
  type GridKey,
  placeAfterEdit,
} from '../../../../renderer/components/data-table/grid-keys.ts';
import { compareValues } from '../../../../renderer/components/data-table/table-features.ts';

const size = { rows: 10, columns: 4, page: 5 };
const key = (name: string, more: Partial<GridKey> = {}): GridKey => ({
  key: name,
  ctrl: false,
  shift: false,
  alt: false,
  ...more,
});
const at = { row: 4, column: 2 };

describe('gridAction', () => {
  it.each([
    ['ArrowUp', { row: 3, column: 2 }],
    ['ArrowDown', { row: 5, column: 2 }],
    ['ArrowLeft', { row: 4, column: 1 }],
    ['ArrowRight', { row: 4, column: 3 }],
    ['PageDown', { row: 9, column: 2 }],
    ['PageUp', { row: 0, column: 2 }],
    ['Home', { row: 4, column: 0 }],
    ['End', { row: 4, column: 3 }],
    ['Tab', { row: 4, column: 3 }],
  ])('%s moves', (name, to) => expect(gridAction(key(name), at, size)).toEqual({ type: 'move', to }));

  it('goes to the ends with Ctrl', () => {
    expect(gridAction(key('Home', { ctrl: true }), at, size)).toEqual({
      type: 'move',
      to: { row: 0, column: 0 },
    });
    expect(gridAction(key('End', { ctrl: true }), at, size)).toEqual({
      type: 'move',
      to: { row: 9, column: 3 },
    });
  });

  it('stays inside', () => {
    expect(gridAction(key('ArrowUp'), { row: 0, column: 0 }, size)).toEqual({
      type: 'move',
      to: { row: 0, column: 0 },
    });
    expect(gridAction(key('ArrowDown'), { row: 9, column: 0 }, size)).toEqual({
      type: 'move',
      to: { row: 9, column: 0 },
    });
  });

  it('lets Tab out at both ends of a row', () => {
    expect(gridAction(key('Tab'), { row: 4, column: 3 }, size)).toBeNull();
    expect(gridAction(key('Tab', { shift: true }), { row: 4, column: 0 }, size)).toBeNull();
  });

  it('edits with Enter and F2, and with what is typed', () => {
    expect(gridAction(key('Enter'), at, size)).toEqual({ type: 'edit', typed: null });
    expect(gridAction(key('F2'), at, size)).toEqual({ type: 'edit', typed: null });
    expect(gridAction(key('é'), at, size)).toEqual({ type: 'edit', typed: 'é' });
  });

  it('leaves shortcuts and the space bar to others', () => {
    expect(gridAction(key('k', { ctrl: true }), at, size)).toBeNull();
    expect(gridAction(key('f', { alt: true }), at, size)).toBeNull();
    expect(gridAction(key(' '), at, size)).toBeNull();
    expect(gridAction(key('Escape'), at, size)).toBeNull();
    expect(gridAction(key('Enter'), at, { ...size, rows: 0 })).toBeNull();
  });
});

describe('placeAfterEdit', () => {
  it('goes down, on to the next row, or stays', () => {
    expect(placeAfterEdit('down', at, size)).toEqual({ row: 5, column: 2 });
    expect(placeAfterEdit('stay', at, size)).toEqual(at);
    expect(placeAfterEdit('next', { row: 4, column: 3 }, size)).toEqual({ row: 5, column: 0 });
    expect(placeAfterEdit('previous', { row: 4, column: 0 }, size)).toEqual({ row: 3, column: 3 });
  });

  it('stops at the corners', () => {
    expect(placeAfterEdit('next', { row: 9, column: 3 }, size)).toEqual({ row: 9, column: 3 });
    expect(placeAfterEdit('previous', { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 });
  });
});

describe('compareValues', () => {
  it('orders texts as a dictionary, numbers by size, and puts nothing last', () => {
    expect(['zone', 'Étape 10', 'étape 2', null, 'Abri'].toSorted(compareValues)).toEqual([
      'Abri',
      'étape 2',
      'Étape 10',
      'zone',
      null,
    ]);
    expect([10, 9, null, 100].toSorted(compareValues)).toEqual([9, 10, 100, null]);
  });
});
