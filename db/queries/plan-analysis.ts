import { dayFromIso, isoFromDay, type IsoDate } from '../../shared/domain/iso-date.ts';
import { compileNetwork, noDay, type Network } from '../../shared/scheduling/network.ts';
import {
  bindingLinks,
  endsByGroup,
  schedule,
  slackOf,
  type Schedule,
} from '../../shared/scheduling/schedule.ts';
import type { PlanAnalysis } from '../../shared/views/plan-view.ts';
import { getBasis } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { collisionsOf, datedMilestones, describeCollisions, loadCollisionRules } from './plan-collisions.ts';
import { refusingCircles } from './plan-circle.ts';
import { breachesOf, placeNames, storedSchedule } from './plan-impact.ts';
import { loadPlan, type Plan } from './plan-network.ts';

/** Slack in working days up to which a milestone is nearly critical. */
const nearCriticalDays = 5;

/**
 * Slack, critical path, collisions and breaches of the plan as it is written. The critical path is that of each
 * deployment, or of the whole group. Refuses in words where links go round in a circle.
 */
export function getPlanAnalysis(db: ReadDb, scope: 'deployment' | 'group', today: IsoDate): PlanAnalysis {
  return db.snapshot(() => {
    const plan = loadPlan(db);
    const byId = new Map(plan.milestones.map((milestone) => [milestone.id, milestone]));
    const network = refusingCircles(db, () => compileNetwork(asWritten(plan), plan.links));
    const dated = schedule(network);
    const ends = endsByGroup(dated, (task) =>
      scope === 'group' ? '' : (plan.milestones[task]?.deploymentId ?? ''),
    );
    const { total, free, lateFinish } = slackOf(network, dated, ends);
    const isCritical = plan.milestones.map(({ done }, task) => !done && (total[task] ?? 0) <= 0);
    const rules = loadCollisionRules(db);
    const planned = datedMilestones(plan.milestones);
    return {
      basis: getBasis(db),
      milestones: plan.milestones.flatMap(({ id, done, duration }, task) => {
        if (done || dated.start[task] === noDay) return [];
        const [totalSlack, freeSlack] = [total[task] ?? 0, free[task] ?? 0];
        const critical = isCritical[task] === true;
        const nearCritical = !critical && totalSlack <= nearCriticalDays;
        const late = lateFinish[task] ?? noDay;
        const lateEnd = isoFromDay(duration === 0 ? late : late - 1);
        return [{ id, totalSlack, freeSlack, lateEnd, critical, nearCritical }];
      }),
      criticalLinks: criticalLinks(plan, network, dated, isCritical),
      collisions: describeCollisions(db, collisionsOf(planned, rules, dayFromIso(today)), byId, rules),
      breaches: breachesOf(network, storedSchedule(network, plan), byId, placeNames(db)),
    };
  });
}

function criticalLinks(
  { links }: Plan,
  network: Network,
  dated: Schedule,
  isCritical: readonly boolean[],
): string[] {
  const idOf = new Map<object, string>(links.map((link) => [link, link.id]));
  return bindingLinks(network, dated).flatMap((link) => {
    const id = idOf.get(network.links[link] ?? {});
    const [from, to] = [network.predecessor[link] ?? -1, network.successor[link] ?? -1];
    return id !== undefined && isCritical[from] === true && isCritical[to] === true ? [id] : [];
  });
}

/** Slack is that of the plan as it stands: a milestone begins no earlier than it is planned. */
function asWritten({ milestones }: Plan): Plan['milestones'] {
  return milestones.map((milestone) =>
    milestone.start === null || milestone.asLateAsPossible
      ? milestone
      : { ...milestone, notBefore: Math.max(milestone.start, milestone.notBefore ?? milestone.start) },
  );
}
