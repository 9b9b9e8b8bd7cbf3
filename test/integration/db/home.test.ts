import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyTemplateToDeployment, createDeployment } from '../../../db/commands/deployment-commands.ts';
import { openDemo } from '../../../db/commands/group-commands.ts';
import { updateMilestone } from '../../../db/commands/update-milestone.ts';
import { getBasis, getLogState } from '../../../db/log-state.ts';
import { openWorkspace, type Workspace } from '../../../db/open-workspace.ts';
import { getDeploymentView } from '../../../db/queries/deployment-view.ts';
import { getHomeView } from '../../../db/queries/home-view.ts';
import { getPlanAnalysis } from '../../../db/queries/plan-analysis.ts';
import { homeOf, profileOf, profiles } from '../../../shared/domain/profile.ts';
import { homeViewSchema } from '../../../shared/views/home-view.ts';
import { tempDir } from '../../fixtures/temp-profile.ts';

const today = '2026-11-23';
let workspace: Workspace;

beforeEach(() => {
  workspace = openWorkspace({
    profileDir: tempDir('home'),
    appVersion: '0.0.0',
    now: () => Date.parse(today),
  });
});
afterEach(() => workspace.close());

const basis = () => getBasis(workspace.reader);

/** The deployment of a domain at a site, by code and short name. */
function place(
  code: string,
  site: string,
): { deploymentId: string | null; domainId: string; siteId: string } {
  const row = workspace.reader
    .prepare<[string, string], { deploymentId: string | null; domainId: string; siteId: string }>(
      `SELECT d.id AS deploymentId, dom.id AS domainId, e.id AS siteId
        FROM domain dom JOIN establishment e ON e.short_name = ?
        LEFT JOIN deployment d ON d.domain_id = dom.id AND d.establishment_id = e.id AND d.deleted = 0
        WHERE dom.code = ?`,
    )
    .get(site, code);
  if (!row) throw new Error(`the demonstration has ${code} and ${site}`);
  return row;
}
const steps = (code: string, site: string) =>
  getDeploymentView(workspace.reader, place(code, site).deploymentId ?? '', today).milestones;

describe('need 000.4 the intranet waits for the identity of its site, and each profile has its home page', () => {
  beforeEach(() => openDemo(workspace, 'coteaux-du-sud', today).then(() => undefined));

  it('shows the intranet row as blocked with the reason where the directory is not ready, until it is', () => {
    const blocked = () => steps('COLLAB', 'Roche-Claire').filter(({ blockedBy }) => blockedBy.length > 0);
    const directory = steps('ANNU', 'Roche-Claire').find(({ code }) => code === '06');
    const say = (status: string) =>
      updateMilestone(workspace, { id: directory?.id ?? '', basis: basis(), patch: { status } }, today);
    expect(blocked()).toEqual([]);
    say('in_progress');
    expect(blocked()).toMatchObject([
      { code: '03', status: 'to_come', blockedBy: [`ANNU, Roche-Claire : ${directory?.label}`] },
    ]);
    const { siteId } = place('COLLAB', 'Roche-Claire');
    const home = homeViewSchema.parse(getHomeView(workspace.reader, siteId, today));
    expect(home.blocked.map(({ id }) => id)).toContain(blocked()[0]?.id);
    say('done');
    expect(blocked()).toEqual([]);
    expect(getHomeView(workspace.reader, siteId, today).blocked).toEqual([]);
  });

  it('ties the intranet of a site to its directory when it is planned there', () => {
    const { deploymentId } = place('COLLAB', 'Bourblaye');
    const { templateId } = getDeploymentView(workspace.reader, deploymentId ?? '', today);
    const input = {
      id: deploymentId ?? '',
      templateId: templateId ?? '',
      startDate: '2026-11-30',
      basis: basis(),
    };
    applyTemplateToDeployment(workspace, input, today);
    const reasons = steps('COLLAB', 'Bourblaye').flatMap(({ blockedBy }) => blockedBy);
    expect(reasons).toEqual([expect.stringMatching(/^ANNU, Bourblaye : /)]);
    const { breaches } = getPlanAnalysis(workspace.reader, 'group', today);
    const waits = steps('COLLAB', 'Bourblaye').find(({ blockedBy }) => blockedBy.length > 0);
    // It is dated after what it waits for.
    expect(breaches.map(({ milestoneId }) => milestoneId)).not.toContain(waits?.id);
  });

  it('gives doctor, nurse, administrative staff, site manager and director pages of their own', () => {
    const roles = ['REF_MEDECIN', 'REF_SOIGNANT', 'REF_AMA', 'CDP_ETAB', 'DIRECTION'];
    expect(roles.map(profileOf)).toEqual([...profiles]);
    expect(new Set(profiles.map((profile) => homeOf[profile].join(' '))).size).toBe(profiles.length);
  });
});

describe('the home page of management', () => {
  it('lists the decisions of the register nobody has taken, with who is waited for', async () => {
    await openDemo(workspace, 'coteaux-du-sud', today);
    const { wanted } = getHomeView(workspace.reader, place('DPI', 'Roche-Claire').siteId, today);
    expect(wanted.map(({ label, authority, body }) => [label.slice(0, 12), authority ?? body])).toEqual([
      ['Clé de répar', 'COSTRAT'],
      ['Messagerie e', 'Ministère'],
    ]);
  });
});

describe('need 001.3 an anaesthesia deployment from its template', () => {
  beforeEach(() => openDemo(workspace, 'trois-vallees', today).then(() => undefined));

  /** A pair nobody has planned: a domain of the demonstration at the site of another. */
  function freePair() {
    const row = workspace.reader
      .prepare<[], { siteId: string; site: string }>(
        `SELECT e.id AS siteId, e.short_name AS site FROM establishment e
          WHERE e.kind = 'site' AND e.deleted = 0 AND NOT EXISTS (
            SELECT 1 FROM deployment d JOIN domain dom ON dom.id = d.domain_id
            WHERE dom.code = 'ANES' AND d.establishment_id = e.id AND d.deleted = 0)
          ORDER BY e.position`,
      )
      .get();
    if (!row) throw new Error('a site is without anaesthesia');
    return { ...row, domainId: place('ANES', row.site).domainId };
  }

  it('is made and planned in one save: 13 steps, dated, linked, undone at once', () => {
    const { siteId, site, domainId } = freePair();
    const saves = getLogState(workspace.reader).have;
    const { id } = createDeployment(
      workspace,
      { domainId, establishmentId: siteId, planFrom: '2027-01-04', basis: basis() },
      today,
    );
    expect(getLogState(workspace.reader).have).toBe(saves + 1);
    const view = getDeploymentView(workspace.reader, id, today);
    expect(view.milestones).toHaveLength(13);
    expect(view.milestones[0]).toMatchObject({ plannedStart: '2027-01-04' });
    expect(view.milestones.every(({ plannedEnd }) => plannedEnd !== null)).toBe(true);
    expect(view.templates.find((one) => one.id === view.templateId)?.name).toBe('Anesthésie');
    expect(view.links.length).toBeGreaterThan(12);
    workspace.history.undo();
    expect(place('ANES', site).deploymentId).toBeNull();
  });

  it('is refused in words for a day no plan may hold, and nothing is made', () => {
    const { siteId, site, domainId } = freePair();
    const input = { domainId, establishmentId: siteId, planFrom: '9999-01-04', basis: basis() };
    expect(() => createDeployment(workspace, input, today)).toThrow(
      expect.objectContaining({ key: 'error.year-outside' }),
    );
    expect(place('ANES', site).deploymentId).toBeNull();
  });
});
