import type { WorkingCalendar } from '../domain/calendar.ts';
import { dependencyTypes } from '../domain/registry.ts';
import { compileNetwork, type Network, type PlanLink, type PlanTask, unboundTask } from './network.ts';
import { inclusiveEnd } from './placement.ts';
import { schedule } from './schedule.ts';

/** A row to be dated: durations in working or calendar days. */
export interface ScheduleRow {
  readonly id: string;
  readonly kind: string;
  readonly duration: number;
  readonly durationUnit: string;
  readonly scalable: boolean;
}

/** A link between two rows; a negative lag lets the successor begin earlier. */
export interface ScheduleLink {
  readonly predecessor: string;
  readonly successor: string;
  readonly type: string;
  readonly lag: number;
  readonly lagUnit: string;
}

/** A dated row: inclusive day numbers, and the working-day offsets `[startOffset, endOffset[` from the start day. */
export interface ScheduledRow {
  readonly id: string;
  readonly startDay: number;
  readonly endDay: number;
  /** Duration after scaling, in the unit of the row. */
  readonly duration: number;
  readonly startOffset: number;
  readonly endOffset: number;
}

const unitFactor = 10_000;

/**
 * Dates the rows of a template from a start day: each row begins as soon as its predecessors allow. `sizeFactor`
 * is in basis points. Links to rows that are not given are passed over. Throws a CycleError when links go round
 * in a circle.
 */
export function applyTemplate(
  rows: readonly ScheduleRow[],
  links: readonly ScheduleLink[],
  startDay: number,
  sizeFactor: number,
  calendar: WorkingCalendar,
): ScheduledRow[] {
  const network = templateNetwork(rows, links, startDay, sizeFactor, calendar);
  const { start, finish } = schedule(network);
  const origin = calendar.indexOf(startDay);
  return network.tasks.map((task, at) => {
    const [from, to] = [start[at] ?? startDay, finish[at] ?? startDay];
    return {
      id: task.id,
      startDay: from,
      endDay: inclusiveEnd(from, to),
      duration: task.duration,
      startOffset: calendar.indexOf(from) - origin,
      endOffset: calendar.indexOf(to) - origin,
    };
  });
}

/** The network of a template's rows, all of them on one calendar and none before the start day. */
export function templateNetwork(
  rows: readonly ScheduleRow[],
  links: readonly ScheduleLink[],
  startDay: number,
  sizeFactor: number,
  calendar: WorkingCalendar,
): Network {
  const tasks = rows.map((row) => templateTask(row, startDay, sizeFactor, calendar));
  return compileNetwork(tasks, links.map(templateLink));
}

function templateTask(
  row: ScheduleRow,
  startDay: number,
  sizeFactor: number,
  calendar: WorkingCalendar,
): PlanTask {
  return {
    id: row.id,
    calendar,
    duration: scaledDuration(row, sizeFactor),
    unit: row.durationUnit === 'calendar' ? 'calendar' : 'working',
    mode: 'follow',
    ...unboundTask,
    start: startDay,
    notBefore: startDay,
  };
}

/** A link of a template as the engine takes it. */
export function templateLink({ type, lagUnit, ...link }: ScheduleLink): PlanLink {
  return {
    ...link,
    // What this version does not know is taken as the plain link, working days.
    type: isLinkType(type) ? type : 'FS',
    lagUnit: lagUnit === 'calendar' ? 'calendar' : 'working',
  };
}

function isLinkType(type: string): type is PlanLink['type'] {
  return dependencyTypes.some((known) => known === type);
}

/** Duration of a row for a size factor in basis points: rounded half up, at least 1 unless it had none. */
export function scaledDuration(row: ScheduleRow, sizeFactor: number): number {
  if (!row.scalable || row.kind === 'gate' || row.durationUnit === 'calendar' || row.duration === 0) {
    return row.duration;
  }
  return Math.max(1, Math.floor((2 * row.duration * sizeFactor + unitFactor) / (2 * unitFactor)));
}
