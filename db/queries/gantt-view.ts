import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { isLateMilestone } from '../../shared/domain/milestone-status.ts';
import { personName } from '../../shared/domain/person-name.ts';
import { periodKinds } from '../../shared/domain/registry.ts';
import type {
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

interface DeploymentRow {
  readonly id: string;
  readonly domainId: string;
  readonly establishmentId: string;
  readonly stage: string;
  readonly wave: number | null;
  readonly targetProduct: string | null;
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
    const deployments = listDeployments(db).filter(
      (deployment) => siteIds.has(deployment.establishmentId) && domainIds.has(deployment.domainId),
    );
    const scenario = findGanttScenario(db, input.scenarioId);
    const milestones = listMilestones(
      db,
      new Set(deployments.map((deployment) => deployment.id)),
      today,
      scenario?.id ?? null,
    );
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
      links: listLinks(db, new Set(milestones.map((milestone) => milestone.id))),
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

function listDeployments(db: ReadDb): DeploymentRow[] {
  return db
    .prepare<[], DeploymentRow>(
      `SELECT d.id, d.domain_id AS domainId, d.establishment_id AS establishmentId,
          coalesce(d.stage, 'not_started') AS stage, d.wave, p.name AS targetProduct
        FROM deployment d LEFT JOIN product p ON p.id = d.target_product_id
        WHERE d.deleted = 0 ORDER BY d.id`,
    )
    .all();
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
