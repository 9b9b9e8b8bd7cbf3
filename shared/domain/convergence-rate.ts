/** One deployment as the rate sees it. */
export interface RateCell {
  /** Stage code; an unknown one is sorted by its value. */
  readonly stage: string;
  /** Convergence of the stage in basis points; null = out of scope. */
  readonly value: number | null;
  /** Weight of the domain. */
  readonly weight: number;
  /** Beds of the site, null when not known. */
  readonly beds: number | null;
  /** Role of the site in the group; partners never count. */
  readonly role: string;
}

/** Raw counts, and the rates in basis points (null where nothing is in scope). */
export interface ConvergenceRate {
  readonly inScope: number;
  readonly converged: number;
  /** In production or converged. */
  readonly live: number;
  /** Begun and not yet live. */
  readonly inProgress: number;
  /** Not begun, or only being framed. */
  readonly toCome: number;
  /** Suspended, abandoned or under derogation. */
  readonly stopped: number;
  readonly rate: number | null;
  /** Only what is converged counts. */
  readonly strictRate: number | null;
}

type Bucket = 'live' | 'inProgress' | 'toCome' | 'stopped';

const convergedStage = 'converged';
const fullValue = 10_000;
const bucketOfStage = new Map<string, Bucket>([
  ['not_started', 'toCome'],
  ['framing', 'toCome'],
  ['in_progress', 'inProgress'],
  ['acceptance', 'inProgress'],
  ['ready_for_cutover', 'inProgress'],
  ['in_production', 'live'],
  [convergedStage, 'live'],
  ['suspended', 'stopped'],
  ['abandoned', 'stopped'],
  ['derogation', 'stopped'],
]);

/**
 * Convergence of a set of cells: Σ weight × beds × stage value ÷ Σ weight × beds, over the cells in scope of the
 * support and member sites, summed in integers and rounded half up to a basis point. Where no site of the set has
 * a bed count, every site counts alike.
 */
export function convergenceRate(cells: Iterable<RateCell>): ConvergenceRate {
  const counts = { live: 0, inProgress: 0, toCome: 0, stopped: 0 };
  const byBeds = new WeightedSum();
  const alike = new WeightedSum();
  let inScope = 0;
  let converged = 0;
  for (const cell of cells) {
    if (cell.value === null || cell.role === 'partner') continue;
    const isConverged = cell.stage === convergedStage;
    inScope++;
    if (isConverged) converged++;
    counts[bucketOf(cell.stage, cell.value)]++;
    byBeds.add(cell.weight * (cell.beds ?? 0), cell.value, isConverged);
    alike.add(cell.weight, cell.value, isConverged);
  }
  const sum = byBeds.total > 0 ? byBeds : alike;
  return { inScope, converged, ...counts, rate: sum.rate(), strictRate: sum.strictRate() };
}

class WeightedSum {
  total = 0;
  #value = 0;
  #converged = 0;

  add(weight: number, value: number, converged: boolean): void {
    this.total += weight;
    this.#value += weight * value;
    if (converged) this.#converged += weight;
  }

  rate(): number | null {
    return ratio(this.#value, this.total);
  }

  strictRate(): number | null {
    return ratio(this.#converged * fullValue, this.total);
  }
}

function ratio(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : Math.floor((2 * numerator + denominator) / (2 * denominator));
}

function bucketOf(stage: string, value: number): Bucket {
  const bucket = bucketOfStage.get(stage);
  if (bucket) return bucket;
  return value > 0 ? 'inProgress' : 'toCome';
}
