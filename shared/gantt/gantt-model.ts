/**
 * The view as columns: one typed array per field that a drawing loop reads, milestones contiguous by deployment. The
 * columns are a buffer of the screen: `setMilestoneDates` moves one milestone in place while a change is on its way.
 */
import { dayOrNone, NO_DAY } from './day.ts';
import type { GanttMilestone, GanttView } from './gantt-view.ts';

export const KIND = { task: 0, gate: 1, milestone: 2 } as const;
export const STATUS = { to_come: 0, in_progress: 1, done: 2, postponed: 3, not_applicable: 4 } as const;
export const FLAG = { late: 1, blocked: 2 } as const;

/** A percentage column holds this where nothing was recorded. */
export const NO_PROGRESS = 255;

/** First and last day, and counts, of the milestones below one summary row. `total` leaves out « sans objet ». */
export interface Summary {
  start: number;
  end: number;
  done: number;
  total: number;
  late: number;
}

/** Days a milestone is held to, `NO_DAY` where it is not. */
export interface MilestoneLimits {
  deadline: number;
  notAfter: number;
  fixedOn: number;
  /** The day it really ended. */
  doneOn: number;
}

export interface GanttModel {
  view: GanttView;
  /** In display order: by deployment, then by their own order. All columns below share its index. */
  milestones: GanttMilestone[];
  start: Int32Array;
  end: Int32Array;
  kind: Uint8Array;
  status: Uint8Array;
  flags: Uint8Array;
  progress: Uint8Array;
  /** Inclusive days of the baseline, `NO_DAY` where it has none; null while none is shown. */
  baseline: { start: Int32Array; end: Int32Array } | null;
  /** By milestone index: the few that are held to a day. */
  limits: ReadonlyMap<number, MilestoneLimits>;
  deploymentOf: Int32Array;
  /** Milestones of deployment d are `firstOf[d] ... firstOf[d + 1] - 1`. */
  firstOf: Int32Array;
  summaries: Summary[];
  establishmentOf: Int32Array;
  domainOf: Int32Array;
  firstDay: number;
  lastDay: number;
  today: number;
}

/** Columns of a view. Milestones of an unknown deployment, and deployments of an unknown site or domain, are left out. */
export function buildGanttModel(view: GanttView): GanttModel {
  const count = view.deployments.length;
  const deploymentIndex = indexById(view.deployments);
  const { milestones, deploymentOf, firstOf } = orderMilestones(view.milestones, deploymentIndex, count);
  const n = milestones.length;
  const model: GanttModel = {
    view,
    milestones,
    start: new Int32Array(n),
    end: new Int32Array(n),
    kind: new Uint8Array(n),
    status: new Uint8Array(n),
    flags: new Uint8Array(n),
    progress: new Uint8Array(n),
    baseline: baselineColumns(view, milestones),
    limits: indexLimits(view, milestones),
    deploymentOf,
    firstOf,
    summaries: [],
    establishmentOf: indexes(view.deployments, 'establishmentId', indexById(view.establishments)),
    domainOf: indexes(view.deployments, 'domainId', indexById(view.domains)),
    firstDay: 0,
    lastDay: 0,
    today: dayOrNone(view.today),
  };
  fillColumns(model);
  return model;
}

function baselineColumns(
  { baseline }: GanttView,
  milestones: readonly GanttMilestone[],
): GanttModel['baseline'] {
  if (!baseline) return null;
  const dates = new Map(baseline.dates.map((one) => [one.id, one]));
  const start = new Int32Array(milestones.length).fill(NO_DAY);
  const end = new Int32Array(milestones.length).fill(NO_DAY);
  milestones.forEach(({ id }, at) => {
    const held = dates.get(id);
    if (!held) return;
    const [first, last] = [dayOrNone(held.start ?? held.end), dayOrNone(held.end ?? held.start)];
    start[at] = first;
    end[at] = Math.max(first, last);
  });
  return { start, end };
}

function indexLimits(
  { limits }: GanttView,
  milestones: readonly GanttMilestone[],
): ReadonlyMap<number, MilestoneLimits> {
  const byIndex = new Map<number, MilestoneLimits>();
  if (limits.length === 0) return byIndex;
  const byId = new Map(limits.map((limit) => [limit.id, limit]));
  milestones.forEach(({ id }, at) => {
    const limit = byId.get(id);
    if (!limit) return;
    byIndex.set(at, {
      deadline: dayOrNone(limit.deadline),
      notAfter: dayOrNone(limit.notAfter),
      fixedOn: dayOrNone(limit.fixedOn),
      doneOn: dayOrNone(limit.doneOn),
    });
  });
  return byIndex;
}

/**
 * Whether a milestone ends after a day it is held to, or is not done though the day is past. What is left out misses
 * nothing.
 */
export function missesLimit(model: GanttModel, milestone: number, limit: number): boolean {
  if (limit === NO_DAY || model.status[milestone] === STATUS.not_applicable) return false;
  const end = model.end[milestone]!;
  if (model.status[milestone] !== STATUS.done) return end > limit || model.today > limit;
  const doneOn = model.limits.get(milestone)?.doneOn ?? NO_DAY;
  return (doneOn === NO_DAY ? end : doneOn) > limit;
}

function indexById(list: { id: string }[]): Map<string, number> {
  const map = new Map<string, number>();
  for (let i = 0; i < list.length; i++) map.set(list[i]!.id, i);
  return map;
}

function indexes<K extends string>(
  list: Record<K, string>[],
  key: K,
  index: Map<string, number>,
): Int32Array {
  return Int32Array.from(list, (item) => index.get(item[key]) ?? -1);
}

/** Counting sort by deployment, then each deployment's few rows by their order. */
function orderMilestones(all: GanttMilestone[], deploymentIndex: Map<string, number>, count: number) {
  const firstOf = new Int32Array(count + 1);
  const owner = new Int32Array(all.length);
  // They come deployment by deployment: one look-up for each.
  let lastId = '';
  let d = -1;
  for (let i = 0; i < all.length; i++) {
    const id = all[i]!.deploymentId;
    if (id !== lastId) {
      lastId = id;
      d = deploymentIndex.get(id) ?? -1;
    }
    owner[i] = d;
    if (d >= 0) firstOf[d + 1]!++;
  }
  for (let d = 0; d < count; d++) firstOf[d + 1]! += firstOf[d]!;
  const milestones: GanttMilestone[] = all.slice(0, firstOf[count]);
  const deploymentOf = new Int32Array(milestones.length);
  const next = firstOf.slice(0, count);
  for (let i = 0; i < all.length; i++) {
    const d = owner[i]!;
    if (d < 0) continue;
    const at = next[d]!++;
    milestones[at] = all[i]!;
    deploymentOf[at] = d;
  }
  for (let d = 0; d < count; d++) sortRange(milestones, firstOf[d]!, firstOf[d + 1]!);
  return { milestones, deploymentOf, firstOf };
}

/** Insertion sort in place: the rows nearly always arrive in order. */
function sortRange(list: GanttMilestone[], from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const item = list[i]!;
    let j = i - 1;
    while (j >= from && comesAfter(list[j]!, item)) {
      list[j + 1] = list[j]!;
      j--;
    }
    list[j + 1] = item;
  }
}

function comesAfter(a: GanttMilestone, b: GanttMilestone): boolean {
  return a.order > b.order || (a.order === b.order && a.id > b.id);
}

/** Columns, summaries and span in one go over the milestones: it stands between the data and the first paint. */
function fillColumns(model: GanttModel): void {
  const span = emptySummary();
  for (let d = 0; d + 1 < model.firstOf.length; d++) {
    for (let i = model.firstOf[d]!; i < model.firstOf[d + 1]!; i++) {
      fillRow(model, i);
      widen(span, model.start[i]!, model.end[i]!);
    }
    model.summaries.push(summarise(model, d));
  }
  model.firstDay = span.start === NO_DAY ? model.today : span.start;
  model.lastDay = span.start === NO_DAY ? model.today : span.end;
}

function fillRow(model: GanttModel, i: number): void {
  const milestone = model.milestones[i]!;
  const start = dayOrNone(milestone.start);
  const end = milestone.end === milestone.start ? start : dayOrNone(milestone.end);
  model.start[i] = start === NO_DAY ? end : start;
  model.end[i] = end > start ? end : start;
  model.kind[i] = KIND[milestone.kind];
  model.status[i] = STATUS[milestone.status as keyof typeof STATUS] ?? STATUS.to_come;
  model.flags[i] = (milestone.late ? FLAG.late : 0) | (milestone.blocked ? FLAG.blocked : 0);
  model.progress[i] = milestone.progress ?? NO_PROGRESS;
}

function summarise(model: GanttModel, deployment: number): Summary {
  const summary = emptySummary();
  for (let i = model.firstOf[deployment]!; i < model.firstOf[deployment + 1]!; i++) {
    if (model.status[i] === STATUS.not_applicable) continue;
    summary.total++;
    if (model.status[i] === STATUS.done) summary.done++;
    if (model.flags[i]! & FLAG.late) summary.late++;
    widen(summary, model.start[i]!, model.end[i]!);
  }
  return summary;
}

/** A summary of nothing. */
export function emptySummary(): Summary {
  return { start: NO_DAY, end: NO_DAY, done: 0, total: 0, late: 0 };
}

/** Stretches a summary so that it covers `start..end`; unknown days change nothing. */
export function widen(summary: Summary, start: number, end: number): void {
  if (start === NO_DAY) return;
  if (summary.start === NO_DAY || start < summary.start) summary.start = start;
  if (end > summary.end) summary.end = end;
}

/** Moves one milestone in the columns (inclusive days) and refreshes its deployment's summary. */
export function setMilestoneDates(model: GanttModel, milestone: number, start: number, end: number): void {
  model.start[milestone] = start;
  model.end[milestone] = end;
  const deployment = model.deploymentOf[milestone]!;
  model.summaries[deployment] = summarise(model, deployment);
  model.firstDay = Math.min(model.firstDay, start);
  model.lastDay = Math.max(model.lastDay, end);
}
