/** What-if copies of the plan: kept at this post alone until one is applied, which is an ordinary save. */
import { foldText } from '../../shared/domain/fold-text.ts';
import { isoFromDay, type IsoDate } from '../../shared/domain/iso-date.ts';
import type { RowPatch } from '../../shared/domain/registry.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { PlanChange } from '../../shared/views/plan-view.ts';
import type { ApplyScenario, ScenarioMove } from '../../shared/views/scenario-view.ts';
import type { HistoryView, StepWordsView } from '../../shared/views/workspace-view.ts';
import { placeOf } from '../exchange/change-words.ts';
import { getBasis } from '../log-state.ts';
import { newId } from '../new-id.ts';
import { ME_SETTING, type Workspace } from '../open-workspace.ts';
import { assertPlannedDays } from '../planned-day.ts';
import { refusingCircles } from '../queries/plan-circle.ts';
import { slipPlan } from '../queries/plan-impact.ts';
import { loadPlan, loadPlanAround } from '../queries/plan-network.ts';
import { listPlannedDates } from '../queries/planned-dates.ts';
import {
  findScenario,
  listScenarios,
  listScenarioScope,
  listStepChanges,
  type ScenarioChange,
  type ScenarioDays,
  scenarioDays,
} from '../queries/scenario-plan.ts';
import { getSetting } from '../queries/setting-queries.ts';
import type { ReadDb } from '../sqlite.ts';
import { atomically } from '../write/atomically.ts';
import type { Committed } from '../write/commit.ts';
import {
  addScenario,
  addScenarioStep,
  copyScenarioValues,
  describeScenario,
  dropScenario,
  noteScenarioApplied,
  turnScenario,
} from '../write/scenario-tables.ts';
import { assertRow } from './assert-row.ts';
import { checkDates } from './update-milestone.ts';

/**
 * Begins a scenario from the plan as it is.
 * @throws AppError `refused` where another has the name, or nothing it is of has a date.
 */
export function createScenario(
  workspace: Workspace,
  input: { name: string; note: string | null; deploymentIds: readonly string[] },
  today: IsoDate,
): string {
  const { name, note, deploymentIds } = input;
  const db = workspace.gate.db;
  for (const deploymentId of deploymentIds) assertRow(workspace, 'deployment', deploymentId);
  assertFreeName(db, name, null);
  const scope = new Set(deploymentIds);
  const isDated = listPlannedDates(db, null).some(
    ({ deploymentId }) => scope.size === 0 || scope.has(deploymentId),
  );
  if (!isDated) throw new AppError('refused', { key: 'error.scenario-without-dates' });
  return writeLocally(workspace, () => begin(workspace, { name, note, scope, today }));
}

/** Begins a scenario from another: its differences, without the gestures that led to them. */
export function copyScenario(
  workspace: Workspace,
  { id, name }: { id: string; name: string },
  today: IsoDate,
): string {
  const db = workspace.gate.db;
  const { note } = findScenario(db, id);
  assertFreeName(db, name, null);
  return writeLocally(workspace, () => {
    const scope = new Set(listScenarioScope(db, id));
    const copy = begin(workspace, { name, note, scope, today });
    copyScenarioValues(workspace.gate, id, copy);
    return copy;
  });
}

function begin(
  { gate }: Workspace,
  from: { name: string; note: string | null; scope: ReadonlySet<string>; today: IsoDate },
): string {
  const { name, note, scope, today } = from;
  const id = newId();
  const authorId = getSetting(gate.db, ME_SETTING);
  addScenario(gate, { id, name, note, createdOn: today, authorId, basis: getBasis(gate.db) }, [...scope]);
  return id;
}

/** Changes name and note of a scenario. */
export function renameScenario(
  workspace: Workspace,
  { id, name, note }: { id: string; name: string; note: string | null },
): void {
  findScenario(workspace.gate.db, id);
  assertFreeName(workspace.gate.db, name, id);
  writeLocally(workspace, () => describeScenario(workspace.gate, id, name, note));
}

/** Gives a scenario up; the real plan was never changed by it. */
export function deleteScenario(workspace: Workspace, id: string): void {
  findScenario(workspace.gate.db, id);
  writeLocally(workspace, () => dropScenario(workspace.gate, id));
}

/** Two scenarios nobody can tell apart are one too many. */
function assertFreeName(db: ReadDb, name: string, own: string | null): void {
  const taken = listScenarios(db).some((one) => one.id !== own && foldText(one.name) === foldText(name));
  if (taken) throw new AppError('refused', { key: 'error.scenario-name-taken', details: { name } });
}

/**
 * Moves milestones within a scenario, and what follows as asked: one step that can be taken back. A milestone that comes
 * to the days it really has no longer differs.
 * @throws AppError as `slipPlan`; `refused` for a milestone outside what the scenario is of.
 */
export function moveInScenario(workspace: Workspace, input: ScenarioMove): void {
  const { gate } = workspace;
  const { id, moves } = input;
  const { steps } = findScenario(gate.db, id);
  for (const move of moves) assertRow(workspace, 'milestone', move.id);
  assertInScope(gate.db, id, moves);
  const changes = changesOf(gate.db, input);
  if (changes.length > 0) writeLocally(workspace, () => addScenarioStep(gate, id, steps + 1, changes));
}

function assertInScope(db: ReadDb, id: string, moves: PlanChange['moves']): void {
  const scope = new Set(listScenarioScope(db, id));
  if (scope.size === 0) return;
  for (const move of moves)
    if (!scope.has(getReal(db, move.id).deploymentId ?? ''))
      throw new AppError('refused', {
        key: 'error.scenario-out-of-scope',
        details: { place: placeOf(db, 'milestone', move.id) },
      });
}

interface Days {
  readonly start: IsoDate;
  readonly end: IsoDate;
}

function changesOf(db: ReadDb, { id, moves, follow }: ScenarioMove): ScenarioChange[] {
  const held = scenarioDays(db, id);
  const given = new Map(moves.map((move) => [move.id, givenDays(db, held.get(move.id), move)]));
  const followed = follow === 'none' ? [] : daysThatFollow(db, id, { moves, direction: follow });
  return [...new Map([...followed, ...given])].flatMap(([milestoneId, days]): ScenarioChange[] => {
    const real = getReal(db, milestoneId);
    const before = held.get(milestoneId) ?? null;
    // Who moves a milestone by hand sees its real days; what only follows was not looked at again.
    const known = before && !given.has(milestoneId) ? before : { realStart: real.start, realEnd: real.end };
    const asReal = days.start === real.start && days.end === real.end;
    const after: ScenarioDays | null = asReal
      ? null
      : { ...days, realStart: known.realStart, realEnd: known.realEnd };
    const shown = before ?? real;
    return shown.start === days.start && shown.end === days.end ? [] : [{ milestoneId, before, after }];
  });
}

function daysThatFollow(db: ReadDb, id: string, change: PlanChange): [string, Days][] {
  const moved = change.moves.map((move) => move.id);
  const { impacts } = refusingCircles(db, () => slipPlan(loadPlanAround(db, moved, id), change));
  return impacts.map(({ id: milestoneId, to }) => [
    milestoneId,
    { start: isoFromDay(to.start), end: isoFromDay(to.end) },
  ]);
}

/** The days somebody gives a milestone, held to what its kind allows. */
function givenDays(db: ReadDb, held: Days | undefined, move: PlanChange['moves'][number]): Days {
  assertPlannedDays(move.plannedStart, move.plannedEnd);
  const { kind, ...real } = getReal(db, move.id);
  const { start, end } = held ?? real;
  const values: RowPatch<'milestone'> = { plannedStart: move.plannedStart, plannedEnd: move.plannedEnd };
  checkDates({ kind, plannedStart: start, plannedEnd: end }, values);
  return { start: values.plannedStart ?? move.plannedStart, end: values.plannedEnd ?? move.plannedEnd };
}

interface RealMilestone {
  readonly deploymentId: string | null;
  readonly kind: string | null;
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
}

function getReal(db: ReadDb, milestoneId: string): RealMilestone {
  const row = db
    .prepare<[string], RealMilestone>(
      `SELECT deployment_id AS deploymentId, kind, planned_start AS start, planned_end AS end
        FROM milestone WHERE id = ? AND deleted = 0`,
    )
    .get(milestoneId);
  if (!row) throw new AppError('not-found', { details: { table: 'milestone' } });
  return row;
}

/** What going a step back or forth in a scenario would do. */
export function nextInScenario(db: ReadDb, id: string): HistoryView {
  const { steps } = findScenario(db, id);
  return {
    undo: wordsOf(db, listStepChanges(db, id, steps)),
    redo: wordsOf(db, listStepChanges(db, id, steps + 1)),
  };
}

/** Takes the last gesture of a scenario back, or does the one taken back again; answers which. */
export function stepInScenario(workspace: Workspace, id: string, step: 'undo' | 'redo'): StepWordsView {
  const { gate } = workspace;
  const { steps } = findScenario(gate.db, id);
  const changes = listStepChanges(gate.db, id, step === 'undo' ? steps : steps + 1);
  const words = wordsOf(gate.db, changes);
  if (!words)
    throw new AppError('refused', {
      key: step === 'undo' ? 'error.scenario-nothing-to-undo' : 'error.nothing-to-redo',
    });
  const back = changes.map(({ milestoneId, before, after }) => ({
    milestoneId,
    before: after,
    after: before,
  }));
  writeLocally(workspace, () =>
    step === 'undo' ? turnScenario(gate, id, steps - 1, back) : turnScenario(gate, id, steps + 1, changes),
  );
  return words;
}

function wordsOf(db: ReadDb, changes: readonly ScenarioChange[]): StepWordsView | null {
  const [first] = changes;
  if (!first) return null;
  const place = placeOf(db, 'milestone', first.milestoneId);
  return { change: 'move', table: 'milestone', count: changes.length, place };
}

/**
 * Writes the chosen differences of a scenario into the real plan: one save, which one undo takes back. The scenario stays,
 * marked, or goes.
 * @throws AppError `refused` where a milestone is gone, or its real days are no longer those that were on screen.
 */
export function applyScenario(workspace: Workspace, input: ApplyScenario, today: IsoDate): Committed {
  const { gate } = workspace;
  findScenario(gate.db, input.id);
  const ops = opsOf(gate.db, input);
  return writeLocally(workspace, () => {
    const committed = workspace.commit(ops, input.basis);
    if (input.keep) noteScenarioApplied(gate, input.id, today);
    else dropScenario(gate, input.id);
    return committed;
  });
}

function opsOf(db: ReadDb, { id, rows }: ApplyScenario): RecordOp[] {
  const held = scenarioDays(db, id);
  const open = new Map(loadPlan(db).milestones.map((milestone) => [milestone.id, milestone]));
  return [...new Map(rows.map((row) => [row.milestoneId, row])).values()].map((seen): RecordOp => {
    const days = held.get(seen.milestoneId);
    if (!days) throw new AppError('refused', { key: 'error.scenario-stale' });
    if (!open.has(seen.milestoneId))
      throw new AppError('refused', {
        key: 'error.scenario-milestone-gone',
        details: { place: placeOf(db, 'milestone', seen.milestoneId) },
      });
    const real = getReal(db, seen.milestoneId);
    if (real.start !== seen.fromStart || real.end !== seen.fromEnd)
      throw new AppError('refused', { key: 'error.scenario-stale' });
    const values = { plannedStart: days.start, plannedEnd: days.end };
    return { kind: 'update', table: 'milestone', id: seen.milestoneId, values };
  });
}

/** Writes local tables in one transaction, and tells the screens. */
function writeLocally<T>(workspace: Workspace, write: () => T): T {
  const result = atomically(workspace.gate, write);
  workspace.changed(['scenario']);
  return result;
}
