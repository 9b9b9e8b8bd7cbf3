import { dayFromIso, isoFromDay, type IsoDate } from '../../shared/domain/iso-date.ts';
import { unboundTask } from '../../shared/scheduling/network.ts';
import type { RollOutMilestone, SitePlan } from '../../shared/scheduling/roll-out.ts';
import type {
  RollOutCollision,
  RollOutInput,
  RollOutPreview,
  RollOutSiteView,
} from '../../shared/views/roll-out-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import {
  collisionsOf,
  type CollisionRules,
  type DatedMilestone,
  datedMilestones,
  describeCollisions,
  listSiteNames,
  loadCollisionRules,
} from './plan-collisions.ts';
import { loadPlan, type PlannedMilestone, siteCalendars } from './plan-network.ts';
import { prepareRollOut, type PreparedRollOut } from './roll-out-plan.ts';

/** What a roll-out would give, and what it would collide with. Throws as `prepareRollOut` does. */
export function getRollOutPreview(db: ReadDb, input: RollOutInput, today: IsoDate): RollOutPreview {
  return db.snapshot(() => {
    const prepared = prepareRollOut(db, input);
    const names = listSiteNames(db);
    const rules = loadCollisionRules(db);
    const { sites } = prepared.plan;
    return {
      basis: getBasis(db),
      sites: sites.map((site) => siteView(prepared, site, names.get(site.siteId) ?? '')),
      milestoneCount: sites.reduce((sum, { milestones }) => sum + milestones.length, 0),
      collisions: newCollisions(db, prepared, input.domainId, rules, dayFromIso(today)),
      freezes: rules.freezes.map(({ label, siteId, from, to }) => ({
        label,
        siteId,
        from: isoFromDay(from),
        to: isoFromDay(to),
      })),
    };
  });
}

function siteView(prepared: PreparedRollOut, site: SitePlan, name: string): RollOutSiteView {
  const held = new Map(site.heldBy.map(({ key, milestoneId }) => [key, milestoneId]));
  const rows = new Map(prepared.template.rows.map((row) => [row.id, row]));
  return {
    establishmentId: site.siteId,
    name,
    wave: site.wave,
    start: isoFromDay(site.start),
    goLive: isoFromDay(site.goLive),
    end: isoFromDay(site.end),
    rows: site.milestones.map(({ key, rowId, start, end }) => {
      const row = rows.get(rowId);
      const heldBy = held.get(key);
      return {
        label: row?.label ?? '',
        kind: row?.kind ?? 'task',
        phase: row?.phase ?? null,
        start: isoFromDay(start),
        end: isoFromDay(end),
        heldBy: heldBy === undefined ? null : (prepared.prerequisiteLabels.get(heldBy) ?? ''),
      };
    }),
    missing: [...(prepared.missing.get(site.siteId) ?? [])],
  };
}

/** Collisions a roll-out takes part in, with the plan there is. */
function newCollisions(
  db: ReadDb,
  prepared: PreparedRollOut,
  domainId: string,
  rules: CollisionRules,
  today: number,
): RollOutCollision[] {
  const existing = datedMilestones(loadPlan(db).milestones);
  const added = newMilestones(db, prepared, domainId);
  const all = [...existing, ...added];
  const isNew = new Set(added.map(({ milestone }) => milestone.id));
  const collisions = collisionsOf(all, rules, today).filter(({ milestoneIds }) =>
    milestoneIds.some((id) => isNew.has(id)),
  );
  const ids = new Map(all.map(({ milestone }) => [milestone.id, milestone]));
  return describeCollisions(db, collisions, ids, rules).map(({ milestones, ...collision }) => ({
    ...collision,
    milestones: milestones.map(({ label, siteName }) => ({ label, siteName })),
  }));
}

function newMilestones(db: ReadDb, { template, plan }: PreparedRollOut, domainId: string): DatedMilestone[] {
  const calendars = siteCalendars(db);
  const zones = new Map(
    db
      .prepare<[], { id: string; zone: string | null }>('SELECT id, holiday_zone AS zone FROM establishment')
      .all()
      .map(({ id, zone }) => [id, zone]),
  );
  const rows = new Map(template.rows.map((row) => [row.id, row]));
  const dated = (siteId: string, { key, rowId, start, end, duration }: RollOutMilestone): DatedMilestone => {
    const row = rows.get(rowId);
    const milestone: PlannedMilestone = {
      id: key,
      deploymentId: siteId,
      domainId,
      siteId,
      label: row?.label ?? '',
      phase: row?.phase ?? null,
      ownerId: null,
      done: false,
      calendar: calendars(siteId, zones.get(siteId) ?? null),
      duration,
      unit: row?.durationUnit ?? 'working',
      mode: 'follow',
      ...unboundTask,
      start,
      end,
    };
    return { milestone, start, end };
  };
  return plan.sites.flatMap(({ siteId, milestones }) => milestones.map((one) => dated(siteId, one)));
}
