import { dayFromIso, type IsoDate } from '../../shared/domain/iso-date.ts';
import { personName } from '../../shared/domain/person-name.ts';
import type { Collision } from '../../shared/scheduling/collisions.ts';
import { compileNetwork } from '../../shared/scheduling/network.ts';
import {
  type CalendarOfSite,
  compareBaselines,
  driftBetween,
  type PlannedDates,
  summarizeBaselines,
} from '../../shared/scheduling/baseline.ts';
import type { PlanBreach } from '../../shared/views/plan-view.ts';
import type {
  PlanEnds,
  PlanTrouble,
  ScenarioComparison,
  ScenarioList,
  ScenarioReview,
  ScenarioReviewRow,
  ScenarioRow,
} from '../../shared/views/scenario-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { calendarsOfSites, describeDifferences, listDeploymentNames } from './baseline-view.ts';
import { refusingCircles } from './plan-circle.ts';
import {
  collisionsOf,
  datedMilestones,
  describeCollisions,
  listDomainLabels,
  listSiteNames,
  loadCollisionRules,
} from './plan-collisions.ts';
import { breachesOf, breachKey, collisionKey, placeNames, storedSchedule } from './plan-impact.ts';
import { loadPlan, type Plan, type PlannedMilestone } from './plan-network.ts';
import { listPlannedDates } from './planned-dates.ts';
import {
  findScenario,
  inScenario,
  listScenarios,
  listScenarioScope,
  scenarioDays,
  type StoredScenario,
} from './scenario-plan.ts';

/** The scenarios of this post beside the real plan, the newest first, and the deployments one can be made of. */
export function getScenarios(db: ReadDb, today: IsoDate): ScenarioList {
  return db.snapshot(() => {
    const names = listDeploymentNames(db);
    const labels = new Map(names.map(({ id, label }) => [id, label]));
    const real = listPlannedDates(db, null);
    const calendarOf = calendarsOfSites(db);
    return {
      basis: getBasis(db),
      today,
      scenarios: listScenarios(db).map((stored) => rowOf(db, stored, real, calendarOf, labels)),
      deployments: names.filter(({ shown }) => shown === 1).map(({ id, label }) => ({ id, label })),
    };
  });
}

function rowOf(
  db: ReadDb,
  stored: StoredScenario,
  real: readonly PlannedDates[],
  calendarOf: CalendarOfSite,
  labels: ReadonlyMap<string, string>,
): ScenarioRow {
  const { id, name, note, createdOn, appliedOn, authorId } = stored;
  const scope = listScenarioScope(db, id);
  const own = inScenario<PlannedDates>(db, id);
  const moved = real.map((from) => [from, own(from)] as const).filter(([from, to]) => from !== to);
  const differences = compareBaselines(
    moved.map(([from]) => from),
    moved.map(([, to]) => to),
    calendarOf,
  );
  const within = withinScope(real, scope);
  return {
    id,
    name,
    note,
    createdOn,
    author: authorId === null ? null : findPersonName(db, authorId),
    appliedOn,
    scope: scope.map((deploymentId) => labels.get(deploymentId) ?? ''),
    moved: differences.length,
    driftDays: differences.reduce((sum, { workingDays }) => sum + (workingDays ?? 0), 0),
    ends: endsOf(within, within.map(own), calendarOf),
  };
}

function withinScope(dates: readonly PlannedDates[], scope: readonly string[]): readonly PlannedDates[] {
  if (scope.length === 0) return dates;
  const chosen = new Set(scope);
  return dates.filter(({ deploymentId }) => chosen.has(deploymentId));
}

function findPersonName(db: ReadDb, id: string): string | null {
  const person = db
    .prepare<[string], { firstName: string | null; lastName: string | null }>(
      'SELECT first_name AS firstName, last_name AS lastName FROM person WHERE id = ?',
    )
    .get(id);
  return person ? personName(person) : null;
}

/** The last days of two plans, their distance counted on the calendar of the site that ends the second. */
function endsOf(
  from: readonly PlannedDates[],
  to: readonly PlannedDates[],
  calendarOf: CalendarOfSite,
): PlanEnds {
  const [before, after] = [lastOf(from), lastOf(to)];
  return {
    fromEnd: before?.end ?? null,
    toEnd: after?.end ?? null,
    workingDays: before && after ? driftBetween(before, after, calendarOf) : null,
  };
}

function lastOf(dates: readonly PlannedDates[]): PlannedDates | null {
  let last: PlannedDates | null = null;
  for (const one of dates) if (one.end !== null && one.end > (last?.end ?? '')) last = one;
  return last;
}

/**
 * A scenario against another, or (`from` null) against the real plan: what moves, the trouble it brings and removes, and
 * where each deployment ends.
 * @throws AppError `not-found` for an unknown scenario, `refused` where links go round in a circle.
 */
export function compareScenarios(
  db: ReadDb,
  { from, to }: { readonly from: string | null; readonly to: string },
  today: IsoDate,
): ScenarioComparison {
  return db.snapshot(() => {
    for (const id of [from, to]) if (id !== null) findScenario(db, id);
    const before = listPlannedDates(db, null, from);
    const after = listPlannedDates(db, null, to);
    const calendarOf = calendarsOfSites(db);
    const differences = compareBaselines(before, after, calendarOf);
    const scope = scopeOf(db, from, to);
    const touched = new Set([
      ...scope,
      ...differences.flatMap(({ from: old, to: now }) => (now ?? old)?.deploymentId ?? []),
    ]);
    return {
      basis: getBasis(db),
      summary: summarizeBaselines(before, after, calendarOf, today),
      differences: describeDifferences(db, differences),
      ends: endsOf(withinScope(before, scope), withinScope(after, scope), calendarOf),
      deployments: deploymentEnds(db, touched, before, after, calendarOf),
      ...troubleBetween(db, from, to, today),
    };
  });
}

/** The deployments two plans are of; empty where one of them is of the whole group. */
function scopeOf(db: ReadDb, from: string | null, to: string): string[] {
  const scopes = [...(from === null ? [] : [from]), to].map((id) => listScenarioScope(db, id));
  return scopes.some((scope) => scope.length === 0) ? [] : [...new Set(scopes.flat())];
}

function deploymentEnds(
  db: ReadDb,
  ids: ReadonlySet<string>,
  before: readonly PlannedDates[],
  after: readonly PlannedDates[],
  calendarOf: CalendarOfSite,
): ScenarioComparison['deployments'] {
  const [sites, domains] = [listSiteNames(db), listDomainLabels(db)];
  const byDeployment = (dates: readonly PlannedDates[]) =>
    Map.groupBy(
      dates.filter(({ deploymentId }) => ids.has(deploymentId)),
      ({ deploymentId }) => deploymentId,
    );
  const [old, now] = [byDeployment(before), byDeployment(after)];
  return listDeploymentNames(db)
    .filter(({ id }) => ids.has(id))
    .flatMap(({ id }) => {
      const dates = now.get(id) ?? old.get(id) ?? [];
      const [first] = dates;
      if (!first) return [];
      return [
        {
          id,
          domainLabel: domains.get(first.domainId) ?? '',
          siteName: sites.get(first.siteId) ?? '',
          ...endsOf(old.get(id) ?? [], now.get(id) ?? [], calendarOf),
        },
      ];
    });
}

interface Trouble {
  readonly collisions: readonly Collision[];
  readonly breaches: readonly PlanBreach[];
}

function troubleBetween(
  db: ReadDb,
  from: string | null,
  to: string,
  today: IsoDate,
): Pick<ScenarioComparison, 'brought' | 'removed'> {
  const rules = loadCollisionRules(db);
  const names = placeNames(db);
  const troubleOf = (plan: Plan, byId: ReadonlyMap<string, PlannedMilestone>): Trouble => {
    const network = refusingCircles(db, () => compileNetwork(plan.milestones, plan.links));
    return {
      collisions: collisionsOf(datedMilestones(plan.milestones), rules, dayFromIso(today)),
      breaches: breachesOf(network, storedSchedule(network, plan), byId, names),
    };
  };
  const [before, after] = [from, to].map((id) => {
    const plan = loadPlan(db, id);
    const byId = new Map(plan.milestones.map((milestone) => [milestone.id, milestone]));
    return { byId, ...troubleOf(plan, byId) };
  }) as [
    Trouble & { byId: Map<string, PlannedMilestone> },
    Trouble & { byId: Map<string, PlannedMilestone> },
  ];
  const tell = (one: typeof before, other: typeof before): PlanTrouble => {
    const { collisions, breaches } = without(one, other);
    return { collisions: describeCollisions(db, collisions, one.byId, rules), breaches: [...breaches] };
  };
  return { brought: tell(after, before), removed: tell(before, after) };
}

/** The trouble of one plan that another has not, or has less of. */
function without(one: Trouble, other: Trouble): Trouble {
  const counts = new Map(other.collisions.map((collision) => [collisionKey(collision), collision.count]));
  const known = new Set(other.breaches.map(breachKey));
  return {
    collisions: one.collisions.filter(
      (collision) => collision.count > (counts.get(collisionKey(collision)) ?? 0),
    ),
    breaches: one.breaches.filter((breach) => !known.has(breachKey(breach))),
  };
}

interface ReviewedRow {
  readonly id: string;
  readonly label: string;
  readonly deploymentId: string;
  readonly domainId: string;
  readonly siteId: string;
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
  readonly status: string | null;
  readonly gone: number;
}

/** What applying a scenario would write, milestone by milestone, and what became of each since. */
export function reviewScenario(db: ReadDb, id: string): ScenarioReview {
  return db.snapshot(() => {
    const { name } = findScenario(db, id);
    const calendarOf = calendarsOfSites(db);
    const [sites, domains] = [listSiteNames(db), listDomainLabels(db)];
    const held = scenarioDays(db, id);
    const rows = listReviewed(db, id).flatMap((row): ScenarioReviewRow[] => {
      const days = held.get(row.id);
      if (!days || (days.start === row.start && days.end === row.end)) return [];
      const state =
        row.gone === 1
          ? 'gone'
          : days.realStart !== row.start || days.realEnd !== row.end
            ? 'changed'
            : row.status === 'done'
              ? 'done'
              : 'ready';
      return [
        {
          milestoneId: row.id,
          state,
          label: row.label,
          deploymentId: row.deploymentId,
          domainLabel: domains.get(row.domainId) ?? '',
          siteId: row.siteId,
          siteName: sites.get(row.siteId) ?? '',
          knownStart: days.realStart,
          knownEnd: days.realEnd,
          fromStart: row.start,
          fromEnd: row.end,
          toStart: days.start,
          toEnd: days.end,
          workingDays: driftBetween(row, { ...row, end: days.end }, calendarOf),
        },
      ];
    });
    return { basis: getBasis(db), name, rows };
  });
}

/** The milestones a scenario has days for, deleted ones among them, by site, domain and day. */
function listReviewed(db: ReadDb, id: string): ReviewedRow[] {
  return db
    .prepare<[string], ReviewedRow>(
      `SELECT m.id, coalesce(m.label, '') AS label, d.id AS deploymentId, d.domain_id AS domainId,
          d.establishment_id AS siteId, m.planned_start AS start, m.planned_end AS end, m.status,
          m.deleted = 1 OR d.deleted = 1 OR coalesce(m.status, '') = 'not_applicable' AS gone
        FROM scenario_value v JOIN milestone m ON m.id = v.milestone_id JOIN deployment d ON d.id = m.deployment_id
        LEFT JOIN establishment e ON e.id = d.establishment_id LEFT JOIN domain o ON o.id = d.domain_id
        WHERE v.scenario_id = ? AND d.domain_id IS NOT NULL AND d.establishment_id IS NOT NULL
        ORDER BY coalesce(e.position, 9999), e.id, coalesce(o.position, 9999), o.id, v.end_date, m.id`,
    )
    .all(id);
}
