import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import { dragTarget, nudgeDrag, pressDrag, releaseDrag, type Drag } from '../../../shared/gantt/drag.ts';
import { NO_DAY } from '../../../shared/gantt/day.ts';
import { hasChildren, isOpenRow, parentRow, ROW, rowKey } from '../../../shared/gantt/rows.ts';
import type { GanttSurface, SurfaceContent } from './surface-types.ts';
import type { GanttMove } from './use-gantt-move.ts';

export interface GanttKeyActions {
  readonly select: (row: number) => void;
  readonly toggle: (key: string) => void;
  readonly open: (row: number) => void;
  readonly move: GanttMove;
  /** Tells of a change under way by keyboard; null when it is over. */
  readonly nudging: (drag: Drag | null) => void;
}

const ZOOM_STEP = 1.25;

/** Keys of the planning: tree movement in the table, zoom and today for the chart, Alt+Shift+arrows to move a milestone. */
export function useGanttKeys(surface: React.RefObject<GanttSurface | null>, actions: GanttKeyActions) {
  const nudge = useRef<Drag | null>(null);
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });

  const finish = useCallback(
    (write: boolean) => {
      const drag = nudge.current;
      if (!drag) return;
      nudge.current = null;
      surface.current?.setDraft(null);
      latest.current.nudging(null);
      const result = write ? releaseDrag(drag) : null;
      if (result) latest.current.move.drop(result);
    },
    [surface],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const current = surface.current;
      const content = current?.content();
      if (!current || !content) return;
      const handled =
        zoomKey(current, content, event) ||
        nudgeKey(current, content, event, nudge, latest.current, finish) ||
        treeKey(current, content, event, latest.current);
      if (!handled) return;
      event.preventDefault();
      event.stopPropagation();
    },
    [surface, finish],
  );
  const onKeyUp = useCallback(
    (event: KeyboardEvent) => {
      if (event.key === 'Alt' || event.key === 'Shift') finish(true);
    },
    [finish],
  );
  const onBlur = useCallback(() => finish(true), [finish]);
  useEffect(() => {
    // Anywhere on the screen, or the menu's own Ctrl+0 would answer where the table has no focus.
    const fitKey = (event: globalThis.KeyboardEvent): void => {
      const isZero = event.code === 'Digit0' || event.code === 'Numpad0';
      if (!isZero || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      surface.current?.fit();
    };
    window.addEventListener('keydown', fitKey);
    return () => window.removeEventListener('keydown', fitKey);
  }, [surface]);
  return { onKeyDown, onKeyUp, onBlur };
}

function zoomKey(surface: GanttSurface, content: SurfaceContent, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey) return false;
  else if (event.key === '+' || event.key === '=') surface.zoomBy(ZOOM_STEP);
  else if (event.key === '-') surface.zoomBy(1 / ZOOM_STEP);
  else if (event.key === 'Home') surface.showDay(content.model.today);
  else return false;
  return true;
}

/** With Alt+Shift: left and right move a milestone, up and down make it longer and shorter. */
const nudgeSteps = new Map<string, { part: 'body' | 'end'; days: number }>([
  ['ArrowLeft', { part: 'body', days: -1 }],
  ['ArrowRight', { part: 'body', days: 1 }],
  ['ArrowUp', { part: 'end', days: 1 }],
  ['ArrowDown', { part: 'end', days: -1 }],
]);

function nudgeKey(
  surface: GanttSurface,
  { rows, model, selectedRow }: SurfaceContent,
  event: KeyboardEvent,
  nudge: React.RefObject<Drag | null>,
  actions: GanttKeyActions,
  finish: (write: boolean) => void,
): boolean {
  if (event.key === 'Escape' && nudge.current) {
    finish(false);
    return true;
  }
  const step = event.altKey && event.shiftKey ? nudgeSteps.get(event.key) : undefined;
  if (!step) return false;
  if (selectedRow < 0 || rows.kind[selectedRow] !== ROW.milestone) return true;
  const milestone = rows.ref[selectedRow]!;
  if (model.start[milestone] === NO_DAY) return true;
  const drag = nudge.current ?? pressDrag(dragTarget(model, milestone), 'body', 0, 1);
  if (!drag) return true;
  if (!nudge.current) actions.move.grab(milestone);
  nudge.current = nudgeDrag(drag, step.part, step.days);
  surface.setDraft({ milestone, start: nudge.current.start, end: nudge.current.end });
  actions.nudging(nudge.current);
  return true;
}

function treeKey(
  surface: GanttSurface,
  content: SurfaceContent,
  event: KeyboardEvent,
  actions: GanttKeyActions,
): boolean {
  const { rows, selectedRow: row } = content;
  if (event.ctrlKey || event.altKey || rows.count === 0) return false;
  const isParent = row >= 0 && hasChildren(content, row);
  const isOpen = isParent && isOpenRow(content, row);
  const go = (to: number) => actions.select(Math.min(rows.count - 1, Math.max(0, to)));
  switch (event.key) {
    case 'ArrowDown':
      go(row + 1);
      return true;
    case 'ArrowUp':
      go(row - 1);
      return true;
    case 'PageDown':
      go(row + surface.pageRows());
      return true;
    case 'PageUp':
      go(row - surface.pageRows());
      return true;
    case 'End':
      go(rows.count - 1);
      return true;
    case 'ArrowRight':
      if (isOpen) go(row + 1);
      else if (isParent) actions.toggle(rowKey(content, row));
      return true;
    case 'ArrowLeft':
      if (isOpen) actions.toggle(rowKey(content, row));
      else if (row >= 0) go(Math.max(0, parentRow(content, row)));
      return true;
    case 'Enter':
      if (row >= 0) actions.open(row);
      return row >= 0;
    default:
      return false;
  }
}
