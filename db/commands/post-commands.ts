/** The group's roster: posts admitted, changed and revoked by an administrator, as rows like any other. */
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import type { Admission } from '../../shared/views/trust-view.ts';
import { listReplicas } from '../log-state.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { getMe } from '../queries/workspace-queries.ts';
import { getCreatorKey, getOwnRights } from '../queries/own-rights.ts';
import { atomically } from '../write/atomically.ts';
import { assertRow } from './assert-row.ts';

/**
 * Admits a post by its key, or admits it anew with other rights. The first admission turns rights on: it also enters
 * this post, as administrator.
 */
export function admitPost(workspace: Workspace, input: Admission & { basis: Basis }) {
  assertAdministrator(workspace);
  const { db } = workspace.gate;
  const publicKey = keyOf(workspace, input.incarnation);
  if (input.establishmentId !== null) assertRow(workspace, 'establishment', input.establishmentId);
  else if (input.level === 'site') throw new AppError('refused', { key: 'error.post-needs-site' });
  for (const person of input.personIds) assertRow(workspace, 'person', person);
  const values = { establishment: input.establishmentId, level: input.level, state: 'admitted' } as const;
  // A key admitted twice, by administrators who did not know of each other, has two rows: both say the same from now on.
  const rows = rowsOf(workspace, publicKey);
  const [known] = rows;
  if (known?.level === 'admin' && input.level !== 'admin') assertOtherAdministrator(workspace, publicKey);
  const ops: RecordOp[] = known
    ? [
        ...rows.map(({ id }): RecordOp => ({ kind: 'update', table: 'post', id, values })),
        ...changeUsers(workspace, known.id, input.personIds),
      ]
    : createPost(publicKey, { values, personIds: input.personIds });
  return atomically(workspace.gate, () => {
    if (getOwnRights(db).on) return workspace.commit(ops, input.basis);
    // The basis is looked at all the same: a screen of another workspace is refused.
    workspace.commit([], input.basis);
    const begun = turnRightsOn(workspace);
    return publicKey === ownKey(workspace) ? begun : workspace.commit(ops, input.basis);
  });
}

/** Enters this post as the group's first administrator: from then on rights are held to. */
export function turnRightsOn(workspace: Workspace) {
  assertAdministrator(workspace);
  if (getOwnRights(workspace.gate.db).on)
    throw new AppError('refused', { key: 'error.post-already-admitted' });
  // Begins with all that is held here, whatever was on screen: what crosses goes to the tray.
  const own = ownKey(workspace);
  return workspace.commit([...createPost(own, ownAdmission(workspace)), ...revokeLost(workspace, own)], null);
}

/** Where this post stands in for the founder, the key that was lost must not come back as one that counts. */
function revokeLost({ gate }: Workspace, own: string): RecordOp[] {
  const lost = getCreatorKey(gate.db)?.toString('hex');
  if (lost === undefined || lost === own) return [];
  const values = { establishment: null, level: 'reader', state: 'revoked' } as const;
  return createPost(lost, { values, personIds: [] });
}

/** Takes a post's rights away: for one that left, or lost its key. Its saves so far stay. */
export function revokePost(workspace: Workspace, input: { incarnation: string; basis: Basis }) {
  assertAdministrator(workspace);
  const publicKey = keyOf(workspace, input.incarnation);
  const rows = rowsOf(workspace, publicKey);
  if (rows.length === 0) throw new AppError('not-found', { details: { table: 'post' } });
  assertOtherAdministrator(workspace, publicKey);
  return workspace.commit(
    rows.map(({ id }): RecordOp => ({ kind: 'update', table: 'post', id, values: { state: 'revoked' } })),
    input.basis,
  );
}

interface NewPost {
  readonly values: {
    readonly establishment: string | null;
    readonly level: Admission['level'];
    readonly state: 'admitted' | 'revoked';
  };
  readonly personIds: readonly string[];
}

function createPost(publicKey: string, { values, personIds }: NewPost): RecordOp[] {
  const id = newId();
  return [
    { kind: 'create', table: 'post', id, values: { publicKey, ...values } },
    ...[...new Set(personIds)].map((person): RecordOp => newUser(id, person)),
  ];
}

function newUser(post: string, person: string): RecordOp {
  return { kind: 'create', table: 'post_user', id: newId(), values: { post, person } };
}

/** This post, and whoever writes here: who administers a group must not lock themselves out by changing their name. */
function ownAdmission({ gate }: Workspace): NewPost {
  const establishment = getMe(gate.db)?.establishmentId ?? null;
  return { values: { establishment, level: 'admin', state: 'admitted' }, personIds: [] };
}

function changeUsers({ gate }: Workspace, post: string, personIds: readonly string[]): RecordOp[] {
  const present = gate.db
    .prepare<[string], { id: string; person: string }>(
      'SELECT id, person_id AS person FROM post_user WHERE post_id = ? AND deleted = 0',
    )
    .all(post);
  const held = new Set(present.map(({ person }) => person));
  return [
    ...present
      .filter(({ person }) => !personIds.includes(person))
      .map(({ id }): RecordOp => ({ kind: 'delete', table: 'post_user', id })),
    ...[...new Set(personIds)].filter((person) => !held.has(person)).map((person) => newUser(post, person)),
  ];
}

function rowsOf({ gate }: Workspace, publicKey: string) {
  return gate.db
    .prepare<[string], { id: string; level: string; state: string }>(
      'SELECT id, level, state FROM post WHERE public_key = ? AND deleted = 0 ORDER BY id',
    )
    .all(publicKey);
}

function assertAdministrator({ gate }: Workspace): void {
  const { on, founder, level } = getOwnRights(gate.db);
  if (on ? level !== 'admin' : !founder) throw new AppError('refused', { key: 'error.not-administrator' });
}

/** Somebody has to be left who can admit posts. */
function assertOtherAdministrator({ gate }: Workspace, publicKey: string): void {
  const other = gate.db
    .prepare<[string], { one: number }>(
      `SELECT 1 AS one FROM post WHERE deleted = 0 AND state = 'admitted' AND level = 'admin' AND public_key <> ?`,
    )
    .get(publicKey);
  if (!other) throw new AppError('refused', { key: 'error.last-administrator' });
}

function keyOf({ gate }: Workspace, incarnation: string): string {
  const replica = listReplicas(gate.db).find(({ id }) => id.toString('hex') === incarnation);
  if (!replica) throw new AppError('not-found', { details: { table: 'replica' } });
  if (!replica.publicKey) throw new AppError('refused', { key: 'error.post-without-key' });
  return replica.publicKey.toString('hex');
}

function ownKey(workspace: Workspace): string {
  if (!workspace.key) throw new AppError('refused', { key: 'error.no-key' });
  return workspace.key.publicKey.toString('hex');
}
