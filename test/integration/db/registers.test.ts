import { expect, it } from 'vitest';
import { checkWorkspace } from '../../../db/check/check-workspace.ts';
import {
  createDecision,
  createRisk,
  deleteRisk,
  updateDecision,
  updateRisk,
} from '../../../db/commands/register-commands.ts';
import { getBasis } from '../../../db/log-state.ts';
import { getDecisionsView } from '../../../db/queries/decisions-view.ts';
import { getDeploymentRegisters } from '../../../db/queries/deployment-registers.ts';
import { getRisksView } from '../../../db/queries/risks-view.ts';
import { search } from '../../../db/queries/search.ts';
import { decisionValues, riskValues } from '../../fixtures/register-examples.ts';
import { demoPost } from '../../fixtures/demo-post.ts';
import { closeLater, joined, manager } from '../../fixtures/group-of-posts.ts';
import { exportBytes, importBytes, newPost, SMALL_GROUP, type Post } from '../../fixtures/posts.ts';
import { admit, OTHER, PERSON, sendAll, trayOf, writeAs } from '../../fixtures/trusted-group.ts';

const TODAY = '2026-11-23';

const risksOf = ({ workspace }: Post, day = TODAY) => getRisksView(workspace.reader, day).risks;
const decisionsOf = ({ workspace }: Post, day = TODAY) => getDecisionsView(workspace.reader, day).decisions;
const basisOf = ({ workspace }: Post) => getBasis(workspace.reader);

it('need 001.15 plan B: the laboratory interface has one in three steps of six working days, and starting it dates each', async () => {
  const post = closeLater(await demoPost('trois-vallees'));
  const { workspace } = post;
  const interfaceRisk = () => risksOf(post).find(({ label }) => label.startsWith('Interface biologie'));
  const before = interfaceRisk();
  expect(before).toMatchObject({
    level: 'critical',
    state: 'open',
    planB: 'Serveur de résultats consulté depuis un lien contextuel du DPI',
    planBTrigger: 'Deux échecs de recette ou J-15 avant bascule',
    planBCost: '8 jours d’intégrateur',
    planBDays: 6,
    planBStartedOn: null,
    establishmentName: 'Carsan-Ville',
    missing: [],
  });
  expect(before?.steps.map(({ days, endsOn }) => [days, endsOn])).toEqual([
    [2, null],
    [3, null],
    [1, null],
  ]);
  updateRisk(workspace, {
    id: before?.id ?? '',
    basis: basisOf(post),
    patch: { planBStartedOn: '2026-12-24', state: 'occurred' },
  });
  // Thursday, then Monday; Christmas and New Year's Day are not worked.
  expect(interfaceRisk()?.steps.map(({ endsOn }) => endsOn)).toEqual([
    '2026-12-28',
    '2026-12-31',
    '2027-01-04',
  ]);
  expect(interfaceRisk()).toMatchObject({ state: 'occurred', planBStartedOn: '2026-12-24' });
});

it('keeps the decision the ministry is waited for, with its day, before all that is taken', async () => {
  const post = closeLater(await demoPost('coteaux-du-sud'));
  const decisions = decisionsOf(post);
  expect(decisions.map(({ number, state }) => [number, state])).toEqual([
    ['CS-24', 'to_take'],
    ['CS-21', 'awaiting'],
    ['CS-22', 'taken'],
    ['CS-20', 'taken'],
    ['CS-17', 'applied'],
    ['CS-04', 'applied'],
  ]);
  const [, ministry] = decisions;
  expect(ministry).toMatchObject({ authority: 'Ministère', body: 'COSTRAT', late: false });
  const after = decisionsOf(post, '2027-12-01').find(({ number }) => number === 'CS-21');
  expect(after?.late).toBe(true);
  updateDecision(post.workspace, {
    id: ministry?.id ?? '',
    basis: basisOf(post),
    patch: { state: 'taken', decidedOn: '2026-12-10', outcome: 'Avis favorable', authority: '' },
  });
  const taken = decisionsOf(post, '2027-12-01')[1];
  expect(taken).toMatchObject({
    number: 'CS-21',
    late: false,
    outcome: 'Avis favorable',
    authority: null,
    decidedOn: '2026-12-10',
  });
});

it.each([
  ['trois-vallees', 7, 5],
  ['coteaux-du-sud', 7, 6],
  ['haute-vallee', 9, 5],
] as const)('%s holds %i risks and %i decisions, rated and complete', async (demo, risks, decisions) => {
  const post = closeLater(await demoPost(demo));
  const held = risksOf(post);
  expect([held.length, decisionsOf(post).length]).toEqual([risks, decisions]);
  expect(held.filter(({ missing, level, ownerName }) => missing.length > 0 || !level || !ownerName)).toEqual(
    [],
  );
  expect(held.every(({ deploymentId, domainId }) => deploymentId !== null || domainId === null)).toBe(true);
});

it('the gravest risk comes first and a closed one last; what one still needs is said', () => {
  const post = manager();
  const add = (values: Partial<typeof riskValues>) =>
    createRisk(post.workspace, { basis: basisOf(post), values: { ...riskValues, ...values } });
  add({ label: 'faible', probability: 1, impact: 3 });
  add({ label: 'fort', probability: 3, impact: 3, planB: '', reviewOn: '2026-11-01' });
  add({ label: 'clos', probability: 4, impact: 4, state: 'closed', mitigation: null });
  add({ label: 'critique', probability: 3, impact: 4, ownerId: PERSON });
  add({ label: 'non coté', probability: null, impact: 4 });
  expect(risksOf(post).map(({ label, level, late, missing }) => [label, level, late, missing])).toEqual([
    ['critique', 'critical', false, []],
    ['fort', 'high', true, ['owner', 'planB']],
    ['faible', 'low', false, ['owner']],
    ['non coté', null, false, ['owner']],
    ['clos', 'critical', false, []],
  ]);
});

it('the steps of a plan B are written, moved and taken back as one step each', () => {
  const post = manager();
  const { workspace } = post;
  const { id } = createRisk(workspace, { basis: basisOf(post), values: riskValues });
  const steps = () => risksOf(post)[0]?.steps ?? [];
  const [signed] = steps();
  const patch = {
    steps: [
      { id: null, label: 'Recenser', days: 1 },
      { id: signed?.id ?? null, label: 'Signer le prêt', days: 4 },
    ],
  };
  updateRisk(workspace, { id, basis: basisOf(post), patch });
  const shown = () => steps().map(({ label, days }) => `${label} ${days}`);
  expect(shown()).toEqual(['Recenser 1', 'Signer le prêt 4']);
  expect(steps()[1]?.id).toBe(signed?.id);
  workspace.history.undo();
  expect(shown()).toEqual(['Signer le prêt 2']);
  workspace.history.redo();
  updateRisk(workspace, { id, basis: basisOf(post), patch: { steps: steps().slice(1) } });
  expect(shown()).toEqual(['Signer le prêt 4']);
  deleteRisk(workspace, { id, basis: basisOf(post) });
  expect(risksOf(post)).toEqual([]);
  workspace.history.undo();
  expect(shown()).toEqual(['Signer le prêt 4']);
  expect(checkWorkspace(workspace).ok).toBe(true);
});

it('a deployment shows what is about it, its domain or its site, and nothing else', async () => {
  const post = closeLater(await demoPost('trois-vallees'));
  const { workspace } = post;
  const deployment = (words: string) =>
    search(workspace.reader, words).find(({ kind }) => kind === 'deployment')?.id ?? '';
  const risks = (words: string) =>
    getDeploymentRegisters(workspace.reader, deployment(words), TODAY).risks.map(({ label }) => label);
  const between = 'Interface biologie – DPI à Carsan-Ville : résultats non intégrés'.replace(' :', '\u00a0:');
  expect(risks('biologie carsan')).toEqual([between]);
  expect(risks('dossier patient carsan')).toEqual([between]);
  expect(risks('dossier patient montclar')).toEqual([]);
  const { domains } = getRisksView(workspace.reader, TODAY);
  const domainId = domains.find(({ name }) => name.startsWith('Dossier patient'))?.id ?? '';
  createDecision(workspace, { basis: basisOf(post), values: { ...decisionValues, domainId } });
  const decisions = (words: string) =>
    getDeploymentRegisters(workspace.reader, deployment(words), TODAY).decisions.length;
  expect([decisions('dossier patient montclar'), decisions('biologie carsan')]).toEqual([1, 0]);
});

it('lines of the registers are found by their words', async () => {
  const { workspace } = closeLater(await demoPost('trois-vallees'));
  const found = (words: string) => search(workspace.reader, words).map(({ kind, title }) => [kind, title]);
  expect(found('fibre valbrune')).toEqual([['decision', 'Financement de la fibre de Valbrune']]);
  expect(found('cyberattaque')).toEqual([['risk', 'Cyberattaque pendant la généralisation de l’annuaire']]);
});

it('registers travel, and two sites that write apart meet field by field', async () => {
  const post = closeLater(await demoPost('trois-vallees'));
  const other = closeLater(newPost());
  await importBytes(other, exportBytes(post));
  const [risk] = risksOf(post);
  const id = risk?.id ?? '';
  updateRisk(post.workspace, { id, basis: basisOf(post), patch: { probability: 1 } });
  updateRisk(other.workspace, { id, basis: basisOf(other), patch: { mitigation: 'Autre parade' } });
  await importBytes(post, exportBytes(other));
  await importBytes(other, exportBytes(post));
  for (const each of [post, other])
    expect(risksOf(each).find((one) => one.id === id)).toMatchObject({
      probability: 1,
      mitigation: 'Autre parade',
    });
});

const [firstSite, secondSite] = SMALL_GROUP.sites;

/** An administrator at the first site and a post at the second with rights on. */
async function trusted(level: 'site' | 'referent' | 'director'): Promise<[Post, Post]> {
  const administrator = manager();
  writeAs(administrator, PERSON);
  const site = await joined(administrator, secondSite);
  writeAs(site, OTHER);
  await sendAll(site, administrator);
  admit(administrator, site, { level, site: secondSite, people: [OTHER] });
  await sendAll(administrator, site);
  return [administrator, site];
}

it.each([
  ['director', 'decision', null, []],
  ['director', 'risk', null, ['beyond-rights']],
  ['site', 'risk', secondSite, []],
  ['site', 'decision', secondSite, []],
  ['site', 'risk', firstSite, ['beyond-rights']],
  ['site', 'decision', null, ['beyond-rights']],
  ['referent', 'decision', secondSite, ['beyond-rights']],
] as const)(
  'a post of level %s writes a %s of site %s: %j',
  async (level, table, establishmentId, withheld) => {
    const [administrator, post] = await trusted(level);
    const basis = basisOf(post);
    if (table === 'risk') createRisk(post.workspace, { basis, values: { ...riskValues, establishmentId } });
    else createDecision(post.workspace, { basis, values: { ...decisionValues, establishmentId } });
    await sendAll(post, administrator);
    expect(trayOf(administrator)).toEqual(withheld);
    const held = table === 'risk' ? risksOf(administrator) : decisionsOf(administrator);
    expect(held.length).toBe(withheld.length === 0 ? 1 : 0);
  },
);
