import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateMilestones } from '../../../db/commands/update-milestone.ts';
import type { Workspace } from '../../../db/open-workspace.ts';
import { getGanttView } from '../../../db/queries/gantt-view.ts';
import { demoWorkspace } from '../../fixtures/demo-workspace.ts';

const today = '2026-11-23';
let workspace: Workspace;

beforeEach(async () => {
  workspace = await demoWorkspace('trois-vallees', today);
});
afterEach(() => workspace.close());

const saves = () =>
  workspace.reader.prepare<[], { n: number }>('SELECT count(*) AS n FROM save').get()?.n ?? 0;

function view() {
  return getGanttView(workspace.reader, {}, today);
}

function some() {
  const { basis, milestones } = view();
  const chosen = milestones.filter(({ kind, status }) => kind === 'task' && status === 'to_come').slice(0, 3);
  return { basis, ids: chosen.map(({ id }) => id) };
}

const progressOf = (ids: readonly string[]) =>
  ids.map((id) => view().milestones.find((milestone) => milestone.id === id)?.progress ?? null);

describe('several milestones changed at once', () => {
  it('are one save, which one undo takes back', () => {
    const { basis, ids } = some();
    const [before, count] = [progressOf(ids), saves()];
    updateMilestones(
      workspace,
      { basis, changes: ids.map((id) => ({ id, patch: { progress: 35 } })) },
      today,
    );
    expect(progressOf(ids)).toEqual([35, 35, 35]);
    expect(saves()).toBe(count + 1);
    workspace.history.undo();
    expect(progressOf(ids)).toEqual(before);
  });

  it('are unblocked once they are done', () => {
    const { ids } = some();
    const blocked = () =>
      ids.map((id) => view().milestones.find((milestone) => milestone.id === id)?.blocked ?? null);
    const give = (patch: { blockedReason?: string; status?: string }) =>
      updateMilestones(workspace, { basis: view().basis, changes: ids.map((id) => ({ id, patch })) }, today);
    give({ blockedReason: 'Lien coupé' });
    expect(blocked()).toEqual([true, true, true]);
    give({ status: 'done' });
    expect(blocked()).toEqual([false, false, false]);
  });

  it('are left as they are, all of them, when one cannot be', () => {
    const { basis, ids } = some();
    const [before, count] = [progressOf(ids), saves()];
    const [first = '', second = ''] = ids;
    const refused = [
      { id: second, patch: { plannedStart: '2027-03-02', plannedEnd: '2027-03-01' } },
      { id: second, patch: { status: 'postponed' } },
      { id: 'gone', patch: { progress: 1 } },
    ];
    for (const fault of refused)
      expect(() =>
        updateMilestones(
          workspace,
          { basis, changes: [{ id: first, patch: { progress: 80 } }, fault] },
          today,
        ),
      ).toThrow();
    expect(progressOf(ids)).toEqual(before);
    expect(saves()).toBe(count);
  });
});
