import { dayFromIso, isoFromDay } from '../../shared/domain/iso-date.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { PlanTask } from '../../shared/scheduling/network.ts';
import { finishFrom, inclusiveEnd } from '../../shared/scheduling/placement.ts';
import type { Basis } from '../../shared/views/common.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { loadPlan, siteCalendars } from '../queries/plan-network.ts';
import type { Committed } from '../write/commit.ts';
import { assertRow } from './assert-row.ts';
import { checkDates } from './update-milestone.ts';

interface CopiedRow {
  readonly id: string;
  readonly code: string | null;
  readonly label: string | null;
  readonly kind: 'task' | 'gate' | 'milestone' | null;
  readonly phase: string | null;
  readonly position: number | null;
  readonly templateRow: string | null;
}

/**
 * Plans a domain at a site as it is planned at another: the same milestones as many working days after the start,
 * by the calendar of the site, with their links; people, progress and reasons stay behind. One save.
 * @throws AppError `refused` when there is nothing to copy or the site has its plan already.
 */
export function copyPlan(
  workspace: Workspace,
  input: { fromId: string; establishmentId: string; startDate: string; basis: Basis },
): Committed & { id: string } {
  assertRow(workspace, 'deployment', input.fromId);
  assertRow(workspace, 'establishment', input.establishmentId);
  checkDates({ kind: null, plannedStart: null, plannedEnd: null }, { plannedStart: input.startDate });
  const { db } = workspace.gate;
  const plan = loadPlan(db);
  const tasks = plan.milestones.filter(({ deploymentId }) => deploymentId === input.fromId);
  const first = Math.min(...tasks.flatMap(({ start }) => start ?? []));
  if (!Number.isFinite(first)) throw new AppError('refused', { key: 'error.nothing-to-copy' });
  const { deploymentId, ops: deploymentOps } = targetOf(workspace, input);
  const site = db
    .prepare<[string], { zone: string | null }>('SELECT holiday_zone AS zone FROM establishment WHERE id = ?')
    .get(input.establishmentId);
  const calendar = siteCalendars(db)(input.establishmentId, site?.zone ?? null);
  const origin = calendar.indexOf(dayFromIso(input.startDate));
  const rows = new Map(listRows(workspace, input.fromId).map((row) => [row.id, row]));
  const ids = new Map(tasks.map(({ id }) => [id, newId()]));
  const datesOf = (task: PlanTask) => {
    if (task.start === null) return { plannedStart: null, plannedEnd: null };
    const start = calendar.dayAt(origin + task.calendar.workingDaysBetween(first, task.start));
    const end = inclusiveEnd(start, finishFrom({ ...task, calendar }, start));
    return { plannedStart: isoFromDay(start), plannedEnd: isoFromDay(end) };
  };
  const ops: RecordOp[] = [
    ...deploymentOps,
    ...tasks.map((task): RecordOp => {
      const { id: _id, ...fields } = rows.get(task.id) ?? { id: '' };
      return {
        kind: 'create',
        table: 'milestone',
        id: ids.get(task.id) ?? '',
        values: {
          ...fields,
          deployment: deploymentId,
          duration: task.duration,
          durationUnit: task.unit,
          ...datesOf(task),
          status: 'to_come',
        },
      };
    }),
    ...plan.links.flatMap(({ predecessor, successor, type, lag, lagUnit }): RecordOp[] => {
      const [from, to] = [ids.get(predecessor), ids.get(successor)];
      if (from === undefined || to === undefined) return [];
      const values = { predecessor: from, successor: to, type, lag, lagUnit };
      return [{ kind: 'create', table: 'dependency', id: newId(), values }];
    }),
  ];
  return { id: deploymentId, ...workspace.commit(ops, input.basis) };
}

/** The deployment that takes the copy: that of the site when it has no milestones, else a new one. */
function targetOf(
  workspace: Workspace,
  { fromId, establishmentId }: { fromId: string; establishmentId: string },
): { deploymentId: string; ops: RecordOp[] } {
  const { db } = workspace.gate;
  const from = db
    .prepare<
      [string],
      {
        domain: string;
        template: string | null;
        templateVersion: number | null;
        targetProduct: string | null;
      }
    >(
      `SELECT domain_id AS domain, template_id AS template, template_version AS templateVersion,
          target_product_id AS targetProduct FROM deployment WHERE id = ?`,
    )
    .get(fromId);
  if (!from) throw new AppError('not-found', { details: { table: 'deployment' } });
  const existing = db
    .prepare<[string, string], { id: string; milestones: number }>(
      `SELECT d.id, (SELECT count(*) FROM milestone m WHERE m.deployment_id = d.id AND m.deleted = 0) AS milestones
        FROM deployment d WHERE d.domain_id = ? AND d.establishment_id = ? AND d.deleted = 0 ORDER BY d.id`,
    )
    .get(from.domain, establishmentId);
  if (existing && existing.milestones > 0) throw new AppError('refused', { key: 'error.already-planned' });
  const { domain, ...values } = from;
  if (existing)
    return {
      deploymentId: existing.id,
      ops: [{ kind: 'update', table: 'deployment', id: existing.id, values }],
    };
  const id = newId();
  const created = { ...values, domain, establishment: establishmentId, stage: 'not_started' };
  return { deploymentId: id, ops: [{ kind: 'create', table: 'deployment', id, values: created }] };
}

function listRows(workspace: Workspace, deploymentId: string): CopiedRow[] {
  return workspace.gate.db
    .prepare<[string], CopiedRow>(
      `SELECT id, code, label, kind, phase, position, template_row_id AS templateRow FROM milestone
        WHERE deployment_id = ? AND deleted = 0`,
    )
    .all(deploymentId);
}
