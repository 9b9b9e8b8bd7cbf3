import { dayFromIso } from '../../shared/domain/iso-date.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { CycleError } from '../../shared/scheduling/network.ts';
import {
  planRollOut,
  RollOutError,
  type RollOutPlan,
  type RollOutSite,
  type RollOutWave,
  type SitePrerequisite,
} from '../../shared/scheduling/roll-out.ts';
import type { RollOutInput, StartRuleInput } from '../../shared/views/roll-out-view.ts';
import { outsideYears } from '../planned-day.ts';
import type { ReadDb } from '../sqlite.ts';
import { siteCalendars } from './plan-network.ts';
import { siteStateOf } from './roll-out-options.ts';
import { loadTemplate, type StoredTemplate } from './template-queries.ts';

/** What a roll-out would write: dates and links, and what each site has and lacks. */
export interface PreparedRollOut {
  readonly template: StoredTemplate;
  readonly plan: RollOutPlan;
  /** By site: its deployment without milestones, if there is one already. */
  readonly deployments: ReadonlyMap<string, string>;
  /** Labels of the milestones that are waited for. */
  readonly prerequisiteLabels: ReadonlyMap<string, string>;
  /** By site: labels of the domains that must be there first and are not even planned. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
}

interface SiteRow {
  readonly id: string;
  readonly name: string;
  readonly zone: string | null;
}

/**
 * Works a roll-out out on the workspace as it is.
 * @throws AppError `not-found` for a domain, template or site that is not there, `refused` with a sentence of its own
 * when it cannot be planned or a site has its plan already, `bad-request` outside the years of the calendars.
 */
export function prepareRollOut(db: ReadDb, input: RollOutInput): PreparedRollOut {
  return prepareSites(db, input, (site) => freeDeployment(db, input.domainId, site));
}

/** Works out the plan of one deployment that is there and has no milestones. Throws as `prepareRollOut`. */
export function prepareDeployment(
  db: ReadDb,
  { deploymentId, establishmentId, ...input }: DeploymentPlanInput,
): PreparedRollOut {
  const start = { kind: 'date', date: input.startDate } as const;
  const waves = [{ start, stagger: 0, sites: [{ establishmentId, sizeFactor: input.sizeFactor }] }];
  const { domainId, templateId } = input;
  return prepareSites(db, { domainId, templateId, targetProductId: null, waves }, ({ id }) =>
    deploymentId === null ? [] : [[id, deploymentId]],
  );
}

/** A deployment to plan from a template; `deploymentId` null while it is still to be made. */
export interface DeploymentPlanInput {
  readonly deploymentId: string | null;
  readonly domainId: string;
  readonly establishmentId: string;
  readonly templateId: string;
  readonly startDate: string;
  /** Basis points. */
  readonly sizeFactor: number;
}

function prepareSites(
  db: ReadDb,
  input: RollOutInput,
  deploymentOf: (site: SiteRow) => [string, string][],
): PreparedRollOut {
  const template = loadTemplate(db, input.templateId);
  if (!template) throw new AppError('not-found', { details: { table: 'template' } });
  assertDomain(db, input.domainId);
  const calendars = siteCalendars(db);
  const needs = prerequisiteReader(db, input.domainId, template);
  const sites = new Map(
    input.waves
      .flatMap((wave) => wave.sites)
      .map(({ establishmentId }) => [establishmentId, siteOf(db, establishmentId)]),
  );
  const found = new Map([...sites.keys()].map((id) => [id, needs(id)]));
  const deployments = new Map([...sites.values()].flatMap(deploymentOf));
  const rollOutSite = ({ establishmentId, sizeFactor }: { establishmentId: string; sizeFactor: number }) => {
    const zone = sites.get(establishmentId)?.zone ?? null;
    const prerequisites = found.get(establishmentId)?.prerequisites ?? [];
    return { id: establishmentId, calendar: calendars(establishmentId, zone), sizeFactor, prerequisites };
  };
  const waves = input.waves.map(({ start, stagger, sites: chosen }): RollOutWave => {
    return { start: startRule(start), stagger, sites: chosen.map((one): RollOutSite => rollOutSite(one)) };
  });
  const plan = refusing(template, sites, () =>
    planRollOut({ rows: template.rows, links: template.links, waves }),
  );
  return {
    template,
    plan,
    deployments,
    prerequisiteLabels: new Map([...found.values()].flatMap(({ labels }) => labels)),
    missing: new Map([...found].map(([id, { missing }]) => [id, missing])),
  };
}

function startRule(rule: StartRuleInput): RollOutWave['start'] {
  return rule.kind === 'date' ? { kind: 'date', day: dayFromIso(rule.date) } : rule;
}

function assertDomain(db: ReadDb, id: string): void {
  const domain = db
    .prepare<[string], { id: string }>('SELECT id FROM domain WHERE id = ? AND deleted = 0')
    .get(id);
  if (!domain) throw new AppError('not-found', { details: { table: 'domain' } });
}

function siteOf(db: ReadDb, id: string): SiteRow {
  const site = db
    .prepare<[string], SiteRow>(
      `SELECT id, coalesce(short_name, name, '') AS name, holiday_zone AS zone FROM establishment
        WHERE id = ? AND deleted = 0 AND kind = 'site'`,
    )
    .get(id);
  if (!site) throw new AppError('not-found', { details: { table: 'establishment' } });
  return site;
}

/** The deployment of a site to plan, none when it is still to be made. */
function freeDeployment(db: ReadDb, domainId: string, site: SiteRow): [string, string][] {
  const deployment = db
    .prepare<[string, string], { id: string; stage: string | null; milestones: number }>(
      `SELECT d.id, d.stage, (SELECT count(*) FROM milestone m WHERE m.deployment_id = d.id AND m.deleted = 0)
          AS milestones
        FROM deployment d WHERE d.domain_id = ? AND d.establishment_id = ? AND d.deleted = 0 ORDER BY d.id`,
    )
    .get(domainId, site.id);
  if (!deployment) return [];
  const state = siteStateOf(deployment);
  if (state !== 'free')
    throw new AppError('refused', { key: `error.roll-out-${state}`, details: { site: site.name } });
  return [[site.id, deployment.id]];
}

interface FoundPrerequisites {
  readonly prerequisites: readonly SitePrerequisite[];
  readonly labels: readonly (readonly [string, string])[];
  readonly missing: readonly string[];
}

interface NeededMilestone {
  readonly id: string;
  readonly label: string;
  readonly end: string;
  readonly done: number;
}

/** Reads, site by site, what the template's rows or the domain wait for there. */
function prerequisiteReader(db: ReadDb, domainId: string, template: StoredTemplate) {
  const domains = db
    .prepare<[string], { id: string; label: string; templateId: string | null }>(
      `SELECT d.id, coalesce(d.label, d.code, '') AS label, d.template_id AS templateId
        FROM domain_prerequisite p JOIN domain d ON d.id = p.requires_id AND d.deleted = 0
        WHERE p.domain_id = ? AND p.deleted = 0 ORDER BY p.id`,
    )
    .all(domainId);
  const rowsWaitedFor = template.prerequisites.map((link) => ({ link, ...rowPlace(db, link.predecessor) }));
  return (siteId: string): FoundPrerequisites => {
    const byRow = rowsWaitedFor.flatMap(({ link }) => {
      const milestone = milestoneOfRow(db, siteId, link.predecessor);
      return milestone ? [{ link, milestone }] : [];
    });
    const others = domains.filter(
      ({ templateId }) => !rowsWaitedFor.some((row) => row.templateId === templateId),
    );
    const byDomain = others.flatMap(({ id }) => {
      const milestone = cutOverOf(db, siteId, id);
      return milestone ? [{ link: null, milestone }] : [];
    });
    const open = [...byRow, ...byDomain].filter(({ milestone }) => milestone.done === 0);
    return {
      prerequisites: open.map(({ link, milestone }) => ({
        milestoneId: milestone.id,
        readyOn: dayFromIso(milestone.end),
        rowId: link?.successor ?? null,
        type: link?.type ?? 'FS',
        lag: link?.lag ?? 0,
        lagUnit: link?.lagUnit ?? 'working',
      })),
      labels: open.map(({ milestone }) => [milestone.id, milestone.label] as const),
      missing: domains.filter(({ id }) => !isKnown(db, siteId, id)).map(({ label }) => label),
    };
  };
}

function rowPlace(db: ReadDb, rowId: string): { templateId: string | null } {
  const row = db
    .prepare<[string], { templateId: string | null }>(
      'SELECT template_id AS templateId FROM template_row WHERE id = ?',
    )
    .get(rowId);
  return row ?? { templateId: null };
}

const neededColumns = `m.id, coalesce(dom.code || char(160) || ': ', '') || coalesce(m.label, '') AS label, m.planned_end AS end,
  m.status IN ('done', 'not_applicable') OR d.stage IN ('in_production', 'converged') AS done`;
const neededTables = `milestone m JOIN deployment d ON d.id = m.deployment_id AND d.deleted = 0
  JOIN domain dom ON dom.id = d.domain_id`;

function milestoneOfRow(db: ReadDb, siteId: string, rowId: string): NeededMilestone | undefined {
  return db
    .prepare<[string, string], NeededMilestone>(
      `SELECT ${neededColumns} FROM ${neededTables}
        WHERE d.establishment_id = ? AND m.template_row_id = ? AND m.deleted = 0 AND m.planned_end IS NOT NULL
        ORDER BY m.planned_end DESC, m.id`,
    )
    .get(siteId, rowId);
}

function cutOverOf(db: ReadDb, siteId: string, domainId: string): NeededMilestone | undefined {
  return db
    .prepare<[string, string], NeededMilestone>(
      `SELECT ${neededColumns} FROM ${neededTables}
        WHERE d.establishment_id = ? AND d.domain_id = ? AND m.phase = 'cutover' AND m.deleted = 0
          AND m.planned_end IS NOT NULL
        ORDER BY m.planned_end DESC, m.id`,
    )
    .get(siteId, domainId);
}

/** Whether a domain is planned, or is live, at a site. */
function isKnown(db: ReadDb, siteId: string, domainId: string): boolean {
  const found = db
    .prepare<[string, string], { id: string }>(
      `SELECT d.id FROM deployment d
        WHERE d.establishment_id = ? AND d.domain_id = ? AND d.deleted = 0
          AND (d.stage IN ('in_production', 'converged') OR EXISTS (
            SELECT 1 FROM milestone m WHERE m.deployment_id = d.id AND m.deleted = 0 AND m.planned_end IS NOT NULL))`,
    )
    .get(siteId, domainId);
  return found !== undefined;
}

/** Says why a roll-out cannot be planned in a sentence that names the place. */
function refusing<T>(template: StoredTemplate, sites: ReadonlyMap<string, SiteRow>, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof CycleError) throw circle(template, error.path);
    if (error instanceof RollOutError) throw refusal(template, sites, error);
    throw error;
  }
}

function circle(template: StoredTemplate, path: readonly string[]): AppError {
  const label = (key: string) => labelOf(template, key.slice(key.indexOf('/') + 1));
  return new AppError('refused', {
    key: 'error.link-circle',
    details: { path: path.map(label).join(' → ') },
  });
}

function labelOf({ rows }: StoredTemplate, rowId: string): string {
  return rows.find(({ id }) => id === rowId)?.label ?? rowId;
}

function refusal(
  template: StoredTemplate,
  sites: ReadonlyMap<string, SiteRow>,
  { fault, at }: RollOutError,
): AppError {
  if (fault === 'outside-calendar') return outsideYears('bad-request');
  if (fault === 'template-empty') return new AppError('refused', { key: 'error.template-empty' });
  return new AppError('refused', {
    key: `error.roll-out-${fault}`,
    details: { wave: at, site: sites.get(at)?.name ?? '', row: labelOf(template, at) },
  });
}
