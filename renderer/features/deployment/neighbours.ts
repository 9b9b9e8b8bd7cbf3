import type { MatrixCell, MatrixView } from '../../../shared/views/matrix-view.ts';

/** A deployment beside another one, with the name that tells it apart. */
export interface Neighbour {
  readonly id: string;
  readonly name: string;
}

export interface Neighbours {
  /** Same domain, at the site before and after in the matrix. */
  readonly previousSite: Neighbour | null;
  readonly nextSite: Neighbour | null;
  /** Same site, the domain before and after in the matrix. */
  readonly previousDomain: Neighbour | null;
  readonly nextDomain: Neighbour | null;
}

/** The deployments next to one in its row and its column of the matrix, pairs out of scope stepped over. */
export function findNeighbours(view: MatrixView, deploymentId: string): Neighbours {
  const own = view.cells.find((cell) => cell.deploymentId === deploymentId);
  if (!own) return { previousSite: null, nextSite: null, previousDomain: null, nextDomain: null };
  const row = inOrder(
    view.establishments.map((site) => ({ id: site.id, name: site.shortName })),
    view.cells.filter((cell) => cell.domainId === own.domainId),
    (cell) => cell.establishmentId,
  );
  const column = inOrder(
    view.domains.map((domain) => ({ id: domain.id, name: domain.label })),
    view.cells.filter((cell) => cell.establishmentId === own.establishmentId),
    (cell) => cell.domainId,
  );
  const [previousSite, nextSite] = around(row, deploymentId);
  const [previousDomain, nextDomain] = around(column, deploymentId);
  return { previousSite, nextSite, previousDomain, nextDomain };
}

function inOrder(
  places: readonly { id: string; name: string }[],
  cells: readonly MatrixCell[],
  placeOf: (cell: MatrixCell) => string,
): Neighbour[] {
  const byPlace = new Map(cells.map((cell) => [placeOf(cell), cell.deploymentId]));
  return places.flatMap(({ id, name }) => {
    const deployment = byPlace.get(id);
    return deployment === undefined ? [] : [{ id: deployment, name }];
  });
}

function around(line: readonly Neighbour[], id: string): [Neighbour | null, Neighbour | null] {
  const at = line.findIndex((candidate) => candidate.id === id);
  return [line[at - 1] ?? null, line[at + 1] ?? null];
}
