/**
 * The flat list of rows: group, deployment, milestone. Groups depend on the grouping and the filter; the visible rows
 * also on what is collapsed, and are rebuilt whole in one pass over typed arrays.
 */
import type { GanttDeployment } from './gantt-view.ts';
import { emptySummary, widen, type GanttModel, type Summary } from './gantt-model.ts';
import { keptMilestones, type MilestoneFilter } from './milestone-filter.ts';

export const groupings = ['establishment', 'domain', 'wave', 'referent', 'product'] as const;
export type GroupBy = (typeof groupings)[number];
export const ROW = { group: 0, deployment: 1, milestone: 2 } as const;

/** Absent lists mean no filter. */
export interface RowFilter extends MilestoneFilter {
  establishmentIds?: readonly string[] | undefined;
  domainIds?: readonly string[] | undefined;
}

export interface RowGroup {
  id: string;
  label: string;
  deployments: number[];
  summary: Summary;
}

export interface Grouping {
  groupBy: GroupBy;
  groups: RowGroup[];
  /** Group of a deployment, -1 when filtered out. */
  groupOf: Int32Array;
  /** 1 for each milestone that is shown; null shows all of those deployments. */
  keptMilestones: Uint8Array | null;
}

/** `kind[r]` is a ROW code, `ref[r]` an index among groups, deployments or milestones; the `rowOf...` columns give -1 when hidden. */
export interface RowList {
  count: number;
  kind: Uint8Array;
  ref: Int32Array;
  rowOfGroup: Int32Array;
  rowOfDeployment: Int32Array;
  rowOfMilestone: Int32Array;
}

/** Words for groups that have no name of their own. */
export interface GroupNames {
  wave: (number: number) => string;
  noWave: string;
  noReferent: string;
  noProduct: string;
}

/** What a row is read from. */
export interface RowSource {
  model: GanttModel;
  grouping: Grouping;
  rows: RowList;
}

/**
 * Groups in reading order with their deployments in reading order; groups without a deployment are left out, and what
 * belongs to no wave, referent or product comes last.
 */
export function buildGrouping(
  model: GanttModel,
  groupBy: GroupBy,
  filter: RowFilter,
  names: GroupNames,
): Grouping {
  const { establishments, domains } = model.view;
  const siteRank = rankBy(establishments, (a, b) => a.order - b.order || compareText(a.id, b.id));
  const domainRank = rankBy(
    domains,
    (a, b) => a.familyOrder - b.familyOrder || a.order - b.order || compareText(a.id, b.id),
  );
  const bySite = groupBy === 'establishment';
  const { keyOf, keys } = groupKeys(model, groupBy, names, bySite ? siteRank : domainRank);
  const site = (d: number) => siteRank[model.establishmentOf[d]!]!;
  const domain = (d: number) => domainRank[model.domainOf[d]!]!;
  const milestones = keptMilestones(model, filter);
  const kept = keptDeployments(model, filter, milestones);
  kept.sort(
    (a, b) =>
      keys[keyOf[a]!]!.rank - keys[keyOf[b]!]!.rank || domain(a) - domain(b) || site(a) - site(b) || a - b,
  );
  const groupOf = new Int32Array(model.summaries.length).fill(-1);
  const groups: RowGroup[] = [];
  let current = -1;
  for (const d of kept) {
    if (keyOf[d] !== current) {
      current = keyOf[d]!;
      const { id, label } = keys[current]!;
      groups.push({ id, label, deployments: [], summary: emptySummary() });
    }
    groupOf[d] = groups.length - 1;
    groups[groups.length - 1]!.deployments.push(d);
  }
  const grouping = { groupBy, groups, groupOf, keptMilestones: milestones };
  for (let g = 0; g < groups.length; g++) refreshGroup(model, grouping, g);
  return grouping;
}

interface GroupKey {
  id: string;
  label: string;
  rank: number;
}

/** The groups there may be, and for each deployment the index of its own. */
function groupKeys(
  model: GanttModel,
  groupBy: GroupBy,
  names: GroupNames,
  rank: Int32Array,
): { keyOf: Int32Array; keys: GroupKey[] } {
  const { establishments, domains, deployments } = model.view;
  if (groupBy === 'establishment') {
    const keys = establishments.map(({ id, name }, at) => ({ id, label: name, rank: rank[at]! }));
    return { keyOf: model.establishmentOf, keys };
  }
  if (groupBy === 'domain') {
    const keys = domains.map(({ id, label }, at) => ({ id, label, rank: rank[at]! }));
    return { keyOf: model.domainOf, keys };
  }
  const index = new Map<string, number>();
  const keys: GroupKey[] = [];
  const keyOf = Int32Array.from(deployments, (deployment) => {
    const { id, label } = namedGroup(deployment, groupBy, names);
    let at = index.get(id);
    if (at === undefined) {
      at = keys.push({ id, label, rank: 0 }) - 1;
      index.set(id, at);
    }
    return at;
  });
  const order = keys.toSorted((a, b) => compareGroups(a, b));
  order.forEach((key, at) => (key.rank = at));
  return { keyOf, keys };
}

const NONE = 'none';

function namedGroup(
  { wave, referent, targetProduct }: GanttDeployment,
  groupBy: 'wave' | 'referent' | 'product',
  names: GroupNames,
): { id: string; label: string } {
  if (groupBy === 'wave') {
    if (wave === null) return { id: `wave-${NONE}`, label: names.noWave };
    return { id: `wave-${wave}`, label: names.wave(wave) };
  }
  if (groupBy === 'referent') {
    if (!referent) return { id: `referent-${NONE}`, label: names.noReferent };
    return { id: `referent-${referent.id}`, label: referent.name };
  }
  if (targetProduct === null) return { id: `product-${NONE}`, label: names.noProduct };
  return { id: `product-${targetProduct}`, label: targetProduct };
}

const collator = new Intl.Collator('fr', { numeric: true });

function compareGroups(a: GroupKey, b: GroupKey): number {
  const isLast = (key: GroupKey) => Number(key.id.endsWith(`-${NONE}`));
  return isLast(a) - isLast(b) || collator.compare(a.label, b.label) || compareText(a.id, b.id);
}

function keptDeployments(model: GanttModel, filter: RowFilter, milestones: Uint8Array | null): number[] {
  const { deployments } = model.view;
  const sites = filter.establishmentIds && new Set(filter.establishmentIds);
  const domains = filter.domainIds && new Set(filter.domainIds);
  const waves = filter.waves?.length ? new Set(filter.waves) : null;
  const kept: number[] = [];
  for (let d = 0; d < deployments.length; d++) {
    if (model.establishmentOf[d]! < 0 || model.domainOf[d]! < 0) continue;
    if (sites && !sites.has(deployments[d]!.establishmentId)) continue;
    if (domains && !domains.has(deployments[d]!.domainId)) continue;
    if (waves && !waves.has(deployments[d]!.wave ?? NaN)) continue;
    if (milestones && !milestones.subarray(model.firstOf[d], model.firstOf[d + 1]).includes(1)) continue;
    kept.push(d);
  }
  return kept;
}

function rankBy<T>(list: T[], compare: (a: T, b: T) => number): Int32Array {
  const order = list.map((_, index) => index).sort((a, b) => compare(list[a]!, list[b]!));
  const rank = new Int32Array(list.length);
  for (let i = 0; i < order.length; i++) rank[order[i]!] = i;
  return rank;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Recomputes the summary of one group from its deployments. */
export function refreshGroup(model: GanttModel, grouping: Grouping, group: number): void {
  const summary = emptySummary();
  const target = grouping.groups[group];
  if (!target) return;
  for (const d of target.deployments) {
    const part = model.summaries[d]!;
    summary.done += part.done;
    summary.total += part.total;
    summary.late += part.late;
    widen(summary, part.start, part.end);
  }
  target.summary = summary;
}

/** Key of a group row in the set of collapsed rows. */
export function groupKey(id: string): string {
  return `g:${id}`;
}

/** Key of a deployment row in the set of collapsed rows. */
export function deploymentKey(id: string): string {
  return `d:${id}`;
}

/** Visible rows for a set of collapsed keys. */
export function buildRows(model: GanttModel, grouping: Grouping, collapsed: ReadonlySet<string>): RowList {
  const { view, firstOf } = model;
  const capacity = grouping.groups.length + model.summaries.length + model.milestones.length;
  const rows: RowList = {
    count: 0,
    kind: new Uint8Array(capacity),
    ref: new Int32Array(capacity),
    rowOfGroup: new Int32Array(grouping.groups.length),
    rowOfDeployment: new Int32Array(model.summaries.length).fill(-1),
    rowOfMilestone: new Int32Array(model.milestones.length).fill(-1),
  };
  const { kind, ref, rowOfMilestone } = rows;
  const kept = grouping.keptMilestones;
  let row = 0;
  for (let g = 0; g < grouping.groups.length; g++) {
    const group = grouping.groups[g]!;
    rows.rowOfGroup[g] = row;
    ref[row++] = g;
    if (collapsed.has(groupKey(group.id))) continue;
    for (const d of group.deployments) {
      rows.rowOfDeployment[d] = row;
      kind[row] = ROW.deployment;
      ref[row++] = d;
      if (collapsed.has(deploymentKey(view.deployments[d]!.id))) continue;
      for (let m = firstOf[d]!; m < firstOf[d + 1]!; m++) {
        if (kept && kept[m] === 0) continue;
        rowOfMilestone[m] = row;
        kind[row] = ROW.milestone;
        ref[row++] = m;
      }
    }
  }
  rows.count = row;
  return rows;
}

/** Key of a row, stable over rebuilding: `g:`, `d:` or `m:` and the id. */
export function rowKey({ model, grouping, rows }: RowSource, row: number): string {
  const ref = rows.ref[row]!;
  if (rows.kind[row] === ROW.group) return groupKey(grouping.groups[ref]!.id);
  if (rows.kind[row] === ROW.deployment) return deploymentKey(model.view.deployments[ref]!.id);
  return `m:${model.milestones[ref]!.id}`;
}

/** Row of a key, -1 when it is hidden or gone. */
export function findRow({ model, grouping, rows }: RowSource, key: string): number {
  const id = key.slice(2);
  if (key.startsWith('g:')) {
    const group = grouping.groups.findIndex((item) => item.id === id);
    return group < 0 ? -1 : rows.rowOfGroup[group]!;
  }
  if (key.startsWith('d:')) {
    const deployment = model.view.deployments.findIndex((item) => item.id === id);
    return deployment < 0 ? -1 : rows.rowOfDeployment[deployment]!;
  }
  const milestone = model.milestones.findIndex((item) => item.id === id);
  return milestone < 0 ? -1 : rows.rowOfMilestone[milestone]!;
}

/** The row a row hangs under, -1 for a group. */
export function parentRow({ model, grouping, rows }: RowSource, row: number): number {
  const ref = rows.ref[row]!;
  if (rows.kind[row] === ROW.milestone) return rows.rowOfDeployment[model.deploymentOf[ref]!]!;
  if (rows.kind[row] === ROW.deployment) return rows.rowOfGroup[grouping.groupOf[ref]!]!;
  return -1;
}

/** Whether a row has rows of its own, shown or collapsed. */
export function hasChildren({ model, grouping, rows }: RowSource, row: number): boolean {
  const ref = rows.ref[row]!;
  if (rows.kind[row] === ROW.group) return grouping.groups[ref]!.deployments.length > 0;
  return rows.kind[row] === ROW.deployment && model.firstOf[ref + 1]! > model.firstOf[ref]!;
}

/** Whether the rows under a row are shown. */
export function isOpenRow({ rows }: RowSource, row: number): boolean {
  return row + 1 < rows.count && rows.kind[row + 1]! > rows.kind[row]!;
}

/** Every key that can be collapsed at a level, for « tout replier ». */
export function collapsibleKeys(
  model: GanttModel,
  grouping: Grouping,
  level: 'group' | 'deployment',
): string[] {
  if (level === 'group') return grouping.groups.map((group) => groupKey(group.id));
  return grouping.groups.flatMap((group) =>
    group.deployments.map((d) => deploymentKey(model.view.deployments[d]!.id)),
  );
}

/** Keys of the deployments of which nothing is left to be done. */
export function finishedKeys({ summaries, view }: GanttModel): string[] {
  return view.deployments
    .filter((_, d) => summaries[d]!.total > 0 && summaries[d]!.done === summaries[d]!.total)
    .map(({ id }) => deploymentKey(id));
}

/** Text of a row as the reader knows it; under a site or a domain the other half of the deployment's name. */
export function rowLabel({ model, grouping, rows }: RowSource, row: number): string {
  const ref = rows.ref[row]!;
  if (rows.kind[row] === ROW.group) return grouping.groups[ref]!.label;
  if (rows.kind[row] === ROW.milestone) return model.milestones[ref]!.label;
  const domain = model.view.domains[model.domainOf[ref]!]!.label;
  if (grouping.groupBy === 'establishment') return domain;
  const site = model.view.establishments[model.establishmentOf[ref]!]!;
  return grouping.groupBy === 'domain' ? site.name : `${domain} · ${site.shortName}`;
}

/** First and last day of what a row draws, `NO_DAY` where it has none. */
export function rowDays(source: RowSource, row: number): { start: number; end: number } {
  const { model, rows } = source;
  if (rows.kind[row] !== ROW.milestone) return rowSummary(source, row);
  const milestone = rows.ref[row]!;
  return { start: model.start[milestone]!, end: model.end[milestone]! };
}

/** Summary of a group or deployment row. */
export function rowSummary({ model, grouping, rows }: RowSource, row: number): Summary {
  const ref = rows.ref[row]!;
  return rows.kind[row] === ROW.group ? grouping.groups[ref]!.summary : model.summaries[ref]!;
}
