import { isoFromDay } from '../../shared/domain/iso-date.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { scaledDuration } from '../../shared/scheduling/apply-template.ts';
import {
  compileNetwork,
  noDay,
  type PlanLink,
  type PlanTask,
  unboundTask,
} from '../../shared/scheduling/network.ts';
import { inclusiveEnd } from '../../shared/scheduling/placement.ts';
import { schedule } from '../../shared/scheduling/schedule.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { TemplateChange } from '../../shared/views/template-view.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { refusingCircles } from '../queries/plan-circle.ts';
import { loadPlan, type Plan, type PlannedMilestone } from '../queries/plan-network.ts';
import { changesOf, type FollowingDeployment, listFollowing } from '../queries/template-propagation.ts';
import { loadTemplate, type StoredTemplate, type StoredTemplateRow } from '../queries/template-queries.ts';
import type { Committed } from '../write/commit.ts';
import { milestoneOfRow } from './milestone-of-row.ts';

/**
 * Brings the chosen changes of a template to deployments that are not begun, and dates them and what follows anew:
 * one save.
 * @throws AppError `refused` when a change no longer stands: the deployment has begun, or was brought up to date.
 */
export function propagateTemplate(
  workspace: Workspace,
  input: { id: string; changes: readonly TemplateChange[]; basis: Basis },
): Committed {
  const template = loadTemplate(workspace.gate.db, input.id);
  if (!template) throw new AppError('not-found', { details: { table: 'template' } });
  const following = new Map(listFollowing(workspace.gate.db, template).map((one) => [one.id, one]));
  const plan = loadPlan(workspace.gate.db);
  const changes = [...Map.groupBy(input.changes, ({ deploymentId }) => deploymentId)].map(([id, chosen]) => {
    const deployment = following.get(id);
    if (!deployment) throw new AppError('refused', { key: 'error.template-change-gone' });
    return changeDeployment(template, deployment, chosen, plan);
  });
  const dates = refusingCircles(workspace.gate.db, () => datesAfter(plan, changes));
  const ops = changes.flatMap(({ records }) => records).map((op) => withDates(op, dates));
  const made = new Set(ops.flatMap(({ kind, id }) => (kind === 'create' ? [id] : [])));
  const moved = [...dates].filter(([id]) => !made.has(id));
  return workspace.commit([...ops, ...moved.map(([id, days]) => update('milestone', id, days))], input.basis);
}

/** New planned days of milestones, by id. */
type NewDates = ReadonlyMap<string, { readonly plannedStart: string; readonly plannedEnd: string }>;

/** A milestone that is made is dated at once: a save names a row it makes once. */
function withDates(op: RecordOp, dates: NewDates): RecordOp {
  if (op.kind !== 'create' || op.table !== 'milestone') return op;
  return { ...op, values: { ...op.values, ...dates.get(op.id) } };
}

/** A deployment as the chosen changes leave it; dates come after, from all of them together. */
interface DeploymentChange {
  readonly deploymentId: string;
  readonly records: readonly RecordOp[];
  readonly removed: ReadonlySet<string>;
  readonly lengths: ReadonlyMap<string, Pick<PlanTask, 'duration' | 'unit'>>;
  readonly added: readonly PlannedMilestone[];
  /** Links that come, or stand in the place of one of `dropped`. */
  readonly links: readonly PlanLink[];
  /** Ids of links that go or change. */
  readonly dropped: ReadonlySet<string>;
}

function changeDeployment(
  template: StoredTemplate,
  deployment: FollowingDeployment,
  chosen: readonly TemplateChange[],
  plan: Plan,
): DeploymentChange {
  const standing = changesOf(deployment);
  const stands = ({ rowId, kind }: TemplateChange) =>
    standing.some((one) => one.rowId === rowId && one.kind === kind);
  if (!chosen.every(stands)) throw new AppError('refused', { key: 'error.template-change-gone' });
  const kinds = (kind: TemplateChange['kind']) =>
    new Set(chosen.filter((one) => one.kind === kind).map(({ rowId }) => rowId));
  const [gone, longer, renamed, added, relinked] = [
    kinds('removed'),
    kinds('duration'),
    kinds('label'),
    kinds('added'),
    kinds('links'),
  ];
  const removed = new Set(deployment.milestones.filter(({ rowId }) => gone.has(rowId)).map(({ id }) => id));
  const rows = new Map(deployment.rows.map((row) => [row.id, row]));
  const ids = new Map([
    ...deployment.milestones
      .filter(({ id }) => !removed.has(id))
      .map(({ rowId, id }) => [rowId, id] as const),
    ...[...added].map((rowId) => [rowId, newId()] as const),
  ]);
  const rowOf = (rowId: string): StoredTemplateRow => {
    const row = rows.get(rowId);
    if (!row) throw new AppError('refused', { key: 'error.template-change-gone' });
    return row;
  };
  const lengthOf = (rowId: string): Pick<PlanTask, 'duration' | 'unit'> => {
    const row = rowOf(rowId);
    return { duration: scaledDuration(row, deployment.sizeFactor), unit: row.durationUnit };
  };
  const links = added.size + gone.size === 0 ? [] : missingLinks(template, ids, plan);
  const ties = relink(deployment, relinked, ids);
  const complete = standing.length === chosen.length;
  const records: RecordOp[] = [
    ...(complete ? [update('deployment', deployment.id, { templateVersion: template.version })] : []),
    ...[...removed].map((id): RecordOp => ({ kind: 'delete', table: 'milestone', id })),
    ...plan.links
      .filter(({ predecessor, successor }) => removed.has(predecessor) || removed.has(successor))
      .map(({ id }): RecordOp => ({ kind: 'delete', table: 'dependency', id })),
    ...deployment.milestones
      .filter(({ rowId }) => renamed.has(rowId))
      .map(({ id, rowId }) => update('milestone', id, { label: rows.get(rowId)?.label ?? null })),
    ...deployment.milestones
      .filter(({ rowId }) => longer.has(rowId))
      .map(({ id, rowId }) => {
        const { duration, unit } = lengthOf(rowId);
        return update('milestone', id, { duration, durationUnit: unit });
      }),
    ...[...added].map((rowId) => {
      const { duration } = lengthOf(rowId);
      return milestoneOfRow(rowOf(rowId), { id: ids.get(rowId) ?? '', deployment: deployment.id, duration });
    }),
    ...links.map((link): RecordOp => ({ kind: 'create', table: 'dependency', id: newId(), values: link })),
    ...ties.records,
  ];
  const like = plan.milestones.find(({ deploymentId }) => deploymentId === deployment.id);
  return {
    deploymentId: deployment.id,
    records,
    removed,
    lengths: new Map(
      deployment.milestones
        .filter(({ rowId }) => longer.has(rowId))
        .map(({ id, rowId }) => [id, lengthOf(rowId)]),
    ),
    added: like
      ? [...added].map((rowId) => ({
          ...like,
          ...unboundTask,
          mode: 'follow',
          ...lengthOf(rowId),
          id: ids.get(rowId) ?? '',
        }))
      : [],
    links: [...links, ...ties.links],
    dropped: ties.dropped,
  };
}

/** Ties what waits in some rows of a deployment as the template has it: links that go, change and come. */
function relink(
  { links, templateLinks }: FollowingDeployment,
  rows: ReadonlySet<string>,
  ids: ReadonlyMap<string, string>,
): { records: RecordOp[]; links: PlanLink[]; dropped: Set<string> } {
  const ofRows = <T extends { readonly successor: string }>(list: readonly T[]): T[] =>
    list.filter(({ successor }) => rows.has(successor));
  const keyOf = ({ predecessor, successor }: { predecessor: string; successor: string }): string =>
    `${predecessor} ${successor}`;
  const wanted = new Map(ofRows(templateLinks).map((link) => [keyOf(link), link]));
  const standing = ofRows(links);
  const known = new Set(standing.map(keyOf));
  const changed = standing.filter((link) => {
    const now = wanted.get(keyOf(link));
    return !now || now.type !== link.type || now.lag !== link.lag || now.lagUnit !== link.lagUnit;
  });
  const tie = ({ predecessor, successor, type, lag, lagUnit }: (typeof templateLinks)[number]): PlanLink => ({
    predecessor: ids.get(predecessor) ?? '',
    successor: ids.get(successor) ?? '',
    type,
    lag,
    lagUnit,
  });
  const added = [...wanted].filter(([key]) => !known.has(key)).map(([, link]) => tie(link));
  const kept = changed.flatMap((link) => {
    const now = wanted.get(keyOf(link));
    return now ? [{ id: link.id, now }] : [];
  });
  return {
    records: [
      ...changed
        .filter((link) => !wanted.has(keyOf(link)))
        .map(({ id }): RecordOp => ({ kind: 'delete', table: 'dependency', id })),
      ...kept.map(({ id, now: { type, lag, lagUnit } }): RecordOp => ({
        kind: 'update',
        table: 'dependency',
        id,
        values: { type, lag, lagUnit },
      })),
      ...added.map((link): RecordOp => ({
        kind: 'create',
        table: 'dependency',
        id: newId(),
        values: { ...link },
      })),
    ],
    links: [...added, ...kept.map(({ now }) => tie(now))],
    dropped: new Set(changed.map(({ id }) => id)),
  };
}

function update(table: 'milestone' | 'deployment', id: string, values: object): RecordOp {
  return { kind: 'update', table, id, values };
}

/** Links of the template between rows the deployment will have and that are not tied yet. */
function missingLinks(template: StoredTemplate, ids: ReadonlyMap<string, string>, plan: Plan): PlanLink[] {
  const tied = new Set(plan.links.map(({ predecessor, successor }) => `${predecessor} ${successor}`));
  return template.links.flatMap(({ predecessor, successor, type, lag, lagUnit }) => {
    const [from, to] = [ids.get(predecessor), ids.get(successor)];
    if (from === undefined || to === undefined || tied.has(`${from} ${to}`)) return [];
    return [{ predecessor: from, successor: to, type, lag, lagUnit }];
  });
}

/** New dates: within the deployments as early as their links allow, elsewhere only what these push. */
function datesAfter(plan: Plan, changes: readonly DeploymentChange[]): NewDates {
  const floors = new Map(changes.map(({ deploymentId }) => [deploymentId, floorOf(plan, deploymentId)]));
  const freed = (task: PlannedMilestone): PlannedMilestone => {
    const floor = floors.get(task.deploymentId);
    if (floor === undefined)
      return task.start === null ? task : { ...task, notBefore: latest(task.notBefore, task.start) };
    return { ...task, notBefore: latest(task.notBefore, floor) };
  };
  const removed = new Set(changes.flatMap((change) => [...change.removed]));
  const lengths = new Map(changes.flatMap((change) => [...change.lengths]));
  const before = compileNetwork(plan.milestones.map(freed), plan.links);
  const tasks = [...plan.milestones, ...changes.flatMap(({ added }) => added)]
    .filter(({ id }) => !removed.has(id))
    .map((task) => freed({ ...task, ...lengths.get(task.id) }));
  const dropped = new Set(changes.flatMap((change) => [...change.dropped]));
  const links = plan.links.filter(({ id }) => !dropped.has(id));
  const after = compileNetwork(tasks, [...links, ...changes.flatMap((change) => change.links)]);
  const [dated, was] = [schedule(after), schedule(before)];
  const dates = tasks.flatMap((task, at) => {
    const [start, finish] = [dated.start[at] ?? noDay, dated.finish[at] ?? noDay];
    if (start === noDay) return [];
    const then = before.indexById.get(task.id);
    const unmoved = then !== undefined && was.start[then] === start && was.finish[then] === finish;
    if (unmoved && !floors.has(task.deploymentId)) return [];
    const end = inclusiveEnd(start, finish);
    if (task.start === start && task.end === end) return [];
    return [[task.id, { plannedStart: isoFromDay(start), plannedEnd: isoFromDay(end) }] as const];
  });
  return new Map(dates);
}

function latest(limit: number | null, day: number): number {
  return limit === null ? day : Math.max(limit, day);
}

function floorOf({ milestones }: Plan, deploymentId: string): number {
  const starts = milestones.flatMap((one) =>
    one.deploymentId === deploymentId && one.start !== null ? [one.start] : [],
  );
  return starts.length === 0 ? noDay : Math.min(...starts);
}
