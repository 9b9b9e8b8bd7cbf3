import path from 'node:path';
import { reasonedMilestoneStatuses } from '../../shared/domain/milestone-status.ts';
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { RowValues } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { MilestonePatch } from '../../shared/views/deployment-view.ts';
import type { WorkbookPlan, WrittenWorkbook } from '../../shared/views/workbook-view.ts';
import { foldText } from '../../shared/domain/fold-text.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import {
  prepareWorkbook,
  type PreparedWorkbook,
  type RowToApply,
  type WorkbookFile,
  type WorkbookWanted,
} from '../queries/workbook-plan.ts';
import { listWorkbookCells, type WorkbookCell } from '../queries/workbook-list.ts';
import { atomically } from '../write/atomically.ts';
import { forgetWorkbook, keepWorkbook, type KeptCell } from '../write/workbook-tables.ts';
import { cellsOf, patchWorkbook } from '../workbook/patch-workbook.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { readFileWithin } from '../read-file-within.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';
import { milestoneValues } from './update-milestone.ts';

/** A planning of a large group has some hundred kilobytes. */
const MOST_BYTES = 20 * 1024 * 1024;

/**
 * Tells what a workbook would bring; nothing is written.
 * @throws AppError `file-missing`, `file-unreadable`; `refused` where it is no workbook, or holds no planning
 */
export function planWorkbook(
  workspace: Workspace,
  file: string,
  wanted: WorkbookWanted,
  today: IsoDate,
): WorkbookPlan {
  return prepareWorkbook(workspace.reader, readFile(file), wanted, today).plan;
}

export interface AppliedWorkbook {
  readonly basis: Basis;
  readonly created: number;
  readonly updated: number;
}

/**
 * Brings in the rows of a workbook as they were planned, in one save that one undo takes back, and keeps the workbook.
 * @throws AppError `refused` where the plan is no longer the one that was looked at, or brings nothing
 */
export function applyWorkbook(
  workspace: Workspace,
  file: string,
  { token, basis, ...wanted }: WorkbookWanted & { readonly token: string; readonly basis: string },
  today: IsoDate,
): AppliedWorkbook {
  const read = readFile(file);
  return atomically(workspace.gate, () => {
    const prepared = prepareWorkbook(workspace.gate.db, read, wanted, today);
    const { domainId } = prepared.plan;
    if (prepared.plan.token !== token) throw new AppError('refused', { key: 'error.workbook-changed' });
    if (domainId === null) throw new AppError('bad-request', { key: 'error.workbook-no-domain' });
    const { ops, milestoneOf } = recordsOf(workspace, prepared, domainId, read.fileName, today);
    if (milestoneOf.size === 0) throw new AppError('refused', { key: 'error.workbook-brings-nothing' });
    // Where every row says what is there already, only the workbook is kept.
    const after = ops.length === 0 ? basis : workspace.commit(ops, basis).basis;
    keepWorkbook(
      workspace.gate,
      { id: newId(), name: read.fileName, bytes: read.bytes, domainId, readAt: workspace.now() },
      cellsToKeep(workspace, milestoneOf),
    );
    workspace.changed(['workbook']);
    const { create, update } = prepared.plan.counts;
    return { basis: after, created: create, updated: update };
  });
}

/**
 * Writes a copy of a kept workbook with the days that have changed since; all else in it is as it was.
 * @throws AppError `not-found`; `disk-full`, `no-permission` or `file-missing`
 */
export function exportWorkbook(workspace: Workspace, file: string, id: string): WrittenWorkbook {
  const { reader } = workspace;
  const kept = reader.prepare<[string], { bytes: Buffer }>('SELECT bytes FROM workbook WHERE id = ?').get(id);
  if (!kept) throw new AppError('not-found', { details: { table: 'workbook' } });
  const bytes = Buffer.from(kept.bytes);
  const workbook = readWorkbook(bytes);
  const changed = listWorkbookCells(reader, id).filter(({ day, now }) => day !== now);
  const sheets = new Map(changed.map(({ entry }) => [entry, cellsOf(workbook, entry)]));
  const hasFormula = ({ entry, ref }: WorkbookCell): boolean =>
    sheets.get(entry)?.get(ref)?.hasFormula ?? false;
  const writable = changed.filter((cell) => !hasFormula(cell));
  const patched = patchWorkbook(
    bytes,
    workbook,
    writable.map(({ entry, ref, now }) => ({ entry, ref, day: now })),
  );
  writeFileAtomic(file, patched);
  return {
    fileName: path.basename(file),
    bytes: patched.length,
    written: writable.length,
    kept: changed.filter(hasFormula).map(({ sheet, ref }) => `${sheet} ${ref}`),
  };
}

/** Forgets a workbook; its milestones stay. @throws AppError `not-found` */
export function dropWorkbook(workspace: Workspace, id: string): void {
  const found = workspace.reader
    .prepare<[string], { one: number }>('SELECT 1 AS one FROM workbook WHERE id = ?')
    .get(id);
  if (!found) throw new AppError('not-found', { details: { table: 'workbook' } });
  forgetWorkbook(workspace.gate, id);
  workspace.changed(['workbook']);
}

function readFile(file: string): WorkbookFile {
  const tooLarge = () => new AppError('refused', { key: 'error.workbook-too-large' });
  const bytes = readFileWithin(file, MOST_BYTES, tooLarge);
  return { fileName: path.basename(file), bytes, workbook: readWorkbook(bytes) };
}

interface Records {
  readonly ops: readonly RecordOp[];
  /** The milestone each row that was taken stands for. */
  readonly milestoneOf: ReadonlyMap<RowToApply, string>;
}

function recordsOf(
  workspace: Workspace,
  { rows, deployments }: PreparedWorkbook,
  domainId: string,
  fileName: string,
  today: IsoDate,
): Records {
  const ops: RecordOp[] = [];
  const milestoneOf = new Map<RowToApply, string>();
  const byRow = new Map(deployments);
  const lastOf = new Map<string, number>();
  for (const row of rows) {
    const { siteId, outcome, former, patch } = row;
    if (siteId === null || outcome === 'decide' || outcome === 'duplicate') continue;
    const deploymentId = byRow.get(siteId) ?? newId();
    if (!byRow.has(siteId)) {
      byRow.set(siteId, deploymentId);
      const values = { domain: domainId, establishment: siteId, stage: 'not_started' };
      ops.push({ kind: 'create', table: 'deployment', id: deploymentId, values });
    }
    const id = former?.id ?? newId();
    milestoneOf.set(row, id);
    if (former && outcome === 'update')
      ops.push({
        kind: 'update',
        table: 'milestone',
        id,
        values: changedValues(workspace, row, withReason(patch, former.statusReason, fileName), today),
      });
    if (!former) {
      const position = (lastOf.get(deploymentId) ?? lastPosition(workspace, deploymentId)) + 1;
      lastOf.set(deploymentId, position);
      const values = { ...newValues(row, fileName), deployment: deploymentId, position };
      ops.push({ kind: 'create', table: 'milestone', id, values });
    }
  }
  return { ops, milestoneOf };
}

/** Done on the day the workbook gives, not on the day it was read. */
function changedValues(
  workspace: Workspace,
  { task, former }: RowToApply,
  patch: MilestonePatch,
  today: IsoDate,
) {
  const values = milestoneValues(workspace, former?.id ?? '', patch, today);
  return patch.status === 'done' && task.end !== null && task.end <= today
    ? { ...values, actualEnd: task.end }
    : values;
}

function withReason(patch: MilestonePatch, reason: string | null, fileName: string): MilestonePatch {
  const needsOne = reasonedMilestoneStatuses.some((status) => status === patch.status) && !reason;
  return needsOne ? { ...patch, statusReason: fileName } : patch;
}

function newValues({ task }: RowToApply, fileName: string): Partial<RowValues<'milestone'>> {
  const { label, start, end, status, progress } = task;
  // A gate has one day: what is spread over several is work.
  const isGate = /\(porte\)/.test(foldText(label)) && start !== null && start === end;
  return {
    label: label.slice(0, 300),
    kind: isGate ? 'gate' : 'task',
    plannedStart: start,
    plannedEnd: end,
    status: status ?? 'to_come',
    progress,
    ...(status === 'done' && { actualEnd: end }),
    ...(reasonedMilestoneStatuses.some((code) => code === status) && { statusReason: fileName }),
  };
}

function lastPosition(workspace: Workspace, deploymentId: string): number {
  const found = workspace.gate.db
    .prepare<[string], { last: number | null }>(
      'SELECT max(position) AS last FROM milestone WHERE deployment_id = ? AND deleted = 0',
    )
    .get(deploymentId);
  return found?.last ?? 0;
}

/** Each day with the value its milestone has now that all is written: what differs later was changed here. */
function cellsToKeep(workspace: Workspace, milestoneOf: ReadonlyMap<RowToApply, string>): KeptCell[] {
  const daysOf = workspace.gate.db.prepare<
    [string],
    { plannedStart: string | null; plannedEnd: string | null }
  >('SELECT planned_start AS plannedStart, planned_end AS plannedEnd FROM milestone WHERE id = ?');
  return [...milestoneOf].flatMap(([{ task }, milestoneId]) => {
    const days = daysOf.get(milestoneId);
    const { entry, sheet, startCell, endCell } = task;
    return [
      ...(startCell === null
        ? []
        : [
            {
              entry,
              sheet,
              ref: startCell,
              milestoneId,
              field: 'plannedStart',
              day: days?.plannedStart ?? null,
            } as const,
          ]),
      ...(endCell === null
        ? []
        : [
            {
              entry,
              sheet,
              ref: endCell,
              milestoneId,
              field: 'plannedEnd',
              day: days?.plannedEnd ?? null,
            } as const,
          ]),
    ];
  });
}
