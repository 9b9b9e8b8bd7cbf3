import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { CellPlace } from './matrix-rows.ts';

interface PointerTracks {
  /** Strip laid over the column under the pointer. */
  readonly strip: RefObject<HTMLDivElement | null>;
  /** Small button laid over the cell under the pointer. */
  readonly peek: RefObject<HTMLDivElement | null>;
  readonly follow: (place: CellPlace | null, target: EventTarget) => void;
  readonly leave: () => void;
  /** The cell the small button stands for, when it is what was clicked. */
  readonly peekedPlace: (target: EventTarget) => CellPlace | null;
}

/** Moves the strip and the button by hand as the pointer goes, so that no cell is drawn again for it. */
export function usePointerTracks(headWidth: number, columnWidth: number): PointerTracks {
  const strip = useRef<HTMLDivElement>(null);
  const peek = useRef<HTMLDivElement>(null);
  const place = useRef<CellPlace | null>(null);

  const leave = useCallback(() => {
    strip.current?.style.removeProperty('display');
    peek.current?.style.removeProperty('display');
  }, []);
  const follow = useCallback<PointerTracks['follow']>(
    (next, target) => {
      if (isInside(peek.current, target)) return;
      place.current = next;
      if (next === null) return leave();
      const left = headWidth + next.column * columnWidth;
      const cellElement = cellOf(target);
      const rowElement = cellElement?.parentElement;
      if (!cellElement || !rowElement) return leave();
      showAt(strip.current, left, 0, columnWidth);
      showAt(peek.current, left + columnWidth, rowElement.offsetTop + rowElement.offsetHeight, null);
      return undefined;
    },
    [headWidth, columnWidth, leave],
  );
  // Where they stood is no column any more.
  useLayoutEffect(leave, [headWidth, columnWidth, leave]);
  const peekedPlace = useCallback(
    (target: EventTarget) => (isInside(peek.current, target) ? place.current : null),
    [],
  );
  return useMemo(() => ({ strip, peek, follow, leave, peekedPlace }), [follow, leave, peekedPlace]);
}

/** The cell element an event happened in, or null. */
export function cellOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-col]') : null;
}

/** The place of the cell an event happened in, or null outside of the cells. */
export function placeOf(target: EventTarget): CellPlace | null {
  const cell = cellOf(target);
  const row = cell?.parentElement?.dataset['row'];
  return cell && row !== undefined ? { row: Number(row), column: Number(cell.dataset['col']) } : null;
}

function isInside(element: HTMLElement | null, target: EventTarget): boolean {
  return element !== null && target instanceof Node && element.contains(target);
}

function showAt(element: HTMLElement | null, left: number, top: number, width: number | null): void {
  if (!element) return;
  element.style.display = 'block';
  element.style.left = `${left}px`;
  if (width === null) element.style.top = `${top}px`;
  else element.style.width = `${width}px`;
}
