/** What becomes of a group whose founder lost its key before rights were on: another post stands in for it. */
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import { fingerprint } from '../exchange/codec.ts';
import { listReplicas } from '../log-state.ts';
import { newId } from '../new-id.ts';
import type { Workspace } from '../open-workspace.ts';
import { getOwnRights } from '../queries/own-rights.ts';
import { getMe } from '../queries/workspace-queries.ts';
import { atomically } from '../write/atomically.ts';
import { isJudged } from '../write/judge-log.ts';
import { setFounderKey } from '../write/local-tables.ts';
import { projectAnew } from '../write/replay-log.ts';

/**
 * Has this post stand in for the founder, and says so to the others. Each of them follows only once somebody there has
 * compared the fingerprint (`confirmFounder`).
 * @throws AppError `refused` once rights are on, for the founder itself, and without a key
 */
export function succeedFounder(workspace: Workspace, input: { basis: Basis; reason: string }) {
  const { gate, key } = workspace;
  const { on, founder } = getOwnRights(gate.db);
  if (on) throw new AppError('refused', { key: 'error.succession-rights-on' });
  if (founder) throw new AppError('refused', { key: 'error.succession-founder' });
  if (!key) throw new AppError('refused', { key: 'error.no-key' });
  const values = {
    publicKey: key.publicKey.toString('hex'),
    person: getMe(gate.db)?.personId ?? null,
    reason: input.reason.trim() || null,
  };
  return atomically(gate, () => {
    // The basis is looked at all the same: a screen of another workspace is refused.
    workspace.commit([], input.basis);
    setFounderKey(gate, key.publicKey);
    return workspace.commitForGood([{ kind: 'create', table: 'succession', id: newId(), values }]);
  });
}

/**
 * Follows a post that stands in for the founder, whose fingerprint somebody here was read. What it wrote of the roster
 * counts from then on.
 * @throws AppError `refused` once rights are on here, or where the fingerprint is another
 */
export function confirmFounder(
  workspace: Workspace,
  input: { incarnation: string; fingerprint: string },
): void {
  const { gate } = workspace;
  if (getOwnRights(gate.db).on) throw new AppError('refused', { key: 'error.succession-rights-on' });
  const replica = listReplicas(gate.db).find(({ id }) => id.toString('hex') === input.incarnation);
  const publicKey = replica?.publicKey ?? null;
  const claimed =
    publicKey &&
    gate.db
      .prepare<[string], { one: number }>('SELECT 1 AS one FROM succession WHERE public_key = ?')
      .get(publicKey.toString('hex'));
  if (!publicKey || !claimed) throw new AppError('not-found', { details: { table: 'succession' } });
  if (plain(input.fingerprint) !== plain(fingerprint(publicKey)))
    throw new AppError('refused', { key: 'error.succession-fingerprint' });
  atomically(gate, () => {
    setFounderKey(gate, publicKey);
    if (isJudged(gate)) projectAnew(gate);
  });
  workspace.history.clear();
  workspace.changed(['post', 'workspace']);
}

/** As read aloud: hyphens, spaces and case say nothing. */
const plain = (text: string): string => text.replaceAll(/[^0-9a-z]/gi, '').toUpperCase();
