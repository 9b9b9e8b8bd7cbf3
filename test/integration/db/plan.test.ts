import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyTemplateToDeployment, createDeployment } from '../../../db/commands/deployment-commands.ts';
import { openDemo } from '../../../db/commands/group-commands.ts';
import { deleteMilestone } from '../../../db/commands/milestone-commands.ts';
import { applyPlanChange, createDependency } from '../../../db/commands/plan-commands.ts';
import { updateMilestone } from '../../../db/commands/update-milestone.ts';
import { getBasis, getLogState } from '../../../db/log-state.ts';
import { openWorkspace, type Workspace } from '../../../db/open-workspace.ts';
import { getDeploymentView } from '../../../db/queries/deployment-view.ts';
import { findMilestones } from '../../../db/queries/milestone-links.ts';
import { getPlanAnalysis } from '../../../db/queries/plan-analysis.ts';
import { getPlanImpact, slipPlan } from '../../../db/queries/plan-impact.ts';
import { loadPlan, loadPlanAround, type Plan, siteCalendars } from '../../../db/queries/plan-network.ts';
import { contract } from '../../../shared/contract.ts';
import { dayFromIso, isoFromDay } from '../../../shared/domain/iso-date.ts';
import type { PlanChange, PlanImpactView } from '../../../shared/views/plan-view.ts';
import { demoWorkspace } from '../../fixtures/demo-workspace.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const today = '2026-11-23';
let workspace: Workspace;

beforeEach(async () => {
  workspace = await demoWorkspace('trois-vallees', today);
});
afterEach(() => workspace.close());

interface Row {
  readonly id: string;
  readonly deploymentId: string;
  readonly domain: string;
  readonly site: string;
  readonly siteId: string;
  readonly zone: string | null;
  readonly code: string;
  readonly start: string;
  readonly end: string;
  readonly actualStart: string | null;
  readonly actualEnd: string | null;
}

const rows = (): Row[] =>
  workspace.reader
    .prepare<[], Row>(
      `SELECT m.id, d.id AS deploymentId, dom.code AS domain, e.short_name AS site, e.id AS siteId,
          e.holiday_zone AS zone, m.code, m.planned_start AS start, m.planned_end AS end,
          m.actual_start AS actualStart, m.actual_end AS actualEnd
        FROM milestone m JOIN deployment d ON d.id = m.deployment_id JOIN domain dom ON dom.id = d.domain_id
        JOIN establishment e ON e.id = d.establishment_id WHERE m.deleted = 0 ORDER BY m.id`,
    )
    .all();
const plan = () =>
  rows().map(({ id, start, end, actualStart, actualEnd }) => [id, start, end, actualStart, actualEnd]);
const find = (site: string, domain: string, code: string): Row => {
  const row = rows().find((one) => one.site === site && one.domain === domain && one.code === code);
  if (!row) throw new Error(`the demonstration has ${domain} ${code} at ${site}`);
  return row;
};
const basis = () => getBasis(workspace.reader);
const saves = () => getLogState(workspace.reader).have;
const impactOf = (change: PlanChange): PlanImpactView => getPlanImpact(workspace.reader, change, today);

/** The change that moves a milestone by working days of its site. */
function slipOf(
  { id, siteId, zone, start, end }: Row,
  days: number,
  from: 'both' | 'end' = 'both',
): PlanChange {
  const calendar = siteCalendars(workspace.reader)(siteId, zone);
  const later = (day: string) => isoFromDay(calendar.dayAt(calendar.indexOf(dayFromIso(day)) + days));
  const plannedStart = from === 'both' ? later(start) : start;
  return { moves: [{ id, plannedStart, plannedEnd: later(end) }], direction: 'push' };
}

/** Working days each domain's cut-over slips by. */
const cutOvers = ({ impacts }: PlanImpactView): Record<string, number> =>
  Object.fromEntries(
    impacts.flatMap(({ milestoneId, workingDays }) => {
      const row = rows().find(({ id }) => id === milestoneId);
      return row?.code === '10' ? [[row.domain, workingDays]] : [];
    }),
  );

/** Chemotherapy comes to Aptière too: a fourth application that waits for its directory. */
function addChemotherapy(): void {
  const { siteId } = find('Aptière', 'ANNU', '07');
  const { deploymentId } = find('Aptière', 'ANES', '02');
  const domain = workspace.reader
    .prepare<[], { id: string }>("SELECT id FROM domain WHERE code = 'CHIM'")
    .get();
  const template = workspace.reader
    .prepare<[string], { id: string }>(
      'SELECT coalesce(d.template_id, dom.template_id) AS id FROM deployment d JOIN domain dom ON dom.id = d.domain_id WHERE d.id = ?',
    )
    .get(deploymentId);
  const known = workspace.reader
    .prepare<[string, string], { id: string }>(
      'SELECT id FROM deployment WHERE domain_id = ? AND establishment_id = ? AND deleted = 0',
    )
    .get(domain?.id ?? '', siteId);
  const id =
    known?.id ??
    createDeployment(
      workspace,
      { domainId: domain?.id ?? '', establishmentId: siteId, basis: basis() },
      today,
    ).id;
  applyTemplateToDeployment(
    workspace,
    {
      id,
      templateId: template?.id ?? '',
      startDate: '2026-12-01',
      basis: basis(),
    },
    today,
  );
  createDependency(workspace, {
    predecessorId: find('Aptière', 'ANNU', '07').id,
    successorId: find('Aptière', 'CHIM', '02').id,
    type: 'FS',
    lag: 0,
    lagUnit: 'working',
    basis: basis(),
  });
}

describe('need 001.7 four applications wait for the directory of their site', () => {
  it('a slip of 15 working days pushes anaesthesia by 14, medical coding by 9 and maintenance not at all', () => {
    const view = impactOf(slipOf(find('Aptière', 'ANNU', '07'), 15, 'end'));
    expect(cutOvers(view)).toEqual({ ANES: 14, PMSI: 9 });
    expect(view.siteCount).toBe(1);
  });

  it('all four follow a longer slip; the preview writes nothing, applying is one save and one undo', () => {
    addChemotherapy();
    const change = slipOf(find('Aptière', 'ANNU', '07'), 60, 'end');
    const before = plan();
    const written = saves();
    const view = impactOf(change);
    expect(Object.keys(cutOvers(view)).toSorted()).toEqual(['ANES', 'CHIM', 'GMAO', 'PMSI']);
    expect(saves()).toBe(written);
    expect(plan()).toEqual(before);

    applyPlanChange(workspace, { ...change, basis: view.basis });
    expect(saves()).toBe(written + 1);
    const after = new Map(rows().map((row) => [row.id, row]));
    for (const { milestoneId, toStart, toEnd } of view.impacts)
      expect(after.get(milestoneId)).toMatchObject({ start: toStart, end: toEnd });
    expect(impactOf(change).impacts).toEqual([]);
    expect(workspace.history.undo()).toMatchObject({
      change: 'move',
      table: 'milestone',
      count: view.impacts.length,
    });
    expect(plan()).toEqual(before);
    workspace.history.redo();
    expect(rows()).toEqual([...after.values()]);
  });

  it('says why each one moves: the chain from the directory to it', () => {
    const { impacts } = impactOf(slipOf(find('Aptière', 'ANNU', '07'), 15, 'end'));
    const cutOver = impacts.find(({ milestoneId }) => milestoneId === find('Aptière', 'ANES', '10').id);
    const labels = cutOver?.chain.map(({ label, siteName }) => `${label} (${siteName})`) ?? [];
    expect(labels.slice(0, 2)).toEqual(['Généralisation (Aptière)', 'Prérequis annuaire du site (Aptière)']);
    expect(labels.at(-1)).toBe('Bascule (Aptière)');
  });

  it('what has happened never moves', () => {
    const begun = find('Aptière', 'ANES', '02');
    workspace.commitForGood([
      {
        kind: 'update',
        table: 'milestone',
        id: begun.id,
        values: { actualStart: '2026-11-20', actualEnd: '2026-11-23', status: 'done' },
      },
    ]);
    const view = impactOf(slipOf(find('Aptière', 'ANNU', '07'), 15, 'end'));
    expect(view.impacts.map(({ milestoneId }) => milestoneId)).not.toContain(begun.id);
    expect(cutOvers(view)).toEqual({ PMSI: 9 });
    const done = rows()
      .filter(({ actualEnd }) => actualEnd !== null)
      .map(({ id }) => id);
    const touched = new Set(view.impacts.map(({ milestoneId }) => milestoneId));
    expect(done.filter((id) => touched.has(id))).toEqual([]);
  });
});

describe('push and pull', () => {
  it('an earlier end brings forward what follows only when asked to', () => {
    const early = slipOf(find('Aptière', 'ANES', '02'), -3);
    expect(impactOf(early).impacts.map(({ milestoneId }) => milestoneId)).toEqual([early.moves[0]?.id]);
    const pulled = impactOf({ ...early, direction: 'pull' });
    expect(cutOvers(pulled)).toEqual({ ANES: -3 });
  });

  it('applying moves only what the preview said, each way', () => {
    const early = { ...slipOf(find('Aptière', 'ANES', '02'), -3), direction: 'pull' } as const;
    const view = impactOf(early);
    const before = new Map(rows().map((row) => [row.id, row]));
    applyPlanChange(workspace, { ...early, basis: view.basis });
    const moved = rows().filter(
      ({ id, start, end }) => before.get(id)?.start !== start || before.get(id)?.end !== end,
    );
    expect(moved.map(({ id }) => id).toSorted()).toEqual(
      view.impacts.map(({ milestoneId }) => milestoneId).toSorted(),
    );
  });

  it('gives a milestone the very days asked for, a weekend included', () => {
    const { id } = find('Aptière', 'ANES', '02');
    const moves = [{ id, plannedStart: '2026-12-05', plannedEnd: '2026-12-13' }];
    applyPlanChange(workspace, { moves, direction: 'push', basis: basis() });
    expect(find('Aptière', 'ANES', '02')).toMatchObject({ start: '2026-12-05', end: '2026-12-13' });
  });
});

describe('a link with a lag across domains', () => {
  it('pushes what follows it by the lag, finish to start', () => {
    const [first, second] = [find('Aptière', 'GMAO', '03'), find('Aptière', 'PMSI', '04')];
    createDependency(workspace, {
      predecessorId: first.id,
      successorId: second.id,
      type: 'FS',
      lag: 2,
      lagUnit: 'working',
      basis: basis(),
    });
    const { impacts } = impactOf(slipOf(first, 10));
    const calendar = siteCalendars(workspace.reader)(first.siteId, first.zone);
    const spanOf = (id: string) => impacts.find(({ milestoneId }) => milestoneId === id);
    const [end, start] = [spanOf(first.id)?.toEnd ?? '', spanOf(second.id)?.toStart ?? ''];
    expect(calendar.workingDaysBetween(dayFromIso(end) + 1, dayFromIso(start))).toBe(2);
  });
});

describe('collisions and limits', () => {
  it('need 004.4 two cut-overs in one week at one site are told with both, and only as news', () => {
    const pair = [find('Aptière', 'ANES', '10').id, find('Aptière', 'PMSI', '10').id].toSorted();
    const change = slipOf(find('Aptière', 'ANNU', '07'), 15, 'end');
    const { collisions } = impactOf(change);
    const both = collisions.find(({ kind }) => kind === 'two_at_site');
    expect(both).toMatchObject({ cause: 'Aptière', count: 2 });
    expect(both?.milestones.map(({ id }) => id).toSorted()).toEqual(pair);
    applyPlanChange(workspace, { ...change, basis: basis() });
    expect(getPlanAnalysis(workspace.reader, 'group', today).collisions).toContainEqual(both);
    const again = impactOf(slipOf(find('Aptière', 'ANNU', '08'), 1)).collisions;
    expect(again.filter(({ kind }) => kind === 'two_at_site')).toEqual([]);
  });

  it.each([15, 40, 90])('told before a slip of %i days are those the plan has more of after it', (days) => {
    const told = () => getPlanAnalysis(workspace.reader, 'group', today).collisions;
    const keyOf = ({ kind, cause, day, milestones }: ReturnType<typeof told>[number]) =>
      [kind, cause, ...(kind === 'too_many_sites' ? [day] : milestones.map(({ id }) => id).toSorted())].join(
        ' ',
      );
    const change = slipOf(find('Aptière', 'ANNU', '07'), days, 'end');
    const view = impactOf(change);
    const before = new Map(told().map((one) => [keyOf(one), one.count]));
    applyPlanChange(workspace, { ...change, basis: view.basis });
    const more = told().filter((one) => one.count > (before.get(keyOf(one)) ?? 0));
    expect(view.collisions).toEqual(more);
    expect(more.length).toBeGreaterThan(0);
  });

  it('one site fewer in the week of a referent is no new collision', () => {
    const crowded = getPlanAnalysis(workspace.reader, 'group', today).collisions.find(
      ({ kind, milestones }) =>
        kind === 'too_many_sites' && milestones.some(({ siteName }) => siteName === 'Aptière'),
    );
    const away = crowded?.milestones.find(({ siteName }) => siteName === 'Aptière');
    const row = rows().find(({ id }) => id === away?.id);
    if (!crowded || !row) throw new Error('the demonstration has a referent on too many sites');
    const moves = [{ id: row.id, plannedStart: '2033-03-07', plannedEnd: '2033-03-08' }];
    const { collisions } = impactOf({ moves, direction: 'push' });
    expect(collisions.filter(({ kind, day }) => kind === 'too_many_sites' && day === crowded.day)).toEqual(
      [],
    );
  });

  it('a date that must be held is reported with what is missing, never bent', () => {
    const cutOver = find('Aptière', 'ANES', '10');
    updateMilestone(workspace, { id: cutOver.id, basis: basis(), patch: { notAfter: cutOver.end } }, today);
    const view = impactOf(slipOf(find('Aptière', 'ANNU', '07'), 15, 'end'));
    expect(view.breaches).toContainEqual(
      expect.objectContaining({ kind: 'notAfter', milestoneId: cutOver.id, workingDays: 14 }),
    );
    expect(view.impacts.find(({ milestoneId }) => milestoneId === cutOver.id)?.workingDays).toBe(14);
  });
});

describe('links', () => {
  it('are shown from both ends, with the place of the other', () => {
    const [directory, anaesthesia] = [find('Aptière', 'ANNU', '07'), find('Aptière', 'ANES', '02')];
    const from = getDeploymentView(workspace.reader, directory.deploymentId, today).links;
    const to = getDeploymentView(workspace.reader, anaesthesia.deploymentId, today).links;
    const link = { type: 'FS', lag: 0, lagUnit: 'working', siteName: 'Aptière' };
    expect(from).toContainEqual(
      expect.objectContaining({
        ...link,
        role: 'successor',
        milestoneId: directory.id,
        otherId: anaesthesia.id,
      }),
    );
    expect(to).toContainEqual(
      expect.objectContaining({
        ...link,
        role: 'predecessor',
        milestoneId: anaesthesia.id,
        otherId: directory.id,
      }),
    );
  });

  it('are made with any milestone of the group, found by its words and those of its place', () => {
    const near = find('Aptière', 'ANES', '02').deploymentId;
    const found = findMilestones(workspace.reader, { text: 'bascule pmsi aptiere', near });
    expect(found.map(({ id }) => id)).toEqual([find('Aptière', 'PMSI', '10').id]);
    const own = findMilestones(workspace.reader, { text: '', near });
    expect(own).toHaveLength(rows().filter(({ deploymentId }) => deploymentId === near).length);
    const first = findMilestones(workspace.reader, { text: 'bascule', near })[0];
    expect(first?.id).toBe(find('Aptière', 'ANES', '10').id);
    expect(findMilestones(workspace.reader, { text: 'introuvable', near })).toEqual([]);
  });
});

describe('need 003.3 network links before servers', () => {
  it('a late link at a care home pushes the servers that wait for it, and nothing at another site', async () => {
    workspace.close();
    workspace = openWorkspace({
      profileDir: tempDir('network'),
      appVersion: '0.0.0',
      now: () => Date.parse(today),
    });
    await openDemo(workspace, 'haute-vallee', today);
    const ties = workspace.reader
      .prepare<[], { predecessor: string; successor: string }>(
        `SELECT predecessor_id AS predecessor, successor_id AS successor FROM dependency WHERE deleted = 0 AND type = 'FS'`,
      )
      .all();
    const byId = new Map(rows().map((row) => [row.id, row]));
    const pairs = ties.flatMap(({ predecessor, successor }) => {
      const [link, servers] = [byId.get(predecessor), byId.get(successor)];
      return link?.domain === 'RESEAU' && servers?.domain === 'INFRA' ? [{ link, servers }] : [];
    });
    expect(pairs.length).toBeGreaterThanOrEqual(3);
    for (const { link, servers } of pairs) {
      const { impacts, siteCount } = impactOf(slipOf(link, 120, 'end'));
      const pushed = impacts.find(({ milestoneId }) => milestoneId === servers.id);
      expect(pushed?.workingDays).toBeGreaterThan(0);
      expect(pushed && pushed.toStart > (impacts[0]?.toEnd ?? '')).toBe(true);
      expect(siteCount).toBe(1);
    }
  });
});

describe('bad input', () => {
  const link = (predecessorId: string, successorId: string) =>
    createDependency(workspace, {
      predecessorId,
      successorId,
      type: 'FS',
      lag: 0,
      lagUnit: 'working',
      basis: basis(),
    });

  it('a link the dates break is made, and what they lack told with it as the check tells it', () => {
    const [late, early] = [find('Aptière', 'GMAO', '13'), find('Aptière', 'PMSI', '01')];
    const { missingDays } = link(late.id, early.id);
    expect(missingDays).toBeGreaterThan(0);
    const told = getPlanAnalysis(workspace.reader, 'group', today).breaches.filter(
      ({ kind, milestoneId }) => kind === 'link' && milestoneId === early.id,
    );
    expect(told.map(({ workingDays }) => workingDays)).toContain(missingDays);
    const [first, last] = [find('Aptière', 'ANES', '01'), find('Aptière', 'GMAO', '13')];
    expect(link(first.id, last.id).missingDays).toBe(0);
  });

  it('a circle is refused with its path spelled out, and nothing is written', () => {
    const [last, first] = [find('Aptière', 'ANES', '10'), find('Aptière', 'ANNU', '07')];
    const written = saves();
    expect(() => link(last.id, first.id)).toThrow(
      expect.objectContaining({
        code: 'refused',
        key: 'error.link-circle',
        details: {
          path: expect.stringMatching(
            /^(.+) \(Aptière\) → .*Prérequis annuaire du site \(Aptière\).* → \1 \(Aptière\)$/,
          ),
        },
      }),
    );
    expect(saves()).toBe(written);
  });

  it('a deleted predecessor holds nothing any more', () => {
    const directory = find('Aptière', 'ANNU', '07');
    const change = slipOf(find('Aptière', 'ANES', '02'), -5);
    const waited = () => impactOf(change).breaches.map(({ other }) => other);
    expect(waited()).toContain('Généralisation');
    deleteMilestone(workspace, { id: directory.id, basis: basis() });
    expect(waited()).not.toContain('Généralisation');
    expect(() => link(directory.id, find('Aptière', 'ANES', '03').id)).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    expect(impactOf(slipOf(directory, 5)).impacts).toEqual([]);
  });

  it.each([
    ['9999-02-01', '9999-02-02', 'error.year-outside'],
    ['1800-02-01', '2027-02-02', 'error.year-outside'],
    ['2027-02-02', '2027-02-01', 'error.end-before-start'],
    ['2027-02-30', '2027-03-01', 'error.impossible-date'],
  ])('%s to %s is refused by preview and apply alike', (plannedStart, plannedEnd, key) => {
    const { id } = find('Aptière', 'ANES', '02');
    const change: PlanChange = { moves: [{ id, plannedStart, plannedEnd }], direction: 'push' };
    const before = plan();
    for (const run of [
      () => impactOf(change),
      () => applyPlanChange(workspace, { ...change, basis: basis() }),
    ])
      expect(run).toThrow(expect.objectContaining({ code: 'bad-request', key }));
    expect(plan()).toEqual(before);
  });

  it('a plan pushed out of the calendars is refused in words', () => {
    const chain = [
      ['GMAO', '13'],
      ['PMSI', '01'],
      ['PMSI', '13'],
      ['ANES', '01'],
      ['ANES', '13'],
    ].map(([domain = '', code = '']) => find('Aptière', domain, code).id);
    chain.slice(1).forEach((successorId, at) =>
      createDependency(workspace, {
        predecessorId: chain[at] ?? '',
        successorId,
        type: 'FS',
        lag: 3650,
        lagUnit: 'working',
        basis: basis(),
      }),
    );
    const moves = [{ id: chain[0] ?? '', plannedStart: '2150-12-01', plannedEnd: '2150-12-02' }];
    expect(() => impactOf({ moves, direction: 'push' })).toThrow(
      expect.objectContaining({ code: 'refused', key: 'error.year-outside' }),
    );
  });

  it('a lag beyond ten years or not whole does not pass the door', () => {
    const ends = {
      predecessorId: find('Aptière', 'ANES', '02').id,
      successorId: find('Aptière', 'PMSI', '02').id,
    };
    const given = { ...ends, type: 'FS', lagUnit: 'working', basis: basis() };
    const passes = (lag: number) => contract['dependency.create'].input.safeParse({ ...given, lag }).success;
    expect([-3650, 0, 3650].map(passes)).toEqual([true, true, true]);
    expect([-3651, 3651, 1.5, 100_000].map(passes)).toEqual([false, false, false, false]);
  });
});

describe('the part of the plan a move is worked out on', () => {
  const outcome = (plan: Plan, change: PlanChange) =>
    slipPlan(plan, change).impacts.map(({ id, from, to, workingDays }) => [id, from, to, workingDays]);
  const agree = (change: PlanChange): number => {
    const ids = change.moves.map(({ id }) => id);
    const part = loadPlanAround(workspace.reader, ids);
    const [ours, whole] = [outcome(part, change), outcome(loadPlan(workspace.reader), change)];
    expect(ours.toSorted(byId)).toEqual(whole.toSorted(byId));
    return ours.length;
  };
  const byId = ([a]: unknown[], [b]: unknown[]): number => (String(a) < String(b) ? -1 : 1);

  it('gives what the whole plan gives, forwards and backwards, near and far', () => {
    addChemotherapy();
    const dated = rows().filter(({ start, end }) => start !== null && end !== null);
    const chosen = [
      find('Aptière', 'ANNU', '05'),
      find('Aptière', 'CHIM', '02'),
      ...dated.filter((_, at) => at % 37 === 0),
    ];
    const reach = chosen.flatMap((row) => [
      agree(slipOf(row, 15)),
      agree({ ...slipOf(row, -20), direction: 'pull' }),
    ]);
    expect(Math.max(...reach)).toBeGreaterThan(10);
    expect(loadPlanAround(workspace.reader, [chosen[0]!.id]).milestones.length).toBeLessThan(
      loadPlan(workspace.reader).milestones.length / 4,
    );
  });

  it('is the whole plan where something goes as late as possible, which looks at all that follows', () => {
    const early = find('Aptière', 'ANES', '02');
    updateMilestone(workspace, { id: early.id, basis: basis(), patch: { asLateAsPossible: 1 } }, today);
    expect(agree(slipOf(find('Aptière', 'ANNU', '07'), 15))).toBeGreaterThan(5);
    expect(loadPlanAround(workspace.reader, [early.id]).milestones).toHaveLength(
      loadPlan(workspace.reader).milestones.length,
    );
  });
});
