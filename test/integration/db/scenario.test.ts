import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { deleteMilestone } from '../../../db/commands/milestone-commands.ts';
import {
  applyScenario,
  copyScenario,
  createScenario,
  deleteScenario,
  moveInScenario,
  nextInScenario,
  renameScenario,
  stepInScenario,
} from '../../../db/commands/scenario-commands.ts';
import { updateMilestone } from '../../../db/commands/update-milestone.ts';
import { getBasis } from '../../../db/log-state.ts';
import type { Workspace } from '../../../db/open-workspace.ts';
import { getGanttView } from '../../../db/queries/gantt-view.ts';
import { getPlanImpact } from '../../../db/queries/plan-impact.ts';
import { scenarioDays } from '../../../db/queries/scenario-plan.ts';
import { compareScenarios, getScenarios, reviewScenario } from '../../../db/queries/scenario-view.ts';
import { siteCalendars } from '../../../db/queries/plan-network.ts';
import { dayFromIso, isoFromDay } from '../../../shared/domain/iso-date.ts';
import type { ScenarioReviewRow } from '../../../shared/views/scenario-view.ts';
import { manager, post } from '../../fixtures/group-of-posts.ts';
import { exportBytes, importBytes, openAgain, savesOf, SMALL_GROUP, stateOf } from '../../fixtures/posts.ts';
import { demoWorkspace } from '../../fixtures/demo-workspace.ts';

const today = '2026-11-23';
let workspace: Workspace;

beforeEach(async () => {
  workspace = await demoWorkspace('trois-vallees', today);
});
afterEach(() => workspace.close());

interface Row {
  readonly id: string;
  readonly deploymentId: string;
  readonly siteId: string;
  readonly zone: string | null;
  readonly start: string;
  readonly end: string;
}

function find(site: string, domain: string, code: string): Row {
  const row = workspace.reader
    .prepare<[string, string, string], Row>(
      `SELECT m.id, d.id AS deploymentId, e.id AS siteId, e.holiday_zone AS zone, m.planned_start AS start,
          m.planned_end AS end
        FROM milestone m JOIN deployment d ON d.id = m.deployment_id JOIN domain o ON o.id = d.domain_id
        JOIN establishment e ON e.id = d.establishment_id
        WHERE e.short_name = ? AND o.code = ? AND m.code = ? AND m.deleted = 0`,
    )
    .get(site, domain, code);
  if (!row) throw new Error(`the demonstration has ${domain} ${code} at ${site}`);
  return row;
}

const basis = () => getBasis(workspace.reader);
const real = () => stateOf(workspace);
const directory = () => find('Aptière', 'ANNU', '07');
const make = (name = 'Report', deploymentIds: readonly string[] = []) =>
  createScenario(workspace, { name, note: null, deploymentIds }, today);
const review = (id: string) => reviewScenario(workspace.reader, id);
const seen = (rows: readonly ScenarioReviewRow[]) =>
  rows.map(({ milestoneId, fromStart, fromEnd }) => ({ milestoneId, fromStart, fromEnd }));
const compare = (to: string, from: string | null = null) =>
  compareScenarios(workspace.reader, { from, to }, today);
const listed = (id: string) => getScenarios(workspace.reader, today).scenarios.find((one) => one.id === id);

function later({ id, siteId, zone, start, end }: Row, days: number) {
  const calendar = siteCalendars(workspace.reader)(siteId, zone);
  const after = (day: string) => isoFromDay(calendar.dayAt(calendar.indexOf(dayFromIso(day)) + days));
  return [{ id, plannedStart: after(start), plannedEnd: after(end) }];
}

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return (error as { key?: unknown }).key;
  }
  return null;
}

describe('a scenario', () => {
  it('moves what follows as the real plan would, and leaves the real plan and the log alone', () => {
    const before = real();
    const moves = later(directory(), 15);
    const expected = getPlanImpact(workspace.reader, { moves, direction: 'push' }, today);
    expect(expected.impacts.length).toBeGreaterThan(20);
    const id = make();
    moveInScenario(workspace, { id, moves, follow: 'push' });
    const held = scenarioDays(workspace.reader, id);
    expect(held.size).toBe(expected.impacts.length);
    for (const { milestoneId, fromStart, fromEnd, toStart, toEnd } of expected.impacts)
      expect(held.get(milestoneId)).toEqual({
        start: toStart,
        end: toEnd,
        realStart: fromStart,
        realEnd: fromEnd,
      });
    expect(real()).toEqual(before);
    expect(workspace.history.next().undo).toBeNull();
    const total = expected.impacts.reduce((sum, { workingDays }) => sum + workingDays, 0);
    expect(listed(id)).toMatchObject({ moved: held.size, driftDays: total, createdOn: today, scope: [] });
    expect(checkWorkspace(workspace).problems).toEqual([]);
  });

  it('is what a further gesture in it starts from', () => {
    const id = make();
    const row = directory();
    moveInScenario(workspace, { id, moves: later(row, 15), follow: 'push' });
    const again = later(row, 16);
    const change = { moves: again, direction: 'push' as const };
    const inIt = getPlanImpact(workspace.reader, change, today, id).impacts;
    const inReal = getPlanImpact(workspace.reader, change, today).impacts;
    expect(inIt.find(({ milestoneId }) => milestoneId === row.id)?.workingDays).toBe(1);
    expect(inReal.find(({ milestoneId }) => milestoneId === row.id)?.workingDays).toBe(16);
  });

  it('is drawn in the planning over the real days of what it moves', () => {
    const id = make('Report de trois semaines');
    const row = directory();
    const [move] = later(row, 15);
    moveInScenario(workspace, { id, moves: later(row, 15), follow: 'none' });
    const view = getGanttView(workspace.reader, { scenarioId: id }, today);
    expect(view.scenario).toEqual({ id, name: 'Report de trois semaines' });
    expect(view.milestones.find((one) => one.id === row.id)).toMatchObject({
      start: move?.plannedStart,
      end: move?.plannedEnd,
    });
    expect(view.baseline?.dates).toEqual([{ id: row.id, start: row.start, end: row.end }]);
    const plain = getGanttView(workspace.reader, {}, today);
    expect(plain.milestones.find((one) => one.id === row.id)).toMatchObject({
      start: row.start,
      end: row.end,
    });
    expect(plain.scenario).toBeUndefined();
    deleteScenario(workspace, id);
    expect(getGanttView(workspace.reader, { scenarioId: id }, today)).toEqual(plain);
  });

  it('takes its gestures back one by one, does them again, and forgets what a new one replaces', () => {
    const id = make();
    const row = directory();
    const states = [scenarioDays(workspace.reader, id)];
    for (const days of [15, 20, 5]) {
      moveInScenario(workspace, { id, moves: later(row, days), follow: 'push' });
      states.push(scenarioDays(workspace.reader, id));
    }
    expect(states[1]?.size).toBeGreaterThan(20);
    expect(nextInScenario(workspace.reader, id).undo).toMatchObject({ change: 'move', table: 'milestone' });
    for (const state of [states[2], states[1], states[0]]) {
      stepInScenario(workspace, id, 'undo');
      expect(scenarioDays(workspace.reader, id)).toEqual(state);
    }
    expect(thrown(() => stepInScenario(workspace, id, 'undo'))).toBe('error.scenario-nothing-to-undo');
    expect(stepInScenario(workspace, id, 'redo').count).toBe(states[1]?.size);
    expect(scenarioDays(workspace.reader, id)).toEqual(states[1]);
    moveInScenario(workspace, { id, moves: later(row, 1), follow: 'none' });
    expect(thrown(() => stepInScenario(workspace, id, 'redo'))).toBe('error.nothing-to-redo');
    // Back where it really is: no difference any more, and a gesture that changes nothing is no step.
    const alone = make('Seul');
    moveInScenario(workspace, { id: alone, moves: later(row, 3), follow: 'none' });
    moveInScenario(workspace, { id: alone, moves: later(row, 0), follow: 'none' });
    expect(scenarioDays(workspace.reader, alone).size).toBe(0);
    moveInScenario(workspace, { id: alone, moves: later(row, 0), follow: 'none' });
    stepInScenario(workspace, alone, 'undo');
    expect(scenarioDays(workspace.reader, alone).size).toBe(1);
  });

  it('is copied, renamed and given up; the copy goes its own way', () => {
    const id = make('Un');
    moveInScenario(workspace, { id, moves: later(directory(), 15), follow: 'push' });
    const copy = copyScenario(workspace, { id, name: 'Deux' }, today);
    expect(scenarioDays(workspace.reader, copy)).toEqual(scenarioDays(workspace.reader, id));
    renameScenario(workspace, { id: copy, name: 'deux', note: 'avec plus de monde' });
    moveInScenario(workspace, { id: copy, moves: later(directory(), 5), follow: 'push' });
    expect(compare(copy, id).summary).toMatchObject({ moved: compare(copy, id).differences.length });
    expect(compare(copy, id).differences.length).toBeGreaterThan(0);
    deleteScenario(workspace, id);
    expect(getScenarios(workspace.reader, today).scenarios).toMatchObject([
      { id: copy, name: 'deux', note: 'avec plus de monde' },
    ]);
    for (const table of ['scenario_value', 'scenario_step', 'scenario_scope'])
      expect(workspace.reader.prepare(`SELECT * FROM ${table} WHERE scenario_id <> ?`).all(copy)).toEqual([]);
  });

  it('refuses in words: a name taken, a plan without dates, what is outside its scope', () => {
    const row = directory();
    const id = make('Réservé', [row.deploymentId]);
    expect(thrown(() => make('reserve'))).toBe('error.scenario-name-taken');
    expect(thrown(() => copyScenario(workspace, { id, name: 'RÉSERVÉ' }, today))).toBe(
      'error.scenario-name-taken',
    );
    const other = find('Aptière', 'ANES', '08');
    expect(thrown(() => moveInScenario(workspace, { id, moves: later(other, 5), follow: 'none' }))).toBe(
      'error.scenario-out-of-scope',
    );
    expect(scenarioDays(workspace.reader, id).size).toBe(0);
    // What follows elsewhere does move: the scope is of what is moved by hand.
    moveInScenario(workspace, { id, moves: later(row, 15), follow: 'push' });
    expect(compare(id).deployments.length).toBeGreaterThan(1);
    expect(listed(id)?.scope).toHaveLength(1);
    const small = manager();
    const empty = () =>
      createScenario(small.workspace, { name: 'Vide', note: null, deploymentIds: [] }, today);
    expect(thrown(empty)).toBe('error.scenario-without-dates');
  });

  it('survives a restart, and no file takes it to another post', async () => {
    const first = manager();
    const { milestones } = SMALL_GROUP;
    const days = { plannedStart: '2026-12-01', plannedEnd: '2026-12-04' };
    first.workspace.commit([{ kind: 'update', table: 'milestone', id: milestones[0], values: days }], null);
    const id = createScenario(first.workspace, { name: 'Local', note: null, deploymentIds: [] }, today);
    const moves = [{ id: milestones[0], plannedStart: '2026-12-08', plannedEnd: '2026-12-11' }];
    moveInScenario(first.workspace, { id, moves, follow: 'none' });
    first.workspace.close();
    first.workspace = openAgain(first);
    expect(stepInScenario(first.workspace, id, 'undo')).toMatchObject({ count: 1 });
    stepInScenario(first.workspace, id, 'redo');
    const second = post();
    await importBytes(second, exportBytes(first));
    expect(getScenarios(second.workspace.reader, today).scenarios).toEqual([]);
    expect(stateOf(second.workspace)).toEqual(stateOf(first.workspace));
  });
});

describe('comparing scenarios', () => {
  it('tells what moves, where each deployment ends, and the trouble it brings or removes', () => {
    const id = make();
    const moves = later(directory(), 15);
    const impact = getPlanImpact(workspace.reader, { moves, direction: 'push' }, today);
    moveInScenario(workspace, { id, moves, follow: 'push' });
    const answer = compare(id);
    expect(answer.differences.map(({ milestoneId }) => milestoneId).toSorted()).toEqual(
      impact.impacts.map(({ milestoneId }) => milestoneId).toSorted(),
    );
    expect(answer.brought.collisions.map(({ kind, day }) => `${day} ${kind}`).toSorted()).toEqual(
      impact.collisions.map(({ kind, day }) => `${day} ${kind}`).toSorted(),
    );
    expect(answer.brought.collisions.length).toBeGreaterThan(0);
    expect(answer.summary.scheduleRate).toBeGreaterThan(0);
    const anaesthesia = answer.deployments.find(({ domainLabel }) => domainLabel === 'Anesthésie');
    expect(anaesthesia?.workingDays).toBeGreaterThan(0);
    // Seen from the scenario, the real plan has less of the trouble and the scenario removes nothing of its own.
    const back = make('Comme le plan');
    expect(compare(back, id).removed).toEqual(answer.brought);
    expect(compare(back, id).brought).toEqual(answer.removed);
    expect(compare(back).differences).toEqual([]);
  });
});

describe('applying a scenario', () => {
  const moved = () => {
    const id = make();
    moveInScenario(workspace, { id, moves: later(directory(), 15), follow: 'push' });
    return id;
  };

  it('is one save of the chosen rows, which one undo takes back; the scenario stays, marked', () => {
    const id = moved();
    const before = real();
    const { rows } = review(id);
    const [left, ...chosen] = rows;
    expect(rows.every(({ state }) => state === 'ready')).toBe(true);
    const saves = () => savesOf(workspace);
    const count = saves();
    applyScenario(workspace, { id, basis: basis(), keep: true, rows: seen(chosen) }, today);
    expect(saves()).toBe(count + 1);
    expect(review(id).rows.map(({ milestoneId }) => milestoneId)).toEqual([left?.milestoneId]);
    expect(listed(id)).toMatchObject({ appliedOn: today, moved: 1 });
    expect(workspace.history.undo()).toMatchObject({ change: 'move', count: chosen.length });
    expect({ ...real(), heads: null }).toEqual({ ...before, heads: null });
    expect(listed(id)?.moved).toBe(rows.length);
    applyScenario(workspace, { id, basis: basis(), keep: false, rows: seen(rows) }, today);
    expect(getScenarios(workspace.reader, today).scenarios).toEqual([]);
    expect(checkWorkspace(workspace).problems).toEqual([]);
  });

  it('marks what changed since, what is done and what is gone; refuses what was not seen so', () => {
    const id = moved();
    const [changed, done, gone, ...others] = review(id).rows;
    if (!changed || !done || !gone) throw new Error('a slip moves more than three milestones');
    const patch = { plannedStart: changed.toStart, plannedEnd: '2031-03-31' };
    updateMilestone(workspace, { id: changed.milestoneId, basis: basis(), patch }, today);
    updateMilestone(workspace, { id: done.milestoneId, basis: basis(), patch: { status: 'done' } }, today);
    deleteMilestone(workspace, { id: gone.milestoneId, basis: basis() });
    const now = review(id).rows;
    const stateById = new Map(now.map(({ milestoneId, state }) => [milestoneId, state]));
    expect(stateById.get(changed.milestoneId)).toBe('changed');
    expect(now.find(({ milestoneId }) => milestoneId === changed.milestoneId)).toMatchObject({
      knownEnd: changed.fromEnd,
      fromEnd: '2031-03-31',
      toEnd: changed.toEnd,
    });
    expect(stateById.get(done.milestoneId)).toBe('done');
    expect(stateById.get(gone.milestoneId)).toBe('gone');
    const state = real();
    const apply = (rows: ReturnType<typeof seen>) =>
      applyScenario(workspace, { id, basis: basis(), keep: false, rows }, today);
    expect(thrown(() => apply(seen([changed])))).toBe('error.scenario-stale');
    expect(thrown(() => apply(seen([...others, gone])))).toBe('error.scenario-milestone-gone');
    expect(real()).toEqual(state);
    expect(listed(id)?.appliedOn).toBeNull();
    apply(seen(now.filter(({ state: of }) => of === 'ready')));
    expect(real()).not.toEqual(state);
  });

  it('knows a real day that changed although the scenario went on without looking', () => {
    const id = moved();
    const follower = review(id).rows.find(({ milestoneId }) => milestoneId !== directory().id);
    if (!follower) throw new Error('a slip moves others');
    const patch = { plannedStart: follower.fromStart, plannedEnd: '2031-03-31' };
    updateMilestone(workspace, { id: follower.milestoneId, basis: basis(), patch }, today);
    moveInScenario(workspace, { id, moves: later(directory(), 25), follow: 'push' });
    const row = review(id).rows.find(({ milestoneId }) => milestoneId === follower.milestoneId);
    expect(row).toMatchObject({ state: 'changed', knownEnd: follower.fromEnd });
  });
});
