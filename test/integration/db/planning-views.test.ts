import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDemo } from '../../../db/commands/group-commands.ts';
import {
  createPlanningView,
  deletePlanningView,
  keepLastPlanning,
  updatePlanningView,
} from '../../../db/commands/planning-view-commands.ts';
import { getBasis } from '../../../db/log-state.ts';
import { openWorkspace, type Workspace } from '../../../db/open-workspace.ts';
import { getPlanningViews, planningSettings } from '../../../db/queries/planning-views.ts';
import { putSetting } from '../../../db/write/local-tables.ts';
import type { PlanningChoices } from '../../../shared/views/planning-view.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const choices: PlanningChoices = {
  groupBy: 'domain',
  establishmentIds: [],
  domainIds: [],
  filter: { states: ['late'] },
  baselineId: null,
  criticalPath: 'deployment',
  hiddenColumns: ['owner'],
  collapsed: null,
  pxPerDay: 6,
  tableWidth: 400,
};
const profileDir = () => tempDir('views');
let workspace: Workspace;

function open(dir: string): Workspace {
  return openWorkspace({ profileDir: dir, appVersion: '0.0.0', now: () => Date.parse('2026-11-23') });
}

beforeEach(async () => {
  workspace = open(profileDir());
  await openDemo(workspace, 'coteaux-du-sud', '2026-11-23');
});
afterEach(() => workspace.close());

const names = () => getPlanningViews(workspace.reader).views.map(({ name }) => name);

describe('named views of the planning', () => {
  it('are kept by name, brought up to date, renamed and deleted, without a save in the log', () => {
    const basis = getBasis(workspace.reader);
    const late = createPlanningView(workspace, { name: 'Retards', choices });
    createPlanningView(workspace, { name: 'Comité', choices });
    expect(names()).toEqual(['Comité', 'Retards']);
    updatePlanningView(workspace, { id: late.id, name: 'À surveiller' });
    updatePlanningView(workspace, { id: late.id, choices: { ...choices, pxPerDay: 2 } });
    expect(getPlanningViews(workspace.reader).views[0]).toEqual({
      id: late.id,
      name: 'À surveiller',
      choices: { ...choices, pxPerDay: 2 },
    });
    deletePlanningView(workspace, late);
    expect(names()).toEqual(['Comité']);
    expect(getBasis(workspace.reader)).toBe(basis);
  });

  it('have each a name of their own, but for case and accents', () => {
    createPlanningView(workspace, { name: 'Retards', choices });
    const other = createPlanningView(workspace, { name: 'Comité', choices });
    const taken = expect.objectContaining({ key: 'error.view-name-taken' });
    expect(() => createPlanningView(workspace, { name: 'rétards', choices })).toThrow(taken);
    expect(() => updatePlanningView(workspace, { id: other.id, name: 'RETARDS' })).toThrow(taken);
    updatePlanningView(workspace, { id: other.id, name: 'COMITÉ' });
    expect(names()).toEqual(['COMITÉ', 'Retards']);
  });

  it('remember how the screen was left, and leave out what cannot be read', () => {
    expect(getPlanningViews(workspace.reader).last).toBeNull();
    keepLastPlanning(workspace, { viewId: null, choices });
    expect(getPlanningViews(workspace.reader).last).toEqual({ viewId: null, choices });
    putSetting(workspace.gate, planningSettings.last, JSON.stringify({ choices: { groupBy: 'moon' } }));
    putSetting(workspace.gate, planningSettings.views, JSON.stringify([{ id: 1 }]));
    expect(getPlanningViews(workspace.reader)).toEqual({ views: [], last: null });
  });
});
