import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { ReadDb } from '../sqlite.ts';

/** Who owns a step of a plan, by the role that usually does. */
export type OwnerOf = (role: string | null) => string | null;

/**
 * Reads the owner of each step of a domain at a site: its referent of the role that usually owns the step, else the one
 * who has been its referent for the longest time; nobody where there is no referent.
 */
export function ownersAt(db: ReadDb, domainId: string, siteId: string, today: IsoDate): OwnerOf {
  const referents = db
    .prepare<[string, string, IsoDate, IsoDate], { personId: string; role: string | null }>(
      `SELECT p.id AS personId, coalesce(a.role, p.role) AS role
        FROM assignment a JOIN person p ON p.id = a.person_id AND p.deleted = 0
        WHERE a.domain_id = ? AND a.establishment_id = ? AND a.deleted = 0
          AND (a.from_date IS NULL OR a.from_date <= ?) AND (a.to_date IS NULL OR a.to_date >= ?)
        ORDER BY a.from_date, a.id`,
    )
    .all(domainId, siteId, today, today);
  return (role) => (referents.find((one) => one.role === role) ?? referents[0])?.personId ?? null;
}
