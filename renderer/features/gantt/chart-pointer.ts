import {
  dragTarget,
  moveDrag,
  pressDrag,
  releaseDrag,
  type Drag,
  type DragResult,
} from '../../../shared/gantt/drag.ts';
import { KIND, type GanttModel } from '../../../shared/gantt/gantt-model.ts';
import type { Hit } from '../../../shared/gantt/hit-test.ts';
import type { GanttSurface } from './surface-types.ts';

export interface ChartPointerActions {
  /** A press took hold of a milestone: the moment whose basis a change has to carry. */
  readonly grab: (milestone: number) => void;
  readonly select: (row: number) => void;
  readonly open: (row: number) => void;
  readonly drag: (drag: Drag, clientX: number, clientY: number) => void;
  /** The drag is over: with dates to write, or null when it was cancelled or led nowhere. */
  readonly drop: (result: DragResult | null) => void;
  readonly hover: (hit: Hit | null, clientX: number, clientY: number) => void;
}

/** Distance from an edge of the chart at which a drag scrolls it, and by how much a frame. */
const EDGE = 28;
const EDGE_STEP = 14;
const WHEEL_STEP = 1.15;

/** Pointer and wheel on the chart: select, open, move, resize, zoom. The answer takes it off again. */
export function attachChartPointer(
  canvas: HTMLCanvasElement,
  scroller: HTMLElement,
  surface: GanttSurface,
  actions: () => ChartPointerActions,
): () => void {
  let drag: Drag | null = null;
  let pointer = { id: -1, x: 0, y: 0 };
  let frame = 0;

  function press(event: PointerEvent): void {
    if (event.button !== 0) return;
    const hit = surface.hit(event.clientX, event.clientY);
    const model = surface.content()?.model;
    if (!hit || !model) return;
    actions().select(hit.row);
    if (hit.milestone < 0) return;
    const target = dragTarget(model, hit.milestone);
    drag = pressDrag(target, hit.part, surface.chartX(event.clientX), surface.pxPerDay());
    if (!drag) return;
    actions().grab(hit.milestone);
    pointer = { id: event.pointerId, x: event.clientX, y: event.clientY };
    canvas.setPointerCapture(event.pointerId);
    window.addEventListener('keydown', escape, true);
  }

  function move(event: PointerEvent): void {
    if (!drag) {
      const hit = surface.hit(event.clientX, event.clientY);
      canvas.style.cursor = cursorOf(hit, surface.content()?.model);
      actions().hover(hit, event.clientX, event.clientY);
      return;
    }
    pointer = { id: event.pointerId, x: event.clientX, y: event.clientY };
    follow();
    if (drag.isMoving && frame === 0) frame = requestAnimationFrame(scrollAtEdge);
  }

  function follow(): void {
    if (!drag) return;
    drag = moveDrag(drag, surface.chartX(pointer.x));
    if (drag.isMoving) actions().drag(drag, pointer.x, pointer.y);
  }

  function scrollAtEdge(): void {
    frame = 0;
    if (!drag?.isMoving) return;
    const box = canvas.getBoundingClientRect();
    const step = pointer.x > box.right - EDGE ? EDGE_STEP : pointer.x < box.left + EDGE ? -EDGE_STEP : 0;
    if (step === 0) return;
    scroller.scrollLeft += step;
    follow();
    frame = requestAnimationFrame(scrollAtEdge);
  }

  function end(result: DragResult | null): void {
    window.removeEventListener('keydown', escape, true);
    if (pointer.id >= 0 && canvas.hasPointerCapture(pointer.id)) canvas.releasePointerCapture(pointer.id);
    cancelAnimationFrame(frame);
    frame = 0;
    const wasMoving = drag?.isMoving === true;
    drag = null;
    if (wasMoving) actions().drop(result);
  }

  function release(): void {
    if (drag) end(releaseDrag(drag));
  }

  function abandon(): void {
    if (drag) end(null);
  }

  function escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    abandon();
  }

  function leave(): void {
    if (!drag) actions().hover(null, 0, 0);
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

function cursorOf(hit: Hit | null, model: GanttModel | undefined): string {
  if (!hit || !model || hit.milestone < 0) return 'default';
  if (hit.part === 'body' || model.kind[hit.milestone] !== KIND.task) return 'grab';
  return 'ew-resize';
}
