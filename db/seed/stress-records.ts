import { createUuidV7 } from '../../shared/domain/ids.ts';
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { referenceDomains } from '../../shared/reference/domains.ts';
import { referenceRecords } from './reference-records.ts';
import type { SeedSave } from './seed-save.ts';
import { seededRandom } from './seeded-random.ts';
import { siteRecords } from './stress-deployments.ts';
import { originOf, stressStructure } from './stress-structure.ts';
import { shippedId } from './uuid-v5.ts';

export interface StressOptions {
  /** Day the group is looked at. */
  readonly t0: IsoDate;
  /** Time written into the ids, ms UTC. */
  readonly nowMs: number;
  /** Sites; 40 unless said. */
  readonly establishments?: number;
  /** Domains at each site, at most as many as are shipped; 35 unless said. */
  readonly domains?: number;
  /** People, at least as many as sites; 200 unless said. */
  readonly people?: number;
  readonly seed?: number;
}

/**
 * A large fictitious group: a deployment with 23 milestones for every domain at every site, links inside and
 * between deployments, people, referents, confirmations. The same options always give the same saves: one with the
 * shipped rows, one with the structure, then one for each site. Throws a RangeError on sizes out of range.
 */
export function stressRecords(options: StressOptions): SeedSave[] {
  const { t0, nowMs, establishments = 40, domains = 35, people = 200, seed = 1 } = options;
  requireRange('sites', establishments, 1, 1000);
  requireRange('domains', domains, 1, referenceDomains.length);
  requireRange('people', people, establishments, 100_000);
  const random = seededRandom(seed);
  const newId = createUuidV7(() => nowMs, random.fill);
  const structure = stressStructure(random, newId, { establishments, people, t0 });
  const chosen = referenceDomains.slice(0, domains);
  return [
    { label: 'reference', ops: referenceRecords(shippedId) },
    { label: 'group', ops: structure.ops },
    ...structure.sites.map((site): SeedSave => {
      return { label: 'baseline', ops: siteRecords(random, newId, site, chosen, originOf(site, t0)) };
    }),
  ];
}

function requireRange(what: string, value: number, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new RangeError(`Number of ${what} must be from ${least} to ${most}, not ${value}`);
  }
}
