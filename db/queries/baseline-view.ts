import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { personName } from '../../shared/domain/person-name.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import {
  compareBaselines,
  summarizeBaselines,
  type BaselineDifference,
  type CalendarOfSite,
  type PlannedDates,
} from '../../shared/scheduling/baseline.ts';
import type {
  BaselineComparison,
  BaselineDifferenceRow,
  BaselineList,
  BaselineRow,
} from '../../shared/views/baseline-view.ts';
import { readBaselineVector } from '../baseline-vector.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { uuidToBytes } from '../uuid-bytes.ts';
import { siteCalendars } from './plan-network.ts';
import { listBaselineValues, listPlannedDates } from './planned-dates.ts';
import { getDataDate } from './workspace-queries.ts';

interface StoredBaseline {
  readonly id: string;
  readonly label: string | null;
  readonly takenOn: IsoDate | null;
  readonly note: string | null;
  readonly deploymentId: string | null;
  readonly vector: string | null;
  readonly milestones: number | null;
}

const COLUMNS = `b.id, b.label, b.taken_on AS takenOn, b.note, b.deployment_id AS deploymentId, b.vector,
  r.milestones`;

/** The baselines of the group, the newest first, and the deployments one can be taken of. */
export function getBaselines(db: ReadDb, today: IsoDate): BaselineList {
  return db.snapshot(() => {
    const deployments = listDeploymentNames(db);
    const names = new Map(deployments.map(({ id, label }) => [id, label]));
    return {
      basis: getBasis(db),
      today,
      baselines: db
        .prepare<[], StoredBaseline>(
          `SELECT ${COLUMNS} FROM baseline b LEFT JOIN baseline_read r ON r.baseline_id = b.id
            WHERE b.deleted = 0 ORDER BY b.taken_on DESC, b.id DESC`,
        )
        .all()
        .map((stored) => describe(db, stored, names)),
      deployments: deployments.filter(({ shown }) => shown === 1).map(({ id, label }) => ({ id, label })),
    };
  });
}

function describe(db: ReadDb, stored: StoredBaseline, names: ReadonlyMap<string, string>): BaselineRow {
  const { id, label, takenOn, note, deploymentId, milestones } = stored;
  return {
    id,
    label: label ?? '',
    takenOn,
    note,
    deploymentId,
    scope: deploymentId === null ? null : (names.get(deploymentId) ?? ''),
    author: authorOf(db, id),
    milestones,
    ...stateOf(db, stored),
  };
}

function stateOf(db: ReadDb, stored: StoredBaseline): Pick<BaselineRow, 'state' | 'missingSaves'> {
  if (stored.milestones !== null) return { state: 'ready', missingSaves: 0 };
  const read = readBaselineVector(db, stored);
  return { state: read?.missing === 0 ? 'unread' : 'missing', missingSaves: read?.missing ?? null };
}

/** Who made the save that created a row. */
function authorOf(db: ReadDb, id: string): string | null {
  const person = db
    .prepare<[Buffer], { firstName: string | null; lastName: string | null }>(
      `SELECT p.first_name AS firstName, p.last_name AS lastName
        FROM row_key k JOIN save s ON s.rep = k.rep AND s.seq = k.seq JOIN row_key a ON a.row = s.author
        JOIN person p ON p.id = lower(
          substr(hex(a.uuid), 1, 8) || '-' || substr(hex(a.uuid), 9, 4) || '-' || substr(hex(a.uuid), 13, 4)
            || '-' || substr(hex(a.uuid), 17, 4) || '-' || substr(hex(a.uuid), 21))
        WHERE k.uuid = ?`,
    )
    .get(uuidToBytes(id));
  return person ? personName(person) : null;
}

/** Deployments in words, deleted ones among them; `shown` those that are there and have dates. */
export function listDeploymentNames(db: ReadDb): { id: string; label: string; shown: number }[] {
  return db
    .prepare<[], { id: string; label: string; shown: number }>(
      `SELECT d.id, coalesce(o.label, o.code, '') || ' · ' || coalesce(e.short_name, e.name, '') AS label,
          d.deleted = 0 AND EXISTS (SELECT 1 FROM milestone m WHERE m.deployment_id = d.id AND m.deleted = 0
            AND (m.planned_start IS NOT NULL OR m.planned_end IS NOT NULL)) AS shown
        FROM deployment d LEFT JOIN domain o ON o.id = d.domain_id
        LEFT JOIN establishment e ON e.id = d.establishment_id
        ORDER BY coalesce(o.position, 9999), o.id, coalesce(e.position, 9999), e.id`,
    )
    .all();
}

/** The baseline of an id. @throws AppError `not-found` when it does not exist or was deleted. */
export function findBaseline(db: ReadDb, id: string): StoredBaseline {
  const stored = db
    .prepare<[string], StoredBaseline>(
      `SELECT ${COLUMNS} FROM baseline b LEFT JOIN baseline_read r ON r.baseline_id = b.id
        WHERE b.id = ? AND b.deleted = 0`,
    )
    .get(id);
  if (!stored) throw new AppError('not-found', { details: { table: 'baseline' } });
  return stored;
}

/**
 * A baseline against another, or (`to` null) against the plan as it is. Where one of them is of a single deployment,
 * only that one is compared.
 * @throws AppError `not-found` for an unknown baseline, `refused` for two deployments that are not the same.
 */
export function compareBaseline(
  db: ReadDb,
  input: { readonly from: string; readonly to: string | null },
  today: IsoDate,
): BaselineComparison {
  return db.snapshot(() => {
    const basis = getBasis(db);
    const from = findBaseline(db, input.from);
    const to = input.to === null ? null : findBaseline(db, input.to);
    for (const stored of [from, to]) {
      const state = stored ? stateOf(db, stored).state : 'ready';
      if (stored && state !== 'ready') return { state, basis, baselineId: stored.id };
    }
    const scopes = new Set([from.deploymentId, to?.deploymentId ?? null].filter((id) => id !== null));
    if (scopes.size > 1) throw new AppError('refused', { key: 'error.baselines-apart' });
    const [scope = null] = scopes;
    const before = listBaselineValues(db, from.id, scope);
    const after = to ? listBaselineValues(db, to.id, scope) : listPlannedDates(db, scope);
    const calendarOf = calendarsOfSites(db);
    const asOf = to?.takenOn ?? getDataDate(db) ?? today;
    return {
      state: 'ready',
      basis,
      asOf,
      summary: summarizeBaselines(before, after, calendarOf, asOf),
      differences: describeDifferences(db, compareBaselines(before, after, calendarOf)),
    };
  });
}

/** The calendar of each site, with its closures. */
export function calendarsOfSites(db: ReadDb): CalendarOfSite {
  const calendars = siteCalendars(db);
  const zones = new Map(
    db
      .prepare<[], { id: string; zone: string | null }>('SELECT id, holiday_zone AS zone FROM establishment')
      .all()
      .map(({ id, zone }) => [id, zone]),
  );
  return (siteId) => calendars(siteId, zones.get(siteId) ?? null);
}

interface Place {
  readonly id: string;
  readonly label: string;
  readonly position: number;
}

/** In words, by site, domain, day and name. */
export function describeDifferences(
  db: ReadDb,
  differences: readonly BaselineDifference[],
): BaselineDifferenceRow[] {
  const sites = listPlaces(
    db,
    `SELECT id, coalesce(short_name, name, '') AS label, coalesce(position, 9999) AS position FROM establishment`,
  );
  const domains = listPlaces(
    db,
    `SELECT id, coalesce(label, code, '') AS label, coalesce(position, 9999) AS position FROM domain`,
  );
  const positionOf = (places: ReadonlyMap<string, Place>, id: string) => places.get(id)?.position ?? 9999;
  const dayOf = ({ start, end }: PlannedDates) => end ?? start ?? '';
  return differences
    .flatMap((difference) => {
      const place = difference.to ?? difference.from;
      return place ? [{ ...difference, place }] : [];
    })
    .toSorted(
      (a, b) =>
        positionOf(sites, a.place.siteId) - positionOf(sites, b.place.siteId) ||
        compareText(a.place.siteId, b.place.siteId) ||
        positionOf(domains, a.place.domainId) - positionOf(domains, b.place.domainId) ||
        compareText(a.place.domainId, b.place.domainId) ||
        compareText(dayOf(a.place), dayOf(b.place)) ||
        compareText(a.id, b.id),
    )
    .map(({ id, change, from, to, workingDays, place }) => ({
      milestoneId: id,
      change,
      label: place.label,
      deploymentId: place.deploymentId,
      domainLabel: domains.get(place.domainId)?.label ?? '',
      siteId: place.siteId,
      siteName: sites.get(place.siteId)?.label ?? '',
      fromStart: from?.start ?? null,
      fromEnd: from?.end ?? null,
      toStart: to?.start ?? null,
      toEnd: to?.end ?? null,
      workingDays,
    }));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function listPlaces(db: ReadDb, sql: string): Map<string, Place> {
  return new Map(
    db
      .prepare<[], Place>(sql)
      .all()
      .map((place) => [place.id, place]),
  );
}
