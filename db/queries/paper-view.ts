import { isDecisionOpen } from '../../shared/domain/decision.ts';
import { addDays, type IsoDate } from '../../shared/domain/iso-date.ts';
import { isLateMilestone, isOpenMilestone } from '../../shared/domain/milestone-status.ts';
import { personName } from '../../shared/domain/person-name.ts';
import { milestoneKinds } from '../../shared/domain/registry.ts';
import { driftBetween, type CalendarOfSite, type PlannedDates } from '../../shared/scheduling/baseline.ts';
import type { Diffusion } from '../../shared/paper/cartouche.ts';
import { weatherReport } from '../../shared/paper/weather-report.ts';
import type { PaperMilestone, PaperView, WeatherReport } from '../../shared/views/paper-view.ts';
import type { ReadDb } from '../sqlite.ts';
import { calendarsOfSites } from './baseline-view.ts';
import { countConflicts } from './conflict-list.ts';
import { listDecisions } from './decisions-view.ts';
import { getMatrixView } from './matrix-view.ts';
import { readMoved } from './moved-view.ts';
import { listBaselineValues, listPlannedDates } from './planned-dates.ts';
import { getFreshnessLimits, getListValues } from './reference-queries.ts';
import { getLastWeather, getWeatherEdition } from './report-editions.ts';
import { findSincePoint } from './since-point.ts';
import { listRisks } from './risks-view.ts';
import { getDataDate, getGroup, getMe } from './workspace-queries.ts';

/** Days after today whose milestones are told. */
export const usualHorizon = 90;

/** What the documents of a committee are made from. */
export function getPaperView(
  db: ReadDb,
  { since, horizon = usualHorizon }: { since: string | null; horizon?: number | undefined },
  today: IsoDate,
): PaperView {
  return db.snapshot(() => {
    const known = findSincePoint(db, since, today);
    const { lines } = readMoved(db, known);
    const moved = new Map(lines.filter(({ kind }) => kind === 'moved').map(({ id, from }) => [id, from]));
    const matrix = getMatrixView(db, today);
    const baseline = newestBaseline(db);
    const before = baseline ? listBaselineValues(db, baseline.id, null) : [];
    const calendarOf = calendarsOfSites(db);
    const limits = getFreshnessLimits(db);
    return {
      basis: matrix.basis,
      today,
      dataDate: getDataDate(db),
      groupName: getGroup(db)?.name ?? '',
      author: getMe(db)?.name ?? null,
      since: { day: known.day, committee: known.committee, exact: known.exact },
      matrix,
      weatherRanks: Object.fromEntries(
        [...getListValues(db, 'weather')].flatMap(([code, rank]) => (rank === null ? [] : [[code, rank]])),
      ),
      freshMax: limits.freshMax,
      staleMax: limits.staleMax,
      milestones: listMilestones(db, { today, horizon, from: known.day, moved, before, calendarOf }),
      drifts: baseline ? driftsOf(before, listPlannedDates(db, null), calendarOf) : [],
      baseline: baseline && { label: baseline.label ?? '', takenOn: baseline.takenOn },
      conflicts: countConflicts(db),
      decisionsWanted: listDecisions(db, today)
        .filter(({ state }) => isDecisionOpen(state))
        .map(({ label, number, body, authority, dueOn, domainLabel, establishmentName }) => ({
          label,
          number,
          body,
          authority,
          dueOn,
          domainLabel,
          establishmentName,
        })),
      criticalRisks: listRisks(db, today)
        .filter(({ level, state }) => level === 'critical' && state !== 'closed')
        .map(({ label, state, planB, planBStartedOn, reviewOn, ...risk }) => ({
          label,
          state,
          planB,
          planBStartedOn,
          reviewOn,
          domainLabel: risk.domainLabel,
          otherDomainLabel: risk.otherDomainLabel,
          establishmentName: risk.establishmentName,
        })),
    };
  });
}

function newestBaseline(
  db: ReadDb,
): { readonly id: string; readonly label: string | null; readonly takenOn: IsoDate | null } | null {
  return (
    db
      .prepare<[], { id: string; label: string | null; takenOn: IsoDate | null }>(
        `SELECT b.id, b.label, b.taken_on AS takenOn FROM baseline b JOIN baseline_read r ON r.baseline_id = b.id
          WHERE b.deleted = 0 AND b.deployment_id IS NULL ORDER BY b.taken_on DESC, b.id DESC LIMIT 1`,
      )
      .get() ?? null
  );
}

/** The météo of today compared with the edition before, or, with an edition, as it was issued. */
export function getWeatherReport(
  db: ReadDb,
  { edition, since, diffusion }: { edition: string | null; since: string | null; diffusion: Diffusion },
  today: IsoDate,
): WeatherReport {
  if (edition !== null) return getWeatherEdition(db, edition);
  return db.snapshot(() => weatherReport(getPaperView(db, { since }, today), getLastWeather(db), diffusion));
}

interface MilestoneRow {
  readonly id: string;
  readonly deploymentId: string;
  readonly domainId: string;
  readonly siteId: string;
  readonly label: string;
  readonly kind: string | null;
  readonly start: IsoDate | null;
  readonly end: IsoDate;
  readonly actualEnd: IsoDate | null;
  readonly status: string;
  readonly verdict: string | null;
  readonly blockedReason: string | null;
  readonly planB: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly deadline: IsoDate | null;
}

interface Wanted {
  readonly today: IsoDate;
  readonly horizon: number;
  readonly from: IsoDate;
  readonly moved: ReadonlyMap<string, string | null>;
  readonly before: readonly PlannedDates[];
  readonly calendarOf: CalendarOfSite;
}

function listMilestones(db: ReadDb, wanted: Wanted): PaperMilestone[] {
  const { today, horizon, from, moved, before, calendarOf } = wanted;
  const baselineEnds = new Map(before.map(({ id, end }) => [id, end]));
  const last = addDays(today, horizon);
  const rows = db
    .prepare<[], MilestoneRow>(
      `SELECT m.id, m.deployment_id AS deploymentId, d.domain_id AS domainId, d.establishment_id AS siteId,
          coalesce(m.label, m.code, '') AS label, m.kind, m.planned_start AS start,
          coalesce(m.planned_end, m.planned_start) AS end, m.actual_end AS actualEnd,
          coalesce(m.status, 'to_come') AS status, m.verdict, m.blocked_reason AS blockedReason, m.plan_b AS planB,
          p.first_name AS firstName, p.last_name AS lastName, m.deadline
        FROM milestone m JOIN deployment d ON d.id = m.deployment_id AND d.deleted = 0
        LEFT JOIN person p ON p.id = m.owner_id AND p.deleted = 0
        WHERE m.deleted = 0 AND coalesce(m.planned_end, m.planned_start) IS NOT NULL
          AND d.domain_id IS NOT NULL AND d.establishment_id IS NOT NULL
        ORDER BY end, m.planned_start, m.id`,
    )
    .all();
  return rows
    .map(({ firstName, lastName, kind, ...row }): PaperMilestone => ({
      ...row,
      kind: milestoneKinds.find((known) => known === kind) ?? 'task',
      late: isLateMilestone(row.status, row.end, today),
      ownerName: firstName === null && lastName === null ? null : personName({ firstName, lastName }),
      formerEnd: moved.get(row.id) ?? row.end,
      drift: driftBetween({ end: baselineEnds.get(row.id) ?? null }, row, calendarOf),
    }))
    .filter(
      ({ status, end, actualEnd, formerEnd, blockedReason }) =>
        (isOpenMilestone(status) ? end <= last || blockedReason !== null : (actualEnd ?? end) >= from) ||
        (formerEnd !== null && formerEnd >= from && formerEnd <= today),
    );
}

/** Of each deployment that has an end in both plans. */
function driftsOf(
  before: readonly PlannedDates[],
  now: readonly PlannedDates[],
  calendarOf: CalendarOfSite,
): { deploymentId: string; workingDays: number }[] {
  const today = new Map(now.map((dates) => [dates.id, dates]));
  const ends = new Map<string, { was: IsoDate; now: IsoDate; siteId: string }>();
  for (const { id, end } of before) {
    const dates = today.get(id);
    if (!dates?.end || !end) continue;
    const known = ends.get(dates.deploymentId);
    ends.set(dates.deploymentId, {
      was: known && known.was > end ? known.was : end,
      now: known && known.now > dates.end ? known.now : dates.end,
      siteId: dates.siteId,
    });
  }
  return [...ends].flatMap(([deploymentId, { was, now: end, siteId }]) => {
    const workingDays = driftBetween({ end: was }, { end, siteId }, calendarOf);
    return workingDays === null ? [] : [{ deploymentId, workingDays }];
  });
}
