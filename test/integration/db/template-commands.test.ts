import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import { copyPlan } from '../../../db/commands/copy-plan.ts';
import { addAssignment } from '../../../db/commands/person-commands.ts';
import { propagateTemplate } from '../../../db/commands/propagate-template.ts';
import { applyRollOut } from '../../../db/commands/roll-out-command.ts';
import { createTemplate, deleteTemplate, saveTemplate } from '../../../db/commands/template-commands.ts';
import { updateMilestone } from '../../../db/commands/update-milestone.ts';
import { getLogState } from '../../../db/log-state.ts';
import type { Workspace } from '../../../db/open-workspace.ts';
import { getGanttView } from '../../../db/queries/gantt-view.ts';
import { getPlanAnalysis } from '../../../db/queries/plan-analysis.ts';
import { getRollOutOptions } from '../../../db/queries/roll-out-options.ts';
import { getTemplateList } from '../../../db/queries/template-list.ts';
import { getTemplatePropagation } from '../../../db/queries/template-propagation.ts';
import { calendarOfZone } from '../../../shared/domain/calendar.ts';
import { dayFromIso } from '../../../shared/domain/iso-date.ts';
import type { TemplateSave } from '../../../shared/views/template-view.ts';
import { demoWorkspace } from '../../fixtures/demo-workspace.ts';

const today = '2026-11-23';
const calendar = calendarOfZone('metropole');
let workspace: Workspace;

beforeEach(async () => {
  workspace = await demoWorkspace('trois-vallees', today);
});
afterEach(() => workspace.close());

const planning = () => ({ ...getGanttView(workspace.reader, {}, today), basis: '' });
const options = () => getRollOutOptions(workspace.reader, today);
const saves = () => getLogState(workspace.reader).have;

/** A template by its code, as the screen saves it. */
function edited(code: string): TemplateSave {
  const { templates, basis } = getTemplateList(workspace.reader);
  const template = templates.find((one) => one.code === code);
  if (!template) throw new Error(`no template ${code}`);
  const rows = template.rows.map(({ code: _code, prerequisites, ...row }) => ({
    ...row,
    prerequisites: prerequisites.map(({ name: _name, ...link }) => link),
  }));
  return { id: template.id, label: template.label, rows, basis };
}

const versionOf = (code: string) =>
  getTemplateList(workspace.reader).templates.find((one) => one.code === code)?.version;

/** Prescriptions planned at the first sites, the second wave after the go-live of the first. */
function plan() {
  const { domains, sites, basis } = options();
  const domain = domains.find(({ code }) => code === 'PRESC');
  if (!domain?.templateId) throw new Error('the domain has a template');
  const chosen = sites.slice(0, 2).map(({ id }) => ({ establishmentId: id, sizeFactor: 10_000 }));
  applyRollOut(
    workspace,
    {
      basis,
      domainId: domain.id,
      templateId: domain.templateId,
      targetProductId: null,
      waves: [
        { start: { kind: 'date', date: '2027-01-04' }, stagger: 0, sites: chosen.slice(0, 1) },
        { start: { kind: 'afterGoLive', workingDays: 0 }, stagger: 0, sites: chosen.slice(1) },
      ],
    },
    today,
  );
  return { domainId: domain.id, templateId: domain.templateId };
}

/** Milestones of a domain, a list for each of its deployments in the order of their start. */
function milestonesOf(domainId: string) {
  const { deployments, milestones } = planning();
  return deployments
    .filter((one) => one.domainId === domainId)
    .map(({ id }) => milestones.filter(({ deploymentId }) => deploymentId === id))
    .toSorted(([a], [b]) => (a?.start ?? '').localeCompare(b?.start ?? ''));
}

/** The 4th row lasts 10 days longer, the 2nd goes, a row comes after the 1st, the last is renamed. */
function changed(template: TemplateSave): TemplateSave {
  const { rows } = template;
  const kept = rows.flatMap((row, at) => {
    if (at === 1) return [];
    const predecessors = row.predecessors
      .map((link) => ({ ...link, at: link.at === 1 ? 0 : link.at > 1 ? link.at - 1 : link.at }))
      .filter((link, place, all) => all.findIndex((other) => other.at === link.at) === place);
    const duration = at === 3 ? row.duration + 10 : row.duration;
    return [{ ...row, predecessors, duration, label: at === rows.length - 1 ? 'Bilan partagé' : row.label }];
  });
  const added = {
    id: null,
    label: 'Comité de lancement',
    kind: 'task' as const,
    phase: 'framing',
    duration: 2,
    durationUnit: 'working' as const,
    scalable: false,
    repeated: false,
    role: 'PMO_GHT',
    prerequisites: [],
    predecessors: [{ at: 0, type: 'FS' as const, lag: 0, lagUnit: 'working' as const }],
  };
  return { ...template, rows: [...kept, added] };
}

const templates = () => getTemplateList(workspace.reader).templates;
const basis = () => getTemplateList(workspace.reader).basis;

describe('templates', () => {
  it('are copied whole, links and what they wait for elsewhere included, and deleted, each in one save', () => {
    const source = templates().find(({ rows }) => rows.some(({ prerequisites }) => prerequisites.length > 0));
    const count = saves();
    const input = { label: 'Copie', copyOf: source?.id ?? '', rowLabel: 'Nouvelle tâche', basis: basis() };
    const { id } = createTemplate(workspace, input);
    expect(saves()).toBe(count + 1);
    const strip = (one: ReturnType<typeof templates>[number] | undefined) =>
      one?.rows.map(({ id: _id, ...row }) => row);
    const copy = templates().find((one) => one.id === id);
    expect(strip(copy)).toEqual(strip(source));
    expect(copy).toMatchObject({ label: 'Copie', code: 'T-P1', version: 1, domainCount: 0 });
    deleteTemplate(workspace, { id, basis: basis() });
    expect(templates().map((one) => one.id)).not.toContain(id);
    workspace.history.undo();
    expect(strip(templates().find((one) => one.id === id))).toEqual(strip(source));
    expect(checkWorkspace(workspace)).toMatchObject({ ok: true, problems: [] });
  });

  it('begin with a row, and are kept while domains are planned by them', () => {
    const { id } = createTemplate(workspace, {
      label: 'Neuf',
      copyOf: null,
      rowLabel: 'Nouvelle tâche',
      basis: basis(),
    });
    expect(templates().find((one) => one.id === id)?.rows).toMatchObject([
      { label: 'Nouvelle tâche', duration: 1 },
    ]);
    const used = templates().find(({ domainCount }) => domainCount > 0);
    expect(() => deleteTemplate(workspace, { id: used?.id ?? '', basis: basis() })).toThrow(
      expect.objectContaining({ key: 'error.template-used' }),
    );
  });

  it('wait for rows of other templates as they are edited, never for a row of their own this way', () => {
    const before = edited('T-SAT');
    const other = templates().find(({ code }) => code === 'T-INT')?.rows[0];
    const [first, ...rest] = before.rows;
    if (!first || !other) throw new Error('both templates have rows');
    const link = { rowId: other.id, type: 'SS', lag: 5, lagUnit: 'working' } as const;
    const count = saves();
    saveTemplate(workspace, { ...before, rows: [{ ...first, prerequisites: [link] }, ...rest] });
    expect(saves()).toBe(count + 1);
    expect(edited('T-SAT').rows[0]?.prerequisites).toEqual([link]);
    saveTemplate(workspace, { ...edited('T-SAT'), rows: before.rows });
    expect(edited('T-SAT').rows).toEqual(before.rows);
    const own = { ...link, rowId: rest[0]?.id ?? '' };
    expect(() =>
      saveTemplate(workspace, { ...before, rows: [{ ...first, prerequisites: [own] }, ...rest] }),
    ).toThrow(expect.objectContaining({ key: 'error.link-itself' }));
  });

  it('give each step the referent of the domain at the site as its owner when they are rolled out', () => {
    const { domains, sites } = options();
    const domain = domains.find(({ code }) => code === 'PRESC');
    const [site, other] = sites;
    const people = workspace.reader
      .prepare<[], { id: string }>('SELECT id FROM person WHERE deleted = 0 ORDER BY id LIMIT 2')
      .all();
    const roles = ['REF_SOIGNANT', 'EQUIPE_IT'];
    people.forEach(({ id: personId }, at) => {
      const place = { domainId: domain?.id ?? '', establishmentId: site?.id ?? '' };
      addAssignment(workspace, { ...place, personId, role: roles[at] ?? '', basis: basis() }, today);
    });
    const { domainId } = plan();
    const owners = workspace.reader
      .prepare<[string], { owner: string | null; role: string | null; site: string }>(
        `SELECT m.owner_id AS owner, r.role, d.establishment_id AS site FROM milestone m
          JOIN template_row r ON r.id = m.template_row_id JOIN deployment d ON d.id = m.deployment_id
          WHERE d.domain_id = ? AND m.deleted = 0`,
      )
      .all(domainId);
    // The referent of the usual role; the first one where no referent has it; nobody where there is none.
    for (const { owner, role, site: place } of owners) {
      const expected = role === 'EQUIPE_IT' ? people[1]?.id : people[0]?.id;
      expect(owner).toBe(place === site?.id ? expected : null);
    }
    expect(owners.some((one) => one.site === other?.id)).toBe(true);
    expect(new Set(owners.map(({ owner }) => owner)).size).toBe(3);
  });
});

describe('a template whose links alone are edited', () => {
  it('proposes them row by row to the plans not begun, and dates these anew in one save', () => {
    const { domainId, templateId } = plan();
    const code = templates().find(({ id }) => id === templateId)?.code ?? '';
    const before = edited(code);
    const at = before.rows.findIndex(({ predecessors }) => predecessors.length === 1);
    const rows = before.rows.map((row, place) =>
      place === at ? { ...row, predecessors: row.predecessors.map((link) => ({ ...link, lag: 20 })) } : row,
    );
    saveTemplate(workspace, { ...before, rows });
    const { deployments } = getTemplatePropagation(workspace.reader, templateId);
    expect(deployments.length).toBeGreaterThan(1);
    for (const { changes } of deployments)
      expect(changes).toMatchObject([
        { kind: 'links', rowId: rows[at]?.id, to: expect.stringMatching(/FS\+20$/) },
      ]);
    const starts = milestonesOf(domainId).map((list) => list.at(-1)?.start ?? '');
    const count = saves();
    propagateTemplate(workspace, {
      id: templateId,
      basis: basis(),
      changes: deployments.flatMap(({ deploymentId, changes }) =>
        changes.map(({ rowId, kind }) => ({ deploymentId, rowId, kind })),
      ),
    });
    expect(saves()).toBe(count + 1);
    expect(getTemplatePropagation(workspace.reader, templateId).deployments).toEqual([]);
    milestonesOf(domainId).forEach((list, place) =>
      expect((list.at(-1)?.start ?? '') > (starts[place] ?? '')).toBe(true),
    );
    workspace.history.undo();
    expect(milestonesOf(domainId).map((list) => list.at(-1)?.start)).toEqual(starts);
  });
});

describe('a template that is edited', () => {
  it('is numbered on by what really changes, and comes back as it was saved', () => {
    const before = edited('T-SAT');
    const count = saves();
    saveTemplate(workspace, before);
    expect([versionOf('T-SAT'), saves()]).toEqual([1, count]);
    saveTemplate(workspace, changed(before));
    expect([versionOf('T-SAT'), saves()]).toEqual([2, count + 1]);
    const strip = ({ rows }: TemplateSave) => rows.map(({ id: _id, ...row }) => row);
    expect(strip(edited('T-SAT'))).toEqual(strip(changed(before)));
    workspace.history.undo();
    expect({ ...edited('T-SAT'), basis: '' }).toEqual({ ...before, basis: '' });
    expect(versionOf('T-SAT')).toBe(1);
    expect(checkWorkspace(workspace)).toMatchObject({ ok: true, problems: [] });
  });

  it('refuses what could not be planned, and changes nothing', () => {
    const before = edited('T-SAT');
    const count = saves();
    const withRows = (rows: TemplateSave['rows']) => () => saveTemplate(workspace, { ...before, rows });
    const [first] = before.rows;
    if (!first) throw new Error('the template has rows');
    const rest = before.rows.slice(1);
    expect(withRows([])).toThrow(expect.objectContaining({ key: 'error.template-without-row' }));
    expect(withRows([{ ...first, duration: 0 }, ...rest])).toThrow(
      expect.objectContaining({ key: 'error.roll-out-row-without-duration', details: { row: first.label } }),
    );
    expect(withRows([{ ...first, duration: 100_000 }, ...rest])).toThrow(
      expect.objectContaining({ key: 'error.roll-out-row-too-long' }),
    );
    const round = [{ at: 1, type: 'FS', lag: 0, lagUnit: 'working' } as const];
    expect(withRows([{ ...first, predecessors: round }, ...rest])).toThrow(
      expect.objectContaining({ key: 'error.link-circle' }),
    );
    expect(saves()).toBe(count);
  });
});

describe('a change of template', () => {
  it('is proposed to what is not begun, and applied as one save that dates it anew', () => {
    const { domainId, templateId } = plan();
    expect(getTemplatePropagation(workspace.reader, templateId).deployments).toEqual([]);
    saveTemplate(workspace, changed(edited('T-SAT')));
    const { deployments } = getTemplatePropagation(workspace.reader, templateId);
    const [first] = deployments;
    expect(deployments.map(({ version }) => version)).toEqual([1, 1]);
    expect(first?.changes.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['duration', '25', '35'],
      ['label', expect.any(String), 'Bilan partagé'],
      ['added', '', '2'],
      ['removed', expect.any(String), ''],
    ]);

    const before = planning();
    const count = saves();
    const changes = deployments.flatMap(({ deploymentId, changes: found }) =>
      found.map(({ rowId, kind }) => ({ deploymentId, rowId, kind })),
    );
    propagateTemplate(workspace, { id: templateId, changes, basis: options().basis });
    expect(saves()).toBe(count + 1);
    expect(getTemplatePropagation(workspace.reader, templateId).deployments).toEqual([]);
    for (const milestones of milestonesOf(domainId)) {
      expect(milestones).toHaveLength(13);
      expect(milestones.every(({ start, end }) => start !== null && end !== null)).toBe(true);
    }
    const own = new Set(milestonesOf(domainId).flatMap((list) => list.map(({ id }) => id)));
    const { breaches } = getPlanAnalysis(workspace.reader, 'group', today);
    expect(breaches.filter(({ milestoneId }) => own.has(milestoneId))).toEqual([]);
    workspace.history.undo();
    expect(planning()).toEqual(before);
    expect(checkWorkspace(workspace)).toMatchObject({ ok: true, problems: [] });
  });

  it('takes over the chosen rows alone, and moves the wave that waits', () => {
    const { domainId, templateId } = plan();
    const template = edited('T-SAT');
    const rows = template.rows.map((row, at) => (at === 0 ? { ...row, duration: row.duration + 10 } : row));
    saveTemplate(workspace, { ...template, rows });
    const [first] = getTemplatePropagation(workspace.reader, templateId).deployments;
    const startOfNext = () => milestonesOf(domainId)[1]?.[0]?.start ?? '';
    const before = startOfNext();
    const changes = (first?.changes ?? []).map(({ rowId, kind }) => ({
      deploymentId: first?.deploymentId ?? '',
      rowId,
      kind,
    }));
    propagateTemplate(workspace, { id: templateId, changes, basis: options().basis });
    expect(calendar.workingDaysBetween(dayFromIso(before), dayFromIso(startOfNext()))).toBe(10);
    expect(getTemplatePropagation(workspace.reader, templateId).deployments).toHaveLength(1);
  });

  it('leaves alone what is begun, and refuses a proposal that does not stand any more', () => {
    const { domainId, templateId } = plan();
    saveTemplate(workspace, changed(edited('T-SAT')));
    const [first] = getTemplatePropagation(workspace.reader, templateId).deployments;
    const [change] = first?.changes ?? [];
    if (!first || !change) throw new Error('a change is proposed');
    const begun = milestonesOf(domainId)[0]?.[0];
    updateMilestone(
      workspace,
      { id: begun?.id ?? '', basis: options().basis, patch: { status: 'in_progress' } },
      today,
    );
    expect(getTemplatePropagation(workspace.reader, templateId).deployments).toHaveLength(1);
    const { rowId, kind } = change;
    const changes = [{ deploymentId: first.deploymentId, rowId, kind }];
    expect(() => propagateTemplate(workspace, { id: templateId, changes, basis: options().basis })).toThrow(
      expect.objectContaining({ key: 'error.template-change-gone' }),
    );
  });
});

describe('the plan of a deployment copied to another site', () => {
  it('has the same milestones, as many working days after its start, with their links', () => {
    const { domainId } = plan();
    const { states, sites, basis } = options();
    const from = states.find((one) => one.domainId === domainId);
    const count = saves();
    copyPlan(workspace, {
      fromId: from?.deploymentId ?? '',
      establishmentId: sites[5]?.id ?? '',
      startDate: '2029-03-05',
      basis,
    });
    expect(saves()).toBe(count + 1);
    const lists = milestonesOf(domainId);
    const copied = lists.find(([one]) => one?.start === '2029-03-05');
    const source = lists.find(([one]) => one?.deploymentId === from?.deploymentId);
    const offsets = (list: typeof copied) =>
      list?.map(({ label, start }) => [
        label,
        calendar.workingDaysBetween(dayFromIso(list[0]?.start ?? ''), dayFromIso(start ?? '')),
      ]);
    expect(offsets(copied)).toEqual(offsets(source));
    const linksOf = (list: typeof copied) => {
      const ids = new Set(list?.map(({ id }) => id));
      return planning().links.filter(
        ({ predecessorId, successorId }) => ids.has(predecessorId) && ids.has(successorId),
      );
    };
    expect(linksOf(copied)).toHaveLength(linksOf(source).length);
    expect(linksOf(copied).length).toBeGreaterThan(10);
  });

  it('is refused where there is a plan already, and where there is nothing to copy', () => {
    const { domainId } = plan();
    const { states, basis } = options();
    const [from, other] = states.filter((one) => one.domainId === domainId);
    const copy = (fromId: string, establishmentId: string) => () =>
      copyPlan(workspace, { fromId, establishmentId, startDate: '2029-03-05', basis });
    expect(copy(from?.deploymentId ?? '', other?.establishmentId ?? '')).toThrow(
      expect.objectContaining({ key: 'error.already-planned' }),
    );
    const bare = options().states.find(({ state }) => state === 'live');
    expect(copy(bare?.deploymentId ?? '', other?.establishmentId ?? '')).toThrow(
      expect.objectContaining({ key: 'error.nothing-to-copy' }),
    );
  });
});
