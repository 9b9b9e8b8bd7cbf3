import { dragTarget, moveDrag, pressDrag, type Drag } from '../../../shared/gantt/drag.ts';
import { KIND, type GanttModel } from '../../../shared/gantt/gantt-model.ts';
import { endUnder, progressAt, progressOf, type MarkEnd } from '../../../shared/gantt/handles.ts';
import type { Hit } from '../../../shared/gantt/hit-test.ts';
import type { LinkEnds } from '../../../shared/gantt/link-hit.ts';
import type { Tie } from '../../../shared/gantt/overlay.ts';
import type { GanttSurface } from './surface-types.ts';

export interface ChartPointerActions {
  /** A press took hold of a milestone: the moment whose basis a change has to carry. */
  readonly grab: (milestone: number) => void;
  /** A press on a row, and its release without a drag between them. */
  readonly press: (row: number, event: PointerEvent) => void;
  readonly click: (row: number, event: PointerEvent) => void;
  readonly open: (row: number) => void;
  readonly drag: (drag: Drag, clientX: number, clientY: number) => void;
  /** The drag is over: to be written, or null when it was cancelled. */
  readonly drop: (drag: Drag | null) => void;
  /** The edge of a bar's progress is at `value` percent; null when the drag is over. */
  readonly progress: (change: { milestone: number; value: number } | null, x: number, y: number) => void;
  readonly progressed: (milestone: number, value: number) => void;
  /** A link is being drawn; null when it is over. */
  readonly tie: (tie: Tie | null, clientX: number, clientY: number) => void;
  readonly tied: (tie: Tie) => void;
  /** The line of a link was clicked. */
  readonly link: (link: LinkEnds, clientX: number, clientY: number) => void;
  readonly hover: (hit: Hit | null, clientX: number, clientY: number) => void;
}

type Gesture =
  | { readonly kind: 'dates'; readonly drag: Drag }
  | { readonly kind: 'progress'; readonly milestone: number; readonly from: number; readonly value: number }
  | { readonly kind: 'tie'; readonly tie: Tie };

/** Distance from an edge of the chart at which a drag scrolls it, and by how much a frame. */
const EDGE = 28;
const EDGE_STEP = 14;
const WHEEL_STEP = 1.15;

/** Pointer and wheel on the chart: select, open, move, resize, progress, link, zoom. The answer takes it off again. */
export function attachChartPointer(
  canvas: HTMLCanvasElement,
  scroller: HTMLElement,
  surface: GanttSurface,
  actions: () => ChartPointerActions,
): () => void {
  let gesture: Gesture | null = null;
  /** Row of a press that has not become a drag. */
  let pressed = -1;
  let pressedLink: LinkEnds | null = null;
  let pointer = { id: -1, x: 0, y: 0 };
  let frame = 0;

  function press(event: PointerEvent): void {
    if (event.button !== 0) return;
    const hit = surface.hit(event.clientX, event.clientY);
    const model = surface.content()?.model;
    if (!hit || !model) return;
    pressedLink = hit.milestone < 0 ? surface.linkAt(event.clientX, event.clientY) : null;
    if (pressedLink) return;
    actions().press(hit.row, event);
    pressed = hit.row;
    if (hit.milestone < 0) return;
    gesture = gestureOf(model, hit, event);
    if (!gesture) return;
    actions().grab(hit.milestone);
    pointer = { id: event.pointerId, x: event.clientX, y: event.clientY };
    canvas.setPointerCapture(event.pointerId);
    window.addEventListener('keydown', escape, true);
  }

  function gestureOf(model: GanttModel, { milestone, part }: Hit, event: PointerEvent): Gesture | null {
    if (part === 'progress') {
      const from = progressOf(model, milestone);
      return { kind: 'progress', milestone, from, value: from };
    }
    const x = surface.chartX(event.clientX);
    if (part === 'tieStart' || part === 'tieEnd') {
      const end = part === 'tieStart' ? 'start' : 'end';
      return { kind: 'tie', tie: { milestone, end, x, y: surface.chartY(event.clientY), target: null } };
    }
    const drag = pressDrag(dragTarget(model, milestone), part, x, surface.pxPerDay());
    return drag && { kind: 'dates', drag };
  }

  function move(event: PointerEvent): void {
    if (!gesture) {
      const hit = surface.hit(event.clientX, event.clientY);
      const isLink = hit?.milestone === -1 && surface.linkAt(event.clientX, event.clientY) !== null;
      canvas.style.cursor = isLink ? 'pointer' : cursorOf(hit, surface.content()?.model);
      actions().hover(hit, event.clientX, event.clientY);
      return;
    }
    pointer = { id: event.pointerId, x: event.clientX, y: event.clientY };
    follow();
    if (frame === 0) frame = requestAnimationFrame(scrollAtEdge);
  }

  function follow(): void {
    const { x, y } = pointer;
    if (gesture?.kind === 'dates') {
      const drag = moveDrag(gesture.drag, surface.chartX(x));
      gesture = { kind: 'dates', drag };
      if (drag.isMoving) actions().drag(drag, x, y);
    } else if (gesture?.kind === 'progress') {
      const span = surface.spanOf(gesture.milestone);
      if (!span) return;
      gesture = { ...gesture, value: progressAt(span, surface.chartX(x)) };
      actions().progress({ milestone: gesture.milestone, value: gesture.value }, x, y);
    } else if (gesture) {
      const { milestone, end } = gesture.tie;
      const target = targetAt(milestone);
      const tie = { milestone, end, x: surface.chartX(x), y: surface.chartY(y), target };
      gesture = { kind: 'tie', tie };
      actions().tie(tie, x, y);
    }
    if (isDragging()) pressed = -1;
  }

  /** The milestone a link would go to: any on whose mark the pointer is, itself left out. */
  function targetAt(from: number): { milestone: number; end: MarkEnd } | null {
    const hit = surface.hit(pointer.x, pointer.y);
    if (!hit || hit.milestone < 0 || hit.milestone === from) return null;
    const span = surface.spanOf(hit.milestone);
    return span && { milestone: hit.milestone, end: endUnder(span, surface.chartX(pointer.x)) };
  }

  function isDragging(): boolean {
    return gesture !== null && (gesture.kind !== 'dates' || gesture.drag.isMoving);
  }

  function scrollAtEdge(): void {
    frame = 0;
    if (!isDragging()) return;
    const box = canvas.getBoundingClientRect();
    const across = stepAt(pointer.x, box.left, box.right);
    // A link may go to a row out of sight.
    const down = gesture?.kind === 'tie' ? stepAt(pointer.y, box.top + EDGE, box.bottom) : 0;
    if (across === 0 && down === 0) return;
    scroller.scrollBy(across, down);
    follow();
    frame = requestAnimationFrame(scrollAtEdge);
  }

  function end(write: boolean): void {
    window.removeEventListener('keydown', escape, true);
    if (pointer.id >= 0 && canvas.hasPointerCapture(pointer.id)) canvas.releasePointerCapture(pointer.id);
    cancelAnimationFrame(frame);
    frame = 0;
    const last = gesture;
    const wasDragging = isDragging();
    gesture = null;
    if (!last || !wasDragging) return;
    if (last.kind === 'dates') actions().drop(write ? last.drag : null);
    else if (last.kind === 'progress') {
      actions().progress(null, 0, 0);
      if (write && last.value !== last.from) actions().progressed(last.milestone, last.value);
    } else {
      actions().tie(null, 0, 0);
      if (write && last.tie.target) actions().tied(last.tie);
    }
  }

  function release(event: PointerEvent): void {
    const [row, link] = [pressed, pressedLink];
    pressed = -1;
    pressedLink = null;
    end(true);
    // Not before: what opens on a press is closed by it again, as one beside it.
    if (link) actions().link(link, event.clientX, event.clientY);
    if (row >= 0) actions().click(row, event);
  }

  function abandon(): void {
    pressed = -1;
    pressedLink = null;
    if (gesture) end(false);
  }

  function escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    abandon();
  }

  function leave(): void {
    if (!gesture) actions().hover(null, 0, 0);
  }

  function doubleClick(event: MouseEvent): void {
    const hit = surface.hit(event.clientX, event.clientY);
    if (hit) actions().open(hit.row);
  }

  function wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    surface.zoomBy(event.deltaY < 0 ? WHEEL_STEP : 1 / WHEEL_STEP, event.clientX);
  }

  /** The press gave the focus to the table; the mouse's own default would take it away again. */
  function keepFocus(event: MouseEvent): void {
    event.preventDefault();
  }

  canvas.addEventListener('pointerdown', press);
  canvas.addEventListener('mousedown', keepFocus);
  canvas.addEventListener('pointermove', move);
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', abandon);
  canvas.addEventListener('pointerleave', leave);
  canvas.addEventListener('dblclick', doubleClick);
  canvas.addEventListener('wheel', wheel, { passive: false });
  return () => {
    abandon();
    canvas.removeEventListener('pointerdown', press);
    canvas.removeEventListener('mousedown', keepFocus);
    canvas.removeEventListener('pointermove', move);
    canvas.removeEventListener('pointerup', release);
    canvas.removeEventListener('pointercancel', abandon);
    canvas.removeEventListener('pointerleave', leave);
    canvas.removeEventListener('dblclick', doubleClick);
    canvas.removeEventListener('wheel', wheel);
  };
}

function stepAt(at: number, from: number, to: number): number {
  if (at > to - EDGE) return EDGE_STEP;
  return at < from + EDGE ? -EDGE_STEP : 0;
}

function cursorOf(hit: Hit | null, model: GanttModel | undefined): string {
  if (!hit || !model || hit.milestone < 0) return 'default';
  if (hit.part === 'tieStart' || hit.part === 'tieEnd') return 'crosshair';
  if (hit.part === 'progress') return 'col-resize';
  if (hit.part === 'body' || model.kind[hit.milestone] !== KIND.task) return 'grab';
  return 'ew-resize';
}
