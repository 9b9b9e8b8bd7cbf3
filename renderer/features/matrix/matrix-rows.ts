import type {
  FilteredMatrix,
  MatrixDomain,
  MatrixEstablishment,
} from '../../../shared/domain/matrix-filter.ts';
import type { MatrixCell, MatrixView } from '../../../shared/views/matrix-view.ts';

export interface FamilyRow {
  readonly kind: 'family';
  readonly code: string;
  readonly label: string;
}
/** One domain, its cells in the order of the columns; null where the pair is out of scope. */
export interface DomainRow {
  readonly kind: 'domain';
  readonly domain: MatrixDomain;
  readonly cells: readonly (MatrixCell | null)[];
}
export type MatrixRow = FamilyRow | DomainRow;

/** The grid as drawn: rows grouped by family in the families' order, and the columns. */
export interface MatrixGridModel {
  readonly rows: readonly MatrixRow[];
  readonly columns: readonly MatrixEstablishment[];
  /** Ids of deployments to bring forward; null: all. */
  readonly matches: ReadonlySet<string> | null;
}

/** Lays a narrowed matrix out in rows; domains of a family unknown to the list come last under their own label. */
export function buildMatrixRows(view: MatrixView, filtered: FilteredMatrix): MatrixGridModel {
  const columnOf = new Map(filtered.establishments.map((site, index) => [site.id, index]));
  const cellsOf = new Map<string, (MatrixCell | null)[]>();
  for (const domain of filtered.domains) {
    cellsOf.set(
      domain.id,
      Array.from({ length: filtered.establishments.length }, () => null),
    );
  }
  for (const cell of view.cells) {
    const column = columnOf.get(cell.establishmentId);
    const row = cellsOf.get(cell.domainId);
    if (row && column !== undefined) row[column] = cell;
  }
  return {
    rows: groupByFamily(view, filtered.domains, cellsOf),
    columns: filtered.establishments,
    matches: filtered.matches,
  };
}

function groupByFamily(
  view: MatrixView,
  domains: readonly MatrixDomain[],
  cellsOf: ReadonlyMap<string, readonly (MatrixCell | null)[]>,
): MatrixRow[] {
  const labels = new Map(view.families.map((family) => [family.code, family.label]));
  for (const domain of domains) if (!labels.has(domain.family)) labels.set(domain.family, domain.familyLabel);
  return [...labels].flatMap(([code, label]): MatrixRow[] => {
    const own = domains.filter((domain) => domain.family === code);
    if (own.length === 0) return [];
    const rows = own.map((domain): DomainRow => ({
      kind: 'domain',
      domain,
      cells: cellsOf.get(domain.id) ?? [],
    }));
    return [{ kind: 'family', code, label }, ...rows];
  });
}

/** Place of a cell: index in `rows` and in `columns`. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export type GridMove =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'row-start'
  | 'row-end'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last';

/** Where a key leads from a cell; family rows are stepped over, the edges hold. `page` is a number of rows. */
export function moveInGrid(model: MatrixGridModel, from: CellPlace, move: GridMove, page: number): CellPlace {
  const lastColumn = model.columns.length - 1;
  const column = (value: number): CellPlace => ({
    row: from.row,
    column: Math.min(lastColumn, Math.max(0, value)),
  });
  switch (move) {
    case 'left':
      return column(from.column - 1);
    case 'right':
      return column(from.column + 1);
    case 'row-start':
      return column(0);
    case 'row-end':
      return column(lastColumn);
    case 'up':
      return { ...from, row: domainRowFrom(model, from.row - 1, -1) ?? from.row };
    case 'down':
      return { ...from, row: domainRowFrom(model, from.row + 1, 1) ?? from.row };
    case 'page-up':
      return { ...from, row: nearestDomainRow(model, from.row - page, 1) ?? from.row };
    case 'page-down':
      return { ...from, row: nearestDomainRow(model, from.row + page, -1) ?? from.row };
    case 'first':
      return { row: nearestDomainRow(model, 0, 1) ?? from.row, column: 0 };
    case 'last':
      return { row: nearestDomainRow(model, model.rows.length - 1, -1) ?? from.row, column: lastColumn };
  }
}

/** First domain row at or beyond an index, looking one way; undefined past the edge. */
function domainRowFrom(model: MatrixGridModel, start: number, step: 1 | -1): number | undefined {
  for (let row = start; row >= 0 && row < model.rows.length; row += step) {
    if (model.rows[row]?.kind === 'domain') return row;
  }
  return undefined;
}

function nearestDomainRow(model: MatrixGridModel, wanted: number, step: 1 | -1): number | undefined {
  const inside = Math.min(model.rows.length - 1, Math.max(0, wanted));
  return domainRowFrom(model, inside, step) ?? domainRowFrom(model, inside, step === 1 ? -1 : 1);
}

/** Place of a pair in the grid as drawn, or null when a filter hides it. */
export function findPlace(
  model: MatrixGridModel,
  domainId: string,
  establishmentId: string,
): CellPlace | null {
  const column = model.columns.findIndex((site) => site.id === establishmentId);
  const row = model.rows.findIndex(
    (candidate) => candidate.kind === 'domain' && candidate.domain.id === domainId,
  );
  return row < 0 || column < 0 ? null : { row, column };
}
