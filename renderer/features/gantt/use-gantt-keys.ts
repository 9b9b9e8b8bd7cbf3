import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import { dragTarget, nudgeDrag, pressDrag, type Drag } from '../../../shared/gantt/drag.ts';
import { NO_DAY } from '../../../shared/gantt/day.ts';
import { hasChildren, isOpenRow, parentRow, ROW, rowKey } from '../../../shared/gantt/rows.ts';
import type { GanttSurface, SurfaceContent } from './surface-types.ts';
import type { PanelPart } from './gantt-store.ts';
import type { GanttDrag, TellTip } from './use-gantt-drag.ts';
import type { ChoosingKeys } from './use-gantt-selection.ts';

export interface GanttKeyActions {
  readonly select: (row: number, keys?: ChoosingKeys) => void;
  readonly selectAll: () => void;
  /** Back to one selected row; false when no more than that was selected. */
  readonly clear: () => boolean;
  readonly toggle: (key: string) => void;
  readonly open: (row: number) => void;
  /** Opens the panel of a milestone row, at its dates or at its links. */
  readonly edit: (row: number, part: PanelPart) => void;
  /** Opens the menu of a milestone row. */
  readonly menu: (row: number) => void;
  /** Moves the progress of a milestone row and of those chosen with it, in percent. */
  readonly addProgress: (row: number, step: number) => void;
  readonly help: () => void;
  readonly drag: GanttDrag;
  /** Shows the note of a change under way by keyboard beside its row. */
  readonly tellNudge: TellTip;
}

const ZOOM_STEP = 1.25;

/** Keys of the planning, as its help lists them (`gantt-help.tsx`). */
export function useGanttKeys(surface: React.RefObject<GanttSurface | null>, actions: GanttKeyActions) {
  const nudge = useRef<Drag | null>(null);
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });

  const finish = useCallback((write: boolean) => {
    const drag = nudge.current;
    if (!drag) return;
    nudge.current = null;
    latest.current.tellNudge([]);
    latest.current.drag.end(write ? drag : null);
  }, []);

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const current = surface.current;
      const content = current?.content();
      if (!current || !content) return;
      const handled =
        zoomKey(current, content, event) ||
        nudgeKey(content, event, nudge, latest.current, finish) ||
        milestoneKey(content, event, latest.current) ||
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
  if (!nudge.current) actions.drag.grab();
  nudge.current = nudgeDrag(drag, step.part, step.days);
  actions.drag.show(nudge.current, true, actions.tellNudge);
  return true;
}

const PROGRESS_STEP = 5;

/** What is done to the milestone that has the keyboard, and to those chosen with it. */
function milestoneKey(
  { rows, selectedRow: row }: SurfaceContent,
  event: KeyboardEvent,
  actions: GanttKeyActions,
): boolean {
  const isMilestone = row >= 0 && rows.kind[row] === ROW.milestone;
  const key = event.key.toLowerCase();
  if (event.altKey && event.shiftKey && (key === 'pageup' || key === 'pagedown')) {
    if (isMilestone) actions.addProgress(row, key === 'pageup' ? PROGRESS_STEP : -PROGRESS_STEP);
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || !isMilestone) return false;
  if (key === 'f2') actions.edit(row, 'dates');
  else if (key === 'l') actions.edit(row, 'links');
  else if (key === 'p' || key === 'contextmenu' || (key === 'f10' && event.shiftKey)) actions.menu(row);
  else return false;
  return true;
}

function treeKey(
  surface: GanttSurface,
  content: SurfaceContent,
  event: KeyboardEvent,
  actions: GanttKeyActions,
): boolean {
  const { rows, selectedRow: row } = content;
  if (event.altKey || rows.count === 0) return false;
  if (event.ctrlKey || event.metaKey) return chooseKey(row, event, actions);
  const isParent = row >= 0 && hasChildren(content, row);
  const isOpen = isParent && isOpenRow(content, row);
  const go = (to: number) =>
    actions.select(Math.min(rows.count - 1, Math.max(0, to)), {
      ctrlKey: false,
      metaKey: false,
      shiftKey: event.shiftKey,
    });
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
    case 'Escape':
      return actions.clear();
    case '?':
      actions.help();
      return true;
    case 'Enter':
      if (row >= 0) actions.open(row);
      return row >= 0;
    default:
      return false;
  }
}

/** Ctrl+A chooses every milestone shown, Ctrl+Space adds the row to those chosen or takes it off. */
function chooseKey(row: number, event: KeyboardEvent, actions: GanttKeyActions): boolean {
  if (event.shiftKey) return false;
  if (event.key.toLowerCase() === 'a') actions.selectAll();
  else if (event.key === ' ' && row >= 0) actions.select(row, event);
  else return false;
  return true;
}
