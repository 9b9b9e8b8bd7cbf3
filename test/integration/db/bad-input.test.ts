import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyTemplateToDeployment } from '../../../db/commands/deployment-commands.ts';
import { deleteMilestone } from '../../../db/commands/milestone-commands.ts';
import { createDependency } from '../../../db/commands/plan-commands.ts';
import { applyRollOut } from '../../../db/commands/roll-out-command.ts';
import { saveTemplate } from '../../../db/commands/template-commands.ts';
import { updateMilestone } from '../../../db/commands/update-milestone.ts';
import { createDeployment } from '../../../db/commands/deployment-commands.ts';
import { getBasis, getLogState } from '../../../db/log-state.ts';
import type { Workspace } from '../../../db/open-workspace.ts';
import { getDeploymentView } from '../../../db/queries/deployment-view.ts';
import { getRollOutOptions } from '../../../db/queries/roll-out-options.ts';
import { siteCalendars } from '../../../db/queries/plan-network.ts';
import { getTemplateList } from '../../../db/queries/template-list.ts';
import { dayFromIso } from '../../../shared/domain/iso-date.ts';
import type { MilestonePatch } from '../../../shared/views/deployment-view.ts';
import { demoWorkspace } from '../../fixtures/demo-workspace.ts';

const today = '2026-11-23';
let workspace: Workspace;

beforeEach(async () => {
  workspace = await demoWorkspace('trois-vallees', today);
});
afterEach(() => workspace.close());

const basis = () => getBasis(workspace.reader);

/** A deployment whose plan has milestones to come, with its view. */
function planned() {
  const row = workspace.reader
    .prepare<[], { id: string }>(
      `SELECT d.id FROM deployment d JOIN domain dom ON dom.id = d.domain_id
        JOIN establishment e ON e.id = d.establishment_id
        WHERE dom.code = 'ANES' AND e.short_name = 'Aptière' AND d.deleted = 0`,
    )
    .get();
  return getDeploymentView(workspace.reader, row?.id ?? '', today);
}
const step = (code: string) => {
  const found = planned().milestones.find((one) => one.code === code);
  if (!found) throw new Error(`the plan has a step ${code}`);
  return found;
};

/** Refused with the sentence of a key, and nothing is written. */
function expectRefused(act: () => unknown, key: string): void {
  const saves = getLogState(workspace.reader).have;
  const before = planned();
  expect(act).toThrow(expect.objectContaining({ key }));
  expect(getLogState(workspace.reader).have).toBe(saves);
  expect(planned()).toEqual(before);
}

describe('what a plan cannot hold is refused in words and changes nothing', () => {
  const edit = (patch: MilestonePatch) => () =>
    updateMilestone(workspace, { id: step('04').id, basis: basis(), patch }, today);

  it.each<[string, MilestonePatch, string]>([
    ['an impossible day', { plannedStart: '2027-02-30' }, 'error.impossible-date'],
    ['an end before the start', { plannedEnd: '2020-01-06' }, 'error.end-before-start'],
    ['a duration of 0', { duration: 0 }, 'error.duration-wrong'],
    ['a duration of 100,000 days', { duration: 100_000 }, 'error.duration-wrong'],
    ['the year 9999', { plannedEnd: '9999-06-01' }, 'error.year-outside'],
    ['a deadline in the year 9999', { deadline: '9999-06-01' }, 'error.year-outside'],
  ])('%s', (_what, patch, key) => expectRefused(edit(patch), key));

  it('a milestone shared with its own site', () =>
    expectRefused(edit({ sharedWithId: planned().establishment.id }), 'error.shared-with-itself'));

  it('links in a circle, and a link to a milestone that was deleted', () => {
    const link = (predecessorId: string, successorId: string) => () =>
      createDependency(workspace, {
        predecessorId,
        successorId,
        type: 'FS',
        lag: 0,
        lagUnit: 'working',
        basis: basis(),
      });
    expectRefused(link(step('13').id, step('01').id), 'error.link-circle');
    const gone = step('05').id;
    deleteMilestone(workspace, { id: gone, basis: basis() });
    expectRefused(link(gone, step('13').id), 'error.not-found');
  });

  it('a template without rows, or with a row of 0 or 100,000 days', () => {
    const [template] = getTemplateList(workspace.reader).templates;
    if (!template) throw new Error('there are templates');
    const rows = template.rows.map(({ code: _code, prerequisites, ...row }) => ({
      ...row,
      prerequisites: prerequisites.map(({ name: _name, ...link }) => link),
    }));
    const save = (changed: typeof rows) => () =>
      saveTemplate(workspace, { id: template.id, label: template.label, rows: changed, basis: basis() });
    const lasting = (duration: number) => rows.map((row, at) => (at === 0 ? { ...row, duration } : row));
    expectRefused(save([]), 'error.template-without-row');
    expectRefused(save(lasting(0)), 'error.roll-out-row-without-duration');
    expectRefused(save(lasting(100_000)), 'error.roll-out-row-too-long');
  });

  it('a wave with no site, and a plan that begins in the year 9999', () => {
    const { domains, sites } = getRollOutOptions(workspace.reader, today);
    const domain = domains.find(({ code }) => code === 'PRESC');
    const [site] = sites;
    const rollOut = (chosen: typeof sites, date: string) => () =>
      applyRollOut(
        workspace,
        {
          domainId: domain?.id ?? '',
          templateId: domain?.templateId ?? '',
          targetProductId: null,
          waves: [
            {
              start: { kind: 'date', date },
              stagger: 0,
              sites: chosen.map(({ id, sizeFactor }) => ({ establishmentId: id, sizeFactor })),
            },
          ],
          basis: basis(),
        },
        today,
      );
    expectRefused(rollOut([], '2027-01-04'), 'error.roll-out-wave-without-site');
    expectRefused(rollOut(sites.slice(0, 1), '9999-01-04'), 'error.year-outside');
    const made = createDeployment(
      workspace,
      { domainId: domain?.id ?? '', establishmentId: site?.id ?? '', basis: basis() },
      today,
    );
    const input = { id: made.id, templateId: domain?.templateId ?? '', startDate: '9999-01-04' };
    expectRefused(
      () => applyTemplateToDeployment(workspace, { ...input, basis: basis() }, today),
      'error.year-outside',
    );
  });
});

describe('the length of a milestone', () => {
  it('dates its end anew by the calendar of its site', () => {
    const { id, plannedStart, duration } = step('04');
    updateMilestone(workspace, { id, basis: basis(), patch: { duration: (duration ?? 0) + 3 } }, today);
    const after = step('04');
    expect(after).toMatchObject({ plannedStart, duration: (duration ?? 0) + 3 });
    workspace.history.undo();
    expect(step('04').duration).toBe(duration);
  });

  it('obeys the calendars of both sites once it is shared', () => {
    const { id, duration, plannedStart } = step('04');
    const [other] = planned().sites;
    const basisNow = basis();
    workspace.commitForGood([
      {
        kind: 'create',
        table: 'calendar_period',
        id: '01890000-0000-7000-8000-0000000000aa',
        values: {
          establishment: other?.id ?? '',
          kind: 'closure',
          label: 'Fermeture',
          fromDate: plannedStart ?? '',
          toDate: plannedStart ?? '',
        },
      },
    ]);
    expect(step('04').duration).toBe(duration);
    updateMilestone(workspace, { id, basis: basisNow, patch: { sharedWithId: other?.id ?? '' } }, today);
    expect(step('04')).toMatchObject({ sharedWithId: other?.id, duration: (duration ?? 0) - 1 });
  });

  it('a template is planned around the closures of its site', () => {
    const { domains, sites } = getRollOutOptions(workspace.reader, today);
    const domain = domains.find(({ code }) => code === 'PRESC');
    const [site] = sites;
    workspace.commitForGood([
      {
        kind: 'create',
        table: 'calendar_period',
        id: '01890000-0000-7000-8000-0000000000bb',
        values: {
          establishment: site?.id ?? '',
          kind: 'closure',
          label: 'Fermeture',
          fromDate: '2027-01-04',
          toDate: '2027-01-08',
        },
      },
    ]);
    const { id } = createDeployment(
      workspace,
      { domainId: domain?.id ?? '', establishmentId: site?.id ?? '', planFrom: '2027-01-04', basis: basis() },
      today,
    );
    const [first] = getDeploymentView(workspace.reader, id, today).milestones;
    expect(first?.plannedStart).toBe('2027-01-11');
    expect(siteCalendars(workspace.reader)(site?.id ?? '', null).isWorkingDay(dayFromIso('2027-01-05'))).toBe(
      false,
    );
  });
});
