import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyBackwardPlan } from '../../../db/commands/plan-backward-command.ts';
import { getBasis, getLogState } from '../../../db/log-state.ts';
import type { Workspace } from '../../../db/open-workspace.ts';
import { getBackwardPlan } from '../../../db/queries/plan-backward.ts';
import { getPlanAnalysis } from '../../../db/queries/plan-analysis.ts';
import { calendarOfZone } from '../../../shared/domain/calendar.ts';
import { dayFromIso, isoFromDay } from '../../../shared/domain/iso-date.ts';
import { demoWorkspace } from '../../fixtures/demo-workspace.ts';

const today = '2026-11-23';
let workspace: Workspace;

beforeEach(async () => {
  workspace = await demoWorkspace('haute-vallee', today);
});
afterEach(() => workspace.close());

interface Row {
  readonly id: string;
  readonly code: string;
  readonly deploymentId: string;
  readonly start: string;
  readonly end: string;
  readonly deadline: string | null;
}

/** The migration of all layers at the clinic, step by step. */
const clinic = (): Map<string, Row> => {
  const rows = workspace.reader
    .prepare<[], Row>(
      `SELECT m.id, m.code, d.id AS deploymentId, m.planned_start AS start, m.planned_end AS end, m.deadline
        FROM milestone m JOIN deployment d ON d.id = m.deployment_id
        JOIN domain dom ON dom.id = d.domain_id AND dom.code = 'INFRA'
        JOIN establishment e ON e.id = d.establishment_id AND e.short_name = 'Trois-Rives'
        WHERE m.deleted = 0 ORDER BY m.position`,
    )
    .all();
  return new Map(rows.map((row) => [row.code, row]));
};
const step = (code: string): Row => {
  const row = clinic().get(code);
  if (!row) throw new Error(`the clinic has a step ${code}`);
  return row;
};
const calendar = calendarOfZone('metropole');
const workingDay = (offset: number): string =>
  isoFromDay(calendar.dayAt(calendar.indexOf(dayFromIso(today)) + offset));
const basis = () => getBasis(workspace.reader);
const imposed = () => {
  const { id, deploymentId, deadline } = step('10');
  return { deploymentId, milestoneId: id, day: deadline ?? '' };
};

describe('need 004.3 the clinic plans back from an imposed day', () => {
  it('shows 5 working days before T0+60, and the latest start', () => {
    const view = getBackwardPlan(workspace.reader, imposed(), today);
    // Over when day T0+60 begins; 137 working days of work lie before.
    expect(step('10').deadline).toBe(workingDay(59));
    expect(view).toMatchObject({ margin: 5, latestStart: workingDay(60 - 137), passed: 0 });
    const cutOver = view.milestones.find(({ milestoneId }) => milestoneId === step('10').id);
    expect(cutOver).toMatchObject({
      margin: 5,
      toStart: workingDay(45),
      toEnd: workingDay(59),
      stays: false,
    });
    expect(view.milestones.map(({ milestoneId }) => milestoneId)).not.toContain(step('11').id);
    const early = getPlanAnalysis(workspace.reader, 'group', today).breaches;
    expect(early.filter(({ kind }) => kind === 'deadline')).toEqual([]);
  });

  it('gives what has not begun its latest days, pushes what follows, in one save that one undo takes back', () => {
    const before = [...clinic().values()];
    const saves = () => getLogState(workspace.reader).have;
    const written = saves();
    applyBackwardPlan(workspace, { ...imposed(), basis: basis() });
    expect(saves()).toBe(written + 1);
    expect(step('10')).toMatchObject({ start: workingDay(45), end: workingDay(59) });
    expect(step('08')).toMatchObject({ start: workingDay(25), end: workingDay(44) });
    // Begun: it stays. Follows the cut-over: pushed.
    expect(step('07')).toEqual(before.find(({ code }) => code === '07'));
    expect(step('11').start).toBe(workingDay(60));
    expect(getBackwardPlan(workspace.reader, imposed(), today).margin).toBe(0);
    expect(() => applyBackwardPlan(workspace, { ...imposed(), basis: basis() })).toThrow(
      expect.objectContaining({ key: 'error.already-latest' }),
    );
    workspace.history.undo();
    expect([...clinic().values()]).toEqual(before);
  });

  it('counts below 0 what an earlier day lacks, and keeps that day as the deadline once applied', () => {
    const day = workingDay(49);
    const view = getBackwardPlan(workspace.reader, { ...imposed(), day }, today);
    expect(view).toMatchObject({ margin: -5, latestStart: workingDay(50 - 137) });
    applyBackwardPlan(workspace, { ...imposed(), day, basis: basis() });
    expect(step('10')).toMatchObject({ deadline: day, end: day });
    // Training now begins before acceptance ends, and the check says so.
    const { breaches } = getPlanAnalysis(workspace.reader, 'group', today);
    expect(breaches.some(({ kind, milestoneId }) => kind === 'link' && milestoneId === step('08').id)).toBe(
      true,
    );
  });

  it('plans a whole deployment back from its end', () => {
    const { deploymentId } = step('10');
    const view = getBackwardPlan(
      workspace.reader,
      { deploymentId, milestoneId: null, day: workingDay(99) },
      today,
    );
    const last = view.milestones.at(-1);
    expect(last).toMatchObject({ milestoneId: step('13').id, toEnd: workingDay(99) });
    expect(view.milestones).toHaveLength(clinic().size);
    expect(() =>
      getBackwardPlan(workspace.reader, { ...imposed(), milestoneId: step('01').id }, today),
    ).toThrow(expect.objectContaining({ key: 'error.nothing-to-plan-back' }));
  });
});
