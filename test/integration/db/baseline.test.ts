import { cpSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import {
  datesInLog,
  deleteBaseline,
  readBaseline,
  renameBaseline,
  takeBaseline,
} from '../../../db/commands/baseline-commands.ts';
import { getBasis } from '../../../db/log-state.ts';
import { newId } from '../../../db/new-id.ts';
import { compareBaseline, findBaseline, getBaselines } from '../../../db/queries/baseline-view.ts';
import { getDeploymentView } from '../../../db/queries/deployment-view.ts';
import { getGanttView } from '../../../db/queries/gantt-view.ts';
import { listBaselineValues } from '../../../db/queries/planned-dates.ts';
import { readDemo } from '../../../db/seed/demo-file.ts';
import { loadDemo } from '../../../db/seed/demo-records.ts';
import { setGroup } from '../../../db/write/local-tables.ts';
import type { ReadyComparison } from '../../../shared/views/baseline-view.ts';
import { closeLater, joined, manager, post } from '../../fixtures/group-of-posts.ts';
import {
  exportBytes,
  idOf,
  importBytes,
  openAgain,
  type Post,
  SMALL_GROUP,
  standAt,
} from '../../fixtures/posts.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const today = '2026-11-23';
const { milestones, deployments, sites } = SMALL_GROUP;

/** Gives a milestone its days. */
function plan(at: Post, id: string, plannedStart: string, plannedEnd: string): void {
  at.workspace.commit(
    [{ kind: 'update', table: 'milestone', id, values: { plannedStart, plannedEnd } }],
    getBasis(at.workspace.reader),
  );
}

const take = (at: Post, label = 'Comité', deploymentId: string | null = null): string =>
  takeBaseline(at.workspace, { label, deploymentId }, today).id;

const heldBy = (at: Post, id: string) => listBaselineValues(at.workspace.reader, id, null);

function compared(at: Post, from: string, to: string | null = null): ReadyComparison {
  const answer = compareBaseline(at.workspace.reader, { from, to }, today);
  if (answer.state !== 'ready') throw new Error(`a comparison that is ${answer.state}`);
  return answer;
}

/** The small group with three dated milestones, two of them at the first site. */
function planned(): Post {
  const first = manager();
  plan(first, milestones[0], '2026-11-02', '2026-11-06');
  plan(first, milestones[1], '2026-12-01', '2026-12-04');
  plan(first, milestones[2], '2026-12-21', '2026-12-24');
  return first;
}

describe('baseline', () => {
  it('of a plan that has not moved differs in nothing', () => {
    const first = planned();
    const id = take(first);
    const { differences, summary } = compared(first, id);
    expect(differences).toEqual([]);
    expect(summary).toMatchObject({ compared: 3, moved: 0, driftDays: 0, scheduleRate: 0 });
    expect(getBaselines(first.workspace.reader, today).baselines).toMatchObject([
      { id, label: 'Comité', takenOn: today, scope: null, state: 'ready', milestones: 3 },
    ]);
  });

  it('tells what moved, was added and was removed, with the drift in working days of the site', () => {
    const first = planned();
    const id = take(first);
    // Over Christmas: Friday the 25th is nobody's working day.
    plan(first, milestones[2], '2026-12-21', '2026-12-29');
    first.workspace.commit(
      [
        { kind: 'delete', table: 'milestone', id: milestones[1] },
        {
          kind: 'create',
          table: 'milestone',
          id: idOf(70),
          values: { deployment: deployments[0], label: 'Ajouté', plannedEnd: '2027-01-08' },
        },
      ],
      getBasis(first.workspace.reader),
    );
    const { differences, summary } = compared(first, id);
    expect(differences).toMatchObject([
      {
        change: 'moved',
        milestoneId: milestones[2],
        fromEnd: '2026-12-24',
        toEnd: '2026-12-29',
        workingDays: 2,
        siteName: 'CH 1',
        domainLabel: 'Dossier patient',
      },
      { change: 'added', label: 'Ajouté', fromEnd: null, toEnd: '2027-01-08', workingDays: null },
      { change: 'removed', label: 'Jalon 1', fromEnd: '2026-12-04', toEnd: null, siteName: 'CH 2' },
    ]);
    // Deployment of the first site: 2 November to 24 December is 53 days long, and ends 5 days later.
    expect(summary).toEqual({
      added: 1,
      removed: 1,
      moved: 1,
      compared: 2,
      later: 1,
      due: 1,
      dueLater: 0,
      driftDays: 2,
      deployments: 1,
      plannedDays: 53,
      slipDays: 5,
      scheduleRate: 943,
    });
  });

  it('is given with the planning that asks for it, and left out where it is not read or gone', () => {
    const first = planned();
    const id = take(first);
    plan(first, milestones[0], '2026-11-09', '2026-11-13');
    const shown = (baselineId: string) =>
      getGanttView(first.workspace.reader, { baselineId }, today).baseline;
    expect(shown(id)).toMatchObject({ id, label: 'Comité' });
    expect(shown(id)?.dates).toContainEqual({ id: milestones[0], start: '2026-11-02', end: '2026-11-06' });
    expect(shown(idOf(99))).toBeUndefined();
    deleteBaseline(first.workspace, { id, basis: getBasis(first.workspace.reader) });
    expect(shown(id)).toBeUndefined();
  });

  it('is what the screen of a deployment measures its end against, the newest of it or of the group', () => {
    const first = planned();
    const drift = () => getDeploymentView(first.workspace.reader, deployments[0], today).baselineDrift;
    expect(drift()).toBeNull();
    take(first);
    plan(first, milestones[2], '2026-12-21', '2026-12-29');
    const since = { takenOn: today, end: '2026-12-24', workingDays: 2, later: 1 };
    expect(drift()).toEqual({ label: 'Comité', ...since });
    take(first, 'Autre site', deployments[1]);
    expect(drift()).toEqual({ label: 'Comité', ...since });
    take(first, 'Ce site', deployments[0]);
    expect(drift()).toMatchObject({ label: 'Ce site', end: '2026-12-29', workingDays: 0, later: 0 });
  });

  it('of one deployment leaves the others out, and two of different ones are not compared', () => {
    const first = planned();
    const group = take(first);
    const one = take(first, 'Site 1', deployments[0]);
    const other = take(first, 'Site 2', deployments[1]);
    plan(first, milestones[1], '2026-12-07', '2026-12-11');
    expect(compared(first, one).differences).toEqual([]);
    expect(compared(first, other).differences).toMatchObject([
      { milestoneId: milestones[1], workingDays: 5 },
    ]);
    expect(compared(first, group, other).summary).toMatchObject({ compared: 1, moved: 0, removed: 0 });
    expect(() => compared(first, one, other)).toThrow(
      expect.objectContaining({ key: 'error.baselines-apart' }),
    );
    // Nothing is to be kept of a deployment without dates.
    first.workspace.commit(
      [{ kind: 'create', table: 'deployment', id: idOf(33), values: { establishment: sites[2] } }],
      null,
    );
    expect(() => take(first, 'Vide', idOf(33))).toThrow(
      expect.objectContaining({ key: 'error.baseline-without-dates' }),
    );
    expect(getBaselines(first.workspace.reader, today).baselines).toHaveLength(3);
  });

  it('is one step of undo, is renamed and deleted, and finds its dates again when the deletion is undone', () => {
    const { workspace, ...rest } = planned();
    const first = { workspace, ...rest };
    const id = take(first);
    const before = heldBy(first, id);
    plan(first, milestones[0], '2026-11-09', '2026-11-13');
    renameBaseline(workspace, { id, label: 'COSTRAT', basis: getBasis(workspace.reader) });
    expect(getBaselines(workspace.reader, today).baselines[0]?.label).toBe('COSTRAT');
    deleteBaseline(workspace, { id, basis: getBasis(workspace.reader) });
    expect(getBaselines(workspace.reader, today).baselines).toEqual([]);
    expect(heldBy(first, id)).toEqual([]);
    workspace.history.undo();
    expect(getBaselines(workspace.reader, today).baselines[0]).toMatchObject({
      state: 'unread',
      milestones: null,
    });
    expect(compareBaseline(workspace.reader, { from: id, to: null }, today)).toMatchObject({
      state: 'unread',
      baselineId: id,
    });
    expect(readBaseline(workspace, id)).toBe(3);
    expect(heldBy(first, id)).toEqual(before);
    expect(checkWorkspace(workspace).problems).toEqual([]);
  });
});

describe('baseline received by file', () => {
  it('holds the same dates and compares the same at both posts, worked out from the log', async () => {
    const first = planned();
    const second = await joined(first, sites[1]);
    plan(second, milestones[1], '2026-12-08', '2026-12-11');
    plan(first, milestones[0], '2026-11-03', '2026-11-09');
    await importBytes(first, exportBytes(second));
    const id = take(first);
    const earlier = heldBy(first, id);
    plan(first, milestones[0], '2027-01-04', '2027-01-08');
    first.workspace.commit(
      [{ kind: 'delete', table: 'milestone', id: milestones[2] }],
      getBasis(first.workspace.reader),
    );
    // The second post goes on without knowing.
    plan(second, milestones[1], '2027-02-01', '2027-02-05');
    await importBytes(second, exportBytes(first));
    await importBytes(first, exportBytes(second));
    expect(getBaselines(second.workspace.reader, today).baselines).toMatchObject([{ id, state: 'unread' }]);
    expect(readBaseline(second.workspace, id)).toBe(3);
    expect(heldBy(second, id)).toEqual(earlier);
    expect(datesInLog(first.workspace, findBaseline(first.workspace.reader, id))).toEqual(earlier);
    const { differences, summary } = compared(second, id);
    expect(differences).toHaveLength(3);
    expect({ differences, summary }).toEqual({
      differences: compared(first, id).differences,
      summary: compared(first, id).summary,
    });
  });

  it('is the same of a whole demonstration, whichever way its dates came', { timeout: 60_000 }, async () => {
    const first = post();
    const { groupId, saves } = loadDemo(await readDemo('haute-vallee'), { t0: today, newId });
    for (const { ops } of saves) first.workspace.commit(ops, null);
    setGroup(first.workspace.gate, groupId);
    const id = take(first);
    const second = post();
    await importBytes(second, exportBytes(first));
    const held = heldBy(first, id);
    expect(held.length).toBeGreaterThan(100);
    expect(readBaseline(second.workspace, id)).toBe(held.length);
    expect(heldBy(second, id)).toEqual(held);
  });

  it('survives its post being restored from a copy before anything of it was sent', async () => {
    const first = planned();
    await joined(first, sites[1]);
    plan(first, milestones[0], '2026-11-10', '2026-11-13');
    first.workspace.commit(
      [
        {
          kind: 'create',
          table: 'milestone',
          id: idOf(70),
          values: { deployment: deployments[1], label: 'Ajouté', plannedEnd: '2027-01-08' },
        },
      ],
      getBasis(first.workspace.reader),
    );
    const id = take(first);
    const earlier = heldBy(first, id);
    plan(first, milestones[0], '2026-12-10', '2026-12-11');
    first.workspace.noteHighWater();
    const dir = tempDir('clone');
    cpSync(first.workspace.paths.workspace, `${dir}/workspace.sqlite`);
    cpSync(`${first.workspace.paths.workspace}-wal`, `${dir}/workspace.sqlite-wal`);
    const clone: Post = closeLater({ ...first, dir, workspace: openAgain({ ...first, dir }) });
    standAt(clone, sites[0]);
    const reader = post();
    await importBytes(reader, exportBytes(clone));
    expect(getBaselines(reader.workspace.reader, today).baselines).toMatchObject([{ id, state: 'unread' }]);
    readBaseline(reader.workspace, id);
    expect(heldBy(reader, id)).toEqual(earlier);
    // And once the original has sent the same rows under their first names, and back at the original.
    await importBytes(reader, exportBytes(first));
    expect(datesInLog(reader.workspace, findBaseline(reader.workspace.reader, id))).toEqual(earlier);
    await importBytes(first, exportBytes(reader));
    expect(datesInLog(first.workspace, findBaseline(first.workspace.reader, id))).toEqual(earlier);
    const late = post();
    await importBytes(late, exportBytes(first));
    expect(datesInLog(late.workspace, findBaseline(late.workspace.reader, id))).toEqual(earlier);
  });

  it('says how much is missing when it rests on saves that were not received, or cannot be read', () => {
    const first = planned();
    for (const [id, vector, missingSaves] of [
      [idOf(80), JSON.stringify({ ['ab'.repeat(16)]: 12 }), 12],
      [idOf(81), '{"__proto__":3', null],
      [idOf(82), JSON.stringify({ zz: -1 }), null],
      [idOf(83), null, null],
    ] as const) {
      first.workspace.commit(
        [{ kind: 'create', table: 'baseline', id, values: { label: 'X', vector } }],
        null,
      );
      expect(
        getBaselines(first.workspace.reader, today).baselines.find((one) => one.id === id),
      ).toMatchObject({
        state: 'missing',
        missingSaves,
      });
      expect(compareBaseline(first.workspace.reader, { from: id, to: null }, today)).toMatchObject({
        state: 'missing',
      });
      expect(() => readBaseline(first.workspace, id)).toThrow(
        expect.objectContaining({ key: 'error.baseline-missing-saves' }),
      );
    }
  });
});
