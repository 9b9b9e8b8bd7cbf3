import { create } from 'zustand';
import type { GroupBy } from '../../../shared/gantt/rows.ts';
import { ZOOM_PRESETS } from '../../../shared/gantt/time-scale.ts';

/** How the planning is looked at; what it shows comes from the query. Kept while other screens are open. */
interface GanttState {
  readonly groupBy: GroupBy;
  /** Empty means all. */
  readonly establishmentIds: readonly string[];
  readonly domainIds: readonly string[];
  readonly collapsed: ReadonlySet<string>;
  readonly selectedKey: string | null;
  readonly pxPerDay: number;
  /** Null until the user chose one: then it follows the window. */
  readonly tableWidth: number | null;
  readonly setGroupBy: (groupBy: GroupBy) => void;
  readonly setEstablishments: (ids: readonly string[]) => void;
  readonly setDomains: (ids: readonly string[]) => void;
  readonly clearFilters: () => void;
  readonly setCollapsed: (keys: ReadonlySet<string>) => void;
  readonly toggle: (key: string) => void;
  readonly select: (key: string | null) => void;
  readonly setZoom: (pxPerDay: number) => void;
  readonly setTableWidth: (width: number) => void;
}

export const MIN_TABLE_WIDTH = 160;

export const useGanttStore = create<GanttState>()((set) => ({
  groupBy: 'establishment',
  establishmentIds: [],
  domainIds: [],
  collapsed: new Set(),
  selectedKey: null,
  pxPerDay: ZOOM_PRESETS.quarter,
  tableWidth: null,
  setGroupBy: (groupBy) => set({ groupBy }),
  setEstablishments: (establishmentIds) => set({ establishmentIds }),
  setDomains: (domainIds) => set({ domainIds }),
  clearFilters: () => set({ establishmentIds: [], domainIds: [] }),
  setCollapsed: (collapsed) => set({ collapsed }),
  toggle: (key) => set((state) => ({ collapsed: toggled(state.collapsed, key) })),
  select: (selectedKey) => set({ selectedKey }),
  setZoom: (pxPerDay) => set({ pxPerDay }),
  setTableWidth: (tableWidth) => set({ tableWidth }),
}));

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}
