import { dayFromIso, isoFromDay, type IsoDate } from '../../shared/domain/iso-date.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { planBack } from '../../shared/scheduling/backward.ts';
import { compileNetwork, type Network, noDay } from '../../shared/scheduling/network.ts';
import { halfOpen, inclusiveEnd } from '../../shared/scheduling/placement.ts';
import type { BackwardInput, BackwardView, LatestMilestone } from '../../shared/views/backward-view.ts';
import { getBasis } from '../log-state.ts';
import { assertPlannedDay, withinCalendars } from '../planned-day.ts';
import type { ReadDb } from '../sqlite.ts';
import { refusingCircles } from './plan-circle.ts';
import { loadPlan, type Plan, type PlannedMilestone } from './plan-network.ts';

/**
 * The latest dates of the milestones of a deployment that lead to an imposed day, and what the written ones leave
 * before them. Nothing is written.
 * @throws AppError `bad-request` for a day no plan may hold, `not-found` where the deployment does not have the
 * milestone, `refused` without any milestone, for a done one, or where links go round in a circle
 */
export function getBackwardPlan(db: ReadDb, input: BackwardInput, today: IsoDate): BackwardView {
  return db.snapshot(() => {
    const milestones = latestDates(db, loadPlan(db), input);
    const targets = milestones.filter(({ isTarget }) => isTarget);
    const margins = targets.flatMap(({ margin }) => margin ?? []);
    return {
      basis: getBasis(db),
      margin: margins.length === 0 ? null : Math.min(...margins),
      latestStart: isoFromDay(Math.min(...milestones.map(({ toStart }) => dayFromIso(toStart)))),
      milestones: milestones.map(({ isTarget: _isTarget, ...milestone }) => milestone),
      passed: milestones.filter(({ stays, toStart }) => !stays && toStart < today).length,
    };
  });
}

/** One milestone of a plan made back, and whether it is what the day was imposed on. */
export type LatestPlanned = LatestMilestone & { readonly isTarget: boolean };

/** The milestones that lead to the imposed day with their latest dates, by date. Throws as `getBackwardPlan`. */
export function latestDates(
  db: ReadDb,
  { milestones, links }: Plan,
  { deploymentId, milestoneId, day }: BackwardInput,
): LatestPlanned[] {
  assertPlannedDay(day);
  const own = milestones.filter((milestone) => milestone.deploymentId === deploymentId);
  return refusingCircles(db, () =>
    withinCalendars(() => {
      const network = compileNetwork(own, links);
      const targets = targetsOf(network, own, milestoneId);
      const latest = planBack(network, targets, dayFromIso(day));
      return own
        .flatMap((milestone, at) => {
          const start = latest.start[at] ?? noDay;
          if (start === noDay) return [];
          const end = inclusiveEnd(start, latest.finish[at] ?? start);
          return [{ ...describe(milestone, start, end), isTarget: targets.has(at) }];
        })
        .toSorted((a, b) => a.toStart.localeCompare(b.toStart) || a.toEnd.localeCompare(b.toEnd));
    }),
  );
}

/** The milestone chosen, or all that nothing of the deployment follows. */
function targetsOf(
  network: Network,
  milestones: readonly PlannedMilestone[],
  chosen: string | null,
): Set<number> {
  if (chosen === null) {
    const last = milestones.flatMap(({ done }, at) => (done || hasFollower(network, at) ? [] : [at]));
    if (last.length === 0) throw new AppError('refused', { key: 'error.nothing-to-plan-back' });
    return new Set(last);
  }
  const at = network.indexById.get(chosen);
  if (at === undefined) throw new AppError('not-found', { details: { table: 'milestone' } });
  if (milestones[at]?.done === true) throw new AppError('refused', { key: 'error.nothing-to-plan-back' });
  return new Set([at]);
}

function hasFollower({ outgoing }: Network, task: number): boolean {
  return (outgoing.first[task + 1] ?? 0) > (outgoing.first[task] ?? 0);
}

function describe(milestone: PlannedMilestone, start: number, end: number): LatestMilestone {
  const { calendar, done, actualStart, fixed } = milestone;
  const written = milestone.end ?? milestone.start;
  const isoOrNull = (day: number | null): IsoDate | null => (day === null ? null : isoFromDay(day));
  return {
    milestoneId: milestone.id,
    label: milestone.label,
    fromStart: isoOrNull(milestone.start ?? milestone.end),
    fromEnd: isoOrNull(written),
    toStart: isoFromDay(start),
    toEnd: isoFromDay(end),
    margin:
      written === null
        ? null
        : calendar.workingDaysBetween(halfOpen(milestone, written), halfOpen(milestone, end)),
    stays: done || actualStart !== null || fixed !== null,
  };
}
