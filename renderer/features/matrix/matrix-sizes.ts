/** Measures of the grid in pixels. */
export interface MatrixSizes {
  readonly rowHeight: number;
  /** From the top of a cell to its first line. */
  readonly cellTop: number;
  readonly familyHeight: number;
  readonly headHeight: number;
  readonly minColumnWidth: number;
  readonly maxColumnWidth: number;
}

export type Density = 'comfortable' | 'dense';

export const matrixSizes: Readonly<Record<Density, MatrixSizes>> = {
  comfortable: {
    rowHeight: 46,
    cellTop: 6,
    familyHeight: 30,
    headHeight: 64,
    minColumnWidth: 144,
    maxColumnWidth: 196,
  },
  dense: {
    rowHeight: 38,
    cellTop: 2,
    familyHeight: 24,
    headHeight: 56,
    minColumnWidth: 140,
    maxColumnWidth: 180,
  },
};

/** Width of the column of domains: a sixth of the room, within what a name needs. */
export function headWidthFor(room: number): number {
  return Math.round(Math.min(280, Math.max(204, room / 6)));
}

/** Width of a column: the room shared evenly, within what a cell needs and what still reads as one line. */
export function columnWidthFor(room: number, columns: number, sizes: MatrixSizes): number {
  const share = columns === 0 ? 0 : Math.floor((room - headWidthFor(room)) / columns);
  return Math.min(sizes.maxColumnWidth, Math.max(sizes.minColumnWidth, share));
}

/** Width of the detail panel over a screen of this width; the same figures as its style. */
export function panelWidthFor(room: number): number {
  return Math.round(Math.min(560, Math.max(360, room / 3)));
}
