import { AppError } from '../../shared/rpc/app-error.ts';
import { scaledDuration } from '../../shared/scheduling/apply-template.ts';
import type { TemplatePropagation } from '../../shared/views/template-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import {
  loadTemplate,
  type StoredTemplate,
  type StoredTemplateLink,
  type StoredTemplateRow,
} from './template-queries.ts';

/** A milestone planned from a row of the template. */
export interface FollowingMilestone {
  readonly id: string;
  readonly rowId: string;
  readonly label: string;
  readonly duration: number;
  readonly unit: 'working' | 'calendar';
}

/** A deployment that follows a template and is not begun. */
export interface FollowingDeployment {
  readonly id: string;
  readonly domainLabel: string;
  readonly siteName: string;
  readonly version: number | null;
  readonly sizeFactor: number;
  /** Rows of the template that are its own: the repeated ones, or the others. */
  readonly rows: readonly StoredTemplateRow[];
  readonly milestones: readonly FollowingMilestone[];
  /** Between milestones planned from rows of the template. */
  readonly links: readonly FollowingLink[];
  /** Between those rows, as the template has them now. */
  readonly templateLinks: readonly StoredTemplateLink[];
}

/** A link between two milestones of a deployment, by the rows they were planned from. */
export type FollowingLink = StoredTemplateLink;

export type FoundChange = TemplatePropagation['deployments'][number]['changes'][number];

/** What a template would change in the deployments that follow it and are not begun, row by row. */
export function getTemplatePropagation(db: ReadDb, templateId: string): TemplatePropagation {
  return db.snapshot(() => {
    const template = loadTemplate(db, templateId);
    if (!template) throw new AppError('not-found', { details: { table: 'template' } });
    return {
      basis: getBasis(db),
      version: template.version,
      deployments: listFollowing(db, template).flatMap((deployment) => {
        const { id: deploymentId, domainLabel, siteName, version } = deployment;
        const changes = changesOf(deployment);
        return changes.length === 0 ? [] : [{ deploymentId, domainLabel, siteName, version, changes }];
      }),
    };
  });
}

/**
 * Differences between a deployment and its template; milestones somebody added by hand are not told. Rows that come and
 * go bring their links with them: links are told alone once the rows agree.
 */
export function changesOf(deployment: FollowingDeployment): FoundChange[] {
  const changes = rowChanges(deployment);
  const rowsAgree = changes.every(({ kind }) => kind !== 'added' && kind !== 'removed');
  return rowsAgree ? [...changes, ...linkChanges(deployment)] : changes;
}

function linkChanges({ rows, links, templateLinks }: FollowingDeployment): FoundChange[] {
  const numbers = new Map(rows.map(({ id }, at) => [id, at + 1]));
  return rows.flatMap(({ id, label }): FoundChange[] => {
    const words = (list: readonly StoredTemplateLink[]): string =>
      linkWords(
        list.filter(({ successor }) => successor === id),
        numbers,
      );
    const [from, to] = [words(links), words(templateLinks)];
    return from === to ? [] : [{ rowId: id, label: label ?? '', unit: null, kind: 'links', from, to }];
  });
}

/** « 2 ; 4SS+5 ; 7FS-3c », as the editor of templates writes them. */
function linkWords(links: readonly StoredTemplateLink[], numbers: ReadonlyMap<string, number>): string {
  return links
    .map(({ predecessor, type, lag, lagUnit }) => {
      const days = lag === 0 ? '' : `${lag > 0 ? '+' : ''}${lag}${lagUnit === 'calendar' ? 'c' : ''}`;
      const number = numbers.get(predecessor) ?? 0;
      return { number, text: `${number}${type === 'FS' && days === '' ? '' : type}${days}` };
    })
    .toSorted((a, b) => a.number - b.number)
    .map(({ text }) => text)
    .join(' ; ');
}

function rowChanges({ rows, milestones, sizeFactor }: FollowingDeployment): FoundChange[] {
  const byRow = new Map(milestones.map((milestone) => [milestone.rowId, milestone]));
  const known = new Set(rows.map(({ id }) => id));
  const ofRows = rows.flatMap((row): FoundChange[] => {
    const label = row.label ?? '';
    const milestone = byRow.get(row.id);
    const days = scaledDuration(row, sizeFactor);
    const change = { rowId: row.id, label, unit: row.durationUnit };
    if (!milestone) return [{ ...change, kind: 'added', from: '', to: String(days) }];
    const renamed: FoundChange[] =
      milestone.label === label
        ? []
        : [{ ...change, unit: null, kind: 'label', from: milestone.label, to: label }];
    const lasts = milestone.duration === days && milestone.unit === row.durationUnit;
    return lasts
      ? renamed
      : [...renamed, { ...change, kind: 'duration', from: String(milestone.duration), to: String(days) }];
  });
  const gone = milestones
    .filter(({ rowId }) => !known.has(rowId))
    .map(({ rowId, label, duration, unit }): FoundChange => ({
      rowId,
      label,
      unit,
      kind: 'removed',
      from: String(duration),
      to: '',
    }));
  return [...ofRows, ...gone];
}

/** Deployments planned from a template in which nothing is begun or done. */
export function listFollowing(db: ReadDb, template: StoredTemplate): FollowingDeployment[] {
  const deployments = db
    .prepare<[string], Omit<FollowingDeployment, 'rows' | 'milestones' | 'links' | 'templateLinks'>>(
      `SELECT d.id, coalesce(dom.label, dom.code, '') AS domainLabel, coalesce(e.short_name, e.name, '') AS siteName,
          d.template_version AS version, coalesce(d.size_factor, e.size_factor, 10000) AS sizeFactor
        FROM deployment d JOIN domain dom ON dom.id = d.domain_id JOIN establishment e ON e.id = d.establishment_id
        WHERE d.template_id = ? AND d.deleted = 0
          AND coalesce(d.stage, '') NOT IN ('in_production', 'converged', 'out_of_scope', 'abandoned')
          AND EXISTS (SELECT 1 FROM milestone m WHERE m.deployment_id = d.id AND m.deleted = 0)
          AND NOT EXISTS (SELECT 1 FROM milestone m WHERE m.deployment_id = d.id AND m.deleted = 0
            AND (m.actual_start IS NOT NULL OR m.actual_end IS NOT NULL OR m.status IN ('in_progress', 'done')))
        ORDER BY dom.position, d.wave, e.position, d.id`,
    )
    .all(template.id);
  const milestones = db.prepare<[string, string], FollowingMilestone>(
    `SELECT m.id, m.template_row_id AS rowId, coalesce(m.label, '') AS label, coalesce(m.duration, 0) AS duration,
        coalesce(m.duration_unit, 'working') AS unit
      FROM milestone m JOIN template_row r ON r.id = m.template_row_id
      WHERE m.deployment_id = ? AND r.template_id = ? AND m.deleted = 0 ORDER BY m.position, m.id`,
  );
  const links = db.prepare<[string], FollowingLink>(
    `SELECT l.id, p.template_row_id AS predecessor, s.template_row_id AS successor,
        CASE WHEN l.type IN ('SS', 'FF', 'SF') THEN l.type ELSE 'FS' END AS type, coalesce(l.lag, 0) AS lag,
        CASE l.lag_unit WHEN 'calendar' THEN 'calendar' ELSE 'working' END AS lagUnit
      FROM milestone s
      JOIN dependency l ON l.successor_id = s.id AND l.deleted = 0
      JOIN milestone p ON p.id = l.predecessor_id AND p.deleted = 0 AND p.deployment_id = s.deployment_id
      WHERE s.deployment_id = ? AND s.deleted = 0 ORDER BY l.id`,
  );
  const repeated = new Set(template.rows.filter((row) => row.repeated).map(({ id }) => id));
  return deployments.flatMap((deployment) => {
    const own = milestones.all(deployment.id, template.id);
    if (own.length === 0) return [];
    const isFurther = own.some(({ rowId }) => repeated.has(rowId));
    const rows = template.rows.filter((row) => row.repeated === isFurther);
    const known = new Set(rows.map(({ id }) => id));
    const within = ({ predecessor, successor }: FollowingLink): boolean =>
      known.has(predecessor) && known.has(successor);
    return [
      {
        ...deployment,
        milestones: own,
        rows,
        links: links.all(deployment.id).filter(within),
        templateLinks: template.links.filter(within),
      },
    ];
  });
}
