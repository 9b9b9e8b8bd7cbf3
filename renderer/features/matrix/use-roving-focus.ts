import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { CellPlace } from './matrix-rows.ts';

/**
 * Puts the keyboard focus on the active cell once it is drawn: at once when `onMount`, and after each call of the
 * returned function, on the cell it names. Effects of an earlier drawing may run after that call, when another cell is
 * still the active one: they leave the focus alone.
 */
export function useRovingFocus(
  grid: RefObject<HTMLElement | null>,
  active: CellPlace,
  onMount: boolean,
): (place: CellPlace) => void {
  const wanted = useRef<CellPlace | 'active' | null>(onMount ? 'active' : null);
  useEffect(() => {
    const place = wanted.current === 'active' ? active : wanted.current;
    if (place?.row !== active.row || place.column !== active.column) return;
    const cell = grid.current?.querySelector<HTMLElement>(
      `[data-row="${active.row}"] > [data-col="${active.column}"]`,
    );
    if (!cell) return;
    wanted.current = null;
    cell.focus({ preventScroll: true });
  });
  return useCallback((place) => {
    wanted.current = place;
  }, []);
}

/** Tells where an element was scrolled to when it goes away. */
export function useScrollMemory(
  element: RefObject<HTMLElement | null>,
  remember: (scroll: { top: number; left: number }) => void,
): void {
  const last = useRef({ top: 0, left: 0 });
  const tell = useRef(remember);
  useEffect(() => {
    tell.current = remember;
  });
  useEffect(() => {
    const scroller = element.current;
    if (!scroller) return undefined;
    const note = (): void => {
      last.current = { top: scroller.scrollTop, left: scroller.scrollLeft };
    };
    note();
    scroller.addEventListener('scroll', note, { passive: true });
    return () => {
      scroller.removeEventListener('scroll', note);
      tell.current(last.current);
    };
  }, [element]);
}
