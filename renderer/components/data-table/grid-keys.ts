/** Place in a grid: index of a row and of a column. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows a page moves by. */
  readonly page: number;
}

export interface GridKey {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** What a key does in a grid that is not being edited; null leaves it to the browser. */
export type GridAction =
  | { readonly type: 'move'; readonly to: GridPlace }
  | { readonly type: 'edit'; readonly typed: string | null }
  | { readonly type: 'delete' }
  | null;

const clamp = (value: number, last: number): number => Math.max(0, Math.min(last, value));

function target(key: GridKey, at: GridPlace, size: GridSize): GridPlace | null {
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  switch (key.key) {
    case 'ArrowUp':
      return { ...at, row: key.ctrl ? 0 : clamp(at.row - 1, lastRow) };
    case 'ArrowDown':
      return { ...at, row: key.ctrl ? lastRow : clamp(at.row + 1, lastRow) };
    case 'ArrowLeft':
      return { ...at, column: clamp(at.column - 1, lastColumn) };
    case 'ArrowRight':
      return { ...at, column: clamp(at.column + 1, lastColumn) };
    case 'PageUp':
      return { ...at, row: clamp(at.row - size.page, lastRow) };
    case 'PageDown':
      return { ...at, row: clamp(at.row + size.page, lastRow) };
    case 'Home':
      return { row: key.ctrl ? 0 : at.row, column: 0 };
    case 'End':
      return { row: key.ctrl ? lastRow : at.row, column: lastColumn };
    default:
      return null;
  }
}

/** Tab moves along the row and leaves the grid at its end, so the keyboard is never held inside. */
function tabAction(key: GridKey, at: GridPlace, size: GridSize): GridAction {
  const column = at.column + (key.shift ? -1 : 1);
  return column < 0 || column >= size.columns ? null : { type: 'move', to: { ...at, column } };
}

/** What a key does at a place of a grid: arrows, Tab, page and ends move, Enter or F2 edits, typing starts an edit. */
export function gridAction(key: GridKey, at: GridPlace, size: GridSize): GridAction {
  if (size.rows === 0 || key.alt) return null;
  if (key.key === 'Tab') return key.ctrl ? null : tabAction(key, at, size);
  const to = target(key, at, size);
  if (to) return { type: 'move', to };
  if (key.key === 'F2' || (key.key === 'Enter' && !key.ctrl)) return { type: 'edit', typed: null };
  if (key.key === 'Delete' && !key.ctrl) return { type: 'delete' };
  const types = key.key.length === 1 && key.key !== ' ' && !key.ctrl;
  return types ? { type: 'edit', typed: key.key } : null;
}

/** The place an edit leads to once it is over; past the end of a row comes the next row. */
export function placeAfterEdit(
  move: 'stay' | 'down' | 'next' | 'previous',
  at: GridPlace,
  size: GridSize,
): GridPlace {
  if (move === 'stay') return at;
  if (move === 'down') return { ...at, row: clamp(at.row + 1, size.rows - 1) };
  const flat = at.row * size.columns + at.column + (move === 'next' ? 1 : -1);
  const place = clamp(flat, size.rows * size.columns - 1);
  return { row: Math.floor(place / size.columns), column: place % size.columns };
}
