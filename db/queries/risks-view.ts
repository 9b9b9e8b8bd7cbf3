import { calendarOfZone, type WorkingCalendar } from '../../shared/domain/calendar.ts';
import { dayFromIso, isoFromDay, type IsoDate } from '../../shared/domain/iso-date.ts';
import { personName } from '../../shared/domain/person-name.ts';
import {
  compareRiskLevels,
  riskLevel,
  riskStateOf,
  riskThresholds,
  type RiskThresholds,
} from '../../shared/domain/risk.ts';
import type { RiskNeed, RiskRow, RiskStep, RisksView } from '../../shared/views/register-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { calendarsOfSites } from './baseline-view.ts';
import { listDomainChoices, listPersonChoices, listSiteChoices } from './named-choices.ts';
import { getListValues } from './reference-queries.ts';

/** The register of risks with what a form offers; `today` decides which reviews are late. */
export function getRisksView(db: ReadDb, today: IsoDate): RisksView {
  return db.snapshot(() => ({
    basis: getBasis(db),
    today,
    risks: listRisks(db, today),
    thresholds: thresholdsOf(db),
    people: listPersonChoices(db),
    domains: listDomainChoices(db),
    establishments: listSiteChoices(db),
  }));
}

/** Least product of each level, as the group has set it. */
function thresholdsOf(db: ReadDb): RiskThresholds {
  return riskThresholds(getListValues(db, 'risk_level'));
}

type Derived = 'level' | 'state' | 'ownerName' | 'steps' | 'planBDays' | 'late' | 'missing';
interface Stored extends Omit<RiskRow, Derived> {
  readonly state: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** Those that are not closed first, the gravest before the others. The caller holds the snapshot. */
export function listRisks(db: ReadDb, today: IsoDate): RiskRow[] {
  const thresholds = thresholdsOf(db);
  const stepsOf = listSteps(db);
  const rows = db
    .prepare<[], Stored>(
      `SELECT r.id, coalesce(r.label, '') AS label, r.category, r.probability, r.impact, r.state,
          r.owner_id AS ownerId, p.first_name AS firstName, p.last_name AS lastName, r.mitigation,
          r.plan_b AS planB, r.plan_b_trigger AS planBTrigger, r.plan_b_cost AS planBCost,
          r.plan_b_started_on AS planBStartedOn, r.review_on AS reviewOn, r.opened_on AS openedOn,
          r.domain_id AS domainId, coalesce(dom.label, dom.code) AS domainLabel,
          r.other_domain_id AS otherDomainId, coalesce(oth.label, oth.code) AS otherDomainLabel,
          r.establishment_id AS establishmentId, coalesce(e.short_name, e.name) AS establishmentName,
          (SELECT min(d.id) FROM deployment d WHERE d.deleted = 0 AND d.domain_id = r.domain_id
            AND d.establishment_id = r.establishment_id) AS deploymentId
        FROM risk r
          LEFT JOIN person p ON p.id = r.owner_id
          LEFT JOIN domain dom ON dom.id = r.domain_id
          LEFT JOIN domain oth ON oth.id = r.other_domain_id
          LEFT JOIN establishment e ON e.id = r.establishment_id
        WHERE r.deleted = 0`,
    )
    .all();
  const started = rows.some(({ planBStartedOn }) => planBStartedOn !== null);
  const calendarOf = started ? calendarsOfSites(db) : null;
  return rows
    .map(({ firstName, lastName, ...row }): RiskRow => {
      const state = riskStateOf(row.state);
      const isOpen = state !== 'closed';
      const steps = stepsOf.get(row.id) ?? [];
      const calendar =
        calendarOf && row.establishmentId !== null ? calendarOf(row.establishmentId) : calendarOfZone(null);
      return {
        ...row,
        state,
        level: riskLevel(row.probability, row.impact, thresholds),
        ownerName: row.ownerId === null ? null : personName({ firstName, lastName }),
        steps: row.planBStartedOn === null ? steps : datedSteps(steps, row.planBStartedOn, calendar),
        planBDays: steps.reduce((sum, { days }) => sum + days, 0),
        late: isOpen && row.reviewOn !== null && row.reviewOn < today,
        missing: isOpen ? missingOf(row) : [],
      };
    })
    .sort(compareRisks);
}

function missingOf(row: Pick<RiskRow, 'ownerId' | 'mitigation' | 'planB' | 'reviewOn'>): RiskNeed[] {
  const { ownerId: owner, mitigation, planB, reviewOn } = row;
  const held = { owner, mitigation, planB, reviewOn };
  return (Object.keys(held) as RiskNeed[]).filter((need) => held[need] === null);
}

function listSteps(db: ReadDb): Map<string, RiskStep[]> {
  const rows = db
    .prepare<[], { id: string; riskId: string; label: string; days: number }>(
      `SELECT id, risk_id AS riskId, coalesce(label, '') AS label, coalesce(days, 0) AS days FROM risk_step
        WHERE deleted = 0 AND risk_id IS NOT NULL ORDER BY coalesce(position, 9999), id`,
    )
    .all();
  return new Map(
    [...Map.groupBy(rows, ({ riskId }) => riskId)].map(([id, steps]) => [
      id,
      steps.map(({ riskId: _, ...step }) => ({ ...step, endsOn: null })),
    ]),
  );
}

/** One after the other from the day the plan was started, on the working days of its site. */
function datedSteps(steps: readonly RiskStep[], startedOn: IsoDate, calendar: WorkingCalendar): RiskStep[] {
  const first = calendar.indexOf(dayFromIso(startedOn));
  let done = 0;
  return steps.map((step) => {
    done += step.days;
    return { ...step, endsOn: isoFromDay(calendar.dayAt(first + Math.max(done - 1, 0))) };
  });
}

function compareRisks(a: RiskRow, b: RiskRow): number {
  const product = ({ probability, impact }: RiskRow) => (probability ?? 0) * (impact ?? 0);
  return (
    Number(a.state === 'closed') - Number(b.state === 'closed') ||
    compareRiskLevels(a.level, b.level) ||
    product(b) - product(a) ||
    (a.reviewOn ?? '9999').localeCompare(b.reviewOn ?? '9999') ||
    (a.id < b.id ? -1 : 1)
  );
}
