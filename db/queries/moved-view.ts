/** What moved since a committee, read from the change log. */
import { localIsoDate, type IsoDate } from '../../shared/domain/iso-date.ts';
import { personName } from '../../shared/domain/person-name.ts';
import { registry, type TableName, type FieldValue } from '../../shared/domain/registry.ts';
import { headsOf, shownValue, valueIn, type RowEdit } from '../../shared/exchange/conflict.ts';
import { shownHead } from '../../shared/exchange/register.ts';
import { driftBetween, type CalendarOfSite } from '../../shared/scheduling/baseline.ts';
import type { MovedKind, MovedLine, MovedView } from '../../shared/views/paper-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import { calendarsOfSites } from './baseline-view.ts';
import { openLog, type LogReader } from './row-history.ts';
import { findSincePoint, type KnownThen } from './since-point.ts';
import { getDataDate, getGroup, getMe } from './workspace-queries.ts';

const milestoneFields = registry.milestone.fields;
const deploymentFields = registry.deployment.fields;

/** What changed since a day or a committee, and who changed it. */
export function getMovedView(db: ReadDb, since: string | null, today: IsoDate): MovedView {
  return db.snapshot(() => {
    const known = findSincePoint(db, since, today);
    const { lines, newDeployments } = readMoved(db, known);
    return {
      basis: getBasis(db),
      today,
      dataDate: getDataDate(db),
      groupName: getGroup(db)?.name ?? '',
      author: getMe(db)?.name ?? null,
      since: { day: known.day, committee: known.committee, exact: known.exact },
      lines,
      newDeployments,
    };
  });
}

interface Place {
  readonly deploymentId: string;
  readonly domainId: string | null;
  readonly siteId: string | null;
  readonly domainLabel: string;
  readonly siteName: string;
  readonly position: number;
}

/** The lines, by kind, then domain, site and day. The caller holds the snapshot. */
export function readMoved(db: ReadDb, known: KnownThen): { lines: MovedLine[]; newDeployments: number } {
  const log = openLog(db);
  const places = listPlaces(db);
  const context: Context = { db, log, known, places, calendarOf: calendarsOfSites(db), authors: new Map() };
  const fresh = newDeployments(db, known);
  const lines = [
    ...changedRows(db, known, 'milestone').flatMap((row) => milestoneLines(context, row)),
    ...changedRows(db, known, 'deployment').flatMap((row) => deploymentLines(context, row)),
    ...newMilestones(context, fresh),
    ...decisions(context),
  ];
  const positionOf = ({ deploymentId }: MovedLine) =>
    deploymentId === null ? 9e9 : (places.get(deploymentId)?.position ?? 9e9);
  return {
    newDeployments: fresh.size,
    lines: lines.toSorted(
      (a, b) =>
        positionOf(a) - positionOf(b) ||
        (a.to ?? a.on).localeCompare(b.to ?? b.on) ||
        (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    ),
  };
}

interface Context {
  readonly db: ReadDb;
  readonly log: LogReader;
  readonly known: KnownThen;
  readonly places: ReadonlyMap<string, Place>;
  readonly calendarOf: CalendarOfSite;
  readonly authors: Map<string, string | null>;
}

/** Rows somebody has edited since, other than by making them. */
function changedRows(db: ReadDb, { after }: KnownThen, table: 'milestone' | 'deployment'): number[] {
  return db
    .prepare<(number | string)[], { row: number }>(
      `SELECT DISTINCT o.row FROM save s JOIN op o ON o.rep = s.rep AND o.seq = s.seq
        JOIN row_key k ON k.row = o.row
        WHERE ${after.sql} AND o.tbl = ? AND NOT (k.rep = o.rep AND k.seq = o.seq AND k.idx = o.idx)`,
    )
    .all(...after.parameters, registry[table].id)
    .map(({ row }) => row);
}

interface Reading {
  readonly id: string;
  readonly deleted: { readonly was: FieldValue; readonly now: FieldValue };
  readonly wasThere: boolean;
  /** What a field was, what it is, and who wrote what it is; null where it is what it was. */
  readonly change: (field: number) => Change | null;
  readonly last: RowEdit | null;
}

interface Change {
  readonly was: string | null;
  readonly now: string | null;
  readonly edit: RowEdit;
}

/** A row then and now. What was made since was first what its creation says. */
function readRow({ log, known }: Context, row: number): Reading | null {
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

interface MilestoneRow {
  readonly label: string;
  readonly deploymentId: string | null;
  readonly kind: string | null;
}

function milestoneLines(context: Context, row: number): MovedLine[] {
  const reading = readRow(context, row);
  if (!reading) return [];
  const milestone = context.db
    .prepare<[string], MilestoneRow>(
      `SELECT coalesce(label, code, '') AS label, deployment_id AS deploymentId, kind FROM milestone WHERE id = ?`,
    )
    .get(reading.id);
  const place = milestone?.deploymentId ? context.places.get(milestone.deploymentId) : undefined;
  if (!milestone || !place) return [];
  const line = lineMaker(context, reading.id, place, milestone.label);
  if (reading.deleted.now === 1) {
    return reading.wasThere && reading.deleted.was !== 1 && reading.last
      ? [line('removed', reading.last, {})]
      : [];
  }
  const end = reading.change(milestoneFields.plannedEnd.id);
  const status = reading.change(milestoneFields.status.id);
  const verdict = reading.change(milestoneFields.verdict.id);
  const blocked = reading.change(milestoneFields.blockedReason.id);
  const done = status?.now === 'done';
  return [
    ...(end && end.was !== null && end.now !== null && !done
      ? [
          line('moved', end.edit, {
            from: end.was,
            to: end.now,
            workingDays: slip(context, place, end.was, end.now),
          }),
        ]
      : []),
    ...(verdict && verdict.now !== null
      ? [line('verdict', verdict.edit, { from: verdict.was, to: verdict.now })]
      : []),
    ...(blocked?.now && !blocked.was ? [line('blocked', blocked.edit, { detail: blocked.now })] : []),
    ...(blocked && !blocked.now && blocked.was
      ? [line('unblocked', blocked.edit, { detail: blocked.was })]
      : []),
    ...(done && status ? [line('done', status.edit, {})] : []),
  ];
}

function slip({ calendarOf }: Context, { siteId }: Place, was: IsoDate, now: IsoDate): number | null {
  return siteId === null ? null : driftBetween({ end: was }, { end: now, siteId }, calendarOf);
}

function deploymentLines(context: Context, row: number): MovedLine[] {
  const reading = readRow(context, row);
  const place = reading ? context.places.get(reading.id) : undefined;
  if (!reading || !place || reading.deleted.now === 1) return [];
  const line = lineMaker(context, reading.id, place, '');
  const stage = reading.change(deploymentFields.stage.id);
  const weather = reading.change(deploymentFields.weather.id);
  const reason = (field: { readonly id: number }) => reading.change(field.id)?.now ?? null;
  return [
    ...(stage
      ? [
          line('stage', stage.edit, {
            from: stage.was,
            to: stage.now,
            detail: reason(deploymentFields.stageReason),
          }),
        ]
      : []),
    ...(weather
      ? [
          line('weather', weather.edit, {
            from: weather.was,
            to: weather.now,
            detail: reason(deploymentFields.weatherReason),
          }),
        ]
      : []),
  ];
}

type Told = Partial<Pick<MovedLine, 'from' | 'to' | 'workingDays' | 'detail'>>;

function lineMaker(context: Context, id: string, place: Place, label: string) {
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

/** Deployments made since: their milestones are part of them. */
function newDeployments(db: ReadDb, known: KnownThen): Set<string> {
  return new Set(madeSince(db, known, 'deployment').map(({ id }) => id));
}

interface MadeRow {
  readonly id: string;
  /** The save that made it, and when. */
  readonly rep: number;
  readonly seq: number;
  readonly ms: number;
}

/** Rows of a table that were not known then. */
function madeSince(db: ReadDb, { after }: KnownThen, table: TableName): MadeRow[] {
  return db
    .prepare<(number | string)[], Omit<MadeRow, 'id'> & { uuid: Buffer }>(
      `SELECT k.uuid, s.rep, s.seq, s.ms FROM row_key k JOIN save s ON s.rep = k.rep AND s.seq = k.seq
        WHERE k.tbl = ? AND ${after.sql}`,
    )
    .all(registry[table].id, ...after.parameters)
    .map(({ uuid, ...row }) => ({ id: bytesToUuid(uuid), ...row }));
}

/** Milestones added to deployments that were there. */
function newMilestones(context: Context, fresh: ReadonlySet<string>): MovedLine[] {
  const { db, known, places } = context;
  return madeSince(db, known, 'milestone').flatMap(({ id, ...edit }) => {
    const milestone = db
      .prepare<[string], MilestoneRow & { end: IsoDate | null }>(
        `SELECT coalesce(label, code, '') AS label, deployment_id AS deploymentId, kind,
              coalesce(planned_end, planned_start) AS end FROM milestone WHERE id = ? AND deleted = 0`,
      )
      .get(id);
    const place = milestone?.deploymentId ? places.get(milestone.deploymentId) : undefined;
    if (!milestone || !place || fresh.has(place.deploymentId)) return [];
    return [lineMaker(context, id, place, milestone.label)('added', edit, { to: milestone.end })];
  });
}

/** Messages marked as decisions. */
function decisions(context: Context): MovedLine[] {
  const { db, known, places } = context;
  return madeSince(db, known, 'comment').flatMap(({ id, ...edit }) => {
    const comment = db
      .prepare<[string], { text: string | null; deploymentId: string | null; writtenAt: number | null }>(
        `SELECT text, deployment_id AS deploymentId, written_at AS writtenAt FROM comment
            WHERE id = ? AND deleted = 0 AND kind = 'decision'`,
      )
      .get(id);
    const place = comment?.deploymentId ? places.get(comment.deploymentId) : undefined;
    if (!comment || !place) return [];
    const line = lineMaker(context, id, place, '')('decision', edit, { detail: comment.text });
    return [comment.writtenAt === null ? line : { ...line, on: localIsoDate(new Date(comment.writtenAt)) }];
  });
}

function authorOf({ db, authors }: Context, { rep, seq }: { rep: number; seq: number }): string | null {
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

function listPlaces(db: ReadDb): Map<string, Place> {
  return new Map(
    db
      .prepare<[], Omit<Place, 'position'>>(
        `SELECT d.id AS deploymentId, d.domain_id AS domainId, d.establishment_id AS siteId,
            coalesce(o.label, o.code, '') AS domainLabel, coalesce(e.short_name, e.name, '') AS siteName
          FROM deployment d LEFT JOIN domain o ON o.id = d.domain_id
          LEFT JOIN establishment e ON e.id = d.establishment_id WHERE d.deleted = 0
          ORDER BY coalesce(o.position, 9999), o.id, coalesce(e.position, 9999), e.id`,
      )
      .all()
      .map((place, position) => [place.deploymentId, { ...place, position }]),
  );
}
