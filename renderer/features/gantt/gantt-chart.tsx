import {
  type MouseEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { NO_DAY } from '../../../shared/gantt/day.ts';
import { progressOf } from '../../../shared/gantt/handles.ts';
import { milestonesWith } from '../../../shared/gantt/selection.ts';
import { ROW, rowDays, rowKey } from '../../../shared/gantt/rows.ts';
import { FOLD_ZONE } from '../../../shared/gantt/table-scene.ts';
import type { GanttWords } from '../../../shared/gantt/words.ts';
import { useText } from '../../i18n.ts';
import { navigate } from '../../state/route.ts';
import { attachChartPointer, type ChartPointerActions } from './chart-pointer.ts';
import { GanttFold } from './gantt-fold.tsx';
import { GanttSplitter } from './gantt-splitter.tsx';
import { type PanelPart, toggled, useGanttStore } from './gantt-store.ts';
import { createGanttSurface } from './gantt-surface.ts';
import type { GanttSurface, SurfaceContent, SurfacePosition } from './surface-types.ts';
import { GanttTable } from './gantt-table.tsx';
import { createGanttTip, type GanttTip } from './gantt-tip.ts';
import styles from './gantt.module.css';
import { rowElementId } from './row-pool.ts';
import { LinkPopover, type ShownLink } from './link-popover.tsx';
import { MilestoneMenu, type ShownMenu } from './milestone-menu.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { milestoneLines, progressLines, tieLines } from './tip-lines.ts';
import { useAfterPaint } from './use-after-paint.ts';
import type { GanttData } from './use-gantt-data.ts';
import { useGanttKeys } from './use-gantt-keys.ts';
import { useGanttDrag } from './use-gantt-drag.ts';
import { type ChoosingKeys, useGanttSelection } from './use-gantt-selection.ts';
import { useMilestoneChanges } from './use-milestone-changes.ts';

interface GanttChartProps {
  readonly data: GanttData;
  readonly words: GanttWords;
  /** Filled with the surface while it is there, for the toolbar. */
  readonly surfaceRef: React.RefObject<GanttSurface | null>;
}

/** Where the planning was last left, for the next visit of the screen. */
let lastPosition: SurfacePosition | null = null;
/** The last opening of a view whose bars were brought into the chart. */
let lastOpening = 0;

/** Table and chart with one scroller, one selection. */
export function GanttChart({ data, words, surfaceRef }: GanttChartProps) {
  const { t } = useText();
  const { model, rows, collapsed } = data;
  const pxPerDay = useGanttStore((state) => state.pxPerDay);
  const tableWidth = useGanttStore((state) => state.tableWidth);
  const { setZoom, setTableWidth, setCollapsed, setPanel, setHelp } = useGanttStore.getState();
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
  const drag = useGanttDrag(surfaceRef);
  const changes = useMilestoneChanges(surfaceRef);
  const { writable } = changes;
  const chosen = useGanttSelection(data, surfaceRef);
  const { selectedRow, selection, selectRow } = chosen;
  const [menu, setMenu] = useState<ShownMenu | null>(null);
  const [link, setLink] = useState<ShownLink | null>(null);

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

  /** Beside the row that has the keyboard. */
  const tellNudge = useCallback(
    (lines: readonly string[]) => {
      const box = rowBox(surfaceRef.current?.content()?.selectedRow ?? -1);
      if (box && lines.length > 0) tip.current?.show(lines, box.right, box.bottom);
      else tip.current?.hide();
    },
    [surfaceRef],
  );
  const edit = useCallback(
    (row: number, part: PanelPart) => {
      const milestone = writable()?.milestones[rows.ref[row]!];
      if (milestone) setPanel({ milestoneId: milestone.id, deploymentId: milestone.deploymentId, part });
    },
    [writable, rows, setPanel],
  );
  /** The milestone of a row with all that are chosen with it. */
  const chosenWith = useCallback(
    (row: number) => milestonesWith({ model, grouping: data.grouping, rows }, selection, rows.ref[row]!),
    [model, data.grouping, rows, selection],
  );
  const openMenu = useCallback(
    (row: number, at?: { readonly x: number; readonly y: number }) => {
      const box = rowBox(row);
      tip.current?.hide();
      const place = at ?? (box && { x: box.left + 48, y: box.bottom });
      const milestone = rows.ref[row]!;
      if (place) setMenu({ ...place, row, percent: model.progress[milestone]! });
    },
    [model, rows],
  );
  const keys = useGanttKeys(surfaceRef, {
    select: selectRow,
    selectAll: chosen.selectAll,
    clear: chosen.clear,
    toggle,
    open: openRow,
    edit,
    menu: openMenu,
    addProgress: (row, step) => {
      const percent = Math.min(100, Math.max(0, progressOf(model, rows.ref[row]!) + step));
      changes.setProgress(chosenWith(row), percent);
      tellNudge([t('gantt.tip.progress', { percent })]);
    },
    help: () => setHelp(true),
    drag,
    tellNudge,
  });

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
    surface.set({ ...data, words, pxPerDay, tableWidth, selectedRow, selection }, lastPosition);
    if (data.opening === lastOpening) return;
    lastOpening = data.opening;
    surface.showBars();
  }, [surfaceRef, data, words, pxPerDay, tableWidth, selectedRow, selection]);

  /** What the pointer does, as of the last render: the listeners stay through a drag, which selecting would end. */
  const pointer = useRef<ChartPointerActions | null>(null);
  useLayoutEffect(() => {
    const surface = surfaceRef.current;
    if (!surface) return;
    const tellAt = (x: number, y: number, side?: 'above') => (lines: readonly string[]) => {
      if (lines.length > 0) tip.current?.show(lines, x, y, side);
      else tip.current?.hide();
    };
    pointer.current = {
      grab: drag.grab,
      press: (row, event) => {
        // One of several is held: all of them are, until it proves to be a click.
        if (!selection.has(row) || isChoosing(event)) selectRow(row, event);
        surface.focus();
      },
      click: (row, event) => {
        if (selection.has(row) && !isChoosing(event)) selectRow(row);
      },
      open: openRow,
      drag: (moving, x, y) => drag.show(moving, false, tellAt(x, y, 'above')),
      drop: (moved) => {
        tip.current?.hide();
        drag.end(moved);
      },
      progress: (change, x, y) => {
        surface.setOverlay({ progress: change });
        const input = change && tipInput();
        tellAt(x, y)(input && change ? progressLines(input, change.milestone, change.value) : []);
      },
      progressed: (milestone, value) =>
        changes.setProgress(milestonesWith({ ...data }, selection, milestone), value, true),
      tie: (tie, x, y) => {
        surface.setOverlay({ tie });
        const input = tie && tipInput();
        tellAt(x, y, 'above')(input && tie ? tieLines(input, tie) : []);
      },
      tied: changes.tie,
      link: (ends, x, y) => {
        surface.setOverlay({ link: ends });
        if (!writable()) return;
        setLink({ x, y, from: model.milestones[ends.from]!, to: model.milestones[ends.to]! });
      },
      hover: (hit, x, y) => {
        const lit = hit && hit.milestone >= 0 ? hit.milestone : rows.ref[selectedRow];
        const isMilestone = hit && hit.milestone >= 0 ? true : rows.kind[selectedRow] === ROW.milestone;
        surface.setOverlay({ lit: isMilestone ? (lit ?? -1) : -1 });
        const isMark = hit !== null && hit.milestone >= 0 && !hit.part.startsWith('tie');
        const input = isMark ? tipInput() : null;
        tellAt(x, y)(input && hit ? milestoneLines(input, hit.milestone) : []);
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
    selectRow(row, event);
    if (isArrow) toggle(rowKey(data, row));
    else if (!isChoosing(event)) showBar(row);
  }

  /** Brings the bar of a clicked row into the chart when none of it is to be seen. */
  function showBar(row: number): void {
    const surface = surfaceRef.current;
    if (!surface) return;
    const { start, end } = rowDays(data, row);
    const shown = surface.shownDays();
    if (start !== NO_DAY && (end < shown.from || start > shown.to)) surface.showDay(start);
  }

  /** The menu of the milestone pointed at, or of the one that has the keyboard. */
  function showMenu(event: MouseEvent): void {
    const row = surfaceRef.current?.rowAt(event.clientY) ?? -1;
    if (row < 0 || rows.kind[row] !== ROW.milestone) return;
    event.preventDefault();
    if (row !== selectedRow && !selection.has(row)) selectRow(row);
    openMenu(row, { x: event.clientX, y: event.clientY });
  }
  const backToRows = (): void => surfaceRef.current?.focus();

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
            onMenu={showMenu}
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
          <canvas
            ref={canvas}
            className={styles.chart}
            role="img"
            aria-label={t('gantt.chart')}
            onContextMenu={showMenu}
          />
        </div>
        <div ref={sizer} />
      </div>
      {hasTools && <GanttFold data={data} />}
      {selection.size > 1 && (
        <SelectionBar
          count={selection.size}
          onChange={(patch) =>
            changes.setAll(
              [...selection].map((row) => rows.ref[row]!),
              patch,
            )
          }
          onProgress={(percent) =>
            changes.setProgress(
              [...selection].map((row) => rows.ref[row]!),
              percent,
            )
          }
          onClear={() => {
            chosen.clear();
            backToRows();
          }}
        />
      )}
      {menu && (
        <MilestoneMenu
          menu={menu}
          onProgress={(percent) => changes.setProgress(chosenWith(menu.row), percent, true)}
          onEdit={(part) => edit(menu.row, part)}
          onOpen={() => openRow(menu.row)}
          onClose={() => {
            setMenu(null);
            backToRows();
          }}
        />
      )}
      {link && (
        <LinkPopover
          link={link}
          onClose={() => {
            setLink(null);
            surfaceRef.current?.setOverlay({ link: null });
            backToRows();
          }}
        />
      )}
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

function isChoosing({ ctrlKey, metaKey, shiftKey }: ChoosingKeys): boolean {
  return ctrlKey || metaKey || shiftKey;
}

/** Where a row of the table is; null when it is not to be seen. */
function rowBox(row: number): DOMRect | null {
  return document.getElementById(rowElementId(row))?.getBoundingClientRect() ?? null;
}
