import { expect, it } from 'vitest';
import {
  createAssetChange,
  createLot,
  deleteLot,
  updateAssetChange,
  updateLot,
} from '../../../db/commands/lot-commands.ts';
import { getBasis } from '../../../db/log-state.ts';
import { getLotsView } from '../../../db/queries/lots-view.ts';
import type { LotsView } from '../../../shared/views/lots-view.ts';
import { demoPost } from '../../fixtures/demo-post.ts';
import { closeLater } from '../../fixtures/group-of-posts.ts';
import { exportBytes, importBytes, newPost, type Post } from '../../fixtures/posts.ts';

const TODAY = '2026-11-23';

const viewOf = ({ workspace }: Post, day = TODAY): LotsView => getLotsView(workspace.reader, day);
const basisOf = ({ workspace }: Post) => getBasis(workspace.reader);

it('need 003.1 hosting by batches: four lots of six done, 110 servers, 134 VM and 27 TB on the burn-up, day by day', async () => {
  const view = viewOf(closeLater(await demoPost('haute-vallee')));
  expect(view.lots.map(({ label, status, late }) => [label, status, late])).toEqual([
    ['Infrastructure et annuaires', 'done', false],
    ['Applications administratives', 'done', false],
    ['Production de soins', 'done', false],
    ['Laboratoire et pharmacie', 'done', false],
    ['Imagerie', 'to_come', false],
    ['Val-Grès et EHPAD', 'to_come', false],
  ]);
  expect(view.lots.every(({ deploymentName }) => deploymentName?.endsWith('· Vesonne'))).toBe(true);
  expect(view.totals.transferred).toEqual({ servers: 110, virtualMachines: 134, storage: 270 });
  // The eight counts of the demonstration, the parts of lots among them.
  const counted = new Set(
    view.burnUp.flatMap(({ transferred: done }) =>
      done ? [`${done.servers}/${done.virtualMachines}/${done.storage}`] : [],
    ),
  );
  for (const known of [
    '9/10/12',
    '18/20/25',
    '34/40/60',
    '48/58/95',
    '65/80/142',
    '82/102/190',
    '97/119/231',
  ])
    expect(counted).toContain(known);
  const now = view.burnUp.find(({ day }) => day === TODAY);
  expect(now).toMatchObject({ transferred: view.totals.transferred, planned: { servers: 110 } });
  const last = view.burnUp.at(-1);
  expect(last?.transferred).toBeNull();
  expect(last?.planned).toEqual({ servers: 156, virtualMachines: 188, storage: 400 });
});

it('need 003.4 scope drift: 156 servers planned, 166 now, and one dated line explains the ten', async () => {
  const view = viewOf(closeLater(await demoPost('haute-vallee')));
  expect(view.totals.planned.servers).toBe(156);
  expect(view.totals.current.servers).toBe(166);
  expect(view.totals.current).toMatchObject({ virtualMachines: 188, storage: 400 });
  const explaining = view.changes.filter(({ kind, amounts }) => kind === 'scope' && amounts.servers !== 0);
  expect(explaining).toMatchObject([
    {
      day: '2026-11-02',
      lotLabel: 'Imagerie',
      amounts: { servers: 10, virtualMachines: 0, storage: 0 },
      reason: 'Serveurs d’imagerie ajoutés',
      unplanned: true,
      delay: 12,
    },
  ]);
  expect(explaining[0]?.authorName).toMatch(/\p{L} \p{L}/u);
  const scopes = view.burnUp.map(({ day, scope }) => [day < '2026-11-02', scope.servers] as const);
  expect(new Set(scopes.map(([before, servers]) => `${before} ${servers}`))).toEqual(
    new Set(['true 156', 'false 166']),
  );
});

it('counts a lot whole from its day, parts before it, and what is added to it later only once it was moved', async () => {
  const post = closeLater(await demoPost('haute-vallee'));
  const { workspace } = post;
  const [lot] = viewOf(post).lots.slice(4);
  const lotId = lot?.id ?? '';
  const note = (values: { kind: 'scope' | 'transfer'; servers: number; day: string }) =>
    createAssetChange(workspace, {
      basis: basisOf(post),
      values: {
        ...values,
        lotId,
        virtualMachines: 0,
        storage: 0,
        reason: 'Essai',
        authorId: null,
        unplanned: false,
        delay: null,
      },
    });
  const standing = (day: string) => viewOf(post, day).lots.find(({ id }) => id === lotId);
  note({ kind: 'transfer', servers: 6, day: '2026-12-01' });
  expect(standing('2026-11-30')).toMatchObject({ status: 'to_come', transferred: { servers: 0 } });
  expect(standing('2026-12-01')).toMatchObject({ status: 'in_progress', transferred: { servers: 6 } });
  expect(standing('2027-02-01')).toMatchObject({ status: 'in_progress', late: true });
  updateLot(workspace, { id: lotId, basis: basisOf(post), patch: { transferredOn: '2026-12-18' } });
  expect(standing('2026-12-18')).toMatchObject({ status: 'done', late: false, transferred: { servers: 36 } });
  const { id } = note({ kind: 'scope', servers: 2, day: '2026-12-21' });
  expect(standing('2026-12-21')).toMatchObject({ current: { servers: 38 }, transferred: { servers: 36 } });
  updateAssetChange(workspace, { id, basis: basisOf(post), patch: { lotId: null } });
  expect(standing('2026-12-21')).toMatchObject({ current: { servers: 36 } });
  expect(viewOf(post, '2026-12-21').totals.current.servers).toBe(168);
});

it('keeps a lot the log names, refuses an end before its start, and puts a new lot last', async () => {
  const post = closeLater(await demoPost('haute-vallee'));
  const { workspace } = post;
  const { lots } = viewOf(post);
  const imaging = lots[4]?.id ?? '';
  expect(() => deleteLot(workspace, { id: imaging, basis: basisOf(post) })).toThrow(
    expect.objectContaining({ code: 'refused' }) as Error,
  );
  const refused = () =>
    updateLot(workspace, { id: imaging, basis: basisOf(post), patch: { plannedEnd: '2026-01-05' } });
  expect(refused).toThrow(expect.objectContaining({ code: 'bad-request' }) as Error);
  const { id } = createLot(workspace, {
    basis: basisOf(post),
    values: {
      label: 'Sauvegardes',
      position: null,
      deploymentId: null,
      servers: 4,
      virtualMachines: 0,
      storage: 15,
      plannedStart: null,
      plannedEnd: null,
      transferredOn: null,
      note: '',
    },
  });
  expect(viewOf(post).lots.at(-1)).toMatchObject({ id, position: 7, note: null });
  workspace.history.undo();
  expect(viewOf(post).lots).toEqual(lots);
});

it('travels like the rest, and an empty group has nothing to show', async () => {
  const post = closeLater(await demoPost('haute-vallee'));
  const other = closeLater(newPost());
  expect(viewOf(other)).toMatchObject({ lots: [], changes: [], totals: { planned: { servers: 0 } } });
  await importBytes(other, exportBytes(post));
  expect(viewOf(other).burnUp).toEqual(viewOf(post).burnUp);
});
