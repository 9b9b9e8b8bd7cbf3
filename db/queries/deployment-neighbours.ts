import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { Neighbour, Neighbours } from '../../shared/views/neighbours-view.ts';
import type { ReadDb } from '../sqlite.ts';
import { listDomains } from './domain-queries.ts';
import { listSites } from './establishment-queries.ts';

/**
 * The deployments next to one in its row and its column of the matrix of a day, pairs out of scope stepped over. All
 * null for a deployment that is not in the matrix.
 */
export function getNeighbours(db: ReadDb, id: string, today: IsoDate): Neighbours {
  return db.snapshot(() => {
    const sites = listSites(db, today).map((site) => ({ place: site.id, name: site.shortName }));
    const domains = listDomains(db).map((domain) => ({ place: domain.id, name: domain.label }));
    const [previousSite, nextSite] = around(sites, listRow(db, id), id);
    const [previousDomain, nextDomain] = around(domains, listColumn(db, id), id);
    return { previousSite, nextSite, previousDomain, nextDomain };
  });
}

interface Place {
  readonly place: string;
  readonly name: string;
}

interface PlacedDeployment {
  readonly id: string;
  readonly place: string;
}

function around(
  places: readonly Place[],
  deployments: readonly PlacedDeployment[],
  id: string,
): [Neighbour | null, Neighbour | null] {
  const byPlace = new Map(deployments.map((deployment) => [deployment.place, deployment.id]));
  const line = places.flatMap(({ place, name }) => {
    const deployment = byPlace.get(place);
    return deployment === undefined ? [] : [{ id: deployment, name }];
  });
  const at = line.findIndex((candidate) => candidate.id === id);
  return at < 0 ? [null, null] : [line[at - 1] ?? null, line[at + 1] ?? null];
}

/** The deployments of the same domain by their site, in the order of the matrix, where the last of a pair counts. */
function listRow(db: ReadDb, id: string): PlacedDeployment[] {
  return db
    .prepare<[string], PlacedDeployment>(
      `SELECT d.id, d.establishment_id AS place FROM deployment own JOIN deployment d ON d.domain_id = own.domain_id
        WHERE own.id = ? AND d.deleted = 0 ORDER BY d.id`,
    )
    .all(id);
}

/** The deployments of the same site by their domain. */
function listColumn(db: ReadDb, id: string): PlacedDeployment[] {
  return db
    .prepare<[string], PlacedDeployment>(
      `SELECT d.id, d.domain_id AS place FROM deployment own
          JOIN deployment d ON d.establishment_id = own.establishment_id
        WHERE own.id = ? AND d.deleted = 0 ORDER BY d.id`,
    )
    .all(id);
}
