import type { RowPatch } from '../../shared/domain/registry.ts';
import { addDays } from '../../shared/domain/iso-date.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { gateVerdictCode, milestoneStatusCode } from '../../shared/reference/codes.ts';
import type { ReferenceTemplateRow } from '../../shared/reference/templates.ts';
import { idIn, type DemoContext, type SiteDates } from './demo-context.ts';
import type { PlannedDeployment } from './demo-deployments.ts';
import type { DemoDependency, DemoMilestone } from './demo-file.ts';
import { templateRowName } from './reference-records.ts';
import { createOp, updateOp } from './seed-save.ts';
import { shippedId } from './uuid-v5.ts';

/** The plan of reference, and what makes today's plan of it. */
export interface DemoMilestones {
  readonly baseline: RecordOp[];
  readonly current: RecordOp[];
}

interface PlacedMilestone {
  readonly id: string;
  readonly planned: PlannedDeployment;
  readonly row: ReferenceTemplateRow;
  readonly milestone: DemoMilestone;
  readonly position: number;
}

type Dates = Required<Pick<RowPatch<'milestone'>, 'plannedStart' | 'plannedEnd'>>;

/** Milestones at their dates of reference with their links, then the changes up to the current plan. */
export function milestoneRecords(
  context: DemoContext,
  deployments: readonly PlannedDeployment[],
): DemoMilestones {
  const placed = deployments.flatMap((planned) => placeMilestones(planned, context.newId));
  return {
    baseline: [
      ...placed.map((milestone) => baselineRecord(context, milestone)),
      ...dependencyRecords(context, placed),
    ],
    current: placed.flatMap((milestone) => currentRecords(context, milestone)),
  };
}

function placeMilestones(planned: PlannedDeployment, newId: () => string): PlacedMilestone[] {
  return planned.plan.milestones.map((milestone, index) => {
    const row = planned.template.rows.find(({ code }) => code === milestone.row);
    if (!row) throw new RangeError(`${planned.template.code} has no row ${milestone.row}`);
    return { id: newId(), planned, row, milestone, position: index + 1 };
  });
}

function baselineRecord(context: DemoContext, placed: PlacedMilestone): RecordOp {
  const { planned, row, milestone } = placed;
  return createOp('milestone', placed.id, {
    deployment: planned.deploymentId,
    module: planned.moduleId,
    templateRow: shippedId(templateRowName(planned.template.code, row.code)),
    code: row.code,
    label: row.label,
    kind: row.kind,
    phase: row.phase,
    position: placed.position,
    ...baselineDates(context, placed),
    duration: row.durationUnit === 'calendar' ? row.duration : milestone.baseEndJo - milestone.baseStartJo,
    durationUnit: row.durationUnit,
    status: milestoneStatusCode('A_VENIR'),
    progress: 0,
    owner: milestone.owner === undefined ? null : idIn(context.people, milestone.owner),
    ...imposedDay(context, placed),
  });
}

/** The data counts an imposed day as it does ends: the work is over on the working day before it. */
function imposedDay(context: DemoContext, placed: PlacedMilestone): RowPatch<'milestone'> {
  const { plan, template } = placed.planned;
  const hard = context.demo.hardDates.find(({ deployment }) => deployment === plan.id);
  if (!hard || placed.row.code !== template.goLiveRow) return {};
  return { deadline: sitesDates(context, placed).day(hard.dateJo - 1) };
}

function currentRecords(context: DemoContext, placed: PlacedMilestone): RecordOp[] {
  const { milestone, row } = placed;
  const dates = sitesDates(context, placed);
  const before = baselineDates(context, placed);
  const now = plannedDates(dates, row, milestone.startJo, milestone.endJo);
  const values: RowPatch<'milestone'> = {
    ...(now.plannedStart === before.plannedStart ? {} : { plannedStart: now.plannedStart }),
    ...(now.plannedEnd === before.plannedEnd ? {} : { plannedEnd: now.plannedEnd }),
    ...durationChange(milestone, row),
    ...progressOf(milestone, now),
    ...(milestone.verdict === undefined ? {} : { verdict: gateVerdictCode(milestone.verdict) }),
  };
  return Object.keys(values).length === 0 ? [] : [updateOp('milestone', placed.id, values)];
}

function durationChange(milestone: DemoMilestone, row: ReferenceTemplateRow): RowPatch<'milestone'> {
  const duration = milestone.endJo - milestone.startJo;
  const isSame = duration === milestone.baseEndJo - milestone.baseStartJo;
  return isSame || row.durationUnit === 'calendar' ? {} : { duration };
}

function progressOf(milestone: DemoMilestone, now: Dates): RowPatch<'milestone'> {
  const status = milestoneStatusCode(milestone.status);
  if (status === 'done') {
    return { status, progress: 100, actualStart: now.plannedStart, actualEnd: now.plannedEnd };
  }
  if (status === 'in_progress') {
    return { status, progress: elapsedShare(milestone), actualStart: now.plannedStart };
  }
  return status === 'to_come' ? {} : { status };
}

/** Per cent of the duration that has passed at the start of the demonstration, in tens, as people would say it. */
function elapsedShare({ startJo, endJo }: DemoMilestone): number {
  const elapsed = Math.min(Math.max(0, -startJo), endJo - startJo);
  return endJo === startJo ? 0 : Math.min(90, Math.floor((10 * elapsed) / (endJo - startJo)) * 10);
}

function baselineDates(context: DemoContext, placed: PlacedMilestone): Dates {
  const { baseStartJo, baseEndJo } = placed.milestone;
  return plannedDates(sitesDates(context, placed), placed.row, baseStartJo, baseEndJo);
}

/** Offsets count a month of calendar days as 22 working days; the row itself lasts its calendar days. */
function plannedDates(dates: SiteDates, row: ReferenceTemplateRow, start: number, end: number): Dates {
  const plannedStart = dates.day(start);
  const plannedEnd =
    row.durationUnit === 'calendar' ? addDays(plannedStart, row.duration - 1) : dates.lastDay(start, end);
  return { plannedStart, plannedEnd };
}

function sitesDates(context: DemoContext, { planned }: PlacedMilestone): SiteDates {
  return context.datesOf(planned.cell.establishment);
}

/** Links of the templates inside each deployment, and those the data draws between deployments. */
function dependencyRecords(context: DemoContext, placed: readonly PlacedMilestone[]): RecordOp[] {
  const links = new Map<string, RowPatch<'dependency'>>();
  const add = (link: RowPatch<'dependency'>): void => {
    links.set(`${link.predecessor} ${link.successor}`, link);
  };
  const byDeployment = Map.groupBy(placed, ({ planned }) => planned.deploymentId);
  for (const milestones of byDeployment.values()) {
    for (const { id, row } of milestones) {
      for (const { row: code, ...link } of row.predecessors) {
        const predecessor = milestones.find((candidate) => candidate.row.code === code);
        if (predecessor) add({ predecessor: predecessor.id, successor: id, ...link });
      }
    }
  }
  for (const { from, to, type, lag, lagUnit, reason } of context.demo.dependencies) {
    const predecessor = endOf(placed, from);
    const successor = endOf(placed, to);
    // A site that has not planned its deployment yet has no milestone to link.
    if (!predecessor || !successor) continue;
    add({ predecessor: predecessor.id, successor: successor.id, type, lag, lagUnit, reason });
  }
  return [...links.values()].map((link) => createOp('dependency', context.newId(), link));
}

/** The milestone one end of a link names; a link that names a whole deployment means its go-live. */
function endOf(placed: readonly PlacedMilestone[], end: DemoDependency['from']): PlacedMilestone | undefined {
  return placed.find(
    ({ planned, row }) =>
      planned.cell.establishment === end.establishment &&
      planned.cell.domain === end.domain &&
      row.code === (end.templateRow ?? planned.template.goLiveRow),
  );
}
