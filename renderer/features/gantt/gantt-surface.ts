import { axisScene } from '../../../shared/gantt/axis-scene.ts';
import { startOfUnit } from '../../../shared/gantt/axis.ts';
import type { GanttModel } from '../../../shared/gantt/gantt-model.ts';
import { hitTest, type Hit } from '../../../shared/gantt/hit-test.ts';
import { openingDay } from '../../../shared/gantt/opening-day.ts';
import { linkUnder, type LinkEnds } from '../../../shared/gantt/link-hit.ts';
import { markSpan, SCREEN_SIZES, type Draft, type MarkSizes } from '../../../shared/gantt/marks.ts';
import { NO_OVERLAY, overlayScene, type Overlay } from '../../../shared/gantt/overlay.ts';
import type { SceneInput } from '../../../shared/gantt/scene-input.ts';
import { chartScene } from '../../../shared/gantt/scene.ts';
import type { Primitive } from '../../../shared/gantt/primitives.ts';
import { tableColumns } from '../../../shared/gantt/table-columns.ts';
import { tableScene } from '../../../shared/gantt/table-scene.ts';
import { dayAtX, fitZoom, xOfDay, zoomAt, type TimeScale } from '../../../shared/gantt/time-scale.ts';
import { context2d, sizeCanvas } from './canvas-element.ts';
import { hasCanvasFont, loadCanvasFont } from './canvas-font.ts';
import { createTextMeasure, paintPrimitives, type CanvasMedium } from '../../components/canvas-painter.ts';
import type { Palette } from '../../components/palette.ts';
import { readPalette, watchTheme } from './gantt-palette.ts';
import { MIN_TABLE_WIDTH } from './gantt-store.ts';
import { createRowPool } from './row-pool.ts';
import { createScrollReach } from './scroll-reach.ts';
import type { GanttSurface, SurfaceContent, SurfaceElements, SurfacePosition } from './surface-types.ts';

const SPLITTER_WIDTH = 7;
/** Least width left to the chart. */
const MIN_CHART_WIDTH = 200;
/** Where a day that is gone to stands, as a part of the chart's width. */
const TODAY_AT = 0.3;
const DAYS_BEFORE = 40;
/** Room after the last day for the labels of its marks. */
const DAYS_AFTER = 150;

/**
 * The part of the planning that React does not draw: both canvases follow the scroller in the same frame. Only
 * visible rows are read, so the cost of a frame does not depend on how long the planning is.
 */
export function createGanttSurface(
  elements: SurfaceElements,
  onZoom: (pxPerDay: number) => void,
): GanttSurface {
  const { host, scroller, table, canvas } = elements;
  const context = context2d(canvas);
  const tableContext = context2d(elements.tableCanvas);
  const pool = createRowPool(elements.layer);
  const reach = createScrollReach(elements.sizer);
  const style = getComputedStyle(host);
  const { fontFamily } = style;
  let measure = createTextMeasure(fontFamily);
  const headHeight = parseFloat(style.getPropertyValue('--gantt-head-height'));
  let sizes = readSizes();
  let columns = tableColumns(0, []);
  let textSize = parseFloat(style.getPropertyValue('--font-size-body'));
  let palette: Palette = readPalette(host);
  let content: SurfaceContent | null = null;
  let draft: Draft | null = null;
  let overlay: Overlay = NO_OVERLAY;
  /** What arrived during a drag waits until it is over, so that nothing moves under the pointer. */
  let waiting: SurfaceContent | null = null;
  let scale: TimeScale = { origin: 0, pxPerDay: 1 };
  let chosenWidth: number | null = null;
  let view = { width: 0, height: 0, ratio: 1 };
  /** Where it was last drawn: scrolling sideways leaves the table alone. */
  let shown = { top: -1, left: -1 };

  function readSizes(): MarkSizes {
    return { ...SCREEN_SIZES, rowHeight: parseFloat(style.getPropertyValue('--gantt-row-height')) };
  }

  function maxTableWidth(): number {
    return Math.max(MIN_TABLE_WIDTH, view.width - SPLITTER_WIDTH - MIN_CHART_WIDTH);
  }

  function tableWidth(): number {
    const natural = Math.min(780, Math.max(430, Math.round(view.width * 0.44)));
    return Math.min(chosenWidth ?? natural, maxTableWidth());
  }

  function chartWidth(): number {
    return Math.max(0, view.width - tableWidth() - SPLITTER_WIDTH);
  }

  /** Width of the whole time line, at least the window. */
  function contentWidth(model: GanttModel): number {
    const last = Math.max(model.lastDay, model.today) + DAYS_AFTER;
    return Math.max(chartWidth(), xOfDay(scale, last));
  }

  function layOut(): void {
    const ratio = window.devicePixelRatio;
    view = { width: scroller.clientWidth, height: scroller.clientHeight, ratio };
    elements.window.style.width = `${view.width}px`;
    elements.window.style.height = `${view.height}px`;
    table.style.width = `${tableWidth()}px`;
    sizeCanvas(canvas, chartWidth(), view.height, ratio);
    sizeCanvas(elements.tableCanvas, tableWidth(), view.height - headHeight, ratio);
    columns = tableColumns(tableWidth(), content?.columns ?? []);
    table.style.setProperty('--gantt-columns', columns.map((column) => `${column.width}px`).join(' '));
    table.dataset['columns'] = columns.map((column) => column.key).join(' ');
    if (!content) return;
    const full = headHeight + content.rows.count * sizes.rowHeight;
    const width = tableWidth() + SPLITTER_WIDTH + contentWidth(content.model);
    reach(width, Math.max(0, full - view.height));
  }

  function shownRows(count: number): { first: number; last: number } {
    const top = scroller.scrollTop;
    return {
      first: Math.min(count, Math.floor(top / sizes.rowHeight)),
      last: Math.min(count, Math.ceil((top + view.height - headHeight) / sizes.rowHeight)),
    };
  }

  /** The window of rows and days that is in view. */
  function sceneInput(source: SurfaceContent): SceneInput {
    const { first, last } = shownRows(source.rows.count);
    return {
      ...source,
      scale,
      left: -scroller.scrollLeft,
      clip: { x0: 0, x1: chartWidth() },
      measure,
      firstRow: first,
      lastRow: last,
      top: headHeight + first * sizes.rowHeight - scroller.scrollTop,
      sizes,
      bleed: sizes.bar,
      linksLeave: true,
      labels: 'name',
      draft,
    };
  }

  /** Draws everything. `atOnce` brings the row elements along, which a scrolling frame leaves for later. */
  function draw(atOnce = true): void {
    if (!content || view.height === 0) return;
    const { rows, model } = content;
    const top = scroller.scrollTop;
    const left = -scroller.scrollLeft;
    const { first, last } = shownRows(rows.count);
    const { rowHeight } = sizes;
    if (atOnce || top !== shown.top) {
      pool.show({ ...content, rowHeight }, first, last, top - first * rowHeight, atOnce);
      drawTable(content, first, last, first * rowHeight - top);
    }
    const isAxisShown = !atOnce && scroller.scrollLeft === shown.left;
    shown = { top, left: scroller.scrollLeft };
    const shared = { scale, left, clip: { x0: 0, x1: chartWidth() }, words: content.words, measure };
    const medium = { context, palette, ratio: view.ratio, fontFamily };
    // Below the axis and the line that ends it, from a whole device pixel on.
    const from = isAxisShown ? Math.ceil((headHeight + 1) * view.ratio) / view.ratio : 0;
    clear(medium, from);
    const input = sceneInput(content);
    paintBelow(medium, from, chartScene(input));
    paintBelow(medium, Math.max(from, headHeight), overlayScene(input, overlay));
    if (isAxisShown) return;
    const axis = { ...shared, top: 0, height: headHeight, textSize: sizes.text, today: model.today };
    paintPrimitives(medium, axisScene(axis));
  }

  function drawTable(source: SurfaceContent, firstRow: number, lastRow: number, top: number): void {
    const medium = { context: tableContext, palette, ratio: view.ratio, fontFamily };
    clear(medium);
    const { rowHeight } = sizes;
    const place = { firstRow, lastRow, top, width: tableWidth(), rowHeight };
    paintPrimitives(medium, tableScene({ ...source, ...place, columns, textSize, measure }));
  }

  function clear({ context: target }: CanvasMedium, from = 0): void {
    target.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    target.fillStyle = palette.ground;
    target.fillRect(0, from, view.width, view.height - from);
  }

  /** Paints nothing above a height: what stands there stays. */
  function paintBelow(medium: CanvasMedium, top: number, primitives: readonly Primitive[]): void {
    if (top === 0) {
      paintPrimitives(medium, primitives);
      return;
    }
    medium.context.save();
    medium.context.beginPath();
    medium.context.rect(0, top, view.width, view.height - top);
    medium.context.clip();
    paintPrimitives(medium, primitives);
    medium.context.restore();
  }

  function refresh(): void {
    layOut();
    draw();
  }

  /** Whether a hand is at work on what is shown. */
  function isHeld(): boolean {
    return draft !== null || overlay.tie !== null || overlay.progress !== null;
  }

  function showArrived(): void {
    const arrived = isHeld() ? null : waiting;
    if (!arrived) {
      draw(false);
      return;
    }
    waiting = null;
    set(arrived);
  }

  function set(next: SurfaceContent, start: SurfacePosition | null = null): void {
    if (isHeld()) {
      waiting = next;
      return;
    }
    const origin = startOfUnit('month', Math.min(next.model.firstDay, next.model.today) - DAYS_BEFORE);
    const shift = content && origin !== scale.origin ? (scale.origin - origin) * next.pxPerDay : 0;
    const isFirst = !content;
    scale = { origin, pxPerDay: next.pxPerDay };
    chosenWidth = next.tableWidth;
    overlay = keptOverlay(overlay, content, next);
    content = next;
    layOut();
    if (isFirst)
      moveTo(start ?? { day: next.model.today - (chartWidth() * TODAY_AT) / scale.pxPerDay, row: 0 });
    else if (shift !== 0) scroller.scrollLeft += shift;
    draw();
  }

  function moveTo({ day, row }: SurfacePosition): void {
    scroller.scrollLeft = xOfDay(scale, day);
    scroller.scrollTop = row * sizes.rowHeight;
  }

  function applyZoom(pxPerDay: number, scrollLeft: number): void {
    if (!content) return;
    scale = { ...scale, pxPerDay };
    content = { ...content, pxPerDay };
    layOut();
    scroller.scrollLeft = scrollLeft;
    draw();
    onZoom(pxPerDay);
  }

  function zoomBy(factor: number, clientX?: number): void {
    const pointer = clientX === undefined ? anchorX() : clientX - canvas.getBoundingClientRect().left;
    const next = zoomAt(scale, scroller.scrollLeft, pointer, factor);
    applyZoom(next.pxPerDay, next.scrollLeft);
  }

  /** What a zoom without a pointer, or another size of the window, keeps in place: today when it is to be seen, else the middle. */
  function anchorX(): number {
    const today = content ? xOfDay(scale, content.model.today + 0.5) - scroller.scrollLeft : -1;
    return today >= 0 && today <= chartWidth() ? today : chartWidth() / 2;
  }

  function fit(): void {
    if (!content) return;
    const { firstDay, lastDay } = content.model;
    const margin = Math.max(7, (lastDay - firstDay) * 0.02);
    const pxPerDay = fitZoom(lastDay - firstDay + 1 + margin * 2, chartWidth());
    applyZoom(pxPerDay, (firstDay - margin - scale.origin) * pxPerDay);
  }

  function showDay(day: number): void {
    scroller.scrollLeft = xOfDay(scale, day) - chartWidth() * TODAY_AT;
    draw();
  }

  function showBars(): void {
    if (!content) return;
    scroller.scrollTop = 0;
    const days = chartWidth() / scale.pxPerDay;
    const { last } = shownRows(content.rows.count);
    showDay(openingDay(content, last, days * TODAY_AT, days * (1 - TODAY_AT)));
  }

  function showRow(row: number): void {
    const top = row * sizes.rowHeight;
    const room = view.height - headHeight - sizes.rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room;
    draw();
  }

  function chartX(clientX: number): number {
    return clientX - canvas.getBoundingClientRect().left + scroller.scrollLeft;
  }

  function chartY(clientY: number): number {
    return clientY - canvas.getBoundingClientRect().top - headHeight + scroller.scrollTop;
  }

  function linkAt(clientX: number, clientY: number): LinkEnds | null {
    const box = canvas.getBoundingClientRect();
    if (!content?.links || clientY < box.top + headHeight) return null;
    return linkUnder(sceneInput(content), content.links, clientX - box.left, clientY - box.top);
  }

  function rowAt(clientY: number): number {
    const y = clientY - canvas.getBoundingClientRect().top - headHeight;
    const row = Math.floor((y + scroller.scrollTop) / sizes.rowHeight);
    return y >= 0 && content && row < content.rows.count ? row : -1;
  }

  function hit(clientX: number, clientY: number): Hit | null {
    if (!content) return null;
    const y = clientY - canvas.getBoundingClientRect().top;
    if (y < headHeight) return null;
    const { model, rows } = content;
    const input = { model, rows, scale, left: 0, top: 0, sizes, lit: overlay.lit };
    return hitTest(input, chartX(clientX), chartY(clientY));
  }

  const observer = new ResizeObserver(() => {
    const isSame = view.width === scroller.clientWidth && view.height === scroller.clientHeight;
    if (isSame && view.ratio === window.devicePixelRatio) return;
    const x = anchorX();
    const part = x / Math.max(1, chartWidth());
    const day = dayAtX(scale, scroller.scrollLeft + x);
    layOut();
    scroller.scrollLeft = xOfDay(scale, day) - part * chartWidth();
    draw();
  });
  observer.observe(scroller);
  const onScroll = () => {
    if (scroller.scrollTop !== shown.top || scroller.scrollLeft !== shown.left) draw(false);
  };
  scroller.addEventListener('scroll', onScroll, { passive: true });
  if (!hasCanvasFont()) {
    void loadCanvasFont().then(() => {
      measure = createTextMeasure(fontFamily);
      draw();
    });
  }
  const stopTheme = watchTheme(() => {
    palette = readPalette(host);
    draw();
  });
  const density = new MutationObserver(() => {
    sizes = readSizes();
    textSize = parseFloat(style.getPropertyValue('--font-size-body'));
    refresh();
  });
  density.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });

  return {
    set,
    setDraft: (next) => {
      draft = next;
      showArrived();
    },
    setOverlay: (part) => {
      const next = { ...overlay, ...part };
      // The pointer tells what it is over at every step.
      if (Object.entries(overlay).every(([key, value]) => next[key as keyof Overlay] === value)) return;
      overlay = next;
      showArrived();
    },
    setTableWidth: (width) => {
      chosenWidth = width;
      layOut();
      draw();
    },
    tableWidth,
    maxTableWidth,
    redraw: refresh,
    zoomBy,
    zoomTo: (pxPerDay) => zoomBy(pxPerDay / scale.pxPerDay),
    fit,
    showDay,
    showRow,
    showBars,
    shownDays: () => ({
      from: Math.floor(dayAtX(scale, scroller.scrollLeft)),
      to: Math.floor(dayAtX(scale, scroller.scrollLeft + chartWidth())),
    }),
    position: () => ({
      day: scale.origin + scroller.scrollLeft / scale.pxPerDay,
      row: scroller.scrollTop / sizes.rowHeight,
    }),
    hit,
    chartX,
    chartY,
    linkAt,
    spanOf: (milestone) => content && markSpan(content.model, milestone, scale, 0, sizes),
    focus: () => table.focus({ preventScroll: true }),
    rowAt,
    pageRows: () => Math.max(1, Math.floor((view.height - headHeight) / sizes.rowHeight) - 1),
    pxPerDay: () => scale.pxPerDay,
    content: () => content,
    destroy: () => {
      observer.disconnect();
      density.disconnect();
      stopTheme();
      scroller.removeEventListener('scroll', onScroll);
      pool.destroy();
    },
  };
}

/** An overlay that still speaks of the same milestones once other content is there. */
function keptOverlay(overlay: Overlay, before: SurfaceContent | null, after: SurfaceContent): Overlay {
  if (!before || before.model === after.model) return overlay;
  const isSame = (milestone: number): boolean =>
    before.model.milestones[milestone]?.id === after.model.milestones[milestone]?.id;
  const { lit, link } = overlay;
  return {
    ...overlay,
    lit: lit >= 0 && isSame(lit) ? lit : -1,
    link: link && isSame(link.from) && isSame(link.to) ? link : null,
  };
}
