/** Writes of the local tables of scenarios. Never replicated, so they do not pass the gate's log. */
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import type { ScenarioChange, ScenarioDays } from '../queries/scenario-plan.ts';
import type { WriteGate } from './write-gate.ts';

export interface NewScenario {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly createdOn: IsoDate;
  readonly authorId: string | null;
  readonly basis: string;
}

/** Steps kept of each scenario; older ones can no longer be taken back. */
const keptSteps = 100;

export function addScenario(
  gate: WriteGate,
  { id, name, note, createdOn, authorId, basis }: NewScenario,
  deploymentIds: readonly string[],
): void {
  gate
    .statement(
      'INSERT INTO scenario (id, name, note, created_on, author_id, basis) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(id, name, note, createdOn, authorId, basis);
  const insert = gate.statement('INSERT INTO scenario_scope (scenario_id, deployment_id) VALUES (?, ?)');
  for (const deploymentId of deploymentIds) insert.run(id, deploymentId);
}

/** Gives a scenario the differences of another; the steps that led to them stay with the other. */
export function copyScenarioValues(gate: WriteGate, from: string, to: string): void {
  gate
    .statement(
      `INSERT INTO scenario_value (scenario_id, milestone_id, start_date, end_date, real_start, real_end)
        SELECT ?, milestone_id, start_date, end_date, real_start, real_end FROM scenario_value WHERE scenario_id = ?`,
    )
    .run(to, from);
}

export function describeScenario(gate: WriteGate, id: string, name: string, note: string | null): void {
  gate.statement('UPDATE scenario SET name = ?, note = ? WHERE id = ?').run(name, note, id);
}

export function noteScenarioApplied(gate: WriteGate, id: string, day: IsoDate): void {
  gate.statement('UPDATE scenario SET applied_on = ? WHERE id = ?').run(day, id);
}

/** Forgets a scenario with all it holds. */
export function dropScenario(gate: WriteGate, id: string): void {
  for (const table of ['scenario_step', 'scenario_value', 'scenario_scope'])
    gate.statement(`DELETE FROM ${table} WHERE scenario_id = ?`).run(id);
  gate.statement('DELETE FROM scenario WHERE id = ?').run(id);
}

/** Writes a gesture as step `step` and what it makes of the scenario; steps that had been taken back are gone. */
export function addScenarioStep(
  gate: WriteGate,
  id: string,
  step: number,
  changes: readonly ScenarioChange[],
): void {
  gate
    .statement('DELETE FROM scenario_step WHERE scenario_id = ? AND (step >= ? OR step <= ?)')
    .run(id, step, step - keptSteps);
  const insert = gate.statement(
    `INSERT INTO scenario_step (scenario_id, step, milestone_id, before_start, before_end, before_real_start,
        before_real_end, after_start, after_end, after_real_start, after_real_end)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { milestoneId, before, after } of changes)
    insert.run(id, step, milestoneId, ...columnsOf(before), ...columnsOf(after));
  turnScenario(gate, id, step, changes);
}

/** Puts the differences of a scenario where `changes` lead, with `steps` of its steps standing. */
export function turnScenario(
  gate: WriteGate,
  id: string,
  steps: number,
  changes: readonly ScenarioChange[],
): void {
  const put = gate.statement(
    `INSERT INTO scenario_value (scenario_id, milestone_id, start_date, end_date, real_start, real_end)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (scenario_id, milestone_id) DO UPDATE SET start_date = excluded.start_date,
        end_date = excluded.end_date, real_start = excluded.real_start, real_end = excluded.real_end`,
  );
  const drop = gate.statement('DELETE FROM scenario_value WHERE scenario_id = ? AND milestone_id = ?');
  for (const { milestoneId, after } of changes)
    if (after) put.run(id, milestoneId, ...columnsOf(after));
    else drop.run(id, milestoneId);
  gate.statement('UPDATE scenario SET steps = ? WHERE id = ?').run(steps, id);
}

function columnsOf(days: ScenarioDays | null): (string | null)[] {
  return days ? [days.start, days.end, days.realStart, days.realEnd] : [null, null, null, null];
}
