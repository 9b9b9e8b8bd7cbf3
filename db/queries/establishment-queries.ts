import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { memberRoleSchema, type MemberRole } from '../../shared/views/common.ts';
import type { ReadDb } from '../sqlite.ts';

export interface Site {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly role: MemberRole;
  readonly beds: number | null;
  readonly networkClass: string | null;
  readonly holidayZone: string | null;
  readonly sizeFactor: number | null;
  readonly position: number;
}

interface SiteRow extends Omit<Site, 'role'> {
  readonly role: string | null;
}

/**
 * Geographic sites that are open and in the group on a day, support first, then by position. A site's role is
 * that of its membership of that day.
 */
export function listSites(db: ReadDb, today: IsoDate): Site[] {
  const rows = db
    .prepare<[IsoDate, IsoDate, IsoDate], SiteRow>(
      `SELECT e.id, e.name, coalesce(e.short_name, e.name) AS shortName, e.beds, e.network_class AS networkClass,
          e.holiday_zone AS holidayZone, e.size_factor AS sizeFactor, coalesce(e.position, 9999) AS position,
          (SELECT m.role FROM membership m
            WHERE m.establishment_id = e.id AND m.deleted = 0
              AND (m.from_date IS NULL OR m.from_date <= ?) AND (m.to_date IS NULL OR m.to_date >= ?)
            ORDER BY m.from_date DESC, m.id LIMIT 1) AS role
        FROM establishment e
        WHERE e.kind = 'site' AND e.deleted = 0 AND (e.closed_on IS NULL OR e.closed_on > ?)`,
    )
    .all(today, today, today);
  const sites = rows.flatMap((row) => {
    const role = memberRoleSchema.safeParse(row.role);
    return role.success ? [{ ...row, role: role.data }] : [];
  });
  return sites.sort(
    (a, b) =>
      Number(b.role === 'support') - Number(a.role === 'support') ||
      a.position - b.position ||
      (a.id < b.id ? -1 : 1),
  );
}
