import { foldText } from '../../shared/domain/fold-text.ts';
import { personName } from '../../shared/domain/person-name.ts';
import type { SearchResult } from '../../shared/views/workspace-view.ts';
import type { ReadDb } from '../sqlite.ts';

/** Results shown for each kind. */
const PER_KIND = 8;

/** Finds deployments, sites, domains, people and lines of the registers whose words all occur, without regard to case or accents. */
export function search(db: ReadDb, text: string): SearchResult[] {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return db.snapshot(() =>
    [
      listDeployments(db),
      listEstablishments(db),
      listDomains(db),
      listPeople(db),
      listRegister(db, 'decision', 'coalesce(r.number, r.body)'),
      listRegister(db, 'risk', 'e.name'),
    ].flatMap((candidates) => candidates.filter((candidate) => matches(candidate, words)).slice(0, PER_KIND)),
  );
}

function matches(candidate: SearchResult, words: readonly string[]): boolean {
  const text = foldText(`${candidate.title} ${candidate.subtitle}`);
  return words.every((word) => text.includes(word));
}

function listDeployments(db: ReadDb): SearchResult[] {
  return db
    .prepare<[], { id: string; label: string; code: string; site: string }>(
      `SELECT d.id, coalesce(dom.label, dom.code) AS label, dom.code, coalesce(e.name, '') AS site
        FROM deployment d JOIN domain dom ON dom.id = d.domain_id JOIN establishment e ON e.id = d.establishment_id
        WHERE d.deleted = 0 ORDER BY coalesce(dom.position, 9999), coalesce(e.position, 9999), d.id`,
    )
    .all()
    .map((row) => ({
      kind: 'deployment',
      id: row.id,
      title: `${row.label} · ${row.site}`,
      subtitle: row.code,
    }));
}

function listEstablishments(db: ReadDb): SearchResult[] {
  return db
    .prepare<[], { id: string; name: string; town: string | null }>(
      `SELECT id, coalesce(name, '') AS name, town FROM establishment
        WHERE deleted = 0 AND kind = 'site' ORDER BY coalesce(position, 9999), id`,
    )
    .all()
    .map((row) => ({ kind: 'establishment', id: row.id, title: row.name, subtitle: row.town ?? '' }));
}

function listDomains(db: ReadDb): SearchResult[] {
  return db
    .prepare<[], { id: string; label: string; code: string }>(
      `SELECT id, coalesce(label, code) AS label, code FROM domain WHERE deleted = 0 ORDER BY position, id`,
    )
    .all()
    .map((row) => ({ kind: 'domain', id: row.id, title: row.label, subtitle: row.code }));
}

function listPeople(db: ReadDb): SearchResult[] {
  return db
    .prepare<
      [],
      {
        id: string;
        firstName: string | null;
        lastName: string | null;
        profession: string | null;
        site: string | null;
      }
    >(
      `SELECT p.id, p.first_name AS firstName, p.last_name AS lastName, p.profession,
          coalesce(e.short_name, e.name) AS site
        FROM person p LEFT JOIN establishment e ON e.id = p.establishment_id
        WHERE p.deleted = 0 ORDER BY p.last_name, p.first_name, p.id`,
    )
    .all()
    .map((row) => ({
      kind: 'person',
      id: row.id,
      title: personName(row),
      subtitle: [row.profession, row.site].filter(Boolean).join(', '),
    }));
}

/** Lines of a register; `subtitle` is the column that tells them apart. */
function listRegister(db: ReadDb, kind: 'decision' | 'risk', subtitle: string): SearchResult[] {
  return db
    .prepare<[], Omit<SearchResult, 'kind'>>(
      `SELECT r.id, coalesce(r.label, '') AS title, coalesce(${subtitle}, '') AS subtitle
        FROM ${kind} r LEFT JOIN establishment e ON e.id = r.establishment_id
        WHERE r.deleted = 0 ORDER BY r.label, r.id`,
    )
    .all()
    .map((row) => ({ kind, ...row }));
}
