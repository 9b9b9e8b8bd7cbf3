import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { driftBetween } from '../../shared/scheduling/baseline.ts';
import type { DeploymentView } from '../../shared/views/deployment-view.ts';
import type { ReadDb } from '../sqlite.ts';
import { calendarsOfSites } from './baseline-view.ts';

interface NewestBaseline {
  readonly id: string;
  readonly label: string | null;
  readonly takenOn: IsoDate | null;
}

/**
 * How far the end of a deployment has moved since the newest baseline that is of it or of the group and whose dates are
 * here, over the milestones that have an end in both; null where there is nothing to compare.
 */
export function getDeploymentDrift(
  db: ReadDb,
  deploymentId: string,
  siteId: string,
): DeploymentView['baselineDrift'] {
  const baseline = findNewest(db, deploymentId);
  if (!baseline) return null;
  const ends = listBothEnds(db, deploymentId, baseline.id);
  const [was, now] = [lastOf(ends.map(({ was: day }) => day)), lastOf(ends.map(({ now: day }) => day))];
  const workingDays = driftBetween({ end: was }, { end: now, siteId }, calendarsOfSites(db));
  if (was === null || workingDays === null) return null;
  const later = ends.filter((one) => one.now > one.was).length;
  return { label: baseline.label ?? '', takenOn: baseline.takenOn, end: was, workingDays, later };
}

function findNewest(db: ReadDb, deploymentId: string): NewestBaseline | undefined {
  return db
    .prepare<[string], NewestBaseline>(
      `SELECT b.id, b.label, b.taken_on AS takenOn FROM baseline b JOIN baseline_read r ON r.baseline_id = b.id
        WHERE b.deleted = 0 AND (b.deployment_id IS NULL OR b.deployment_id = ?)
        ORDER BY b.taken_on DESC, b.id DESC LIMIT 1`,
    )
    .get(deploymentId);
}

/** From the deployment's few milestones to their values: a baseline of a large group has tens of thousands. */
function listBothEnds(
  db: ReadDb,
  deploymentId: string,
  baselineId: string,
): { was: IsoDate; now: IsoDate }[] {
  return db
    .prepare<[string, string], { was: IsoDate; now: IsoDate }>(
      `SELECT v.end_date AS was, m.planned_end AS now
        FROM milestone m JOIN baseline_value v ON v.baseline_id = ? AND v.milestone_id = m.id
        WHERE m.deployment_id = ? AND m.deleted = 0 AND coalesce(m.status, '') <> 'not_applicable'
          AND v.end_date IS NOT NULL AND m.planned_end IS NOT NULL`,
    )
    .all(baselineId, deploymentId);
}

function lastOf(days: readonly IsoDate[]): IsoDate | null {
  return days.reduce<IsoDate | null>((last, day) => (last === null || day > last ? day : last), null);
}
