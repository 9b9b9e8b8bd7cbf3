/** What a workbook would bring to the milestones of one domain, told before anything is written. */
import { createHash } from 'node:crypto';
import { firstPlannedYear, lastPlannedYear } from '../../shared/domain/calendar.ts';
import { foldText } from '../../shared/domain/fold-text.ts';
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { MilestonePatch } from '../../shared/views/deployment-view.ts';
import type { RowOutcome, SiteAliases, WorkbookPlan } from '../../shared/views/workbook-view.ts';
import { planRows, type PlannedRow, type RowIssue } from '../../shared/workbook/plan-rows.ts';
import { readPlanning, type PlanningTask } from '../../shared/workbook/read-planning.ts';
import { siteKey, type NamedSite } from '../../shared/workbook/site-names.ts';
import type { Workbook } from '../../shared/workbook/cells.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { listDomainChoices } from './named-choices.ts';

export interface WorkbookFile {
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly workbook: Workbook;
}

export interface WorkbookWanted {
  readonly domainId: string | null;
  readonly aliases: SiteAliases;
}

/** The milestone a row is about, as it stands. */
export interface FormerMilestone {
  readonly id: string;
  readonly deploymentId: string;
  readonly label: string;
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
  readonly status: string | null;
  readonly statusReason: string | null;
  readonly progress: number | null;
}

export interface RowToApply {
  readonly task: PlanningTask;
  readonly siteId: string | null;
  readonly outcome: RowOutcome;
  readonly issues: readonly RowIssue[];
  readonly former: FormerMilestone | null;
  /** What would change of it; nothing but for `update`. */
  readonly patch: MilestonePatch;
}

export interface PreparedWorkbook {
  readonly plan: WorkbookPlan;
  readonly rows: readonly RowToApply[];
  /** Deployments of the domain by site. */
  readonly deployments: ReadonlyMap<string, string>;
}

/** @throws AppError `refused` where no sheet holds a planning, `not-found` for a domain that is not there */
export function prepareWorkbook(
  db: ReadDb,
  { fileName, bytes, workbook }: WorkbookFile,
  wanted: WorkbookWanted,
  today: IsoDate,
): PreparedWorkbook {
  return db.snapshot(() => {
    const planning = readPlanning(workbook, Number(today.slice(0, 4)));
    if (planning.sheets.length === 0) throw new AppError('refused', { key: 'error.workbook-no-planning' });
    const domains = listDomainChoices(db);
    if (wanted.domainId !== null && !domains.some(({ id }) => id === wanted.domainId))
      throw new AppError('not-found', { details: { table: 'domain' } });
    const domainId = wanted.domainId ?? domainNamed(db, planning.titles);
    const sites = listSites(db);
    const aliases = new Map(wanted.aliases.map(({ text, siteId }) => [text, siteId]));
    const planned = planRows(planning, sites, aliases, isPlannable);
    const deployments = domainId === null ? new Map<string, string>() : deploymentsOf(db, domainId);
    const rows = matchRows(planned.rows, deployments, milestonesOf(db, domainId));
    const answers = new Map([...aliases].map(([text, id]) => [siteKey(text), id]));
    const siteNames = new Map(sites.map(({ id, names }) => [id, names[1] || names[0] || '']));
    return {
      rows,
      deployments,
      plan: {
        basis: getBasis(db),
        token: tokenOf(bytes, domainId, rows),
        fileName,
        domainId,
        domains,
        sites: sites.map(({ id, names }) => ({ id, name: names[0] ?? '' })),
        unknownSites: planned.unknownSites.map(({ text, rows: count, suggested }) => {
          const key = siteKey(text);
          return { text, rows: count, siteId: answers.has(key) ? (answers.get(key) ?? null) : suggested };
        }),
        sheets: planning.sheets.map(({ sheet }) => sheet),
        rows: rows.map(({ task, siteId, outcome, issues, former }) => ({
          sheet: task.sheet,
          row: task.row,
          label: task.label,
          site: task.site,
          siteName: siteId === null ? null : (siteNames.get(siteId) ?? null),
          start: task.start,
          end: task.end,
          former: former && { start: former.start, end: former.end, status: former.status },
          status: task.status,
          progress: task.progress,
          outcome,
          issues: [...issues],
        })),
        counts: countOutcomes(rows),
        skipped: planning.sheets.reduce(
          (sum, { sections, totals, notes }) => sum + sections.length + totals.length + notes.length,
          0,
        ),
      },
    };
  });
}

function isPlannable(day: IsoDate): boolean {
  const year = Number(day.slice(0, 4));
  return year >= firstPlannedYear && year <= lastPlannedYear;
}

/** The domain whose code or name stands in more titles than any other does; null where there is none. */
function domainNamed(db: ReadDb, titles: readonly string[]): string | null {
  const spelled = (text: string): string =>
    foldText(text)
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim();
  const words = titles.map((title) => ` ${spelled(title)} `);
  const counts = db
    .prepare<[], { id: string; code: string | null; label: string | null }>(
      'SELECT id, code, label FROM domain WHERE deleted = 0',
    )
    .all()
    .map(({ id, code, label }) => {
      const names = [code, label].map((name) => spelled(name ?? '')).filter((name) => name !== '');
      return {
        id,
        titles: words.filter((title) => names.some((name) => title.includes(` ${name} `))).length,
      };
    })
    .toSorted((one, other) => other.titles - one.titles);
  const [best, next] = counts;
  return best && best.titles > (next?.titles ?? 0) ? best.id : null;
}

function listSites(db: ReadDb): NamedSite[] {
  return db
    .prepare<[], { id: string; name: string; shortName: string }>(
      `SELECT id, coalesce(name, '') AS name, coalesce(short_name, '') AS shortName FROM establishment
        WHERE deleted = 0 AND kind = 'site' AND closed_on IS NULL ORDER BY coalesce(position, 9999), id`,
    )
    .all()
    .map(({ id, name, shortName }) => ({ id, names: [name, shortName] }));
}

function deploymentsOf(db: ReadDb, domainId: string): Map<string, string> {
  return new Map(
    db
      .prepare<[string], { id: string; siteId: string }>(
        `SELECT id, establishment_id AS siteId FROM deployment
          WHERE deleted = 0 AND domain_id = ? AND establishment_id IS NOT NULL ORDER BY id DESC`,
      )
      .all(domainId)
      .map(({ id, siteId }) => [siteId, id]),
  );
}

function milestonesOf(db: ReadDb, domainId: string | null): Map<string, FormerMilestone[]> {
  const rows = db
    .prepare<[string | null], FormerMilestone>(
      `SELECT m.id, m.deployment_id AS deploymentId, coalesce(m.label, '') AS label, m.planned_start AS start,
          m.planned_end AS end, m.status, m.status_reason AS statusReason, m.progress
        FROM milestone m JOIN deployment d ON d.id = m.deployment_id
        WHERE m.deleted = 0 AND d.deleted = 0 AND d.domain_id = ? ORDER BY m.position, m.id`,
    )
    .all(domainId);
  return Map.groupBy(rows, ({ deploymentId }) => deploymentId);
}

/** Finds the milestone of each row by its name, each one once, and what would change of it. */
function matchRows(
  rows: readonly PlannedRow[],
  deployments: ReadonlyMap<string, string>,
  milestones: ReadonlyMap<string, readonly FormerMilestone[]>,
): RowToApply[] {
  const taken = new Set<string>();
  const key = (label: string): string => foldText(label).replaceAll(/\s+/g, ' ').trim();
  return rows.map(({ task, siteId, outcome, issues }): RowToApply => {
    const own = { task, siteId, issues, former: null, patch: {} };
    if (outcome !== 'import') return { ...own, outcome };
    const there = milestones.get(deployments.get(siteId ?? '') ?? '') ?? [];
    const former = there.find(({ id, label }) => !taken.has(id) && key(label) === key(task.label));
    if (!former) return { ...own, outcome: 'create' };
    taken.add(former.id);
    const [start, end] = [task.start ?? former.start, task.end ?? former.end];
    if (start !== null && end !== null && end < start)
      return { ...own, former, outcome: 'decide', issues: ['end-before-start'] };
    const patch = patchOf(task, former);
    return { ...own, former, patch, outcome: Object.keys(patch).length > 0 ? 'update' : 'same' };
  });
}

/** Where the workbook says nothing, what is there stays. */
function patchOf(task: PlanningTask, former: FormerMilestone): MilestonePatch {
  const { start, end, status, progress } = task;
  return {
    ...(start !== null && start !== former.start && { plannedStart: start }),
    ...(end !== null && end !== former.end && { plannedEnd: end }),
    ...(status !== null && status !== former.status && { status }),
    ...(progress !== null && progress !== former.progress && { progress }),
  };
}

function countOutcomes(rows: readonly RowToApply[]): Record<RowOutcome, number> {
  const counts = { create: 0, update: 0, same: 0, decide: 0, duplicate: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

function tokenOf(bytes: Buffer, domainId: string | null, rows: readonly RowToApply[]): string {
  const said = rows.map(({ task, siteId, outcome, former, patch }) => [
    task.sheet,
    task.row,
    siteId,
    outcome,
    former?.id,
    patch,
  ]);
  return createHash('sha256')
    .update(bytes)
    .update(JSON.stringify([domainId, said]))
    .digest('hex');
}
