import { foldText } from './fold-text.ts';
import type { MemberRole } from '../views/common.ts';
import type { MatrixCell, MatrixView } from '../views/matrix-view.ts';

/** What the matrix is narrowed to; an empty list or text narrows nothing. */
export interface MatrixFilter {
  readonly text: string;
  readonly families: readonly string[];
  readonly establishmentIds: readonly string[];
  readonly roles: readonly MemberRole[];
  readonly stages: readonly string[];
  readonly lateOnly: boolean;
}

export const emptyMatrixFilter: MatrixFilter = {
  text: '',
  families: [],
  establishmentIds: [],
  roles: [],
  stages: [],
  lateOnly: false,
};

export type MatrixDomain = MatrixView['domains'][number];
export type MatrixEstablishment = MatrixView['establishments'][number];

/** What is left of a matrix: rows and columns in their order, and the cells that answer every condition. */
export interface FilteredMatrix {
  readonly domains: readonly MatrixDomain[];
  readonly establishments: readonly MatrixEstablishment[];
  /** Ids of the deployments that match; null where no condition bears on cells, so all of them do. */
  readonly matches: ReadonlySet<string> | null;
}

/** Number of conditions set, as shown beside the button that clears them. */
export function countConditions(filter: MatrixFilter): number {
  const lists = [filter.families, filter.establishmentIds, filter.roles, filter.stages];
  const set = lists.filter((list) => list.length > 0).length;
  return set + (filter.lateOnly ? 1 : 0) + (filter.text.trim() === '' ? 0 : 1);
}

/**
 * Narrows a matrix. Families, establishments and roles choose rows and columns; stage, lateness and text choose
 * cells, and rows and columns left without any matching cell go. Every word of the text must be found in the
 * cell's domain, establishment, products or next milestone.
 */
export function filterMatrix(view: MatrixView, filter: MatrixFilter): FilteredMatrix {
  const domains = view.domains.filter((domain) => isIn(filter.families, domain.family));
  const establishments = view.establishments.filter(
    (site) => isIn(filter.establishmentIds, site.id) && isIn(filter.roles, site.role),
  );
  const words = foldText(filter.text).split(/\s+/).filter(Boolean);
  const bearsOnCells = words.length > 0 || filter.stages.length > 0 || filter.lateOnly;
  if (!bearsOnCells) return { domains, establishments, matches: null };
  return keepMatching(view, filter, words, domains, establishments);
}

function keepMatching(
  view: MatrixView,
  filter: MatrixFilter,
  words: readonly string[],
  domains: readonly MatrixDomain[],
  establishments: readonly MatrixEstablishment[],
): FilteredMatrix {
  const rowText = new Map(domains.map((domain) => [domain.id, foldText(`${domain.label} ${domain.code}`)]));
  const columnText = new Map(
    establishments.map((site) => [site.id, foldText(`${site.name} ${site.shortName}`)]),
  );
  const matches = new Set<string>();
  const rows = new Set<string>();
  const columns = new Set<string>();
  for (const cell of view.cells) {
    const row = rowText.get(cell.domainId);
    const column = columnText.get(cell.establishmentId);
    if (row === undefined || column === undefined || !cellMatches(cell, filter, words, `${row} ${column}`))
      continue;
    matches.add(cell.deploymentId);
    rows.add(cell.domainId);
    columns.add(cell.establishmentId);
  }
  return {
    domains: domains.filter((domain) => rows.has(domain.id)),
    establishments: establishments.filter((site) => columns.has(site.id)),
    matches,
  };
}

function cellMatches(
  cell: MatrixCell,
  filter: MatrixFilter,
  words: readonly string[],
  place: string,
): boolean {
  // Told to be out of scope, so only found by who asks for it.
  if (cell.stage === 'out_of_scope' && !filter.stages.includes(cell.stage)) return false;
  if (!isIn(filter.stages, cell.stage)) return false;
  if (filter.lateOnly && cell.lateCount === 0) return false;
  if (words.length === 0) return true;
  const own = foldText([cell.currentProduct, cell.targetProduct, cell.nextMilestone?.label].join(' '));
  return words.every((word) => place.includes(word) || own.includes(word));
}

/** An empty choice lets everything through. */
function isIn<T>(choice: readonly T[], value: T): boolean {
  return choice.length === 0 || choice.includes(value);
}
