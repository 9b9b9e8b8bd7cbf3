import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import type { Workspace } from '../../../db/open-workspace.ts';
import { createMilestone, deleteMilestone } from '../../../db/commands/milestone-commands.ts';
import { applyPlanChange } from '../../../db/commands/plan-commands.ts';
import { updateMilestone } from '../../../db/commands/update-milestone.ts';
import { getGanttView } from '../../../db/queries/gantt-view.ts';
import { getLogState } from '../../../db/log-state.ts';
import { demoWorkspace } from '../../fixtures/demo-workspace.ts';

const today = '2026-11-23';
let workspace: Workspace;

beforeEach(async () => {
  workspace = await demoWorkspace('coteaux-du-sud', today);
});
afterEach(() => workspace.close());

const view = () => getGanttView(workspace.reader, {}, today);
/** All the planning shows, but for the reader's place in the log. */
const shown = () => ({ ...view(), basis: '' });
const saves = () => getLogState(workspace.reader).have;

function linked() {
  const { links, milestones, basis } = view();
  const open = milestones.filter(({ status, start }) => status === 'to_come' && start !== null);
  const first = open.find(({ id }) => links.some(({ predecessorId }) => predecessorId === id));
  if (!first?.start || !first.end) throw new Error('a demonstration has open milestones with followers');
  return { basis, id: first.id, start: first.start, end: first.end, label: first.label };
}

describe('undo', () => {
  it('puts back each change of a morning, one gesture one step, and again forward', () => {
    const states = [shown()];
    const { id, basis, start } = linked();
    updateMilestone(workspace, { id, basis, patch: { label: 'Renommé', plannedEnd: '2031-03-03' } }, today);
    states.push(shown());
    applyPlanChange(workspace, {
      basis,
      moves: [{ id, plannedStart: start, plannedEnd: '2032-01-05' }],
      direction: 'push',
    });
    states.push(shown());
    deleteMilestone(workspace, { id, basis });
    states.push(shown());
    for (const state of states.slice(0, -1).toReversed()) {
      workspace.history.undo();
      expect(shown()).toEqual(state);
    }
    for (const state of states.slice(1)) {
      workspace.history.redo();
      expect(shown()).toEqual(state);
    }
    expect(checkWorkspace(workspace)).toMatchObject({ ok: true, problems: [] });
  });

  it('is a new save: nothing leaves the log', () => {
    const { id, basis } = linked();
    const before = saves();
    updateMilestone(workspace, { id, basis, patch: { label: 'Renommé' } }, today);
    workspace.history.undo();
    expect(saves()).toBe(before + 2);
  });

  it('takes back a creation', () => {
    const before = shown();
    const [deployment] = view().deployments;
    createMilestone(workspace, {
      deploymentId: deployment?.id ?? '',
      basis: view().basis,
      label: 'Nouveau jalon',
      kind: 'task',
      plannedStart: '2027-01-04',
      plannedEnd: '2027-01-08',
    });
    expect(shown()).not.toEqual(before);
    expect(workspace.history.undo()).toMatchObject({ change: 'create', table: 'milestone', count: 1 });
    expect(shown()).toEqual(before);
  });

  it('says what it would take back, and what it would do again', () => {
    const { id, basis, label } = linked();
    expect(workspace.history.next()).toEqual({ undo: null, redo: null });
    updateMilestone(workspace, { id, basis, patch: { plannedEnd: '2031-03-03' } }, today);
    const words = { change: 'move', table: 'milestone', count: 1, place: expect.stringContaining(label) };
    expect(workspace.history.next()).toEqual({ undo: words, redo: null });
    workspace.history.undo();
    expect(workspace.history.next()).toEqual({ undo: null, redo: words });
  });

  it('forgets what was undone when something else is done', () => {
    const { id, basis } = linked();
    updateMilestone(workspace, { id, basis, patch: { label: 'Un' } }, today);
    workspace.history.undo();
    updateMilestone(workspace, { id, basis, patch: { label: 'Deux' } }, today);
    expect(workspace.history.next().redo).toBeNull();
    expect(() => workspace.history.redo()).toThrow(expect.objectContaining({ key: 'error.nothing-to-redo' }));
  });

  it('never goes back past the opening', () => {
    expect(() => workspace.history.undo()).toThrow(expect.objectContaining({ key: 'error.nothing-to-undo' }));
  });

  it('refuses with a reason where a later change would be lost', () => {
    const { id, basis } = linked();
    updateMilestone(workspace, { id, basis, patch: { label: 'Renommé' } }, today);
    const milestone = { kind: 'update', table: 'milestone', id, values: { label: 'Autrement' } } as const;
    workspace.commitForGood([milestone]);
    const before = shown();
    expect(() => workspace.history.undo()).toThrow(expect.objectContaining({ key: 'error.undo-lost' }));
    expect(shown()).toEqual(before);
    expect(workspace.history.next().undo).not.toBeNull();
  });

  it('ends where an import comes in', () => {
    const { id, basis } = linked();
    updateMilestone(workspace, { id, basis, patch: { label: 'Renommé' } }, today);
    workspace.history.clear();
    expect(workspace.history.next()).toEqual({ undo: null, redo: null });
  });

  it('leaves no step for a save that changes nothing', () => {
    const { id, basis, label } = linked();
    updateMilestone(workspace, { id, basis, patch: { label } }, today);
    expect(workspace.history.next().undo).toBeNull();
  });
});
