/** What sending asks for beyond the file itself: for whom it is sealed, and how large it may be. */
import path from 'node:path';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Protection } from '../../shared/views/exchange-view.ts';
import { getLogState, listReplicas } from '../log-state.ts';
import type { Workspace } from '../open-workspace.ts';
import { getFounderKey } from '../queries/own-rights.ts';
import type { ReadDb } from '../sqlite.ts';
import { roomInside, sealFile, type Lock } from './sealed-file.ts';
import { composeExchangeFiles, keepSentFile, type ExportResult } from './write-exchange-file.ts';

export interface SendOptions {
  readonly to: string | null;
  readonly protection: Protection;
  /** Bytes a file may have, null for as many as it takes. */
  readonly limit: number | null;
}

export interface SentFiles extends ExportResult {
  /** Names of the files, in their order: one, but where it had to be divided. */
  readonly files: string[];
}

/**
 * Writes the exchange file for a site, or for everyone (`to` null), sealed and divided as asked. The first part has the
 * given name, the others stand beside it.
 * @throws AppError as `writeExchangeFile`, and `refused` when no post is known to seal it for.
 */
export async function sendExchangeFile(
  workspace: Workspace,
  file: string,
  { to, protection, limit }: SendOptions,
): Promise<SentFiles> {
  const lock = lockOf(workspace.gate.db, to, protection);
  const room = limit === null || lock === null ? limit : roomInside(limit, lock);
  const composed = composeExchangeFiles(workspace, { file, to, room });
  const sealed = await Promise.all(
    composed.map(async (part) => ({ ...part, bytes: lock ? await sealFile(part.bytes, lock) : part.bytes })),
  );
  const sent = sealed.map((part, index) => keepSentFile(workspace, partName(file, index), to, part));
  const days = sent.flatMap(({ since }) => since ?? []).toSorted();
  return {
    fileName: sent[0]?.fileName ?? '',
    bytes: sent.reduce((sum, { bytes }) => sum + bytes, 0),
    saves: sent.reduce((sum, { saves }) => sum + saves, 0),
    since: days[0] ?? null,
    files: sent.map(({ fileName }) => fileName),
  };
}

/** `ght.jalon`, then `ght-2.jalon`, `ght-3.jalon`… */
function partName(file: string, index: number): string {
  if (index === 0) return file;
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${index + 1}${ext}`);
}

function lockOf(db: ReadDb, to: string | null, protection: Protection): Lock | null {
  if (protection.kind === 'none') return null;
  if (protection.kind === 'passphrase') return { passphrase: protection.passphrase };
  const publicKeys = keysOf(db, to);
  if (publicKeys.length === 0) throw new AppError('refused', { key: 'error.no-post-to-seal-for' });
  return { publicKeys };
}

/** Keys of the posts at a site, or of all others; a post that goes on under a new incarnation counts by its last key. */
export function keysOf(db: ReadDb, site: string | null): readonly Uint8Array[] {
  const { own } = getLogState(db);
  const replicas = listReplicas(db);
  const trusted = trustedKeys(db);
  const former = new Set(replicas.flatMap(({ previousId }) => previousId?.toString('hex') ?? []));
  const keys = replicas
    .filter(({ ord, siteId }) => ord !== own && (site === null || siteId === site))
    .filter(({ id }) => !former.has(id.toString('hex')))
    .flatMap(({ publicKey }) => publicKey ?? []);
  return [...new Map(keys.map((key) => [key.toString('hex'), key])).values()].filter(
    (key) => trusted === null || trusted.has(key.toString('hex')),
  );
}

/** Keys the group has admitted, its founder's included; null while it admits whoever comes. */
function trustedKeys(db: ReadDb): ReadonlySet<string> | null {
  const rows = db
    .prepare<[], { key: string; state: string }>(
      'SELECT public_key AS key, state FROM post WHERE deleted = 0',
    )
    .all();
  if (rows.length === 0) return null;
  const founder = getFounderKey(db)?.toString('hex');
  const known = new Set(rows.map(({ key }) => key));
  const revoked = new Set(rows.filter(({ state }) => state !== 'admitted').map(({ key }) => key));
  if (founder !== undefined) known.add(founder);
  return new Set([...known].filter((key) => !revoked.has(key)));
}
