import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPeriod } from '../../../db/commands/period-commands.ts';
import { updateMilestone } from '../../../db/commands/update-milestone.ts';
import { getBasis } from '../../../db/log-state.ts';
import type { Workspace } from '../../../db/open-workspace.ts';
import { getDeploymentView } from '../../../db/queries/deployment-view.ts';
import { getGanttView } from '../../../db/queries/gantt-view.ts';
import { getPlanAnalysis } from '../../../db/queries/plan-analysis.ts';
import { contract } from '../../../shared/contract.ts';
import { demoWorkspace } from '../../fixtures/demo-workspace.ts';

const today = '2026-11-23';
let workspace: Workspace;

beforeEach(async () => {
  workspace = await demoWorkspace('trois-vallees', today);
});
afterEach(() => workspace.close());

const view = (input = {}) => {
  const answer = getGanttView(workspace.reader, input, today);
  expect(contract['gantt.view'].output.parse(answer)).toEqual(answer);
  return answer;
};
const basis = () => getBasis(workspace.reader);

describe('view of the planning', () => {
  it('names for each deployment somebody who is assigned to its domain at its site, or nobody', () => {
    const { deployments } = view();
    const named = deployments.filter(({ referent }) => referent !== null);
    expect(named.length).toBeGreaterThan(0);
    for (const { id, referent } of deployments) {
      const assigned = getDeploymentView(workspace.reader, id, today).referents;
      if (referent) expect(assigned).toContainEqual(expect.objectContaining({ personId: referent.id }));
      else expect(assigned).toEqual([]);
      const isByProfession = assigned.some(({ role }) => role.startsWith('REF_'));
      const role = assigned.find(({ personId }) => personId === referent?.id)?.role ?? '';
      if (isByProfession) expect(role).toMatch(/^REF_/);
    }
  });

  it('tells the days milestones are held to, and the periods of the chosen sites and of the group', () => {
    expect([view().limits, view().periods]).toEqual([[], []]);
    const { milestones, establishments } = view();
    const { id = '' } = milestones.find(({ status }) => status === 'to_come') ?? {};
    updateMilestone(workspace, { id, basis: basis(), patch: { deadline: '2027-02-01' } }, today);
    const values = { kind: 'freeze', label: 'Gel', fromDate: '2026-12-18', toDate: '2027-01-04' } as const;
    const [site, other] = establishments;
    createPeriod(workspace, { basis: basis(), values: { ...values, establishmentId: site?.id ?? '' } });
    createPeriod(workspace, {
      basis: basis(),
      values: { ...values, kind: 'closure', establishmentId: null, fromDate: '2026-12-24' },
    });
    expect(view().limits).toEqual([
      { id, deadline: '2027-02-01', notAfter: null, fixedOn: null, doneOn: null },
    ]);
    const own = {
      establishmentId: site?.id,
      kind: 'freeze',
      from: '2026-12-18',
      to: '2027-01-04',
      label: 'Gel',
    };
    const common = { ...own, establishmentId: null, kind: 'closure', from: '2026-12-24' };
    expect(view().periods).toEqual([own, common]);
    expect(view({ establishmentIds: [other?.id ?? ''] }).periods).toEqual([common]);
  });
});

describe('critical path', () => {
  it('is a chain: each of its links ties two critical milestones of the scope, and leaves no day between', () => {
    for (const scope of ['deployment', 'group'] as const) {
      const { milestones, criticalLinks } = getPlanAnalysis(workspace.reader, scope, today);
      const critical = new Set(milestones.filter((one) => one.critical).map(({ id }) => id));
      const { links, milestones: shown } = view();
      const byId = new Map(shown.map((one) => [one.id, one]));
      if (scope === 'deployment') expect(criticalLinks.length).toBeGreaterThan(0);
      for (const id of criticalLinks) {
        const link = links.find((one) => one.id === id);
        const [from, to] = [link?.predecessorId ?? '', link?.successorId ?? ''];
        expect([critical.has(from), critical.has(to)]).toEqual([true, true]);
        if (scope === 'group') continue;
        expect(byId.get(from)?.end?.localeCompare(byId.get(to)?.end ?? '')).toBeLessThanOrEqual(0);
      }
    }
  });

  it('gives what has no slack its own end as its latest, and the others a later one', () => {
    const byId = new Map(view().milestones.map((one) => [one.id, one]));
    const { milestones } = getPlanAnalysis(workspace.reader, 'deployment', today);
    const follows = milestones.filter(({ id, lateEnd, totalSlack }) => {
      const end = byId.get(id)?.end ?? '';
      return totalSlack === 0 ? lateEnd === end : lateEnd > end;
    });
    // A few of the demonstration do not keep to their own links: what is worked out is not what is written.
    expect(follows.length / milestones.length).toBeGreaterThan(0.8);
  });
});
