import { periodKinds } from '../../shared/domain/registry.ts';
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { CalendarView, Period } from '../../shared/views/calendar-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { listSites } from './establishment-queries.ts';

/** Freezes, closures and maintenance windows; a period without both its days is left out. */
export function getCalendarView(db: ReadDb, today: IsoDate): CalendarView {
  return db.snapshot(() => ({
    basis: getBasis(db),
    periods: listPeriods(db),
    establishments: listSites(db, today).map(({ id, name }) => ({ id, name })),
  }));
}

function listPeriods(db: ReadDb): Period[] {
  return db
    .prepare<[], Omit<Period, 'kind'> & { kind: string | null }>(
      `SELECT p.id, p.establishment_id AS establishmentId, e.name AS establishmentName, p.kind,
          coalesce(p.label, '') AS label, p.from_date AS fromDate, p.to_date AS toDate
        FROM calendar_period p LEFT JOIN establishment e ON e.id = p.establishment_id
        WHERE p.deleted = 0 AND p.from_date IS NOT NULL AND p.to_date IS NOT NULL
        ORDER BY p.from_date, p.id`,
    )
    .all()
    .flatMap((row) => {
      const kind = periodKinds.find((known) => known === row.kind);
      return kind ? [{ ...row, kind }] : [];
    });
}
