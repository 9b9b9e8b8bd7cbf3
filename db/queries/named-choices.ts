/** What a form offers to choose from, as `{id, name}` in the order of a list. */
import { comparePersonNames, personName } from '../../shared/domain/person-name.ts';
import type { ReadDb } from '../sqlite.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Everyone of the directory as « Prénom Nom », by family name. */
export function listPersonChoices(db: ReadDb): Named[] {
  return db
    .prepare<[], { id: string; firstName: string | null; lastName: string | null }>(
      'SELECT id, first_name AS firstName, last_name AS lastName FROM person WHERE deleted = 0',
    )
    .all()
    .sort(comparePersonNames)
    .map((person) => ({ id: person.id, name: personName(person) }));
}

export function listDomainChoices(db: ReadDb): Named[] {
  return db
    .prepare<[], Named>(
      `SELECT id, coalesce(label, code, '') AS name FROM domain
        WHERE deleted = 0 ORDER BY coalesce(position, 9999), id`,
    )
    .all();
}

/** Geographic sites by their short names. */
export function listSiteChoices(db: ReadDb): Named[] {
  return db
    .prepare<[], Named>(
      `SELECT id, coalesce(short_name, name, '') AS name FROM establishment
        WHERE deleted = 0 AND kind = 'site' ORDER BY coalesce(position, 9999), id`,
    )
    .all();
}

/** Deployments as « Domaine · Site », in the order of the matrix. */
export function listDeploymentChoices(db: ReadDb): Named[] {
  return db
    .prepare<[], Named>(
      `SELECT d.id, coalesce(dom.label, dom.code, '') || ' · ' || coalesce(e.short_name, e.name, '') AS name
        FROM deployment d JOIN domain dom ON dom.id = d.domain_id
          JOIN establishment e ON e.id = d.establishment_id
        WHERE d.deleted = 0 AND dom.deleted = 0 AND e.deleted = 0
        ORDER BY coalesce(dom.position, 9999), dom.id, coalesce(e.position, 9999), e.id`,
    )
    .all();
}
