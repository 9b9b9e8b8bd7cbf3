import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { PlannedDates } from '../../shared/scheduling/baseline.ts';
import type { Basis } from '../../shared/views/common.ts';
import { readBaselineVector, spellHaveVector } from '../baseline-vector.ts';
import { newId } from '../new-id.ts';
import { openWorkspace, type Workspace } from '../open-workspace.ts';
import { findBaseline } from '../queries/baseline-view.ts';
import { listPlannedDates } from '../queries/planned-dates.ts';
import { atomically } from '../write/atomically.ts';
import type { Committed } from '../write/commit.ts';
import { dropBaselineValues, keepBaselineValues } from '../write/local-tables.ts';
import { replayLog } from '../write/replay-log.ts';
import { assertRow } from './assert-row.ts';

/**
 * Writes down the plan as it is, under a name: of the group, or of one deployment. It is of all that is held, not of what
 * was on screen: its save has seen just what its vector says.
 * @throws AppError `refused` where no milestone has a date yet.
 */
export function takeBaseline(
  workspace: Workspace,
  input: { label: string; deploymentId: string | null },
  today: string,
): Committed & { id: string } {
  const { label, deploymentId } = input;
  if (deploymentId !== null) assertRow(workspace, 'deployment', deploymentId);
  const id = newId();
  return atomically(workspace.gate, () => {
    const db = workspace.gate.db;
    const dates = listPlannedDates(db, deploymentId);
    if (dates.length === 0) throw new AppError('refused', { key: 'error.baseline-without-dates' });
    keepBaselineValues(workspace.gate, id, dates);
    const values = { label, takenOn: today, deployment: deploymentId, vector: spellHaveVector(db) };
    return { id, ...workspace.commit([{ kind: 'create', table: 'baseline', id, values }], null) };
  });
}

/** Gives a baseline another name. */
export function renameBaseline(
  workspace: Workspace,
  { id, basis, label }: { id: string; basis: Basis; label: string },
): Committed {
  assertRow(workspace, 'baseline', id);
  return workspace.commit([{ kind: 'update', table: 'baseline', id, values: { label } }], basis);
}

/** Deletes a baseline and what was worked out for it: an undo finds its dates in the log again. */
export function deleteBaseline(workspace: Workspace, { id, basis }: { id: string; basis: Basis }): Committed {
  assertRow(workspace, 'baseline', id);
  return atomically(workspace.gate, () => {
    dropBaselineValues(workspace.gate, id);
    return workspace.commit([{ kind: 'delete', table: 'baseline', id }], basis);
  });
}

/**
 * Works out the dates of a baseline that came from another post, and keeps them; answers how many milestones it has.
 * @throws AppError `not-found`, or `refused` where saves it rests on were not received.
 */
export function readBaseline(workspace: Workspace, id: string): number {
  const db = workspace.gate.db;
  const stored = findBaseline(db, id);
  if (stored.milestones !== null) return stored.milestones;
  const dates = datesInLog(workspace, stored);
  atomically(workspace.gate, () => keepBaselineValues(workspace.gate, id, dates));
  workspace.changed(['baseline']);
  return dates.length;
}

/** What the plan was after the saves a baseline rests on: the log up to them, replayed into an empty workspace. */
export function datesInLog(
  workspace: Workspace,
  baseline: { readonly id: string; readonly vector: string | null; readonly deploymentId: string | null },
): PlannedDates[] {
  const read = readBaselineVector(workspace.gate.db, baseline);
  if (read?.missing !== 0) throw new AppError('refused', { key: 'error.baseline-missing-saves' });
  const dir = mkdtempSync(path.join(os.tmpdir(), 'jalon-baseline-'));
  const past = openWorkspace({ profileDir: dir, appVersion: workspace.appVersion });
  try {
    replayLog(workspace.reader, past.gate, read.vector);
    return listPlannedDates(past.gate.db, baseline.deploymentId);
  } finally {
    past.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
