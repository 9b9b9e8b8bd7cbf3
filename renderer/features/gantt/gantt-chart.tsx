import { type PointerEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { Drag } from '../../../shared/gantt/drag.ts';
import { NO_DAY } from '../../../shared/gantt/day.ts';
import { findRow, ROW, rowKey, rowSummary } from '../../../shared/gantt/rows.ts';
import { FOLD_ZONE } from '../../../shared/gantt/table-scene.ts';
import type { GanttWords } from '../../../shared/gantt/words.ts';
import { useText } from '../../i18n.ts';
import { navigate } from '../../state/route.ts';
import { attachChartPointer, type ChartPointerActions } from './chart-pointer.ts';
import { GanttFold } from './gantt-fold.tsx';
import { GanttSplitter } from './gantt-splitter.tsx';
import { toggled, useGanttStore } from './gantt-store.ts';
import { createGanttSurface } from './gantt-surface.ts';
import type { GanttSurface, SurfaceContent, SurfacePosition } from './surface-types.ts';
import { GanttTable } from './gantt-table.tsx';
import { createGanttTip, type GanttTip } from './gantt-tip.ts';
import styles from './gantt.module.css';
import { dragLines, milestoneLines } from './tip-lines.ts';
import { useAfterPaint } from './use-after-paint.ts';
import type { GanttData } from './use-gantt-data.ts';
import { useGanttKeys } from './use-gantt-keys.ts';
import { useGanttMove } from './use-gantt-move.ts';

interface GanttChartProps {
  readonly data: GanttData;
  readonly words: GanttWords;
  /** Filled with the surface while it is there, for the toolbar. */
  readonly surfaceRef: React.RefObject<GanttSurface | null>;
}

/** Where the planning was last left, for the next visit of the screen. */
let lastPosition: SurfacePosition | null = null;

/** Table and chart with one scroller, one selection. */
export function GanttChart({ data, words, surfaceRef }: GanttChartProps) {
  const { t } = useText();
  const { model, rows, collapsed } = data;
  const pxPerDay = useGanttStore((state) => state.pxPerDay);
  const tableWidth = useGanttStore((state) => state.tableWidth);
  const selectedKey = useGanttStore((state) => state.selectedKey);
  const { setZoom, setTableWidth, setCollapsed, select } = useGanttStore.getState();
  const host = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const sizer = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const tableCanvas = useRef<HTMLCanvasElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const tipElement = useRef<HTMLDivElement>(null);
  const tip = useRef<GanttTip | null>(null);
  const hasTools = useAfterPaint();
  const move = useGanttMove(surfaceRef);
  const selectedRow = useMemo(
    () => (selectedKey === null ? -1 : findRow(data, selectedKey)),
    [data, selectedKey],
  );

  const selectRow = useCallback(
    (row: number) => {
      const content = surfaceRef.current?.content();
      if (!content) return;
      select(rowKey(content, row));
      surfaceRef.current?.showRow(row);
    },
    [surfaceRef, select],
  );
  const toggle = useCallback(
    (key: string) => setCollapsed(toggled(collapsed, key)),
    [setCollapsed, collapsed],
  );
  const openRow = useCallback(
    (row: number) => {
      const content = surfaceRef.current?.content();
      if (content) openDeployment(content, row, toggle);
    },
    [surfaceRef, toggle],
  );
  const tipInput = useCallback(() => {
    const content = surfaceRef.current?.content();
    return content && { ...content, t };
  }, [surfaceRef, t]);

  const nudging = useCallback(
    (drag: Drag | null) => {
      const input = tipInput();
      const row =
        input && drag
          ? document.getElementById(`gantt-row-${surfaceRef.current?.content()?.selectedRow}`)
          : null;
      if (!input || !drag || !row) {
        tip.current?.hide();
        return;
      }
      const box = row.getBoundingClientRect();
      tip.current?.show(dragLines(input, drag, true), box.right, box.bottom);
    },
    [tipInput, surfaceRef],
  );
  const keys = useGanttKeys(surfaceRef, { select: selectRow, toggle, open: openRow, move, nudging });

  useLayoutEffect(() => {
    const elements = {
      host: host.current!,
      scroller: scroller.current!,
      window: pane.current!,
      sizer: sizer.current!,
      table: table.current!,
      layer: layer.current!,
      tableCanvas: tableCanvas.current!,
      canvas: canvas.current!,
    };
    const surface = createGanttSurface(elements, setZoom);
    surfaceRef.current = surface;
    tip.current = createGanttTip(elements.host, tipElement.current!);
    return () => {
      lastPosition = surface.position();
      surface.destroy();
      surfaceRef.current = null;
    };
  }, [surfaceRef, setZoom]);

  useLayoutEffect(() => {
    const surface = surfaceRef.current;
    if (!surface) return;
    surface.set({ ...data, words, pxPerDay, tableWidth, selectedRow }, lastPosition);
  }, [surfaceRef, data, words, pxPerDay, tableWidth, selectedRow]);

  /** What the pointer does, as of the last render: the listeners stay through a drag, which selecting would end. */
  const pointer = useRef<ChartPointerActions | null>(null);
  useLayoutEffect(() => {
    const surface = surfaceRef.current;
    if (!surface) return;
    pointer.current = {
      grab: move.grab,
      select: (row) => {
        selectRow(row);
        table.current?.focus({ preventScroll: true });
      },
      open: openRow,
      drag: (drag, x, y) => {
        surface.setDraft({ milestone: drag.target.milestone, start: drag.start, end: drag.end });
        const input = tipInput();
        if (input) tip.current?.show(dragLines(input, drag, false), x, y);
      },
      drop: (result) => {
        surface.setDraft(null);
        tip.current?.hide();
        if (result) move.drop(result);
      },
      hover: (hit, x, y) => {
        const input = hit && hit.milestone >= 0 ? tipInput() : null;
        if (input && hit) tip.current?.show(milestoneLines(input, hit.milestone), x, y);
        else tip.current?.hide();
      },
    };
  });
  useEffect(() => {
    const surface = surfaceRef.current;
    if (!surface) return;
    return attachChartPointer(canvas.current!, scroller.current!, surface, () => pointer.current!);
  }, [surfaceRef]);

  function pressTable(event: PointerEvent): void {
    const row = surfaceRef.current?.rowAt(event.clientY) ?? -1;
    if (row < 0 || event.button !== 0) return;
    const left = event.clientX - table.current!.getBoundingClientRect().left;
    const isArrow = left < FOLD_ZONE && rows.kind[row] !== ROW.milestone;
    selectRow(row);
    if (isArrow) toggle(rowKey(data, row));
    else showBar(row);
  }

  /** Brings the bar of a clicked row into the chart when none of it is to be seen. */
  function showBar(row: number): void {
    const surface = surfaceRef.current;
    if (!surface) return;
    const isMilestone = rows.kind[row] === ROW.milestone;
    const start = isMilestone ? model.start[rows.ref[row]!]! : rowSummary(data, row).start;
    const end = isMilestone ? model.end[rows.ref[row]!]! : rowSummary(data, row).end;
    const shown = surface.shownDays();
    if (start !== NO_DAY && (end < shown.from || start > shown.to)) surface.showDay(start);
  }

  return (
    <div ref={host} className={styles.gantt}>
      <div ref={scroller} className={styles.scroller} tabIndex={-1}>
        <div ref={pane} className={styles.window}>
          <GanttTable
            tableRef={table}
            layerRef={layer}
            canvasRef={tableCanvas}
            rowCount={rows.count}
            columns={data.available}
            selectedRow={selectedRow}
            {...keys}
            onPress={pressTable}
            onOpen={(event) => {
              const row = surfaceRef.current?.rowAt(event.clientY) ?? -1;
              if (row >= 0) openRow(row);
            }}
          />
          <GanttSplitter
            width={() => surfaceRef.current?.tableWidth() ?? 0}
            maxWidth={() => surfaceRef.current?.maxTableWidth() ?? 0}
            onMove={(width) => surfaceRef.current?.setTableWidth(width)}
            onDone={setTableWidth}
          />
          <canvas ref={canvas} className={styles.chart} role="img" aria-label={t('gantt.chart')} />
        </div>
        <div ref={sizer} />
      </div>
      {hasTools && <GanttFold data={data} />}
      <div ref={tipElement} className={styles.tip} role="status" hidden />
    </div>
  );
}

/** A milestone or deployment opens its deployment; a group opens and closes. */
function openDeployment(content: SurfaceContent, row: number, toggle: (key: string) => void): void {
  const { model, rows } = content;
  const ref = rows.ref[row]!;
  if (rows.kind[row] === ROW.group) {
    toggle(rowKey(content, row));
  } else if (rows.kind[row] === ROW.deployment) {
    navigate({ name: 'deployment', id: model.view.deployments[ref]!.id });
  } else {
    const milestone = model.milestones[ref]!;
    navigate({ name: 'deployment', id: milestone.deploymentId, milestone: milestone.id });
  }
}
