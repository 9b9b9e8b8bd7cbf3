import { expect, it } from 'vitest';
import { withMilestoneEdit } from '../../../../../renderer/features/deployment/with-milestone-edit.ts';
import type { DeploymentView } from '../../../../../shared/views/deployment-view.ts';

const late = { id: 'a', label: 'Recette', plannedEnd: '2026-11-01', status: 'in_progress', late: true };
const other = { id: 'b', label: 'Bascule', plannedEnd: '2026-12-01', status: 'to_come', late: false };
const view = {
  today: '2026-11-23',
  milestones: [
    { ...late, ownerId: 'p1', ownerName: 'Anne Parti' },
    { ...other, ownerId: null, ownerName: null },
  ],
  people: [{ id: 'p2', name: 'Léa Venu', establishmentName: null }],
} as unknown as DeploymentView;

it('shows the fields of an edit with what follows from them, and leaves the other rows as they are', () => {
  const moved = withMilestoneEdit(view, 'a', { plannedEnd: '2026-11-23' });
  expect(moved.milestones[0]).toMatchObject({
    plannedEnd: '2026-11-23',
    late: false,
    ownerName: 'Anne Parti',
  });
  expect(moved.milestones[1]).toBe(view.milestones[1]);
  expect(withMilestoneEdit(view, 'a', { status: 'done' }).milestones[0]?.late).toBe(false);
  expect(withMilestoneEdit(view, 'b', { plannedEnd: '2026-11-22' }).milestones[1]?.late).toBe(true);
});

it('names the new owner, or nobody', () => {
  expect(withMilestoneEdit(view, 'a', { ownerId: 'p2' }).milestones[0]?.ownerName).toBe('Léa Venu');
  expect(withMilestoneEdit(view, 'a', { ownerId: null }).milestones[0]?.ownerName).toBeNull();
});
