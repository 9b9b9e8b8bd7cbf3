import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { applyPlanChange } from '../../../db/commands/plan-commands.ts';
import { applyRollOut } from '../../../db/commands/roll-out-command.ts';
import { getLogState } from '../../../db/log-state.ts';
import type { Workspace } from '../../../db/open-workspace.ts';
import { getDeploymentView } from '../../../db/queries/deployment-view.ts';
import { getGanttView } from '../../../db/queries/gantt-view.ts';
import { getMatrixView } from '../../../db/queries/matrix-view.ts';
import { getPlanAnalysis } from '../../../db/queries/plan-analysis.ts';
import { getRollOutOptions } from '../../../db/queries/roll-out-options.ts';
import { getRollOutPreview } from '../../../db/queries/roll-out-preview.ts';
import { calendarOfZone } from '../../../shared/domain/calendar.ts';
import { dayFromIso, isoFromDay } from '../../../shared/domain/iso-date.ts';
import {
  type RollOutInput,
  rollOutPreviewSchema,
  type StartRuleInput,
} from '../../../shared/views/roll-out-view.ts';
import { demoWorkspace } from '../../fixtures/demo-workspace.ts';

const today = '2026-11-23';
const calendar = calendarOfZone('metropole');
let workspace: Workspace;

beforeEach(async () => {
  workspace = await demoWorkspace('trois-vallees', today);
});
afterEach(() => workspace.close());

const options = () => getRollOutOptions(workspace.reader, today);
const planning = () => ({ ...getGanttView(workspace.reader, {}, today), basis: '' });
const preview = (input: RollOutInput) =>
  rollOutPreviewSchema.parse(getRollOutPreview(workspace.reader, input, today));

/** A roll-out of a domain over sites by name, a wave for each list. */
function rollOut(
  code: string,
  waves: readonly (readonly string[])[],
  later: StartRuleInput = { kind: 'afterStart', workingDays: 60 },
  stagger = 5,
): RollOutInput {
  const { domains, sites } = options();
  const domain = domains.find((one) => one.code === code);
  const site = (name: string) => {
    const found = sites.find((one) => one.name === name);
    if (!found) throw new Error(`the demonstration has no site ${name}`);
    return { establishmentId: found.id, sizeFactor: found.sizeFactor };
  };
  return {
    domainId: domain?.id ?? '',
    templateId: domain?.templateId ?? '',
    targetProductId: null,
    waves: waves.map((names, at) => ({
      start: at === 0 ? { kind: 'date', date: '2027-01-04' } : later,
      stagger,
      sites: names.map(site),
    })),
  };
}

/** Sites a domain can still be planned at. */
function freeOf(domainId: string): string[] {
  const { sites, states } = options();
  const taken = new Set(states.filter((one) => one.domainId === domainId).map((one) => one.establishmentId));
  return sites.flatMap(({ id }) => (taken.has(id) ? [] : [id]));
}

const threeWaves = [
  ['Montclar', 'Auriac', 'Cabrelles', 'Carsan-Ville'],
  ['Vaisonne', 'Aptière', 'Isle-Verte'],
  ['Valbrune', 'Mont-Serein', 'Bolleraie'],
];

describe('a roll-out over the ten sites of a demonstration', () => {
  it('is one save that one undo takes back, with all that was previewed', () => {
    const input = rollOut('PRESC', threeWaves);
    const before = planning();
    const saves = getLogState(workspace.reader).have;
    const shown = preview(input);
    expect(shown.sites.map(({ wave }) => wave)).toEqual([1, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
    expect(shown.milestoneCount).toBe(130);

    applyRollOut(workspace, { ...input, basis: options().basis }, today);
    expect(getLogState(workspace.reader).have).toBe(saves + 1);
    const written = planning();
    const added = written.deployments.filter(({ domainId }) => domainId === input.domainId);
    expect(added).toHaveLength(10);
    const milestones = (establishmentId: string) => {
      const deployment = added.find((one) => one.establishmentId === establishmentId);
      return written.milestones.filter(({ deploymentId }) => deploymentId === deployment?.id);
    };
    for (const site of shown.sites)
      expect(milestones(site.establishmentId).map(({ label, start, end }) => [label, start, end])).toEqual(
        site.rows.map(({ label, start, end }) => [label, start, end]),
      );
    expect(options().states.filter(({ domainId }) => domainId === input.domainId)).toHaveLength(10);
    expect(
      getPlanAnalysis(workspace.reader, 'group', today).breaches.filter(isOf(added.map(({ id }) => id))),
    ).toEqual([]);

    workspace.history.undo();
    expect(planning()).toEqual(before);
    workspace.history.redo();
    expect(planning()).toEqual(written);
    expect(checkWorkspace(workspace)).toMatchObject({ ok: true, problems: [] });
  });

  it('blocks no site by the one before it in the waves, which is named by its site', () => {
    const input = rollOut('PRESC', threeWaves);
    applyRollOut(workspace, { ...input, basis: options().basis }, today);
    const cells = getMatrixView(workspace.reader, today).cells.filter(
      ({ domainId }) => domainId === input.domainId,
    );
    expect(cells).toHaveLength(10);
    expect(cells.flatMap(({ waitsFor }) => waitsFor.filter((place) => place.startsWith('PRESC')))).toEqual(
      [],
    );
    const milestones = cells.flatMap(
      ({ deploymentId }) => getDeploymentView(workspace.reader, deploymentId, today).milestones,
    );
    expect(
      milestones.flatMap(({ blockedBy }) => blockedBy.filter((text) => text.startsWith('PRESC'))),
    ).toEqual([]);
    const waits = milestones.flatMap(({ waitsFor }) => waitsFor);
    expect(waits).toContainEqual(expect.stringMatching(/^Montclar : /));
  });

  /** Breaches tell of milestones; those of the roll-out's deployments are the ones asked about. */
  function isOf(deploymentIds: readonly string[]) {
    const ids = new Set(
      planning()
        .milestones.filter(({ deploymentId }) => deploymentIds.includes(deploymentId))
        .map(({ id }) => id),
    );
    return ({ milestoneId }: { milestoneId: string }) => ids.has(milestoneId);
  }

  it('uses the deployments that wait for a plan, and keeps what they hold', () => {
    const input = rollOut('DPI', [['Bolleraie']]);
    const { states } = options();
    expect(states.filter(({ domainId }) => domainId === input.domainId)).toHaveLength(
      10 - freeOf(input.domainId).length,
    );
    const [free] = freeOf(input.domainId);
    const before = planning().deployments.length;
    const sites = [{ establishmentId: free ?? '', sizeFactor: 10_000 }];
    applyRollOut(
      workspace,
      {
        ...input,
        waves: input.waves.map((wave) => ({ ...wave, sites })),
        basis: options().basis,
      },
      today,
    );
    expect(planning().deployments.length).toBeLessThanOrEqual(before + 1);
    expect(freeOf(input.domainId)).not.toContain(free);
  });

  it('refuses a site that is planned already, by its name', () => {
    const { domainId } = rollOut('DPI', []);
    const { states, sites } = options();
    const planned = states.find((one) => one.domainId === domainId && one.state === 'planned');
    const site = sites.find(({ id }) => id === planned?.establishmentId);
    const input = rollOut('DPI', [[site?.name ?? '']]);
    const before = planning();
    expect(() => applyRollOut(workspace, { ...input, basis: options().basis }, today)).toThrow(
      expect.objectContaining({ key: 'error.roll-out-planned', details: { site: site?.name } }),
    );
    expect(planning()).toEqual(before);
  });
});

describe('need 000.3 the intranet in waves', () => {
  const chain: StartRuleInput = { kind: 'afterGoLive', workingDays: 0 };
  // None of them still waits for its directory.
  const names = ['Montclar', 'Auriac', 'Cabrelles'];

  it('opens one site, then each further one sixty working days later, and moves them together', () => {
    const input = rollOut(
      'COLLAB',
      names.map((name) => [name]),
      chain,
      0,
    );
    const plain = {
      ...input,
      waves: input.waves.map((wave) => ({
        ...wave,
        sites: wave.sites.map((site) => ({ ...site, sizeFactor: 10_000 })),
      })),
    };
    const { sites } = preview(plain);
    const gaps = sites
      .slice(1)
      .map(({ goLive }, at) =>
        calendar.workingDaysBetween(dayFromIso(sites[at]?.goLive ?? ''), dayFromIso(goLive)),
      );
    expect(gaps).toEqual([60, 60]);

    const { basis } = applyRollOut(workspace, { ...plain, basis: options().basis }, today);
    const rows = () =>
      planning()
        .milestones.filter(({ label }) => label?.startsWith('Ouverture d’un site suivant'))
        .toSorted((a, b) => (a.start ?? '').localeCompare(b.start ?? ''));
    const [second, third] = rows();
    if (!second?.start || !second.end || !third?.start) throw new Error('two further sites follow');
    const later = (day: string) => isoFromDay(calendar.addWorkingDays(dayFromIso(day), 10));
    applyPlanChange(workspace, {
      basis,
      direction: 'push',
      moves: [{ id: second.id, plannedStart: later(second.start), plannedEnd: later(second.end) }],
    });
    expect(rows().map(({ start }) => start)).toEqual([later(second.start), later(third.start)]);
  });
});

describe('what must be there first at the site', () => {
  it('need 001.7 holds an application back until the directory of its site is there', () => {
    const { states, domains, sites } = options();
    const directory = domains.find(({ code }) => code === 'ANNU');
    const waiting = sites.filter(
      ({ id }) =>
        states.find((one) => one.establishmentId === id && one.domainId === directory?.id)?.state ===
        'planned',
    );
    const free = new Set(
      states
        .filter(({ domainId }) => domainId === rollOut('CHIM', []).domainId)
        .map((one) => one.establishmentId),
    );
    const names = waiting.filter(({ id }) => !free.has(id)).map(({ name }) => name);
    const shown = preview(rollOut('CHIM', [names], undefined, 0));
    const held = shown.sites.filter(({ rows }) => rows.some(({ heldBy }) => heldBy !== null));
    expect(held.length).toBeGreaterThan(0);
    for (const { rows } of held)
      expect(
        rows.filter(({ heldBy }) => heldBy !== null).map(({ label, heldBy }) => [label, heldBy]),
      ).toEqual([['Prérequis annuaire du site', 'ANNU\u00a0: Généralisation']]);
  });

  it('names the domains that are not even planned there', () => {
    const input = rollOut('DPI', []);
    const [establishmentId = ''] = freeOf(input.domainId);
    const start: StartRuleInput = { kind: 'date', date: '2027-01-04' };
    const waves = [{ start, stagger: 0, sites: [{ establishmentId, sizeFactor: 10_000 }] }];
    expect(preview({ ...input, waves }).sites[0]?.missing).toContain('Référentiel de structure');
  });

  it('tells the collisions the roll-out brings, not those there were', () => {
    const together = preview(rollOut('PRESC', [threeWaves.flat()], undefined, 0));
    expect(together.collisions.length).toBeGreaterThan(0);
    const labels = new Set(together.sites.flatMap(({ rows }) => rows.map(({ label }) => label)));
    for (const { milestones } of together.collisions)
      expect(milestones.some(({ label }) => labels.has(label))).toBe(true);
  });
});
