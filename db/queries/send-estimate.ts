import type { VersionVector } from '../../shared/exchange/version-vector.ts';
import type { ReadDb } from '../sqlite.ts';

/** Bytes a file has beside what it carries: names, ranges and signatures, for each incarnation and each segment. */
const PER_FILE = 250;
const PER_INCARNATION = 30;
const PER_SEGMENT = 120;
/** Bytes of a save that is not sealed yet, once packed with others. */
const PER_SAVE = 16;
/** Bytes of a personal value with its salt and token, which do not pack. */
const PER_VALUE = 55;
/** Mbit/s taken of a line whose class starts at none: weak or unstable. */
const WEAKEST = 0.5;

/** About how many bytes a file for somebody who holds so much would have; `held` null: everything. */
export function estimateFile(db: ReadDb, held: VersionVector | null): number {
  const beyond = ({ rep, to }: { rep: number; to: number }): boolean => to > (held?.get(rep) ?? 0);
  const segments = db
    .prepare<[], { rep: number; to: number; bytes: number }>(
      'SELECT rep, to_seq AS "to", length(body) AS bytes FROM segment',
    )
    .all()
    .filter(beyond);
  const values = db
    .prepare<[], { rep: number; to: number; n: number }>(
      'SELECT rep, seq AS "to", count(*) AS n FROM personal_value GROUP BY rep, seq',
    )
    .all()
    .filter(beyond);
  const { incarnations, unsealed } = db
    .prepare<[], { incarnations: number; unsealed: number }>(
      'SELECT count(*) AS incarnations, coalesce(sum(have - sealed), 0) AS unsealed FROM replica WHERE have > 0',
    )
    .get() ?? { incarnations: 0, unsealed: 0 };
  return (
    PER_FILE +
    incarnations * PER_INCARNATION +
    segments.reduce((sum, { bytes }) => sum + bytes + PER_SEGMENT, 0) +
    unsealed * PER_SAVE +
    values.reduce((sum, { n }) => sum + n * PER_VALUE, 0)
  );
}

/** Seconds so many bytes take at worst on a line of a class; null where the class or its speed is not known. */
export function secondsOnLine(db: ReadDb, networkClass: string | null, bytes: number): number | null {
  if (networkClass === null) return null;
  const speed = db
    .prepare<[string], { least: number | null }>(
      "SELECT value AS least FROM reference_value WHERE list = 'network_class' AND code = ? AND deleted = 0",
    )
    .get(networkClass)?.least;
  if (speed === undefined || speed === null) return null;
  return Math.max(1, Math.ceil((bytes * 8) / (Math.max(speed, WEAKEST) * 1_000_000)));
}
