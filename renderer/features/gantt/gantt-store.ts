import { create } from 'zustand';
import type { PathScope } from '../../../shared/gantt/critical-path.ts';
import type { MilestoneFilter } from '../../../shared/gantt/milestone-filter.ts';
import type { GroupBy } from '../../../shared/gantt/rows.ts';
import type { ColumnKey } from '../../../shared/gantt/table-columns.ts';
import type { PlanningChoices } from '../../../shared/views/planning-view.ts';
import { ZOOM_PRESETS } from '../../../shared/gantt/time-scale.ts';

/** What the panel of a milestone is opened for. */
export type PanelPart = 'dates' | 'links';

/** How the planning is looked at; what it shows comes from the query. Kept while other screens are open. */
export interface GanttState {
  readonly groupBy: GroupBy;
  /** Empty means all. */
  readonly establishmentIds: readonly string[];
  readonly domainIds: readonly string[];
  readonly filter: MilestoneFilter;
  /** Baseline drawn under the bars, if any. */
  readonly baselineId: string | null;
  /** Whose critical path is drawn, if any. */
  readonly criticalPath: PathScope | null;
  /** Columns the table leaves out. */
  readonly hiddenColumns: readonly ColumnKey[];
  /** Null until the user folded something: then what is finished is folded. */
  readonly collapsed: ReadonlySet<string> | null;
  /** The row that has the keyboard; with `selectedKeys` empty it alone is selected. */
  readonly selectedKey: string | null;
  /** Milestones chosen together; empty unless several were asked for. */
  readonly selectedKeys: ReadonlySet<string>;
  /** Where a range of rows begins. */
  readonly anchorKey: string | null;
  readonly pxPerDay: number;
  /** Null until the user chose one: then it follows the window. */
  readonly tableWidth: number | null;
  /** The milestone whose panel is open, and what for. */
  readonly panel: {
    readonly milestoneId: string;
    readonly deploymentId: string;
    readonly part: PanelPart;
  } | null;
  readonly isHelpOpen: boolean;
  /** The named view that was chosen last; the screen may have been changed since. */
  readonly viewId: string | null;
  /** Counts the views chosen, the same one again too: each brings its bars into the chart. */
  readonly opening: number;
  /** Whether the screen is as it was left: asked once. */
  readonly isRestored: boolean;
  readonly setGroupBy: (groupBy: GroupBy) => void;
  readonly setEstablishments: (ids: readonly string[]) => void;
  readonly setDomains: (ids: readonly string[]) => void;
  /** Asks for more or less of the milestones. */
  readonly narrow: (part: MilestoneFilter) => void;
  readonly setBaseline: (id: string | null) => void;
  readonly setCriticalPath: (scope: PathScope | null) => void;
  readonly setHiddenColumns: (columns: readonly ColumnKey[]) => void;
  readonly clearFilters: () => void;
  readonly setCollapsed: (keys: ReadonlySet<string>) => void;
  /** Selects one row alone. */
  readonly select: (key: string | null) => void;
  /** Chooses several milestones, the keyboard being on row `key`. */
  readonly choose: (key: string, keys: ReadonlySet<string>, anchorKey: string | null) => void;
  readonly setZoom: (pxPerDay: number) => void;
  readonly setTableWidth: (width: number) => void;
  /** Shows what a named view shows, or what the screen was left with. */
  readonly showChoices: (choices: PlanningChoices, viewId: string | null) => void;
  readonly setViewId: (id: string | null) => void;
  readonly setRestored: () => void;
  readonly setPanel: (panel: GanttState['panel']) => void;
  readonly setHelp: (isHelpOpen: boolean) => void;
}

export const MIN_TABLE_WIDTH = 160;

export const useGanttStore = create<GanttState>()((set) => ({
  groupBy: 'establishment',
  establishmentIds: [],
  domainIds: [],
  filter: {},
  baselineId: null,
  criticalPath: null,
  hiddenColumns: [],
  collapsed: null,
  selectedKey: null,
  selectedKeys: new Set(),
  anchorKey: null,
  pxPerDay: ZOOM_PRESETS.quarter,
  tableWidth: null,
  setGroupBy: (groupBy) => set({ groupBy }),
  setEstablishments: (establishmentIds) => set({ establishmentIds }),
  setDomains: (domainIds) => set({ domainIds }),
  narrow: (part) => set(({ filter }) => ({ filter: { ...filter, ...part } })),
  setBaseline: (baselineId) => set({ baselineId }),
  setCriticalPath: (criticalPath) => set({ criticalPath }),
  setHiddenColumns: (hiddenColumns) => set({ hiddenColumns }),
  clearFilters: () => set({ establishmentIds: [], domainIds: [], filter: {} }),
  setCollapsed: (collapsed) => set({ collapsed }),
  select: (selectedKey) => set({ selectedKey, selectedKeys: new Set(), anchorKey: selectedKey }),
  choose: (selectedKey, selectedKeys, anchorKey) => set({ selectedKey, selectedKeys, anchorKey }),
  setZoom: (pxPerDay) => set({ pxPerDay }),
  setTableWidth: (tableWidth) => set({ tableWidth }),
  panel: null,
  isHelpOpen: false,
  viewId: null,
  opening: 0,
  isRestored: false,
  showChoices: ({ collapsed, ...choices }, viewId) =>
    set(({ opening, isRestored }) => ({
      ...choices,
      collapsed: collapsed && new Set(collapsed),
      viewId,
      // What the screen was left with is the first thing drawn: that is at today already.
      opening: isRestored ? opening + 1 : opening,
    })),
  setViewId: (viewId) => set({ viewId }),
  setRestored: () => set({ isRestored: true }),
  setPanel: (panel) => set({ panel }),
  setHelp: (isHelpOpen) => set({ isHelpOpen }),
}));

/** The keys with one more, or without it. */
export function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** What of the screen a named view keeps. */
export function choicesOf(state: GanttState): PlanningChoices {
  const { groupBy, establishmentIds, domainIds, filter, baselineId, criticalPath } = state;
  const { hiddenColumns, collapsed, pxPerDay, tableWidth } = state;
  return {
    groupBy,
    establishmentIds: [...establishmentIds],
    domainIds: [...domainIds],
    filter,
    baselineId,
    criticalPath,
    hiddenColumns: [...hiddenColumns],
    collapsed: collapsed && [...collapsed].toSorted(),
    pxPerDay,
    tableWidth,
  };
}
