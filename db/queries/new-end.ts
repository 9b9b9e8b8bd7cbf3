import { dayFromIso, isoFromDay, type IsoDate } from '../../shared/domain/iso-date.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { CycleError } from '../../shared/scheduling/network.ts';
import { endingOn } from '../../shared/scheduling/new-end.ts';
import type { NewEnd } from '../../shared/views/week-view.ts';
import { getBasis } from '../log-state.ts';
import { assertPlannedDays, withinCalendars } from '../planned-day.ts';
import type { ReadDb } from '../sqlite.ts';
import { slipPlan } from './plan-impact.ts';
import { loadPlanAround, type Plan } from './plan-network.ts';

/**
 * What it means that a milestone is to end on another day: its own days, and how many others its links would push.
 * Nothing is written.
 * @throws AppError as `newDaysOf`
 */
export function getNewEnd(db: ReadDb, { milestoneId, end }: { milestoneId: string; end: IsoDate }): NewEnd {
  return db.snapshot(() => {
    const plan = loadPlanAround(db, [milestoneId]);
    const days = newDaysOf(db, plan, milestoneId, end);
    const calendar = plan.milestones.find(({ id }) => id === milestoneId)?.calendar;
    const isDayOff = calendar?.isWorkingDay(dayFromIso(end)) === false;
    return { basis: getBasis(db), ...days, isDayOff, following: followingOf(plan, milestoneId, days) };
  });
}

/**
 * The days of a milestone that is to end on another one.
 * @throws AppError `not-found`; `bad-request` for a day no plan may hold, an end before the start of what has begun,
 * or the day it ends on already
 */
export function newDaysOf(
  db: ReadDb,
  { milestones }: Plan,
  milestoneId: string,
  end: IsoDate,
): { plannedStart: IsoDate; plannedEnd: IsoDate } {
  const task = milestones.find(({ id }) => id === milestoneId);
  if (!task) throw new AppError('not-found', { details: { table: 'milestone' } });
  assertPlannedDays(end, end);
  const day = dayFromIso(end);
  if (task.end === day) throw new AppError('bad-request', { key: 'error.same-end' });
  const hasBegun = task.actualStart !== null || isInProgress(db, milestoneId);
  const days = withinCalendars(() => endingOn(task, day, hasBegun));
  const [plannedStart, plannedEnd] = [isoFromDay(days.start), isoFromDay(days.end)];
  assertPlannedDays(plannedStart, plannedEnd);
  return { plannedStart, plannedEnd };
}

function isInProgress(db: ReadDb, id: string): boolean {
  const row = db
    .prepare<[string], { status: string | null }>('SELECT status FROM milestone WHERE id = ?')
    .get(id);
  return row?.status === 'in_progress';
}

function followingOf(
  plan: Plan,
  id: string,
  { plannedStart, plannedEnd }: { plannedStart: IsoDate; plannedEnd: IsoDate },
): NewEnd['following'] {
  const siteOf = new Map(plan.milestones.map((milestone) => [milestone.id, milestone.siteId]));
  try {
    const { impacts } = slipPlan(plan, { moves: [{ id, plannedStart, plannedEnd }], direction: 'push' });
    const others = impacts.filter((impact) => impact.id !== id);
    return { milestones: others.length, sites: new Set(others.map((other) => siteOf.get(other.id))).size };
  } catch (error) {
    // Dates can be written where links go round in a circle; only what follows cannot be told.
    if (error instanceof CycleError) return null;
    throw error;
  }
}
