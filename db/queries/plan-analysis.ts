import { dayFromIso, type IsoDate } from '../../shared/domain/iso-date.ts';
import { compileNetwork, noDay } from '../../shared/scheduling/network.ts';
import { endsByGroup, schedule, slackOf } from '../../shared/scheduling/schedule.ts';
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
    const { total, free } = slackOf(network, dated, ends);
    const rules = loadCollisionRules(db);
    const planned = datedMilestones(plan.milestones);
    return {
      basis: getBasis(db),
      milestones: plan.milestones.flatMap(({ id, done }, task) => {
        if (done || dated.start[task] === noDay) return [];
        const [totalSlack, freeSlack] = [total[task] ?? 0, free[task] ?? 0];
        const critical = totalSlack <= 0;
        return [
          { id, totalSlack, freeSlack, critical, nearCritical: !critical && totalSlack <= nearCriticalDays },
        ];
      }),
      collisions: describeCollisions(db, collisionsOf(planned, rules, dayFromIso(today)), byId, rules),
      breaches: breachesOf(network, storedSchedule(network, plan), byId, placeNames(db)),
    };
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
