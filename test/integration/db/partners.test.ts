import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { addComment } from '../../../db/commands/milestone-commands.ts';
import { createAction, deletePartner, updateAction } from '../../../db/commands/partner-commands.ts';
import { readExtract, writeExtract } from '../../../db/exchange/extract-file.ts';
import { getBasis } from '../../../db/log-state.ts';
import { getDeploymentView } from '../../../db/queries/deployment-view.ts';
import { getExtractOptions } from '../../../db/queries/extract-lines.ts';
import { getPartnersView } from '../../../db/queries/partners-view.ts';
import { getPeopleView } from '../../../db/queries/people-view.ts';
import { search } from '../../../db/queries/search.ts';
import { demoPost } from '../../fixtures/demo-post.ts';
import { closeLater } from '../../fixtures/group-of-posts.ts';
import { asFile, exportBytes, importBytes, newPost, standAt } from '../../fixtures/posts.ts';

const TODAY = '2026-11-23';
const INTEGRATOR = 'Intégrateur Trame & Nœud (fictif)';

it('need 001.14 provider as go-between: the integrator’s page lists two actions with their days, and its extract no others', async () => {
  const post = closeLater(await demoPost('trois-vallees'));
  const { workspace } = post;
  const view = getPartnersView(workspace.reader, TODAY);
  const integrator = view.partners.find(({ name }) => name === INTEGRATOR);
  expect(integrator).toMatchObject({ kind: 'integrator', open: 2, late: 0 });
  const own = view.actions.filter(({ partnerId }) => partnerId === integrator?.id);
  expect(own.map(({ label, dueOn, state }) => [label, dueOn, state])).toEqual([
    ['Ouvrir les flux de synchronisation d’Aptière', '2026-12-01', 'in_progress'],
    ['Corriger l’interface des comptes rendus de biologie', '2026-12-04', 'in_progress'],
  ]);
  expect(own.every(({ ownerName }) => ownerName !== null)).toBe(true);
  expect(getExtractOptions(workspace.reader).partners).toContainEqual({ name: INTEGRATOR, actions: 2 });

  const file = path.join(post.dir, 'extract.jalon');
  await writeExtract(workspace, file, { scope: 'partner', name: INTEGRATOR, passphrase: null });
  const stranger = closeLater(newPost());
  const bytes = readFileSync(file);
  const extract = await readExtract(stranger.workspace, { path: asFile(stranger, bytes), passphrase: null });
  expect(extract.lines.flatMap(({ milestones }) => milestones.map(({ label, end }) => [label, end]))).toEqual(
    own.map(({ label, dueOn }) => [label, dueOn]),
  );
  expect(JSON.stringify(extract)).not.toContain('anesthésie');
});

it('actions are late after their day and until they are closed; a partner with actions stays', async () => {
  const post = closeLater(await demoPost('trois-vallees'));
  const { workspace } = post;
  const at = (day: string) =>
    getPartnersView(workspace.reader, day).partners.find(({ name }) => name === INTEGRATOR);
  expect(at('2026-12-02')).toMatchObject({ open: 2, late: 1 });
  const [first] = getPartnersView(workspace.reader, TODAY).actions.filter(
    ({ partnerId }) => partnerId === at(TODAY)?.id,
  );
  const basis = getBasis(workspace.reader);
  updateAction(workspace, { id: first?.id ?? '', basis, patch: { state: 'done' } });
  expect(at('2026-12-02')).toMatchObject({ open: 1, late: 0 });
  const refuse = () =>
    deletePartner(workspace, { id: at(TODAY)?.id ?? '', basis: getBasis(workspace.reader) });
  expect(refuse).toThrow(expect.objectContaining({ code: 'refused' }) as Error);
});

it('actions and partners travel like the rest', async () => {
  const post = closeLater(await demoPost('trois-vallees'));
  const other = closeLater(newPost());
  await importBytes(other, exportBytes(post));
  const [partner] = getPartnersView(other.workspace.reader, TODAY).partners;
  const values = {
    label: 'Relire le contrat',
    partnerId: partner?.id ?? '',
    ownerId: null,
    deploymentId: null,
    dueOn: null,
    state: 'to_do',
    note: null,
  } as const;
  createAction(other.workspace, { basis: getBasis(other.workspace.reader), values });
  await importBytes(post, exportBytes(other));
  expect(getPartnersView(post.workspace.reader, TODAY)).toMatchObject({
    actions: getPartnersView(other.workspace.reader, TODAY).actions,
  });
});

it('need 000.2 project space for two hundred people: found by name, tied to domain and site, heard at the other site', async () => {
  const post = closeLater(await demoPost('coteaux-du-sud'));
  const { workspace } = post;
  const { people } = getPeopleView(workspace.reader);
  expect(people.length).toBeGreaterThanOrEqual(200);
  const referent = people.find(({ assignments }) => assignments.length > 0);
  const [assignment] = referent?.assignments ?? [];
  expect(search(workspace.reader, `${referent?.lastName} ${referent?.firstName}`)).toContainEqual(
    expect.objectContaining({ kind: 'person', id: referent?.id }),
  );
  expect([assignment?.domainLabel, assignment?.establishmentName].every(Boolean)).toBe(true);

  // The thread of the demonstration: a question, its answer, a remark, a decision.
  const deployment = search(workspace.reader, 'dossier patient haut bocage').find(
    ({ kind }) => kind === 'deployment',
  );
  const thread = (of: typeof post) =>
    getDeploymentView(of.workspace.reader, deployment?.id ?? '', TODAY).comments;
  expect(new Set(thread(post).map(({ kind }) => kind))).toEqual(
    new Set(['question', 'answer', 'comment', 'decision']),
  );
  const other = closeLater(newPost());
  await importBytes(other, exportBytes(post));
  const site = getPeopleView(workspace.reader).establishments[1]?.id ?? '';
  standAt(other, site);
  await importBytes(post, exportBytes(other));
  const said = {
    deploymentId: deployment?.id ?? '',
    text: 'La reprise est décalée.',
    kind: 'decision',
  } as const;
  addComment(workspace, { ...said, basis: getBasis(workspace.reader) }, referent?.id ?? null);
  const next = exportBytes(post, site);
  expect(next.length).toBeLessThan(1_000);
  await importBytes(other, next);
  expect(thread(other).at(-1)).toMatchObject({ text: said.text, kind: 'decision' });
});
