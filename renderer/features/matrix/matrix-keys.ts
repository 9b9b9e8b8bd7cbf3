import type { KeyboardEvent } from 'react';
import type { GridMove } from './matrix-rows.ts';

const moves: Readonly<Record<string, GridMove>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'row-start',
  End: 'row-end',
  PageUp: 'page-up',
  PageDown: 'page-down',
};

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** The move a key asks for; with Ctrl, Home and End go to the corners. Null: not a key of the grid. */
export function moveOfKey({ key, ctrlKey, metaKey, altKey }: Keys): GridMove | null {
  if (altKey) return null;
  if (ctrlKey || metaKey) return key === 'Home' ? 'first' : key === 'End' ? 'last' : null;
  return moves[key] ?? null;
}

/** How a cell was asked to open. */
export type OpenGesture = 'enter' | 'space' | 'peek' | 'pointer';

/** Enter and Space open what has the focus; null: another key. */
export function gestureOfKey({ key, ctrlKey, metaKey, altKey }: Keys): OpenGesture | null {
  if (ctrlKey || metaKey || altKey) return null;
  return key === 'Enter' ? 'enter' : key === ' ' ? 'space' : null;
}
