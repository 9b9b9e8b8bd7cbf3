import { comparePersonNames } from '../../shared/domain/person-name.ts';
import type { PeopleView, PersonRow } from '../../shared/views/people-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { listDomainChoices, listSiteChoices } from './named-choices.ts';
import { getOwnRights } from './own-rights.ts';
import { purgeOf } from './purge-words.ts';

type Assignment = PersonRow['assignments'][number];

/** Everyone of the group with assignments and open milestones, by name. */
export function getPeopleView(db: ReadDb): PeopleView {
  return db.snapshot(() => {
    const assignments = listAssignments(db);
    const open = countOpenMilestones(db);
    const rights = getOwnRights(db);
    const people = db
      .prepare<[], Omit<PersonRow, 'assignments' | 'openMilestones' | 'purged'>>(
        `SELECT p.id, p.first_name AS firstName, p.last_name AS lastName, p.email, p.phone,
            coalesce(p.role, 'INVITE') AS role, p.profession, p.establishment_id AS establishmentId,
            coalesce(e.short_name, e.name) AS establishmentName
          FROM person p LEFT JOIN establishment e ON e.id = p.establishment_id
          WHERE p.deleted = 0`,
      )
      .all()
      .sort(comparePersonNames);
    return {
      basis: getBasis(db),
      people: people.map((person) => ({
        ...person,
        assignments: assignments.get(person.id) ?? [],
        openMilestones: open.get(person.id) ?? 0,
        purged: purgeOf(db, person.id),
      })),
      mayPurge: rights.level === 'admin' || rights.level === 'manager',
      establishments: listSiteChoices(db),
      domains: listDomainChoices(db),
    };
  });
}

function listAssignments(db: ReadDb): Map<string, Assignment[]> {
  const rows = db
    .prepare<[], Assignment & { readonly personId: string }>(
      `SELECT a.id, a.person_id AS personId, a.domain_id AS domainId, coalesce(d.label, d.code, '') AS domainLabel,
          a.establishment_id AS establishmentId, coalesce(e.short_name, e.name, '') AS establishmentName,
          coalesce(a.role, '') AS role, a.from_date AS fromDate, a.to_date AS toDate
        FROM assignment a
        JOIN domain d ON d.id = a.domain_id
        JOIN establishment e ON e.id = a.establishment_id
        WHERE a.deleted = 0 ORDER BY coalesce(d.position, 9999), coalesce(e.position, 9999), a.id`,
    )
    .all();
  return new Map(
    [...Map.groupBy(rows, (row) => row.personId)].map(([id, list]) => [
      id,
      list.map(({ personId: _, ...assignment }) => assignment),
    ]),
  );
}

function countOpenMilestones(db: ReadDb): Map<string, number> {
  const rows = db
    .prepare<[], { id: string; n: number }>(
      `SELECT owner_id AS id, count(*) AS n FROM milestone
        WHERE deleted = 0 AND owner_id IS NOT NULL AND coalesce(status, '') NOT IN ('done', 'not_applicable')
        GROUP BY owner_id`,
    )
    .all();
  return new Map(rows.map((row) => [row.id, row.n]));
}
