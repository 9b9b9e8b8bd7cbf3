import { dayFromIso, isoFromDay, type IsoDate, mondayOf } from '../../shared/domain/iso-date.ts';
import { personName } from '../../shared/domain/person-name.ts';
import {
  type Collision,
  type CollisionInput,
  type CutOver,
  findCollisions,
  type FreezePeriod,
} from '../../shared/scheduling/collisions.ts';
import type { PlanCollision } from '../../shared/views/plan-view.ts';
import type { ReadDb } from '../sqlite.ts';
import type { PlannedMilestone } from './plan-network.ts';

/** Sites one referent can serve in a week, unless the group says otherwise in its lists. */
const defaultSitesPerWeek = 3;

/** A milestone with the days a plan gives it; inclusive day numbers. */
export interface DatedMilestone {
  readonly milestone: PlannedMilestone;
  readonly start: number;
  readonly end: number;
}

/** The milestones that have both their days, on the days that are written. */
export function datedMilestones(milestones: readonly PlannedMilestone[]): DatedMilestone[] {
  return milestones.flatMap((milestone) =>
    milestone.start === null || milestone.end === null
      ? []
      : [{ milestone, start: milestone.start, end: milestone.end }],
  );
}

/** What the collisions of a plan are looked for with; read once, used for a plan and for what it would become. */
export interface CollisionRules {
  readonly freezes: readonly (FreezePeriod & { readonly label: string })[];
  readonly windows: readonly FreezePeriod[];
  /** Domains that must be in production first at the same site, by domain. */
  readonly prerequisites: ReadonlyMap<string, readonly string[]>;
  /** `domain site` of the deployments in production. */
  readonly inProduction: ReadonlySet<string>;
  readonly sitesPerWeek: number;
}

export function loadCollisionRules(db: ReadDb): CollisionRules {
  return {
    freezes: listPeriods(db, 'freeze'),
    windows: listPeriods(db, 'maintenance'),
    prerequisites: listPrerequisites(db),
    inProduction: listInProduction(db),
    sitesPerWeek: getSitesPerWeek(db),
  };
}

/** The collisions of a plan from the week of a day on: what is over cannot be helped any more. */
export function collisionsOf(
  dated: readonly DatedMilestone[],
  rules: CollisionRules,
  today: number,
): Collision[] {
  const open = dated.filter(({ milestone, end }) => !milestone.done && end >= today);
  // Windows that are over ask nothing of what is to come.
  const windows = rules.windows.filter(({ to }) => to >= today);
  return findCollisions(collisionInput(open, dated, { ...rules, windows })).filter(
    ({ day }) => day >= mondayOf(today),
  );
}

function collisionInput(
  open: readonly DatedMilestone[],
  all: readonly DatedMilestone[],
  rules: CollisionRules,
): CollisionInput {
  const cutOverEnds = new Map(
    cutOversAmong(all).map((one) => [`${one.milestone.domainId} ${one.milestone.siteId}`, one]),
  );
  return {
    cutOvers: cutOversAmong(open).map((one) => toCutOver(one, rules, cutOverEnds)),
    freezes: rules.freezes,
    windows: rules.windows,
    work: open.flatMap(({ milestone, start, end }) =>
      milestone.ownerId === null
        ? []
        : [{ personId: milestone.ownerId, siteId: milestone.siteId, milestoneId: milestone.id, start, end }],
    ),
    sitesPerWeek: rules.sitesPerWeek,
  };
}

/** The cut-over of each deployment: the last thing its cut-over phase does. */
function cutOversAmong(dated: readonly DatedMilestone[]): DatedMilestone[] {
  const last = new Map<string, DatedMilestone>();
  for (const one of dated) {
    if (one.milestone.phase !== 'cutover') continue;
    const known = last.get(one.milestone.deploymentId);
    if (!known || one.end >= known.end) last.set(one.milestone.deploymentId, one);
  }
  return [...last.values()];
}

function toCutOver(
  { milestone, start, end }: DatedMilestone,
  rules: CollisionRules,
  cutOverEnds: ReadonlyMap<string, DatedMilestone>,
): CutOver {
  const needs = (rules.prerequisites.get(milestone.domainId) ?? []).flatMap((domainId) => {
    const place = `${domainId} ${milestone.siteId}`;
    const needed = cutOverEnds.get(place);
    return rules.inProduction.has(place) || !needed
      ? []
      : [{ milestoneId: needed.milestone.id, readyOn: needed.end }];
  });
  return {
    id: milestone.id,
    siteId: milestone.siteId,
    teamId: milestone.ownerId,
    calendar: milestone.calendar,
    start,
    end,
    needs,
  };
}

/** Collisions in words the screens show: names in place of ids. */
export function describeCollisions(
  db: ReadDb,
  collisions: readonly Collision[],
  milestones: ReadonlyMap<string, PlannedMilestone>,
  rules: CollisionRules,
): PlanCollision[] {
  const siteNames = listSiteNames(db);
  const domainLabels = listDomainLabels(db);
  const people = listPersonNames(db);
  const named = (id: string) => {
    const milestone = milestones.get(id);
    return {
      id,
      deploymentId: milestone?.deploymentId ?? '',
      label: milestone?.label ?? '',
      domainLabel: domainLabels.get(milestone?.domainId ?? '') ?? '',
      siteName: siteNames.get(milestone?.siteId ?? '') ?? '',
    };
  };
  const causeOf = ({ kind, causeId }: Collision): string | null => {
    if (causeId === null) return null;
    if (kind === 'two_at_site') return siteNames.get(causeId) ?? null;
    if (kind === 'in_freeze') return rules.freezes.find(({ id }) => id === causeId)?.label ?? null;
    if (kind === 'prerequisite') return milestones.get(causeId)?.label ?? null;
    return people.get(causeId) ?? null;
  };
  return collisions.map((collision) => ({
    kind: collision.kind,
    day: isoFromDay(collision.day),
    milestones: collision.milestoneIds.map(named),
    cause: causeOf(collision),
    count: collision.count,
  }));
}

export function listSiteNames(db: ReadDb): Map<string, string> {
  const rows = db
    .prepare<[], { id: string; name: string | null }>(
      'SELECT id, coalesce(short_name, name) AS name FROM establishment',
    )
    .all();
  return new Map(rows.map(({ id, name }) => [id, name ?? '']));
}

export function listDomainLabels(db: ReadDb): Map<string, string> {
  const rows = db
    .prepare<[], { id: string; label: string | null }>(
      'SELECT id, coalesce(label, code) AS label FROM domain',
    )
    .all();
  return new Map(rows.map(({ id, label }) => [id, label ?? '']));
}

function listPersonNames(db: ReadDb): Map<string, string> {
  const rows = db
    .prepare<[], { id: string; firstName: string | null; lastName: string | null }>(
      'SELECT id, first_name AS firstName, last_name AS lastName FROM person',
    )
    .all();
  return new Map(rows.map((person) => [person.id, personName(person)]));
}

function listPeriods(db: ReadDb, kind: 'freeze' | 'maintenance'): CollisionRules['freezes'] {
  return db
    .prepare<
      [string],
      { id: string; siteId: string | null; label: string | null; from: IsoDate; to: IsoDate }
    >(
      `SELECT id, establishment_id AS siteId, label, from_date AS "from", to_date AS "to" FROM calendar_period
        WHERE deleted = 0 AND kind = ? AND from_date IS NOT NULL AND to_date IS NOT NULL
        ORDER BY from_date, id`,
    )
    .all(kind)
    .map(({ from, to, label, ...freeze }) => ({
      ...freeze,
      label: label ?? '',
      from: dayFromIso(from),
      to: dayFromIso(to),
    }));
}

function listPrerequisites(db: ReadDb): Map<string, string[]> {
  const rows = db
    .prepare<[], { domainId: string; requiresId: string }>(
      `SELECT domain_id AS domainId, requires_id AS requiresId FROM domain_prerequisite
        WHERE deleted = 0 AND domain_id IS NOT NULL AND requires_id IS NOT NULL ORDER BY id`,
    )
    .all();
  const needs = new Map<string, string[]>();
  for (const { domainId, requiresId } of rows)
    needs.set(domainId, [...(needs.get(domainId) ?? []), requiresId]);
  return needs;
}

function listInProduction(db: ReadDb): Set<string> {
  const rows = db
    .prepare<[], { place: string }>(
      `SELECT domain_id || ' ' || establishment_id AS place FROM deployment
        WHERE deleted = 0 AND stage IN ('in_production', 'converged')`,
    )
    .all();
  return new Set(rows.map(({ place }) => place));
}

function getSitesPerWeek(db: ReadDb): number {
  const row = db
    .prepare<[], { value: number | null }>(
      `SELECT value FROM reference_value WHERE deleted = 0 AND list = 'planning_limit' AND code = 'sites_per_week'`,
    )
    .get();
  return row?.value ?? defaultSitesPerWeek;
}
