import { convergenceRate, type RateCell } from '../../shared/domain/convergence-rate.ts';
import { daysSinceConfirmation, freshnessOf } from '../../shared/domain/freshness.ts';
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { MatrixCell, MatrixView, Rate } from '../../shared/views/matrix-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { type DomainRow, listDomains } from './domain-queries.ts';
import { listSites, type Site } from './establishment-queries.ts';
import { getFreshnessLimits, getListLabels, getListValues } from './reference-queries.ts';
import { getOpenMilestones, listWaits } from './milestone-queries.ts';

interface CellRow {
  readonly id: string;
  readonly domainId: string;
  readonly establishmentId: string;
  readonly stage: string;
  readonly weather: string | null;
  readonly wave: number | null;
  readonly currentProduct: string | null;
  readonly targetProduct: string | null;
  readonly confirmedOn: string | null;
}

/** The convergence matrix on a day: rows, columns, cells and their totals. */
export function getMatrixView(db: ReadDb, today: IsoDate): MatrixView {
  return db.snapshot(() => {
    const sites = listSites(db, today);
    const domains = listDomains(db);
    const siteById = new Map(sites.map((site) => [site.id, site]));
    const domainById = new Map(domains.map((domain) => [domain.id, domain]));
    const rows = listCells(db).filter(
      (cell) => siteById.has(cell.establishmentId) && domainById.has(cell.domainId),
    );
    const families = getListLabels(db, 'domain_family');
    const rateCells = toRateCells(rows, siteById, domainById, getListValues(db, 'stage'));
    const byDomain = Map.groupBy(rateCells, (cell) => cell.domainId);
    const bySite = Map.groupBy(rateCells, (cell) => cell.establishmentId);
    const used = domains.filter((domain) => byDomain.has(domain.id));
    return {
      basis: getBasis(db),
      today,
      domains: used.map(({ id, code, label, family }) => ({
        id,
        code,
        label,
        family,
        familyLabel: families.get(family) ?? family,
        summary: toRate(byDomain.get(id) ?? []),
      })),
      establishments: sites.map(({ id, name, shortName, role, beds, networkClass }) => ({
        id,
        name,
        shortName,
        role,
        beds,
        networkClass,
        summary: toRate(bySite.get(id) ?? []),
      })),
      cells: toCells(db, rows, today),
      total: toRate(rateCells),
      families: [...families]
        .filter(([code]) => used.some((domain) => domain.family === code))
        .map(([code, label]) => ({ code, label })),
    };
  });
}

function toCells(db: ReadDb, rows: readonly CellRow[], today: IsoDate): MatrixCell[] {
  const open = getOpenMilestones(db, today);
  const waits = listWaits(db);
  const limits = getFreshnessLimits(db);
  return rows.map((row) => {
    const confirmedDaysAgo = daysSinceConfirmation(row.confirmedOn, today);
    const milestones = open.get(row.id);
    return {
      deploymentId: row.id,
      domainId: row.domainId,
      establishmentId: row.establishmentId,
      stage: row.stage,
      weather: row.weather,
      freshness: freshnessOf(confirmedDaysAgo, limits),
      confirmedDaysAgo,
      nextMilestone: milestones?.next ?? null,
      lateCount: milestones?.lateCount ?? 0,
      currentProduct: row.currentProduct,
      targetProduct: row.targetProduct,
      wave: row.wave,
      waitsFor: waits.get(row.id) ?? [],
    };
  });
}

type PlacedRateCell = RateCell & { readonly domainId: string; readonly establishmentId: string };

function toRateCells(
  rows: readonly CellRow[],
  sites: ReadonlyMap<string, Site>,
  domains: ReadonlyMap<string, DomainRow>,
  stageValues: ReadonlyMap<string, number | null>,
): PlacedRateCell[] {
  return rows.map((row) => ({
    domainId: row.domainId,
    establishmentId: row.establishmentId,
    stage: row.stage,
    // A stage nobody gave a value to counts as not begun: it stays in the denominator.
    value: stageValues.has(row.stage) ? (stageValues.get(row.stage) ?? null) : 0,
    weight: domains.get(row.domainId)?.weight ?? 1,
    beds: sites.get(row.establishmentId)?.beds ?? null,
    role: sites.get(row.establishmentId)?.role ?? 'member',
  }));
}

function toRate(cells: readonly RateCell[]): Rate {
  const { inScope, converged, live, inProgress, toCome, rate, strictRate } = convergenceRate(cells);
  return { inScope, converged, live, inProgress, toCome, rate, strictRate };
}

function listCells(db: ReadDb): CellRow[] {
  return db
    .prepare<[], CellRow>(
      `SELECT d.id, d.domain_id AS domainId, d.establishment_id AS establishmentId,
          coalesce(d.stage, 'not_started') AS stage, d.weather, d.wave,
          c.name AS currentProduct, t.name AS targetProduct,
          (SELECT max(confirmed_on) FROM confirmation k WHERE k.deployment_id = d.id AND k.deleted = 0) AS confirmedOn
        FROM deployment d
        LEFT JOIN product c ON c.id = d.current_product_id
        LEFT JOIN product t ON t.id = d.target_product_id
        WHERE d.deleted = 0
        ORDER BY d.id`,
    )
    .all();
}
