import type { PlannedDates } from '../../shared/scheduling/baseline.ts';
import type { ReadDb } from '../sqlite.ts';
import { inScenario } from './scenario-plan.ts';

/**
 * Days of the milestones of the group, or of one deployment, as the projection of `db` shows them; those without any
 * day and those not applicable left out. With a scenario, on the days it gives them.
 */
export function listPlannedDates(
  db: ReadDb,
  deploymentId: string | null,
  scenarioId: string | null = null,
): PlannedDates[] {
  return db
    .prepare<[string | null, string | null], PlannedDates>(
      `SELECT m.id, coalesce(m.label, '') AS label, m.deployment_id AS deploymentId, d.domain_id AS domainId,
          d.establishment_id AS siteId, m.planned_start AS start, m.planned_end AS end
        FROM milestone m JOIN deployment d ON d.id = m.deployment_id AND d.deleted = 0
        WHERE m.deleted = 0 AND coalesce(m.status, '') <> 'not_applicable'
          AND d.domain_id IS NOT NULL AND d.establishment_id IS NOT NULL AND (? IS NULL OR d.id = ?)
        ORDER BY m.id`,
    )
    .all(deploymentId, deploymentId)
    .map(inScenario<PlannedDates>(db, scenarioId))
    .filter(({ start, end }) => start !== null || end !== null);
}

/** The dates a baseline holds here, of the group or of one deployment. */
export function listBaselineValues(
  db: ReadDb,
  baselineId: string,
  deploymentId: string | null,
): PlannedDates[] {
  return db
    .prepare<[string, string | null, string | null], PlannedDates>(
      `SELECT milestone_id AS id, label, deployment_id AS deploymentId, domain_id AS domainId, site_id AS siteId,
          start_date AS start, end_date AS end
        FROM baseline_value WHERE baseline_id = ? AND (? IS NULL OR deployment_id = ?) ORDER BY milestone_id`,
    )
    .all(baselineId, deploymentId, deploymentId);
}
