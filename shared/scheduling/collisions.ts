import type { WorkingCalendar } from '../domain/calendar.ts';
import { isoWeekday, mondayOf } from '../domain/iso-date.ts';

/** A period in which something is not to be done, at one site or (null) in the whole group; inclusive days. */
export interface FreezePeriod {
  readonly id: string;
  readonly siteId: string | null;
  readonly from: number;
  readonly to: number;
}

/** A milestone whose work touches people in production. */
export interface CutOver {
  readonly id: string;
  readonly siteId: string;
  /** Who does it; null where nobody is named. */
  readonly teamId: string | null;
  readonly calendar: WorkingCalendar;
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
  /** Days on which what must be there first at this site is ready, with the milestone that says so; null: never. */
  readonly needs: readonly { readonly milestoneId: string; readonly readyOn: number | null }[];
}

/** A stretch of work a referent has at a site; inclusive days. */
export interface ReferentWork {
  readonly personId: string;
  readonly siteId: string;
  readonly milestoneId: string;
  readonly start: number;
  readonly end: number;
}

export const collisionKinds = [
  'two_at_site',
  'two_by_team',
  'on_friday',
  'eve_of_holiday',
  'in_freeze',
  'outside_window',
  'prerequisite',
  'too_many_sites',
] as const;
export type CollisionKind = (typeof collisionKinds)[number];

/** Something that should not happen together, and why. */
export interface Collision {
  readonly kind: CollisionKind;
  /** First day of it; for a week, its Monday. */
  readonly day: number;
  readonly milestoneIds: readonly string[];
  /** The site, team, person, freeze or prerequisite milestone that makes it one. */
  readonly causeId: string | null;
  /** Number of sites, for a referent on too many of them; else the number of milestones. */
  readonly count: number;
}

export interface CollisionInput {
  readonly cutOvers: readonly CutOver[];
  readonly freezes: readonly FreezePeriod[];
  /** Maintenance windows, in which cut-overs are welcome. */
  readonly windows: readonly FreezePeriod[];
  readonly work: readonly ReferentWork[];
  /** Sites a referent can serve in one week. */
  readonly sitesPerWeek: number;
}

/** All collisions of a plan, by day. */
export function findCollisions({
  cutOvers,
  freezes,
  windows,
  work,
  sitesPerWeek,
}: CollisionInput): Collision[] {
  return [
    ...together('two_at_site', cutOvers, ({ siteId }) => siteId),
    ...together('two_by_team', cutOvers, ({ teamId }) => teamId),
    ...cutOvers.flatMap((one) => [
      ...badDay(one),
      ...frozen(one, freezes),
      ...unwelcome(one, windows),
      ...unready(one),
    ]),
    ...overloaded(work, sitesPerWeek),
  ].toSorted((a, b) => a.day - b.day || a.kind.localeCompare(b.kind));
}

/** Cut-overs of one week that share a site or a team. */
function together(
  kind: 'two_at_site' | 'two_by_team',
  cutOvers: readonly CutOver[],
  shared: (one: CutOver) => string | null,
): Collision[] {
  const known = cutOvers.flatMap((one) => {
    const cause = shared(one);
    return cause === null ? [] : [{ one, cause, week: mondayOf(one.start) }];
  });
  const groups = Map.groupBy(known, ({ cause, week }) => `${cause} ${week}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length < 2) return [];
    const milestoneIds = group.map(({ one }) => one.id);
    return [{ kind, day: first.week, milestoneIds, causeId: first.cause, count: group.length }];
  });
}

/** Nobody is there to help on the day after. */
function badDay({ id, start, end, calendar }: CutOver): Collision[] {
  const weekday = isoWeekday(start);
  const at = (kind: CollisionKind, day: number): Collision => ({
    kind,
    day,
    milestoneIds: [id],
    causeId: null,
    count: 1,
  });
  const isEve = isoWeekday(end + 1) <= 5 && !calendar.isWorkingDay(end + 1);
  return [...(weekday === 5 ? [at('on_friday', start)] : []), ...(isEve ? [at('eve_of_holiday', end)] : [])];
}

function frozen({ id, siteId, start, end }: CutOver, freezes: readonly FreezePeriod[]): Collision[] {
  return freezes
    .filter((freeze) => freeze.siteId === null || freeze.siteId === siteId)
    .filter(({ from, to }) => from <= end && start <= to)
    .map((freeze) => ({
      kind: 'in_freeze',
      day: Math.max(start, freeze.from),
      milestoneIds: [id],
      causeId: freeze.id,
      count: 1,
    }));
}

/** A site that has windows expects its cut-overs to reach into one of them. */
function unwelcome({ id, siteId, start, end }: CutOver, windows: readonly FreezePeriod[]): Collision[] {
  const own = windows.filter((window) => window.siteId === null || window.siteId === siteId);
  if (own.length === 0 || own.some(({ from, to }) => from <= end && start <= to)) return [];
  return [{ kind: 'outside_window', day: start, milestoneIds: [id], causeId: null, count: 1 }];
}

function unready({ id, start, needs }: CutOver): Collision[] {
  return needs
    .filter(({ readyOn }) => readyOn === null || readyOn > start)
    .map(({ milestoneId }) => ({
      kind: 'prerequisite',
      day: start,
      milestoneIds: [id],
      causeId: milestoneId,
      count: 1,
    }));
}

/** Weeks in which a referent has work at more sites than one person can serve. */
function overloaded(work: readonly ReferentWork[], sitesPerWeek: number): Collision[] {
  const byWeek = Map.groupBy(
    work.flatMap((one) => weeksOf(one).map((week) => ({ one, week }))),
    ({ one, week }) => `${one.personId} ${week}`,
  );
  return [...byWeek.values()].flatMap((group) => {
    const [first] = group;
    const count = new Set(group.map(({ one }) => one.siteId)).size;
    if (!first || count <= sitesPerWeek) return [];
    const milestoneIds = group.map(({ one }) => one.milestoneId);
    return [{ kind: 'too_many_sites', day: first.week, milestoneIds, causeId: first.one.personId, count }];
  });
}

function weeksOf({ start, end }: ReferentWork): number[] {
  const first = mondayOf(start);
  const weeks = (mondayOf(end) - first) / 7 + 1;
  return Array.from({ length: weeks }, (_none, at) => first + 7 * at);
}
