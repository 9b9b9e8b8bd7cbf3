import { calendarOf, type Closure, type WorkingCalendar } from '../../shared/domain/calendar.ts';
import { dayFromIso, type IsoDate } from '../../shared/domain/iso-date.ts';
import type { PlanLink, PlanTask } from '../../shared/scheduling/network.ts';
import type { ReadDb } from '../sqlite.ts';
import { inScenario } from './scenario-plan.ts';

/** A milestone as the schedule needs it, and where it belongs. */
export interface PlannedMilestone extends PlanTask {
  readonly deploymentId: string;
  readonly domainId: string;
  readonly siteId: string;
  readonly label: string;
  readonly phase: string | null;
  readonly ownerId: string | null;
  readonly done: boolean;
}

/** A link, with the id of its row. */
export interface PlannedLink extends PlanLink {
  readonly id: string;
}

export interface Plan {
  readonly milestones: PlannedMilestone[];
  readonly links: PlannedLink[];
}

interface MilestoneRow {
  readonly id: string;
  readonly deploymentId: string;
  readonly domainId: string;
  readonly siteId: string;
  readonly zone: string | null;
  readonly sharedSiteId: string | null;
  readonly sharedZone: string | null;
  readonly label: string | null;
  readonly kind: string | null;
  readonly phase: string | null;
  readonly status: string | null;
  readonly ownerId: string | null;
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
  readonly duration: number | null;
  readonly unit: string | null;
  readonly planning: string | null;
  readonly actualStart: IsoDate | null;
  readonly actualEnd: IsoDate | null;
  readonly notBefore: IsoDate | null;
  readonly notAfter: IsoDate | null;
  readonly fixedOn: IsoDate | null;
  readonly deadline: IsoDate | null;
  readonly late: number | null;
}

const day = (date: IsoDate | null): number | null => (date === null ? null : dayFromIso(date));

/**
 * All milestones and links of the group for the schedule, those without any date and those not applicable left out.
 * A milestone keeps the length its dates have, in its unit; one that has no dates has the length that is written.
 * With a scenario, milestones have the days it gives them.
 */
export function loadPlan(db: ReadDb, scenarioId: string | null = null): Plan {
  return { milestones: listPlanned(db, 'all', scenarioId), links: listPlanLinks(db, 'all') };
}

/**
 * The part of the plan that decides what moving some milestones does: all that follows from them, and all that this
 * follows from. A schedule of the part gives each of them the days a schedule of the whole plan would.
 */
export function loadPlanAround(db: ReadDb, moved: readonly string[], scenarioId: string | null = null): Plan {
  // What goes as late as possible looks at everything that follows, and at the end of the plan.
  if (holdsLateTasks(db)) return loadPlan(db, scenarioId);
  const ids = idsAround(db, moved);
  return { milestones: listPlanned(db, { milestones: ids }, scenarioId), links: listPlanLinks(db, ids) };
}

/** The deployments at some sites and those some people work on, each with all its milestones. */
export function loadDeploymentsOf(
  db: ReadDb,
  sites: readonly string[],
  people: readonly string[],
  scenarioId: string | null = null,
): PlannedMilestone[] {
  const deployments = db
    .prepare<[string, string], { id: string }>(
      `SELECT id FROM deployment WHERE establishment_id IN (SELECT value FROM json_each(?))
        UNION SELECT deployment_id FROM milestone WHERE owner_id IN (SELECT value FROM json_each(?)) AND deleted = 0`,
    )
    .all(JSON.stringify(sites), JSON.stringify(people))
    .map(({ id }) => id);
  return listPlanned(db, { deployments }, scenarioId);
}

function holdsLateTasks(db: ReadDb): boolean {
  return (
    db
      .prepare<[], unknown>('SELECT 1 FROM milestone WHERE as_late_as_possible = 1 AND deleted = 0 LIMIT 1')
      .get() !== undefined
  );
}

function idsAround(db: ReadDb, moved: readonly string[]): string[] {
  return db
    .prepare<[string], { id: string }>(
      `WITH RECURSIVE
        following(id) AS (
          SELECT value FROM json_each(?)
          UNION
          SELECT l.successor_id FROM following f JOIN dependency l ON l.predecessor_id = f.id AND l.deleted = 0),
        deciding(id) AS (
          SELECT id FROM following
          UNION
          SELECT l.predecessor_id FROM deciding d JOIN dependency l ON l.successor_id = d.id AND l.deleted = 0)
        SELECT id FROM deciding WHERE id IS NOT NULL`,
    )
    .all(JSON.stringify(moved))
    .map(({ id }) => id);
}

type Chosen =
  | 'all'
  | { readonly milestones: readonly string[] }
  | { readonly deployments: readonly string[] };

function listPlanned(db: ReadDb, chosen: Chosen, scenarioId: string | null): PlannedMilestone[] {
  const calendars = siteCalendars(db);
  const [condition, ids] = conditionOf(chosen);
  return db
    .prepare<string[], MilestoneRow>(
      `SELECT m.id, m.deployment_id AS deploymentId, d.domain_id AS domainId, d.establishment_id AS siteId,
          e.holiday_zone AS zone, s.id AS sharedSiteId, s.holiday_zone AS sharedZone, m.label, m.kind, m.phase,
          m.status, m.owner_id AS ownerId, m.planned_start AS start, m.planned_end AS end, m.duration,
          m.duration_unit AS unit, m.planning, m.actual_start AS actualStart, m.actual_end AS actualEnd,
          m.not_before AS notBefore, m.not_after AS notAfter, m.fixed_on AS fixedOn, m.deadline,
          m.as_late_as_possible AS late
        FROM milestone m
        JOIN deployment d ON d.id = m.deployment_id AND d.deleted = 0
        JOIN establishment e ON e.id = d.establishment_id
        LEFT JOIN establishment s ON s.id = m.shared_with_id
        WHERE m.deleted = 0 AND coalesce(m.status, '') <> 'not_applicable'${condition}
        ORDER BY m.deployment_id, m.position, m.id`,
    )
    .all(...ids)
    .map(inScenario<MilestoneRow>(db, scenarioId))
    .map((row) => toMilestone(row, calendars));
}

function conditionOf(chosen: Chosen): [condition: string, parameters: string[]] {
  if (chosen === 'all') return ['', []];
  return 'milestones' in chosen
    ? [' AND m.id IN (SELECT value FROM json_each(?))', [JSON.stringify(chosen.milestones)]]
    : [' AND m.deployment_id IN (SELECT value FROM json_each(?))', [JSON.stringify(chosen.deployments)]];
}

/** The calendar of a site, or of two that do something together. */
export type SiteCalendars = (
  siteId: string,
  zone: string | null,
  shared?: { siteId: string; zone: string | null },
) => WorkingCalendar;

/** Calendars with the closures of the group and of each site. */
export function siteCalendars(db: ReadDb): SiteCalendars {
  const closures = listClosures(db);
  const closed = (siteId: string): Closure[] => [
    ...(closures.get('') ?? []),
    ...(closures.get(siteId) ?? []),
  ];
  const made = new Map<string, WorkingCalendar>();
  return (siteId, zone, shared) => {
    const key = `${siteId} ${shared?.siteId ?? ''}`;
    const known = made.get(key);
    if (known) return known;
    const calendar = shared
      ? calendarOf([zone, shared.zone], [...closed(siteId), ...(closures.get(shared.siteId) ?? [])])
      : calendarOf([zone], closed(siteId));
    made.set(key, calendar);
    return calendar;
  };
}

/** By site, `''` for the whole group. */
function listClosures(db: ReadDb): Map<string, Closure[]> {
  const rows = db
    .prepare<[], { siteId: string; from: IsoDate; to: IsoDate }>(
      `SELECT coalesce(establishment_id, '') AS siteId, from_date AS "from", to_date AS "to" FROM calendar_period
        WHERE deleted = 0 AND kind = 'closure' AND from_date IS NOT NULL AND to_date IS NOT NULL
        ORDER BY from_date, id`,
    )
    .all();
  const bySite = new Map<string, Closure[]>();
  for (const { siteId, from, to } of rows) {
    const closure = { from: dayFromIso(from), to: dayFromIso(to) };
    bySite.set(siteId, [...(bySite.get(siteId) ?? []), closure]);
  }
  return bySite;
}

function toMilestone(row: MilestoneRow, calendars: SiteCalendars): PlannedMilestone {
  const shared = row.sharedSiteId === null ? undefined : { siteId: row.sharedSiteId, zone: row.sharedZone };
  const calendar = calendars(row.siteId, row.zone, shared);
  const unit = row.unit === 'calendar' ? 'calendar' : 'working';
  const [start, end] = [day(row.start), day(row.end)];
  const done = row.status === 'done';
  return {
    id: row.id,
    deploymentId: row.deploymentId,
    domainId: row.domainId,
    siteId: row.siteId,
    label: row.label ?? '',
    phase: row.phase,
    ownerId: row.ownerId,
    done,
    calendar,
    duration: durationOf(row, start, end, unit, calendar),
    unit,
    mode: row.planning === 'hand' ? 'hand' : 'follow',
    start,
    end,
    actualStart: day(row.actualStart),
    actualEnd: day(row.actualEnd) ?? (done ? end : null),
    notBefore: day(row.notBefore),
    notAfter: day(row.notAfter),
    fixed: day(row.fixedOn),
    deadline: day(row.deadline),
    asLateAsPossible: row.late === 1,
  };
}

function durationOf(
  row: MilestoneRow,
  start: number | null,
  end: number | null,
  unit: PlanTask['unit'],
  calendar: WorkingCalendar,
): number {
  if (start === null || end === null) return Math.max(0, row.duration ?? 1);
  const lastsNoTime = row.kind !== 'task' && start === end && (row.duration ?? 0) === 0;
  if (lastsNoTime) return 0;
  const days = unit === 'calendar' ? end + 1 - start : calendar.workingDaysBetween(start, end + 1);
  return Math.max(1, days);
}

/** The links between some milestones: those that lead into them, since all they follow from is among them. */
function listPlanLinks(db: ReadDb, into: 'all' | readonly string[]): PlannedLink[] {
  const [condition, ids] =
    into === 'all'
      ? ['', []]
      : [' AND successor_id IN (SELECT value FROM json_each(?))', [JSON.stringify(into)]];
  return db
    .prepare<string[], PlannedLink>(
      `SELECT id, predecessor_id AS predecessor, successor_id AS successor,
          CASE WHEN type IN ('SS', 'FF', 'SF') THEN type ELSE 'FS' END AS type, coalesce(lag, 0) AS lag,
          CASE lag_unit WHEN 'calendar' THEN 'calendar' ELSE 'working' END AS lagUnit
        FROM dependency
        WHERE deleted = 0 AND predecessor_id IS NOT NULL AND successor_id IS NOT NULL${condition} ORDER BY id`,
    )
    .all(...ids);
}
