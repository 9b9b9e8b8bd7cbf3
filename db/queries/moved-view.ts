/** What moved since a committee, read from the change log. */
import { localIsoDate, type IsoDate } from '../../shared/domain/iso-date.ts';
import { registry } from '../../shared/domain/registry.ts';
import { driftBetween } from '../../shared/scheduling/baseline.ts';
import type { MovedLine, MovedView } from '../../shared/views/paper-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { calendarsOfSites } from './baseline-view.ts';
import { changedRows, lineMaker, madeSince, readRow, type MovedContext, type Place } from './moved-log.ts';
import { registerLines } from './moved-registers.ts';
import { openLog } from './row-history.ts';
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

/** The lines, by kind, then domain, site and day. The caller holds the snapshot. */
export function readMoved(db: ReadDb, known: KnownThen): { lines: MovedLine[]; newDeployments: number } {
  const log = openLog(db);
  const places = listPlaces(db);
  const context: MovedContext = {
    db,
    log,
    known,
    places,
    calendarOf: calendarsOfSites(db),
    authors: new Map(),
  };
  const fresh = newDeployments(db, known);
  const lines = [
    ...changedRows(db, known, 'milestone').flatMap((row) => milestoneLines(context, row)),
    ...changedRows(db, known, 'deployment').flatMap((row) => deploymentLines(context, row)),
    ...newMilestones(context, fresh),
    ...decisions(context),
    ...registerLines(context),
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

interface MilestoneRow {
  readonly label: string;
  readonly deploymentId: string | null;
  readonly kind: string | null;
}

function milestoneLines(context: MovedContext, row: number): MovedLine[] {
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

function slip({ calendarOf }: MovedContext, { siteId }: Place, was: IsoDate, now: IsoDate): number | null {
  return siteId === null ? null : driftBetween({ end: was }, { end: now, siteId }, calendarOf);
}

function deploymentLines(context: MovedContext, row: number): MovedLine[] {
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

/** Deployments made since: their milestones are part of them. */
function newDeployments(db: ReadDb, known: KnownThen): Set<string> {
  return new Set(madeSince(db, known, 'deployment').map(({ id }) => id));
}

/** Milestones added to deployments that were there. */
function newMilestones(context: MovedContext, fresh: ReadonlySet<string>): MovedLine[] {
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
function decisions(context: MovedContext): MovedLine[] {
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
