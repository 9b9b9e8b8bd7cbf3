import type { ReadDb } from '../sqlite.ts';

export interface DomainRow {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly family: string;
  readonly weight: number;
}

/** Domains in the order of the matrix: family, then position. */
export function listDomains(db: ReadDb): DomainRow[] {
  return db
    .prepare<[], DomainRow>(
      `SELECT d.id, d.code, coalesce(d.label, d.code) AS label, coalesce(d.family, '') AS family,
          coalesce(d.weight, 1) AS weight
        FROM domain d LEFT JOIN reference_value f
          ON f.list = 'domain_family' AND f.code = d.family AND f.deleted = 0
        WHERE d.deleted = 0 AND d.code IS NOT NULL
        ORDER BY coalesce(f.position, 9999), coalesce(d.position, 9999), d.id`,
    )
    .all();
}
