import { AppError } from '../../shared/rpc/app-error.ts';
import { scaledDuration } from '../../shared/scheduling/apply-template.ts';
import type { TemplatePropagation } from '../../shared/views/template-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { loadTemplate, type StoredTemplate, type StoredTemplateRow } from './template-queries.ts';

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
}

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

/** Differences between a deployment and its template; milestones somebody added by hand are not told. */
export function changesOf({ rows, milestones, sizeFactor }: FollowingDeployment): FoundChange[] {
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
    .prepare<[string], Omit<FollowingDeployment, 'rows' | 'milestones'>>(
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
  const repeated = new Set(template.rows.filter((row) => row.repeated).map(({ id }) => id));
  return deployments.flatMap((deployment) => {
    const own = milestones.all(deployment.id, template.id);
    if (own.length === 0) return [];
    const isFurther = own.some(({ rowId }) => repeated.has(rowId));
    return [
      { ...deployment, milestones: own, rows: template.rows.filter((row) => row.repeated === isFurther) },
    ];
  });
}
