/** The moment a committee looks back to: what was held then, as the log can tell it. */
import { addDays, isIsoDate, localIsoDate, type IsoDate } from '../../shared/domain/iso-date.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { SincePoint } from '../../shared/views/paper-view.ts';
import { readBaselineVector } from '../baseline-vector.ts';
import { listReplicas } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';

/** Days looked back where there was no committee. */
const usualDays = 30;

export interface KnownThen extends SincePoint {
  /** True for a save that was held then. */
  readonly knows: (save: { readonly rep: number; readonly seq: number; readonly ms: number }) => boolean;
  /** SQL condition over `s` (save): it may have come since, its parameters, by replica. */
  readonly after: { readonly sql: string; readonly parameters: readonly number[] };
}

/**
 * From a day, `month`, or the id of a committee; null takes the last committee before today, or thirty days ago. A committee for
 * which a report was issued knows save by save what it had seen, whenever the rest was written; any other begins with
 * its day.
 * @throws AppError `not-found` for an unknown committee
 */
export function findSincePoint(db: ReadDb, since: string | null, today: IsoDate): KnownThen {
  if (since === 'month') return fromDay(addDays(today, -usualDays), null);
  if (since !== null && isIsoDate(since)) return fromDay(since, null);
  const committee = since === null ? lastCommittee(db, today) : committeeOf(db, since);
  if (!committee) return fromDay(addDays(today, -usualDays), null);
  return fromEdition(db, committee) ?? fromDay(committee.day ?? addDays(today, -usualDays), committee.name);
}

interface CommitteeRow {
  readonly id: string;
  readonly name: string | null;
  readonly day: IsoDate | null;
}

function committeeOf(db: ReadDb, id: string): CommitteeRow {
  const row = db
    .prepare<[string], CommitteeRow>('SELECT id, name, day FROM committee WHERE id = ? AND deleted = 0')
    .get(id);
  if (!row) throw new AppError('not-found', { details: { table: 'committee' } });
  return row;
}

/** One of today is the one that is prepared. */
function lastCommittee(db: ReadDb, today: IsoDate): CommitteeRow | undefined {
  return db
    .prepare<[IsoDate], CommitteeRow>(
      'SELECT id, name, day FROM committee WHERE deleted = 0 AND day < ? ORDER BY day DESC, id DESC LIMIT 1',
    )
    .get(today);
}

function fromDay(day: IsoDate, committee: string | null): KnownThen {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  // Days are those of the wall clock; what was written on the day itself counts as since.
  const start = new Date(year, month - 1, date).getTime();
  return {
    day,
    committee,
    exact: false,
    knows: ({ ms }) => ms < start,
    after: { sql: 's.ms >= ?', parameters: [start] },
  };
}

function fromEdition(db: ReadDb, committee: CommitteeRow): KnownThen | null {
  const edition = db
    .prepare<[string], { id: string; vector: string | null; issuedOn: IsoDate | null }>(
      `SELECT id, vector, issued_on AS issuedOn FROM report_edition WHERE committee_id = ? AND deleted = 0
        ORDER BY issued_on DESC, version DESC, id DESC LIMIT 1`,
    )
    .get(committee.id);
  const read = edition && readBaselineVector(db, edition);
  if (!edition || !read) return null;
  const { vector } = read;
  const replicas = listReplicas(db).map(({ ord }) => ord);
  const parts = replicas.map(() => '(s.rep = ? AND s.seq > ?)');
  return {
    day: edition.issuedOn ?? committee.day ?? localIsoDate(new Date(0)),
    committee: committee.name,
    exact: true,
    knows: ({ rep, seq }) => seq <= (vector.get(rep) ?? 0),
    after: {
      sql: `(${parts.length > 0 ? parts.join(' OR ') : '0'})`,
      parameters: replicas.flatMap((ord) => [ord, vector.get(ord) ?? 0]),
    },
  };
}
