import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { sha256 } from '../exchange/codec.ts';
import { listReplicas } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';

/** Raised whenever a rate, a state or a count is worked out in another way. */
const RULES_VERSION = 1;

/**
 * Short name of the figures shown: the same wherever the same saves are held, on the same day, by the same rules.
 * Two people who read it to each other know whether they look at the same thing: `A1B2-C3D4-E5F6`.
 */
export function figuresFingerprint(db: ReadDb, asOf: IsoDate): string {
  const held = listReplicas(db)
    .filter(({ have }) => have > 0)
    .map(({ id, have }) => `${id.toString('hex')}:${have}`)
    .sort();
  const hex = sha256(Buffer.from(['jalon-figures', RULES_VERSION, asOf, ...held].join('\n')))
    .toString('hex')
    .slice(0, 12)
    .toUpperCase();
  return `${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`;
}
