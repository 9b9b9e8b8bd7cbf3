import { dayFromIso, isoFromDay, type IsoDate } from '../../shared/domain/iso-date.ts';
import type { Collision } from '../../shared/scheduling/collisions.ts';
import { brokenLimits, brokenLinks } from '../../shared/scheduling/impact.ts';
import { type Network, noDay } from '../../shared/scheduling/network.ts';
import { inclusiveEnd } from '../../shared/scheduling/placement.ts';
import type { Schedule } from '../../shared/scheduling/schedule.ts';
import { type Slip, slip } from '../../shared/scheduling/slip.ts';
import type { PlanBreach, PlanChange, PlanImpact, PlanImpactView } from '../../shared/views/plan-view.ts';
import { getBasis } from '../log-state.ts';
import { assertPlannedDays, withinCalendars } from '../planned-day.ts';
import type { ReadDb } from '../sqlite.ts';
import {
  collisionsOf,
  datedMilestones,
  describeCollisions,
  listDomainLabels,
  listSiteNames,
  loadCollisionRules,
} from './plan-collisions.ts';
import { refusingCircles } from './plan-circle.ts';
import { loadDeploymentsOf, loadPlanAround, type Plan, type PlannedMilestone } from './plan-network.ts';
import { findScenario } from './scenario-plan.ts';

/**
 * What moving milestones does: what follows and by how much, and the collisions and broken links that come of it.
 * Nothing is written. With a scenario, the moves are of its plan.
 * @throws AppError as `slipPlan`, and `refused` where links go round in a circle, its path spelled out
 */
export function getPlanImpact(
  db: ReadDb,
  change: PlanChange,
  today: IsoDate,
  scenarioId: string | null = null,
): PlanImpactView {
  return db.snapshot(() => {
    if (scenarioId !== null) findScenario(db, scenarioId);
    const ids = change.moves.map(({ id }) => id);
    const plan = loadPlanAround(db, ids, scenarioId);
    const result = refusingCircles(db, () => slipPlan(plan, change));
    const byId = new Map(plan.milestones.map((milestone) => [milestone.id, milestone]));
    const impacts = describeImpacts(db, result, byId, change);
    return {
      basis: getBasis(db),
      impacts,
      siteCount: new Set(impacts.map(({ siteId }) => siteId)).size,
      collisions: newCollisions(db, result, byId, dayFromIso(today), scenarioId),
      breaches: newBreaches(db, plan, result, byId),
    };
  });
}

/**
 * The moves worked out on a plan.
 * @throws AppError `bad-request` for days no plan may hold, `refused` where what follows runs out of the calendars
 */
export function slipPlan({ milestones, links }: Plan, { moves, direction }: PlanChange): Slip {
  for (const { plannedStart, plannedEnd } of moves) assertPlannedDays(plannedStart, plannedEnd);
  const inDays = moves.map(({ id, plannedStart, plannedEnd }) => ({
    id,
    start: dayFromIso(plannedStart),
    end: dayFromIso(plannedEnd),
  }));
  return withinCalendars(() => slip(milestones, links, inDays, { direction }));
}

function describeImpacts(
  db: ReadDb,
  { impacts }: Slip,
  byId: ReadonlyMap<string, PlannedMilestone>,
  { moves }: PlanChange,
): PlanImpact[] {
  const given = new Map(moves.map((move) => [move.id, move]));
  const siteNames = listSiteNames(db);
  const domainLabels = listDomainLabels(db);
  const siteName = (id: string): string => siteNames.get(byId.get(id)?.siteId ?? '') ?? '';
  return impacts.flatMap(({ id, to, workingDays, chain }) => {
    const milestone = byId.get(id);
    // The days written may be those already, where they did not keep to the links before.
    if (!milestone || (milestone.start === to.start && milestone.end === to.end)) return [];
    return [
      {
        milestoneId: id,
        label: milestone.label,
        deploymentId: milestone.deploymentId,
        domainId: milestone.domainId,
        domainLabel: domainLabels.get(milestone.domainId) ?? '',
        siteId: milestone.siteId,
        siteName: siteName(id),
        fromStart: milestone.start === null ? null : isoFromDay(milestone.start),
        fromEnd: milestone.end === null ? null : isoFromDay(milestone.end),
        toStart: given.get(id)?.plannedStart ?? isoFromDay(to.start),
        toEnd: given.get(id)?.plannedEnd ?? isoFromDay(to.end),
        workingDays:
          milestone.end === null ? workingDays : milestone.calendar.workingDaysBetween(milestone.end, to.end),
        chain: chain.map((link) => ({
          milestoneId: link,
          label: byId.get(link)?.label ?? '',
          siteName: siteName(link),
        })),
      },
    ];
  });
}

/** A move can make collide the deployments of the sites and of the people it touches, each as a whole. */
function newCollisions(
  db: ReadDb,
  result: Slip,
  byId: ReadonlyMap<string, PlannedMilestone>,
  today: number,
  scenarioId: string | null,
): PlanImpactView['collisions'] {
  const rules = loadCollisionRules(db);
  const moved = new Map(result.impacts.map(({ id, to }) => [id, to]));
  const touched = [...moved.keys()].flatMap((id) => byId.get(id) ?? []);
  const sites = new Set(touched.map(({ siteId }) => siteId));
  const people = new Set(touched.flatMap(({ ownerId }) => ownerId ?? []));
  const concerned = loadDeploymentsOf(db, [...sites], [...people], scenarioId);
  const planned = datedMilestones(concerned);
  const after = planned.map((one) => ({ ...one, ...moved.get(one.milestone.id) }));
  const known = new Map(collisionsOf(planned, rules, today).map((one) => [collisionKey(one), one.count]));
  const fresh = collisionsOf(after, rules, today).filter(
    (one) => one.count > (known.get(collisionKey(one)) ?? 0),
  );
  return describeCollisions(db, fresh, new Map(concerned.map((one) => [one.id, one])), rules);
}

/** What makes two collisions the same: for a referent the week, since only one more site in it is news. */
export function collisionKey({ kind, milestoneIds, causeId, day }: Collision): string {
  const what = kind === 'too_many_sites' ? [day] : milestoneIds.toSorted();
  return [kind, causeId ?? '', ...what].join(' ');
}

/** Links and limits the new dates break and the old ones did not. */
function newBreaches(
  db: ReadDb,
  plan: Plan,
  { network, after }: Slip,
  byId: ReadonlyMap<string, PlannedMilestone>,
): PlanBreach[] {
  const stored = storedSchedule(network, plan);
  const names = placeNames(db);
  const known = new Set(breachesOf(network, stored, byId, names).map(breachKey));
  return breachesOf(network, after, byId, names).filter((breach) => !known.has(breachKey(breach)));
}

/** What makes two breaches the same. */
export function breachKey({ kind, milestoneId, other }: PlanBreach): string {
  return [kind, milestoneId, other ?? ''].join(' ');
}

/** The dates that are written, in the order of a network's tasks. */
export function storedSchedule(network: Network, { milestones }: Plan): Schedule {
  const start = Int32Array.from(milestones, (one) => one.start ?? one.end ?? noDay);
  const finish = Int32Array.from(milestones, ({ end, duration }, at) => {
    const last = end ?? start[at] ?? noDay;
    return last === noDay || duration === 0 ? last : last + 1;
  });
  return { start, finish, driver: new Int32Array(network.tasks.length).fill(-1) };
}

/** Links and limits a schedule does not keep, in words; what is done already is left in peace. */
export function breachesOf(
  network: Network,
  dated: Schedule,
  byId: ReadonlyMap<string, PlannedMilestone>,
  names: PlaceNames,
): PlanBreach[] {
  const open = (id: string): PlannedMilestone | undefined => {
    const milestone = byId.get(id);
    return milestone?.done === true ? undefined : milestone;
  };
  const startOf = (id: string): number => dated.start[network.indexById.get(id) ?? -1] ?? 0;
  const links = brokenLinks(network, dated).flatMap(({ link, workingDays }): PlanBreach[] => {
    const { predecessor, successor } = network.links[link] ?? { predecessor: '', successor: '' };
    const milestone = open(successor);
    if (!milestone) return [];
    const other = byId.get(predecessor)?.label ?? null;
    return [{ ...place(milestone, startOf(successor), names), kind: 'link', other, workingDays }];
  });
  // The floor that keeps a plan from coming forward is nobody's limit.
  const limits = brokenLimits(network, dated).flatMap(({ id, limit, workingDays }): PlanBreach[] => {
    const milestone = open(id);
    return milestone && limit !== 'notBefore'
      ? [{ ...place(milestone, startOf(id), names), kind: limit, other: null, workingDays }]
      : [];
  });
  const early = network.tasks.flatMap(({ id }, at): PlanBreach[] => {
    const milestone = open(id);
    const start = dated.start[at] ?? noDay;
    if (!milestone || milestone.notBefore === null || start === noDay || start >= milestone.notBefore)
      return [];
    const workingDays = milestone.calendar.workingDaysBetween(start, milestone.notBefore);
    return [{ ...place(milestone, start, names), kind: 'notBefore', other: null, workingDays }];
  });
  return [...links, ...limits, ...early];
}

/** Names of the sites and domains of a plan, by id. */
export interface PlaceNames {
  readonly sites: ReadonlyMap<string, string>;
  readonly domains: ReadonlyMap<string, string>;
}

export function placeNames(db: ReadDb): PlaceNames {
  return { sites: listSiteNames(db), domains: listDomainLabels(db) };
}

function place(
  { id, label, siteId, domainId, deploymentId }: PlannedMilestone,
  day: number,
  names: PlaceNames,
) {
  return {
    milestoneId: id,
    label,
    deploymentId,
    domainLabel: names.domains.get(domainId) ?? '',
    siteName: names.sites.get(siteId) ?? '',
    day: isoFromDay(day),
  };
}

/** Inclusive days of a task in a schedule, or null where it has none. */
export function daysAt(dated: Schedule, task: number): { start: number; end: number } | null {
  const start = dated.start[task] ?? noDay;
  return start === noDay ? null : { start, end: inclusiveEnd(start, dated.finish[task] ?? start) };
}
