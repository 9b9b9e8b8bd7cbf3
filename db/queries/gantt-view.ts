import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { isLateMilestone } from '../../shared/domain/milestone-status.ts';
import { personName } from '../../shared/domain/person-name.ts';
import { periodKinds } from '../../shared/domain/registry.ts';
import type {
  GanttDeployment,
  GanttLimit,
  GanttLink,
  GanttMilestone,
  GanttPeriod,
  GanttView,
  GanttViewInput,
} from '../../shared/gantt/gantt-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { listSites } from './establishment-queries.ts';
import { listBaselineValues, listPlannedDates } from './planned-dates.ts';
import { findScenarioName, inScenario, scenarioDays } from './scenario-plan.ts';
import { getDataDate, getGroup } from './workspace-queries.ts';
import { getListLabels, getListValues } from './reference-queries.ts';

interface ReferentRow {
  readonly place: string;
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

interface MilestoneRow {
  readonly id: string;
  readonly deploymentId: string;
  readonly code: string | null;
  readonly label: string | null;
  readonly kind: GanttMilestone['kind'] | null;
  readonly position: number | null;
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
  readonly countsCalendarDays: number;
  readonly status: string | null;
  readonly progress: number | null;
  readonly verdict: string | null;
  readonly blocked: number;
  readonly ownerId: string | null;
}

/** Everything the planning draws: deployments of the chosen sites and domains, their milestones and links. */
export function getGanttView(db: ReadDb, input: GanttViewInput, today: IsoDate): GanttView {
  return db.snapshot(() => {
    const sites = listSites(db, today).filter((site) => isChosen(input.establishmentIds, site.id));
    const domains = listGanttDomains(db).filter((domain) => isChosen(input.domainIds, domain.id));
    const siteIds = new Set(sites.map((site) => site.id));
    const domainIds = new Set(domains.map((domain) => domain.id));
    const deployments = listDeployments(db, today).filter(
      (deployment) => siteIds.has(deployment.establishmentId) && domainIds.has(deployment.domainId),
    );
    const scenario = findGanttScenario(db, input.scenarioId);
    const milestones = listMilestones(
      db,
      new Set(deployments.map((deployment) => deployment.id)),
      today,
      scenario?.id ?? null,
    );
    const milestoneIds = new Set(milestones.map((milestone) => milestone.id));
    return {
      basis: getBasis(db),
      today,
      groupName: getGroup(db)?.name ?? '',
      dataDate: getDataDate(db) ?? today,
      establishments: sites.map((site, order) => ({
        id: site.id,
        name: site.name,
        shortName: site.shortName,
        order,
        role: site.role,
        holidayZone: site.holidayZone ?? '',
      })),
      domains,
      deployments,
      milestones,
      links: listLinks(db, milestoneIds),
      limits: listLimits(db).filter(({ id }) => milestoneIds.has(id)),
      periods: listPeriods(db).filter(
        ({ establishmentId }) => establishmentId === null || siteIds.has(establishmentId),
      ),
      ...(scenario
        ? { scenario, baseline: realDates(db, scenario) }
        : input.baselineId !== undefined && findBaselineDates(db, input.baselineId)),
    };
  });
}

function findGanttScenario(db: ReadDb, id: string | undefined): GanttView['scenario'] {
  const name = id === undefined ? null : findScenarioName(db, id);
  return id === undefined || name === null ? undefined : { id, name };
}

/** The real days of the milestones a scenario gives others. */
function realDates(db: ReadDb, { id, name }: { id: string; name: string }): GanttView['baseline'] {
  const moved = scenarioDays(db, id);
  const dates = listPlannedDates(db, null)
    .filter((one) => moved.has(one.id))
    .map(({ id: milestoneId, start, end }) => ({ id: milestoneId, start, end }));
  return { id, label: name, dates };
}

/** The days a baseline holds here; nothing where it is gone or not read yet. */
function findBaselineDates(db: ReadDb, id: string): Pick<GanttView, 'baseline'> {
  const found = db
    .prepare<[string], { label: string }>(
      `SELECT coalesce(b.label, '') AS label FROM baseline b JOIN baseline_read r ON r.baseline_id = b.id
        WHERE b.id = ? AND b.deleted = 0`,
    )
    .get(id);
  if (!found) return {};
  const dates = listBaselineValues(db, id, null).map(({ id: milestoneId, start, end }) => ({
    id: milestoneId,
    start,
    end,
  }));
  return { baseline: { id, label: found.label, dates } };
}

/** An absent list means all; an empty list means none. */
function isChosen(ids: readonly string[] | undefined, id: string): boolean {
  return ids === undefined || ids.includes(id);
}

function listGanttDomains(db: ReadDb): GanttView['domains'] {
  const labels = getListLabels(db, 'domain_family');
  const orders = new Map([...getListValues(db, 'domain_family').keys()].map((code, index) => [code, index]));
  return db
    .prepare<[], { id: string; code: string; label: string; family: string; position: number }>(
      `SELECT id, code, coalesce(label, code) AS label, coalesce(family, '') AS family,
          coalesce(position, 9999) AS position
        FROM domain WHERE deleted = 0 AND code IS NOT NULL ORDER BY position, id`,
    )
    .all()
    .map(({ id, code, label, family, position }) => ({
      id,
      code,
      label,
      family: labels.get(family) ?? family,
      familyOrder: orders.get(family) ?? orders.size,
      order: position,
    }));
}

function listDeployments(db: ReadDb, today: IsoDate): GanttDeployment[] {
  const referents = listReferents(db, today);
  return db
    .prepare<[], Omit<GanttDeployment, 'referent'>>(
      `SELECT d.id, d.domain_id AS domainId, d.establishment_id AS establishmentId,
          coalesce(d.stage, 'not_started') AS stage, d.wave, p.name AS targetProduct
        FROM deployment d LEFT JOIN product p ON p.id = d.target_product_id
        WHERE d.deleted = 0 ORDER BY d.id`,
    )
    .all()
    .map((deployment) => ({
      ...deployment,
      referent: referents.get(`${deployment.domainId} ${deployment.establishmentId}`) ?? null,
    }));
}

/**
 * By « domain site », who answers for the domain there today: among those assigned a referent by profession before
 * anybody else, then the one assigned first.
 */
function listReferents(db: ReadDb, today: IsoDate): Map<string, NonNullable<GanttDeployment['referent']>> {
  const rows = db
    .prepare<[IsoDate, IsoDate], ReferentRow>(
      `SELECT a.domain_id || ' ' || a.establishment_id AS place, p.id, p.first_name AS firstName,
          p.last_name AS lastName
        FROM assignment a JOIN person p ON p.id = a.person_id AND p.deleted = 0
        WHERE a.deleted = 0 AND a.domain_id IS NOT NULL AND a.establishment_id IS NOT NULL
          AND (a.from_date IS NULL OR a.from_date <= ?) AND (a.to_date IS NULL OR a.to_date >= ?)
        ORDER BY coalesce(a.role, p.role, '') LIKE 'REF~_%' ESCAPE '~', a.from_date DESC, a.id DESC`,
    )
    .all(today, today);
  // The last of a place stays: the order is from the least to the most fit.
  return new Map(rows.map(({ place, id, ...name }) => [place, { id, name: personName(name) }]));
}

function listMilestones(
  db: ReadDb,
  deployments: ReadonlySet<string>,
  today: IsoDate,
  scenarioId: string | null,
): GanttMilestone[] {
  const own = inScenario<MilestoneRow>(db, scenarioId);
  const owners = new Map(
    db
      .prepare<[], { id: string; firstName: string | null; lastName: string | null }>(
        'SELECT id, first_name AS firstName, last_name AS lastName FROM person',
      )
      .all()
      .map((person) => [person.id, personName(person)]),
  );
  const milestones: GanttMilestone[] = [];
  const rows = db
    .prepare<[], MilestoneRow>(
      `SELECT id, deployment_id AS deploymentId, code, label, kind, position, planned_start AS start,
          planned_end AS end, duration_unit IS 'calendar' AS countsCalendarDays, status, progress,
          verdict, blocked_reason IS NOT NULL AS blocked, owner_id AS ownerId
        FROM milestone WHERE deleted = 0 ORDER BY deployment_id, position, id`,
    )
    .iterate();
  for (const stored of rows) {
    if (!deployments.has(stored.deploymentId)) continue;
    const row = own(stored);
    milestones.push({
      id: row.id,
      deploymentId: row.deploymentId,
      code: row.code ?? '',
      label: row.label ?? '',
      kind: row.kind ?? 'task',
      order: row.position ?? 0,
      start: row.start,
      end: row.end,
      countsCalendarDays: row.countsCalendarDays === 1,
      status: row.status ?? 'to_come',
      late: isLateMilestone(row.status, row.end, today),
      progress: row.progress,
      owner: row.ownerId === null ? null : (owners.get(row.ownerId) ?? null),
      verdict: row.verdict,
      blocked: row.blocked === 1,
    });
  }
  return milestones;
}

function listLinks(db: ReadDb, milestones: ReadonlySet<string>): GanttLink[] {
  return db
    .prepare<[], GanttLink>(
      `SELECT id, predecessor_id AS predecessorId, successor_id AS successorId, coalesce(type, 'FS') AS type
        FROM dependency WHERE deleted = 0 ORDER BY id`,
    )
    .all()
    .filter((link) => milestones.has(link.predecessorId) && milestones.has(link.successorId));
}

/** Deadlines, latest days and fixed days of the milestones that have any. */
function listLimits(db: ReadDb): GanttLimit[] {
  return db
    .prepare<[], GanttLimit>(
      `SELECT id, deadline, not_after AS notAfter, fixed_on AS fixedOn, actual_end AS doneOn FROM milestone
        WHERE deleted = 0 AND (deadline IS NOT NULL OR not_after IS NOT NULL OR fixed_on IS NOT NULL)
        ORDER BY id`,
    )
    .all();
}

/** Freezes, closures and maintenance windows by first day; one without both its days is left out. */
function listPeriods(db: ReadDb): GanttPeriod[] {
  return db
    .prepare<[], Omit<GanttPeriod, 'kind'> & { kind: string | null }>(
      `SELECT establishment_id AS establishmentId, kind, from_date AS "from", to_date AS "to",
          coalesce(label, '') AS label
        FROM calendar_period
        WHERE deleted = 0 AND from_date IS NOT NULL AND to_date IS NOT NULL AND from_date <= to_date
        ORDER BY from_date, id`,
    )
    .all()
    .flatMap((row) => {
      const kind = periodKinds.find((known) => known === row.kind);
      return kind ? [{ ...row, kind }] : [];
    });
}
