import { firstPlannedYear, lastPlannedYear, type WorkingCalendar } from '../domain/calendar.ts';
import { dayFromCivil } from '../domain/iso-date.ts';
import { scaledDuration, type ScheduleLink, type ScheduleRow, templateLink } from './apply-template.ts';
import { compileNetwork, type Network, type PlanLink, type PlanTask, unboundTask } from './network.ts';
import { inclusiveEnd } from './placement.ts';
import { schedule, type Schedule } from './schedule.ts';

/** A row of the template to roll out, in the order of the template. */
export interface RollOutRow extends ScheduleRow {
  readonly phase: string | null;
  /** Stands for a whole further site: only the first site of the roll-out takes the other rows. */
  readonly repeated: boolean;
}

/** When the first site of a wave begins; lags in working days of the site that begins. */
export type StartRule =
  | { readonly kind: 'date'; readonly day: number }
  | { readonly kind: 'afterStart'; readonly workingDays: number }
  | { readonly kind: 'afterGoLive'; readonly workingDays: number };

/** Something of another domain that must be done first at the site. */
export interface SitePrerequisite {
  readonly milestoneId: string;
  /** Inclusive day it is done. */
  readonly readyOn: number;
  /** Row that waits for it; null: the cut-over does. */
  readonly rowId: string | null;
  readonly type: PlanLink['type'];
  readonly lag: number;
  readonly lagUnit: PlanLink['lagUnit'];
}

export interface RollOutSite {
  readonly id: string;
  readonly calendar: WorkingCalendar;
  /** Basis points: 10000 = 1. */
  readonly sizeFactor: number;
  readonly prerequisites: readonly SitePrerequisite[];
}

export interface RollOutWave {
  readonly start: StartRule;
  /** Working days between the start of one site of the wave and that of the next. */
  readonly stagger: number;
  readonly sites: readonly RollOutSite[];
}

export interface RollOut {
  readonly rows: readonly RollOutRow[];
  readonly links: readonly ScheduleLink[];
  readonly waves: readonly RollOutWave[];
}

/** A row dated at a site; inclusive days. `key` names it among all sites. */
export interface RollOutMilestone {
  readonly key: string;
  readonly rowId: string;
  readonly start: number;
  readonly end: number;
  /** After scaling, in the unit of the row. */
  readonly duration: number;
}

export interface SitePlan {
  readonly siteId: string;
  /** From 1. */
  readonly wave: number;
  readonly start: number;
  readonly end: number;
  /** Last day of the cut-over. */
  readonly goLive: number;
  readonly milestones: readonly RollOutMilestone[];
  /** Prerequisites that hold a row back: without them it would begin earlier. */
  readonly heldBy: readonly { readonly milestoneId: string; readonly key: string }[];
}

export interface RollOutPlan {
  readonly sites: readonly SitePlan[];
  /** Links to write, by `key` of milestones; prerequisites by the id of their milestone. */
  readonly links: readonly PlanLink[];
}

export type RollOutFault =
  | 'no-wave'
  | 'wave-without-site'
  | 'site-twice'
  | 'first-wave-without-date'
  | 'template-empty'
  | 'row-without-duration'
  | 'row-too-long'
  | 'outside-calendar';

/** A roll-out that cannot be planned. `at` is the number of the wave, or the id of the row or site. */
export class RollOutError extends Error {
  readonly fault: RollOutFault;
  readonly at: string;
  constructor(fault: RollOutFault, at: string | number = '') {
    super(`The roll-out cannot be planned: ${fault} ${at}`);
    this.name = 'RollOutError';
    this.fault = fault;
    this.at = String(at);
  }
}

/** Longest row, in days of its unit: beyond, a slip of the keyboard. */
export const longestRow = 3650;

const firstDay = dayFromCivil(firstPlannedYear, 1, 1);
const lastDay = dayFromCivil(lastPlannedYear + 1, 1, 1) - 1;

interface PlacedSite {
  readonly site: RollOutSite;
  readonly wave: number;
  readonly rows: readonly RollOutRow[];
  readonly floor: number | null;
}

/**
 * Dates a template over sites in waves. A wave waits for the one before by links, so that moving a wave moves the
 * next ones. Throws a RollOutError, or a CycleError where the template's links go round in a circle.
 */
export function planRollOut(rollOut: RollOut): RollOutPlan {
  checkRollOut(rollOut);
  try {
    return placeRollOut(rollOut);
  } catch (error) {
    if (error instanceof RangeError) throw new RollOutError('outside-calendar');
    throw error;
  }
}

/** The row whose end puts a site in production: the last of the cut-over phase, else the last row. */
export function goLiveRow<T extends { readonly phase: string | null }>(rows: readonly T[]): T | undefined {
  return rows.findLast(({ phase }) => phase === 'cutover') ?? rows.at(-1);
}

/** @throws RollOutError when a row has an impossible duration. */
export function checkRows(
  rows: readonly { readonly id: string; readonly kind: string; readonly duration: number }[],
): void {
  if (rows.length === 0) throw new RollOutError('template-empty');
  for (const { id, kind, duration } of rows) {
    if (duration < 0 || (duration === 0 && kind === 'task'))
      throw new RollOutError('row-without-duration', id);
    if (duration > longestRow) throw new RollOutError('row-too-long', id);
  }
}

function checkRollOut({ rows, waves }: RollOut): void {
  checkRows(rows);
  if (rows.every(({ repeated }) => repeated)) throw new RollOutError('template-empty');
  if (waves.length === 0) throw new RollOutError('no-wave');
  const seen = new Set<string>();
  waves.forEach(({ sites, start }, at) => {
    if (sites.length === 0) throw new RollOutError('wave-without-site', at + 1);
    if (at === 0 && start.kind !== 'date') throw new RollOutError('first-wave-without-date');
    if (start.kind === 'date' && (start.day < firstDay || start.day > lastDay))
      throw new RollOutError('outside-calendar', at + 1);
    for (const { id } of sites) {
      if (seen.has(id)) throw new RollOutError('site-twice', id);
      seen.add(id);
    }
  });
}

function placeRollOut({ rows, links, waves }: RollOut): RollOutPlan {
  const placed = waves.map((wave, at) =>
    wave.sites.map((site, place) => ({
      site,
      wave: at + 1,
      rows: rowsOf(rows, at === 0 && place === 0),
      floor: floorOf(wave, site, place),
    })),
  );
  const all = placed.flat();
  const planLinks = [
    ...all.flatMap((one) => linksWithin(one, links)),
    ...waves.flatMap((wave, at) => linksToWave(wave, placed[at] ?? [], placed[at - 1] ?? [], links)),
    ...(rows.some(({ repeated }) => repeated) ? placed.flatMap((sites) => oneByOne(sites, links)) : []),
    ...all.flatMap(linksFromPrerequisites),
  ];
  const network = compileNetwork([...all.flatMap(tasksOf), ...prerequisiteTasks(all)], planLinks);
  const dated = schedule(network);
  return { sites: all.map((one) => sitePlan(one, network, dated)), links: planLinks };
}

/** Rows a site takes: with repeated rows, the first site opens and each further one has those alone. */
function rowsOf(rows: readonly RollOutRow[], isFirst: boolean): readonly RollOutRow[] {
  const repeated = rows.filter((row) => row.repeated);
  if (isFirst || repeated.length === 0) return rows.filter((row) => !row.repeated);
  return repeated;
}

function floorOf({ start, stagger }: RollOutWave, { calendar }: RollOutSite, place: number): number | null {
  if (start.kind !== 'date') return null;
  return calendar.addWorkingDays(calendar.onOrAfter(start.day), place * stagger);
}

const keyOf = (siteId: string, rowId: string): string => `${siteId}/${rowId}`;

function tasksOf({ site, rows, floor }: PlacedSite): PlanTask[] {
  return rows.map((row) => ({
    id: keyOf(site.id, row.id),
    calendar: site.calendar,
    duration: scaledDuration(row, site.sizeFactor),
    unit: row.durationUnit === 'calendar' ? 'calendar' : 'working',
    mode: 'follow',
    ...unboundTask,
    notBefore: floor,
  }));
}

function linksWithin({ site, rows }: PlacedSite, links: readonly ScheduleLink[]): PlanLink[] {
  const known = new Set(rows.map(({ id }) => id));
  return links
    .filter(({ predecessor, successor }) => known.has(predecessor) && known.has(successor))
    .map(({ predecessor, successor, type, lag, lagUnit }) =>
      templateLink({
        predecessor: keyOf(site.id, predecessor),
        successor: keyOf(site.id, successor),
        type,
        lag,
        lagUnit,
      }),
    );
}

/** Ties the first rows of each site of a wave to the wave before, unless the wave has a day of its own. */
function linksToWave(
  { start, stagger }: RollOutWave,
  sites: readonly PlacedSite[],
  before: readonly PlacedSite[],
  links: readonly ScheduleLink[],
): PlanLink[] {
  if (start.kind === 'date') return [];
  const anchors = start.kind === 'afterStart' ? firstStarts(before, links) : goLives(before);
  return sites.flatMap(({ site, rows }, place) =>
    firstRows(rows, links).flatMap((row) =>
      anchors.map((predecessor): PlanLink => ({
        predecessor,
        successor: keyOf(site.id, row.id),
        type: start.kind === 'afterStart' ? 'SS' : 'FS',
        lag: start.workingDays + place * stagger,
        lagUnit: 'working',
      })),
    ),
  );
}

/** Rows that wait for no other row of the same site. */
function firstRows(rows: readonly RollOutRow[], links: readonly ScheduleLink[]): RollOutRow[] {
  const known = new Set(rows.map(({ id }) => id));
  const waiting = new Set(
    links.filter(({ predecessor }) => known.has(predecessor)).map(({ successor }) => successor),
  );
  return rows.filter(({ id }) => !waiting.has(id));
}

function firstStarts([first]: readonly PlacedSite[], links: readonly ScheduleLink[]): string[] {
  if (!first) return [];
  const [row] = firstRows(first.rows, links);
  return row ? [keyOf(first.site.id, row.id)] : [];
}

function goLives(sites: readonly PlacedSite[]): string[] {
  return sites.flatMap(({ site, rows }) => {
    const row = goLiveRow(rows);
    return row ? [keyOf(site.id, row.id)] : [];
  });
}

/** Sites of a wave that open one after the other, as repeated rows do. */
function oneByOne(sites: readonly PlacedSite[], links: readonly ScheduleLink[]): PlanLink[] {
  return sites.flatMap(({ site, rows }, place) =>
    goLives(sites.slice(Math.max(0, place - 1), place)).flatMap((predecessor) =>
      firstRows(rows, links).map((row): PlanLink => ({
        predecessor,
        successor: keyOf(site.id, row.id),
        type: 'FS',
        lag: 0,
        lagUnit: 'working',
      })),
    ),
  );
}

function linksFromPrerequisites({ site, rows }: PlacedSite): PlanLink[] {
  return site.prerequisites.flatMap(({ milestoneId, rowId, type, lag, lagUnit }) => {
    const row = rowId === null ? goLiveRow(rows) : rows.find(({ id }) => id === rowId);
    if (!row) return [];
    return [{ predecessor: milestoneId, successor: keyOf(site.id, row.id), type, lag, lagUnit }];
  });
}

/** Prerequisites as tasks nothing here moves: one day long, on the day they are ready. */
function prerequisiteTasks(sites: readonly PlacedSite[]): PlanTask[] {
  const tasks = sites.flatMap(({ site }) =>
    site.prerequisites.map(({ milestoneId, readyOn }): [string, PlanTask] => [
      milestoneId,
      {
        id: milestoneId,
        calendar: site.calendar,
        duration: 1,
        unit: 'working',
        mode: 'hand',
        ...unboundTask,
        start: readyOn,
        end: readyOn,
      },
    ]),
  );
  return [...new Map(tasks).values()];
}

function sitePlan({ site, wave, rows }: PlacedSite, network: Network, dated: Schedule): SitePlan {
  const milestones = rows.map((row): RollOutMilestone => {
    const key = keyOf(site.id, row.id);
    const at = network.indexById.get(key) ?? 0;
    const start = dated.start[at] ?? 0;
    const end = inclusiveEnd(start, dated.finish[at] ?? start);
    if (start < firstDay || end > lastDay) throw new RollOutError('outside-calendar', wave);
    return { key, rowId: row.id, start, end, duration: network.tasks[at]?.duration ?? row.duration };
  });
  const live = goLiveRow(rows)?.id;
  const prerequisites = new Set(site.prerequisites.map(({ milestoneId }) => milestoneId));
  return {
    siteId: site.id,
    wave,
    start: Math.min(...milestones.map(({ start }) => start)),
    end: Math.max(...milestones.map(({ end }) => end)),
    goLive: milestones.find(({ rowId }) => rowId === live)?.end ?? 0,
    milestones,
    heldBy: milestones.flatMap(({ key }) => {
      const driver = network.links[dated.driver[network.indexById.get(key) ?? 0] ?? -1];
      return driver && prerequisites.has(driver.predecessor)
        ? [{ milestoneId: driver.predecessor, key }]
        : [];
    }),
  };
}
