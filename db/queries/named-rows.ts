/** Rows a form lets choose from, each by its id and the name it is known by. */
import { personName } from '../../shared/domain/person-name.ts';
import type { ReadDb } from '../sqlite.ts';

export interface NamedRow {
  readonly id: string;
  readonly name: string;
}

/** People by family name. */
export function listPersonNames(db: ReadDb): NamedRow[] {
  return db
    .prepare<[], { id: string; firstName: string | null; lastName: string | null }>(
      `SELECT id, first_name AS firstName, last_name AS lastName FROM person WHERE deleted = 0
        ORDER BY last_name, first_name, id`,
    )
    .all()
    .map(({ id, ...person }) => ({ id, name: personName(person) }));
}

/** Deployments as « Domaine · Site », in the order of the matrix. */
export function listDeploymentNames(db: ReadDb): NamedRow[] {
  return db
    .prepare<[], NamedRow>(
      `SELECT d.id, coalesce(dom.label, dom.code, '') || ' · ' || coalesce(e.short_name, e.name, '') AS name
        FROM deployment d JOIN domain dom ON dom.id = d.domain_id
          JOIN establishment e ON e.id = d.establishment_id
        WHERE d.deleted = 0 AND dom.deleted = 0 AND e.deleted = 0
        ORDER BY coalesce(dom.position, 9999), dom.id, coalesce(e.position, 9999), e.id`,
    )
    .all();
}

/** Domains in their order. */
export function listDomainNames(db: ReadDb): NamedRow[] {
  return db
    .prepare<[], NamedRow>(
      `SELECT id, coalesce(label, code, '') AS name FROM domain WHERE deleted = 0
        ORDER BY coalesce(position, 9999), id`,
    )
    .all();
}
