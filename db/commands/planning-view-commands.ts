/** Named views of the planning: local settings, written past the log and never undone. */
import { foldText } from '../../shared/domain/fold-text.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { LastPlanning, PlanningChoices, PlanningView } from '../../shared/views/planning-view.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { listPlanningViews, planningSettings } from '../queries/planning-views.ts';
import { putSetting } from '../write/local-tables.ts';

/**
 * Keeps a way of looking at the planning under a name. Answers its id.
 * @throws AppError `refused` when the name is another view's
 */
export function createPlanningView(
  workspace: Workspace,
  { name, choices }: { name: string; choices: PlanningChoices },
): { id: string } {
  const views = listPlanningViews(workspace.gate.db);
  assertFree(views, name, null);
  const id = newId();
  store(workspace, [...views, { id, name, choices }]);
  return { id };
}

/**
 * Renames a view, or makes it what is on screen.
 * @throws AppError `not-found`; `refused` when the name is another view's
 */
export function updatePlanningView(
  workspace: Workspace,
  { id, name, choices }: { id: string; name?: string | undefined; choices?: PlanningChoices | undefined },
): void {
  const views = listPlanningViews(workspace.gate.db);
  const view = findView(views, id);
  if (name !== undefined) assertFree(views, name, id);
  const changed = { id, name: name ?? view.name, choices: choices ?? view.choices };
  store(
    workspace,
    views.map((one) => (one.id === id ? changed : one)),
  );
}

/** Forgets a view. @throws AppError `not-found` */
export function deletePlanningView(workspace: Workspace, { id }: { id: string }): void {
  const views = listPlanningViews(workspace.gate.db);
  findView(views, id);
  store(
    workspace,
    views.filter((one) => one.id !== id),
  );
}

/** Remembers how the screen was left. */
export function keepLastPlanning(workspace: Workspace, last: LastPlanning): void {
  putSetting(workspace.gate, planningSettings.last, JSON.stringify(last));
}

function store(workspace: Workspace, views: readonly PlanningView[]): void {
  putSetting(workspace.gate, planningSettings.views, JSON.stringify(views));
  workspace.changed(['setting']);
}

function findView(views: readonly PlanningView[], id: string): PlanningView {
  const view = views.find((one) => one.id === id);
  if (!view) throw new AppError('not-found', { details: { table: 'setting' } });
  return view;
}

function assertFree(views: readonly PlanningView[], name: string, own: string | null): void {
  const taken = views.some((one) => one.id !== own && foldText(one.name) === foldText(name));
  if (taken) throw new AppError('refused', { key: 'error.view-name-taken' });
}
