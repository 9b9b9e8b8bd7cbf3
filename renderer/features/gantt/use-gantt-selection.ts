import { useCallback, useMemo } from 'react';
import { findRow, ROW, rowKey, type RowSource } from '../../../shared/gantt/rows.ts';
import { milestoneKeysBetween, rowsOfKeys } from '../../../shared/gantt/selection.ts';
import { toggled, useGanttStore } from './gantt-store.ts';
import type { GanttSurface } from './surface-types.ts';

/** Keys held while a row is chosen: Ctrl (⌘) adds or takes off, Shift goes on from where the range began. */
export interface ChoosingKeys {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

const alone: ChoosingKeys = { ctrlKey: false, metaKey: false, shiftKey: false };

export interface GanttSelection {
  /** -1 for none. */
  readonly selectedRow: number;
  readonly selection: ReadonlySet<number>;
  readonly selectRow: (row: number, keys?: ChoosingKeys) => void;
  readonly selectAll: () => void;
  /** Back to the one row that has the keyboard; false when no more than that was selected. */
  readonly clear: () => boolean;
}

/** The one selection of table and chart. */
export function useGanttSelection(
  source: RowSource,
  surface: React.RefObject<GanttSurface | null>,
): GanttSelection {
  const selectedKey = useGanttStore((state) => state.selectedKey);
  const selectedKeys = useGanttStore((state) => state.selectedKeys);
  const selectedRow = useMemo(
    () => (selectedKey === null ? -1 : findRow(source, selectedKey)),
    [source, selectedKey],
  );
  const selection = useMemo(() => rowsOfKeys(source, selectedKeys), [source, selectedKeys]);

  const selectRow = useCallback(
    (row: number, keys: ChoosingKeys = alone) => {
      const content = surface.current?.content();
      if (!content || row < 0 || row >= content.rows.count) return;
      if (keys.shiftKey) extendTo(content, row);
      else if (keys.ctrlKey || keys.metaKey) toggleRow(content, row);
      else useGanttStore.getState().select(rowKey(content, row));
      surface.current?.showRow(row);
    },
    [surface],
  );
  const selectAll = useCallback(() => {
    const content = surface.current?.content();
    if (!content || content.rows.count === 0) return;
    const all = milestoneKeysBetween(content, 0, content.rows.count - 1);
    const { selectedKey: key, anchorKey, choose } = useGanttStore.getState();
    choose(key ?? rowKey(content, 0), all, anchorKey);
  }, [surface]);
  const clear = useCallback(() => {
    const { selectedKey: key, selectedKeys: keys, select } = useGanttStore.getState();
    if (keys.size === 0) return false;
    select(key);
    return true;
  }, []);
  return { selectedRow, selection, selectRow, selectAll, clear };
}

/** All milestones from where the range began to a row. */
function extendTo(source: RowSource, row: number): void {
  const { selectedKey, anchorKey, choose } = useGanttStore.getState();
  const anchor = anchorKey ?? selectedKey ?? rowKey(source, row);
  const from = findRow(source, anchor);
  choose(rowKey(source, row), milestoneKeysBetween(source, from < 0 ? row : from, row), anchor);
}

function toggleRow(source: RowSource, row: number): void {
  const { selectedKey, selectedKeys, choose } = useGanttStore.getState();
  const key = rowKey(source, row);
  // The row selected so far is the first of several.
  const before =
    selectedKeys.size === 0 && selectedKey?.startsWith('m:') ? new Set([selectedKey]) : selectedKeys;
  choose(key, source.rows.kind[row] === ROW.milestone ? toggled(before, key) : before, key);
}
