import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { ReadDb } from '../sqlite.ts';

export interface OpenMilestones {
  readonly next: {
    readonly id: string;
    readonly label: string;
    readonly date: IsoDate;
    readonly late: boolean;
  };
  readonly lateCount: number;
}

/** SQL condition: the milestone is still waited for. */
export const OPEN_MILESTONE = "coalesce(m.status, '') NOT IN ('done', 'not_applicable')";

/** By deployment: the open milestone that ends first, and how many are late. Those without a date are left out. */
export function getOpenMilestones(db: ReadDb, today: IsoDate): Map<string, OpenMilestones> {
  const rows = db
    .prepare<
      [IsoDate],
      { deploymentId: string; id: string; label: string | null; date: IsoDate; lateCount: number }
    >(
      // SQLite takes bare columns from the row that holds min().
      `SELECT m.deployment_id AS deploymentId, m.id, m.label, min(m.planned_end) AS date,
          sum(m.planned_end < ?) AS lateCount
        FROM milestone m
        WHERE m.deleted = 0 AND m.planned_end IS NOT NULL AND ${OPEN_MILESTONE}
        GROUP BY m.deployment_id`,
    )
    .all(today);
  return new Map(
    rows.map((row) => [
      row.deploymentId,
      {
        next: { id: row.id, label: row.label ?? '', date: row.date, late: row.date < today },
        lateCount: row.lateCount,
      },
    ]),
  );
}

/**
 * The other domains each deployment waits for: through a link from an unfinished milestone of theirs to an open one of
 * its own, or, while it has not begun, through a domain that must come first at the same site. Codes, with the site
 * where it is another one: « ANNU (Aptière) ». The sites of one domain follow each other by links too, in waves: that is
 * the plan, and nothing to wait for.
 */
export function listWaits(db: ReadDb): Map<string, string[]> {
  const rows = db
    .prepare<[], { deploymentId: string; place: string }>(
      // In this order, set by CROSS JOIN: the open milestones of one reading of their table, then the links of those
      // alone. Most links stay within a deployment and end at the next step.
      `SELECT DISTINCT s.deployment_id AS deploymentId,
          dom.code || CASE WHEN d.establishment_id = own.establishment_id THEN ''
            ELSE ' (' || coalesce(e.short_name, e.name, '') || ')' END AS place
        FROM milestone s NOT INDEXED
        CROSS JOIN dependency l ON l.successor_id = s.id AND l.deleted = 0
        CROSS JOIN milestone p ON p.id = l.predecessor_id AND p.deployment_id <> s.deployment_id
        CROSS JOIN deployment d ON d.id = p.deployment_id AND d.deleted = 0
        CROSS JOIN deployment own ON own.id = s.deployment_id AND own.domain_id <> d.domain_id
        CROSS JOIN domain dom ON dom.id = d.domain_id
        CROSS JOIN establishment e ON e.id = d.establishment_id
        WHERE s.deleted = 0 AND coalesce(s.status, '') NOT IN ('done', 'not_applicable')
          AND p.deleted = 0 AND coalesce(p.status, '') NOT IN ('done', 'not_applicable')
      UNION
      SELECT d.id, need.code
        FROM deployment d
        JOIN domain_prerequisite r ON r.domain_id = d.domain_id AND r.deleted = 0
        JOIN domain need ON need.id = r.requires_id
        JOIN deployment n ON n.domain_id = r.requires_id AND n.establishment_id = d.establishment_id AND n.deleted = 0
        WHERE d.deleted = 0 AND d.stage IN ('not_started', 'framing')
          AND coalesce(n.stage, '') NOT IN ('in_production', 'converged', 'out_of_scope')
      ORDER BY 1, 2`,
    )
    .all();
  const waits = new Map<string, string[]>();
  for (const { deploymentId, place } of rows) {
    const places = waits.get(deploymentId);
    if (places) places.push(place);
    else waits.set(deploymentId, [place]);
  }
  return waits;
}
