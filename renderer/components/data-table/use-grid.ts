import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useRowHeight } from '../use-settings.ts';
import { gridAction, type GridPlace, type GridSize, placeAfterEdit } from './grid-keys.ts';
import { type GridColumn, isEditable, type MoveAfterEdit } from './table-features.ts';
import type { GridLine, GridRows } from './use-grid-rows.ts';

/** Height of the headings with their line, in pixels. */
const HEAD_HEIGHT = 33;
/** How much lower the heading of a section is than a row, in pixels; the same figure as its style. */
const SECTION_LESS = 8;

interface GridInput<Row extends object> extends Pick<GridRows<Row>, 'lines' | 'lineOfRow'> {
  readonly columns: readonly GridColumn<Row>[];
  readonly revealId?: string | null | undefined;
  readonly onActiveRow?: ((row: Row) => void) | undefined;
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly onDelete?: ((row: Row) => void) | undefined;
}

export interface Grid {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  /** Row of the active cell. */
  readonly activeId: string | null;
  readonly activeColumn: number;
  readonly editing: { readonly typed: string | null } | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly endEdit: (move: MoveAfterEdit) => void;
  /** A click: makes a cell active, or edits it when it already was. */
  readonly press: (at: GridPlace) => void;
  /** A double click: edits a cell, or opens its row. */
  readonly doublePress: (at: GridPlace) => void;
}

/** The state of a table used like a spreadsheet: its active cell, its edit, what keys and clicks do. */
export function useGrid<Row extends object>(input: GridInput<Row>): Grid {
  const { lines, lineOfRow, columns, revealId, onActiveRow, onOpen, onDelete } = input;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<{ id: string | null; column: number }>({ id: null, column: 0 });
  const [editing, setEditing] = useState<Grid['editing']>(null);
  const rowHeight = useRowHeight();
  const virtualizer = useGridVirtualizer(lines, scroller, rowHeight);

  const rowAt = (index: number) => {
    const line = lines[lineOfRow[index] ?? -1];
    return line?.type === 'row' ? line : undefined;
  };
  const found = lineOfRow.findIndex((_, index) => rowAt(index)?.id === active.id);
  const place: GridPlace = { row: Math.max(0, found), column: active.column };
  const current = rowAt(place.row);

  function size(): GridSize {
    const visible = ((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / rowHeight;
    return { rows: lineOfRow.length, columns: columns.length, page: Math.max(1, Math.floor(visible) - 1) };
  }
  function moveTo(to: GridPlace): void {
    const line = rowAt(to.row);
    if (!line) return;
    setActive({ id: line.id, column: to.column });
    virtualizer.scrollToIndex(lineOfRow[to.row] ?? 0, { align: 'auto' });
    if (line.id !== active.id) onActiveRow?.(line.row);
  }
  function canEdit(column: number, row: Row): boolean {
    const spec = columns[column];
    return spec !== undefined && isEditable(spec, row);
  }
  function startEdit(at: GridPlace, typed: string | null): boolean {
    const line = rowAt(at.row);
    if (!line || !canEdit(at.column, line.row)) return false;
    setActive({ id: line.id, column: at.column });
    setEditing({ typed });
    return true;
  }
  function endEdit(move: MoveAfterEdit): void {
    setEditing(null);
    scroller.current?.focus({ preventScroll: true });
    moveTo(placeAfterEdit(move, place, size()));
  }
  function open(at: GridPlace): void {
    const line = rowAt(at.row);
    if (line) onOpen?.(line.row);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (editing) {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      endEdit('stay');
      return;
    }
    // Keys of a heading or of a control inside a cell are theirs.
    if (event.target !== event.currentTarget || !current) return;
    const { key, shiftKey: shift, altKey: alt } = event;
    const action = gridAction({ key, ctrl: event.ctrlKey || event.metaKey, shift, alt }, place, size());
    if (!action || (action.type === 'delete' && !onDelete)) return;
    event.preventDefault();
    if (action.type === 'move') moveTo(action.to);
    else if (action.type === 'delete') onDelete?.(current.row);
    else if (!startEdit(place, action.typed) && action.typed === null) open(place);
  }
  const isActive = (at: GridPlace): boolean =>
    rowAt(at.row)?.id === current?.id && at.column === active.column && active.id !== null;

  useReveal(revealId, lines, (id, line) => {
    setActive((before) => ({ id, column: before.column }));
    virtualizer.scrollToIndex(line, { align: 'center' });
  });
  return {
    scroller,
    virtualizer,
    activeId: current?.id ?? null,
    activeColumn: active.column,
    editing,
    onKeyDown,
    endEdit,
    press: (at) => {
      // An editor that refused its value stays open; a click elsewhere gives that value up.
      setEditing(null);
      if (!isActive(at) || !startEdit(at, null)) moveTo(at);
    },
    doublePress: (at) => {
      if (!startEdit(at, null)) open(at);
    },
  };
}

function useGridVirtualizer<Row>(
  lines: readonly GridLine<Row>[],
  scroller: RefObject<HTMLDivElement | null>,
  rowHeight: number,
): Virtualizer<HTMLDivElement, Element> {
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.type === 'section' ? rowHeight - SECTION_LESS : rowHeight),
    getItemKey: (index) => lines[index]?.id ?? index,
    scrollPaddingStart: HEAD_HEIGHT,
    overscan: 8,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  return virtualizer;
}

/** Calls `reveal` when another row is asked for; rows that change under the reader do not move the view. */
function useReveal<Row>(
  wanted: string | null | undefined,
  lines: readonly GridLine<Row>[],
  reveal: (id: string, line: number) => void,
): void {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    const id = wanted ?? null;
    if (id === shown.current) return;
    const line = lines.findIndex((candidate) => candidate.id === id);
    if (id !== null && line < 0) return;
    shown.current = id;
    if (id !== null) reveal(id, line);
  });
}
