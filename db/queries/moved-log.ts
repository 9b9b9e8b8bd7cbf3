/** Reads out of the change log what rows were at a moment and what they are, and who made the difference. */
import { localIsoDate } from '../../shared/domain/iso-date.ts';
import { personName } from '../../shared/domain/person-name.ts';
import { registry, type FieldValue, type TableName } from '../../shared/domain/registry.ts';
import { headsOf, shownValue, valueIn, type RowEdit } from '../../shared/exchange/conflict.ts';
import { shownHead } from '../../shared/exchange/register.ts';
import type { CalendarOfSite } from '../../shared/scheduling/baseline.ts';
import type { MovedKind, MovedLine } from '../../shared/views/paper-view.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import type { LogReader } from './row-history.ts';
import type { KnownThen } from './since-point.ts';

/** Where a line belongs; what is about no deployment names at most a domain and a site. */
export interface LinePlace {
  readonly deploymentId: string | null;
  readonly domainId: string | null;
  readonly siteId: string | null;
  readonly domainLabel: string;
  readonly siteName: string;
}

export interface Place extends LinePlace {
  readonly deploymentId: string;
  readonly position: number;
}

/** The log at a moment, and what its rows are about. */
export interface MovedContext {
  readonly db: ReadDb;
  readonly log: LogReader;
  readonly known: KnownThen;
  readonly places: ReadonlyMap<string, Place>;
  readonly calendarOf: CalendarOfSite;
  readonly authors: Map<string, string | null>;
}

/** Rows somebody has edited since, other than by making them. */
export function changedRows(db: ReadDb, { after }: KnownThen, table: TableName): number[] {
  return db
    .prepare<(number | string)[], { row: number }>(
      `SELECT DISTINCT o.row FROM save s JOIN op o ON o.rep = s.rep AND o.seq = s.seq
        JOIN row_key k ON k.row = o.row
        WHERE ${after.sql} AND o.tbl = ? AND NOT (k.rep = o.rep AND k.seq = o.seq AND k.idx = o.idx)`,
    )
    .all(...after.parameters, registry[table].id)
    .map(({ row }) => row);
}

export interface Reading {
  readonly id: string;
  readonly deleted: { readonly was: FieldValue; readonly now: FieldValue };
  readonly wasThere: boolean;
  /** What a field was, what it is, and who wrote what it is; null where it is what it was. */
  readonly change: (field: number) => Change | null;
  /** What a field was and what it is, changed or not. */
  readonly both: (field: number) => { readonly was: FieldValue; readonly now: FieldValue };
  readonly last: RowEdit | null;
}

interface Change {
  readonly was: string | null;
  readonly now: string | null;
  readonly edit: RowEdit;
}

/** A row then and now. What was made since was first what its creation says. */
export function readRow({ log, known }: MovedContext, row: number): Reading | null {
  const history = log.history(row);
  if (!history) return null;
  const compare = (a: number, b: number) => log.compareIncarnations(a, b);
  const { edits, id } = history;
  const before = edits.filter((edit) => known.knows(edit));
  const wasThere = before.length > 0;
  const base = wasThere ? before : edits.filter(({ creates }) => creates);
  const since = edits.filter((edit) => !known.knows(edit));
  const value = (from: readonly RowEdit[], field: number) => shownValue(from, field, compare) ?? null;
  return {
    id,
    wasThere,
    deleted: { was: value(base, 0), now: value(edits, 0) },
    last: since.toSorted((a, b) => b.ms - a.ms || b.seq - a.seq)[0] ?? null,
    both: (field) => ({ was: value(base, field), now: value(edits, field) }),
    change: (field) => {
      const [was, now] = [value(base, field), value(edits, field)];
      if (was === now) return null;
      const heads = headsOf(edits, field);
      const head = heads.length === 0 ? undefined : shownHead(heads, compare);
      const edit = head && valueIn(head, field) === now ? head : heads[0];
      return edit ? { was: asText(was), now: asText(now), edit } : null;
    },
  };
}

function asText(value: FieldValue): string | null {
  return value === null ? null : String(value);
}

type Told = Partial<Pick<MovedLine, 'from' | 'to' | 'workingDays' | 'detail'>>;

export function lineMaker(context: MovedContext, id: string, place: LinePlace, label: string) {
  const { deploymentId, domainId, siteId, domainLabel, siteName } = place;
  return (kind: MovedKind, edit: { rep: number; seq: number; ms: number }, told: Told): MovedLine => ({
    kind,
    id,
    deploymentId,
    domainId,
    siteId,
    domainLabel,
    siteName,
    label,
    from: null,
    to: null,
    workingDays: null,
    detail: null,
    ...told,
    by: authorOf(context, edit),
    on: localIsoDate(new Date(edit.ms)),
  });
}

export interface MadeRow {
  readonly id: string;
  /** The save that made it, and when. */
  readonly rep: number;
  readonly seq: number;
  readonly ms: number;
}

/** Rows of a table that were not known then. */
export function madeSince(db: ReadDb, { after }: KnownThen, table: TableName): MadeRow[] {
  return db
    .prepare<(number | string)[], Omit<MadeRow, 'id'> & { uuid: Buffer }>(
      `SELECT k.uuid, s.rep, s.seq, s.ms FROM row_key k JOIN save s ON s.rep = k.rep AND s.seq = k.seq
        WHERE k.tbl = ? AND ${after.sql}`,
    )
    .all(registry[table].id, ...after.parameters)
    .map(({ uuid, ...row }) => ({ id: bytesToUuid(uuid), ...row }));
}

function authorOf({ db, authors }: MovedContext, { rep, seq }: { rep: number; seq: number }): string | null {
  const key = `${rep}/${seq}`;
  const known = authors.get(key);
  if (known !== undefined) return known;
  const row = db
    .prepare<[number, number], { uuid: Buffer }>(
      'SELECT k.uuid FROM save s JOIN row_key k ON k.row = s.author WHERE s.rep = ? AND s.seq = ?',
    )
    .get(rep, seq);
  const person = row
    ? db
        .prepare<[string], { firstName: string | null; lastName: string | null }>(
          'SELECT first_name AS firstName, last_name AS lastName FROM person WHERE id = ?',
        )
        .get(bytesToUuid(row.uuid))
    : undefined;
  const name = person ? personName(person) : null;
  authors.set(key, name);
  return name;
}
