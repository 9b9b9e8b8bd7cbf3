import { commentKindOf } from '../../shared/domain/comment-kind.ts';
import { daysSinceConfirmation, freshnessOf } from '../../shared/domain/freshness.ts';
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { isLateMilestone } from '../../shared/domain/milestone-status.ts';
import { personName } from '../../shared/domain/person-name.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { CommentRow, DeploymentView, MilestoneRow } from '../../shared/views/deployment-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { getDeploymentDrift } from './deployment-drift.ts';
import { listSites } from './establishment-queries.ts';
import { lengthOf } from './milestone-length.ts';
import { listDeploymentLinks } from './milestone-links.ts';
import { siteCalendars } from './plan-network.ts';
import { getFreshnessLimits } from './reference-queries.ts';

interface Header {
  readonly domainId: string;
  readonly domainCode: string;
  readonly domainLabel: string;
  readonly siteId: string;
  readonly siteName: string;
  readonly siteShortName: string;
  readonly currentId: string | null;
  readonly currentName: string | null;
  readonly targetId: string | null;
  readonly targetName: string | null;
  readonly stage: string | null;
  readonly stageReason: string | null;
  readonly weather: string | null;
  readonly weatherReason: string | null;
  readonly wave: number | null;
  readonly templateId: string | null;
}

/**
 * One deployment with all its screen shows.
 * @throws AppError `not-found` when it does not exist or was deleted.
 */
export function getDeploymentView(db: ReadDb, id: string, today: IsoDate): DeploymentView {
  return db.snapshot(() => {
    const header = getHeader(db, id);
    const confirmation = getLastConfirmation(db, id);
    const confirmedDaysAgo = daysSinceConfirmation(confirmation?.on ?? null, today);
    return {
      basis: getBasis(db),
      id,
      today,
      domain: { id: header.domainId, code: header.domainCode, label: header.domainLabel },
      establishment: { id: header.siteId, name: header.siteName, shortName: header.siteShortName },
      currentProduct: named(header.currentId, header.currentName),
      targetProduct: named(header.targetId, header.targetName),
      stage: header.stage ?? 'not_started',
      stageReason: header.stageReason,
      weather: header.weather,
      weatherReason: header.weatherReason,
      freshness: freshnessOf(confirmedDaysAgo, getFreshnessLimits(db)),
      confirmedDaysAgo,
      confirmedBy: confirmation?.by ?? null,
      wave: header.wave,
      baselineDrift: getDeploymentDrift(db, id, header.siteId),
      modules: listModules(db, id),
      referents: listReferents(db, header.domainId, header.siteId, today),
      milestones: listMilestones(db, id, today),
      links: listDeploymentLinks(db, id),
      comments: listComments(db, id),
      people: listPossibleOwners(db, header.siteId),
      products: listProducts(db, header.domainId),
      sites: listOtherSites(db, header.siteId, today),
      templates: listTemplates(db),
      templateId: header.templateId,
    };
  });
}

function named(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? '' };
}

function getHeader(db: ReadDb, id: string): Header {
  const header = db
    .prepare<[string], Header>(
      `SELECT dom.id AS domainId, dom.code AS domainCode, coalesce(dom.label, dom.code) AS domainLabel,
          e.id AS siteId, coalesce(e.name, '') AS siteName, coalesce(e.short_name, e.name, '') AS siteShortName,
          c.id AS currentId, c.name AS currentName, t.id AS targetId, t.name AS targetName,
          d.stage, d.stage_reason AS stageReason, d.weather, d.weather_reason AS weatherReason, d.wave,
          coalesce(d.template_id, dom.template_id) AS templateId
        FROM deployment d
        JOIN domain dom ON dom.id = d.domain_id
        JOIN establishment e ON e.id = d.establishment_id
        LEFT JOIN product c ON c.id = d.current_product_id
        LEFT JOIN product t ON t.id = d.target_product_id
        WHERE d.id = ? AND d.deleted = 0`,
    )
    .get(id);
  if (!header) throw new AppError('not-found', { details: { table: 'deployment' } });
  return header;
}

function getLastConfirmation(db: ReadDb, deploymentId: string): { on: IsoDate; by: string | null } | null {
  const row = db
    .prepare<[string], { on: IsoDate; firstName: string | null; lastName: string | null }>(
      `SELECT c.confirmed_on AS "on", p.first_name AS firstName, p.last_name AS lastName
        FROM confirmation c LEFT JOIN person p ON p.id = c.person_id
        WHERE c.deployment_id = ? AND c.deleted = 0 AND c.confirmed_on IS NOT NULL
        ORDER BY c.confirmed_on DESC, c.id DESC LIMIT 1`,
    )
    .get(deploymentId);
  return row ? { on: row.on, by: personName(row) } : null;
}

function listModules(db: ReadDb, deploymentId: string): DeploymentView['modules'] {
  return db
    .prepare<[string], DeploymentView['modules'][number]>(
      `SELECT id, coalesce(label, '') AS label, stage FROM deployment_module
        WHERE deployment_id = ? AND deleted = 0 ORDER BY coalesce(position, 9999), id`,
    )
    .all(deploymentId);
}

function listReferents(
  db: ReadDb,
  domainId: string,
  siteId: string,
  today: IsoDate,
): DeploymentView['referents'] {
  return db
    .prepare<
      [string, string, IsoDate],
      { id: string; role: string; firstName: string | null; lastName: string | null }
    >(
      `SELECT p.id, coalesce(a.role, p.role, '') AS role, p.first_name AS firstName, p.last_name AS lastName
        FROM assignment a JOIN person p ON p.id = a.person_id AND p.deleted = 0
        WHERE a.domain_id = ? AND a.establishment_id = ? AND a.deleted = 0 AND (a.to_date IS NULL OR a.to_date >= ?)
        ORDER BY a.from_date, a.id`,
    )
    .all(domainId, siteId, today)
    .map((row) => ({ personId: row.id, name: personName(row), role: row.role }));
}

type MilestoneColumns = Omit<
  MilestoneRow,
  'late' | 'ownerName' | 'waitsFor' | 'blockedBy' | 'asLateAsPossible' | 'duration'
> & {
  readonly asLateAsPossible: number | null;
  readonly writtenDuration: number | null;
  readonly zone: string | null;
  readonly siteId: string;
  readonly sharedZone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
};

function listMilestones(db: ReadDb, deploymentId: string, today: IsoDate): MilestoneRow[] {
  const waits = listMilestoneWaits(db, deploymentId);
  const calendars = siteCalendars(db);
  return db
    .prepare<[string], MilestoneColumns>(
      `SELECT m.id, coalesce(m.code, '') AS code, coalesce(m.label, '') AS label, coalesce(m.kind, 'task') AS kind,
          m.phase, coalesce(m.position, 0) AS position, m.module_id AS moduleId, m.planned_start AS plannedStart,
          m.planned_end AS plannedEnd, coalesce(m.status, 'to_come') AS status, m.status_reason AS statusReason,
          m.blocked_reason AS blockedReason, m.plan_b AS planB, m.progress, m.owner_id AS ownerId, m.actual_start AS actualStart,
          m.actual_end AS actualEnd, m.verdict, CASE m.planning WHEN 'hand' THEN 'hand' ELSE 'follow' END AS planning,
          m.not_before AS notBefore, m.not_after AS notAfter, m.fixed_on AS fixedOn, m.deadline,
          m.as_late_as_possible AS asLateAsPossible, m.effort,
          m.duration AS writtenDuration, CASE m.duration_unit WHEN 'calendar' THEN 'calendar' ELSE 'working' END AS durationUnit,
          s.id AS sharedWithId, s.holiday_zone AS sharedZone, e.id AS siteId, e.holiday_zone AS zone, p.first_name AS firstName, p.last_name AS lastName,
          (SELECT count(*) FROM comment c WHERE c.milestone_id = m.id AND c.deleted = 0) AS commentCount
        FROM milestone m
        JOIN deployment d ON d.id = m.deployment_id
        JOIN establishment e ON e.id = d.establishment_id
        LEFT JOIN establishment s ON s.id = m.shared_with_id
        LEFT JOIN person p ON p.id = m.owner_id
        WHERE m.deployment_id = ? AND m.deleted = 0
        ORDER BY coalesce(m.position, 9999), m.planned_start, m.id`,
    )
    .all(deploymentId)
    .map(({ firstName, lastName, asLateAsPossible, writtenDuration, siteId, zone, sharedZone, ...row }) => ({
      ...row,
      duration: lengthOf(calendars, {
        kind: row.kind,
        start: row.plannedStart,
        end: row.plannedEnd,
        duration: writtenDuration,
        unit: row.durationUnit,
        siteId,
        zone,
        sharedSiteId: row.sharedWithId,
        sharedZone,
      }),
      asLateAsPossible: asLateAsPossible === 1,
      late: isLateMilestone(row.status, row.plannedEnd, today),
      ownerName: row.ownerId === null ? null : personName({ firstName, lastName }),
      waitsFor: (waits.get(row.id) ?? []).map(({ text }) => text),
      blockedBy:
        row.actualStart === null
          ? (waits.get(row.id) ?? []).flatMap(({ text, otherDomain }) => (otherDomain ? [text] : []))
          : [],
    }));
}

interface Wait {
  readonly text: string;
  /** What another domain has to deliver blocks; the site before in the waves of the same domain does not. */
  readonly otherDomain: boolean;
}

/** By milestone: unfinished predecessors in words, with their site, and domain when it is another one. */
function listMilestoneWaits(db: ReadDb, deploymentId: string): Map<string, Wait[]> {
  const rows = db
    .prepare<
      [string],
      { id: string; label: string; sameDeployment: number; sameDomain: number; domain: string; site: string }
    >(
      `SELECT s.id, coalesce(p.label, p.code, '') AS label, p.deployment_id = s.deployment_id AS sameDeployment,
          d.domain_id = own.domain_id AS sameDomain, dom.code AS domain, coalesce(e.short_name, e.name, '') AS site
        FROM milestone s
        JOIN deployment own ON own.id = s.deployment_id
        JOIN dependency l ON l.successor_id = s.id AND l.deleted = 0
        JOIN milestone p ON p.id = l.predecessor_id AND p.deleted = 0
        JOIN deployment d ON d.id = p.deployment_id
        JOIN domain dom ON dom.id = d.domain_id
        JOIN establishment e ON e.id = d.establishment_id
        WHERE s.deployment_id = ? AND s.deleted = 0
          AND coalesce(p.status, '') NOT IN ('done', 'not_applicable')
          AND coalesce(s.status, '') NOT IN ('done', 'not_applicable')
        ORDER BY l.id`,
    )
    .all(deploymentId);
  const words = rows.map((row) => ({
    id: row.id,
    text: waitText(row),
    otherDomain: row.sameDomain === 0,
  }));
  return Map.groupBy(words, ({ id }) => id);
}

function waitText(wait: {
  readonly label: string;
  readonly sameDeployment: number;
  readonly sameDomain: number;
  readonly domain: string;
  readonly site: string;
}): string {
  if (wait.sameDeployment === 1) return wait.label;
  return wait.sameDomain === 1
    ? `${wait.site} : ${wait.label}`
    : `${wait.domain}, ${wait.site} : ${wait.label}`;
}

function listComments(db: ReadDb, deploymentId: string): CommentRow[] {
  return db
    .prepare<
      [string],
      Omit<CommentRow, 'author' | 'kind'> & {
        readonly firstName: string | null;
        readonly lastName: string | null;
        readonly kind: string | null;
      }
    >(
      `SELECT c.id, c.milestone_id AS milestoneId, m.label AS milestoneLabel, coalesce(c.text, '') AS text,
          c.kind,
          coalesce(c.written_at, 0) AS writtenAt, coalesce(e.short_name, e.name) AS establishment,
          p.first_name AS firstName, p.last_name AS lastName
        FROM comment c
        LEFT JOIN person p ON p.id = c.author_id
        LEFT JOIN establishment e ON e.id = p.establishment_id
        LEFT JOIN milestone m ON m.id = c.milestone_id
        WHERE c.deployment_id = ? AND c.deleted = 0
        ORDER BY c.written_at, c.id`,
    )
    .all(deploymentId)
    .map(({ firstName, lastName, kind, ...row }) => ({
      ...row,
      kind: commentKindOf(kind),
      author: personName({ firstName, lastName }),
    }));
}

function listPossibleOwners(db: ReadDb, siteId: string): DeploymentView['people'] {
  return db
    .prepare<
      [string],
      { id: string; firstName: string | null; lastName: string | null; establishmentName: string | null }
    >(
      `SELECT p.id, p.first_name AS firstName, p.last_name AS lastName,
          coalesce(e.short_name, e.name) AS establishmentName
        FROM person p LEFT JOIN establishment e ON e.id = p.establishment_id
        WHERE p.deleted = 0
        ORDER BY coalesce(p.establishment_id, '') <> ?, p.last_name, p.first_name, p.id`,
    )
    .all(siteId)
    .map((row) => ({ id: row.id, name: personName(row), establishmentName: row.establishmentName }));
}

function listProducts(db: ReadDb, domainId: string): DeploymentView['products'] {
  return db
    .prepare<[string], { id: string; name: string }>(
      `SELECT id, coalesce(name, '') AS name FROM product
        WHERE deleted = 0 ORDER BY coalesce(domain_id, '') <> ?, name, id`,
    )
    .all(domainId);
}

function listTemplates(db: ReadDb): DeploymentView['templates'] {
  return db
    .prepare<[], { id: string; name: string }>(
      `SELECT id, coalesce(label, code, '') AS name FROM template WHERE deleted = 0 ORDER BY code, id`,
    )
    .all();
}

function listOtherSites(db: ReadDb, siteId: string, today: IsoDate): DeploymentView['sites'] {
  return listSites(db, today)
    .filter(({ id }) => id !== siteId)
    .map(({ id, shortName }) => ({ id, name: shortName }));
}
