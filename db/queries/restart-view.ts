import { AppError } from '../../shared/rpc/app-error.ts';
import type { RestartStep, RestartView } from '../../shared/views/restart-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';

/** What a site starts again after an outage, in its order. @throws AppError `not-found` for an unknown site */
export function getRestartView(db: ReadDb, siteId: string): RestartView {
  return db.snapshot(() => {
    const site = db
      .prepare<[string], { name: string | null }>(
        'SELECT name FROM establishment WHERE id = ? AND deleted = 0',
      )
      .get(siteId);
    if (!site) throw new AppError('not-found', { details: { table: 'establishment' } });
    return {
      basis: getBasis(db),
      siteId,
      siteName: site.name ?? '',
      steps: db
        .prepare<[string], RestartStep>(
          `SELECT r.id, coalesce(r.label, '') AS label, r.domain_id AS domainId, coalesce(d.label, d.code, '') AS domainLabel,
              r.allowed_minutes AS allowedMinutes, r.degraded_mode AS degradedMode
            FROM restart_step r LEFT JOIN domain d ON d.id = r.domain_id
            WHERE r.establishment_id = ? AND r.deleted = 0 ORDER BY coalesce(r.position, 9999), r.id`,
        )
        .all(siteId),
    };
  });
}
