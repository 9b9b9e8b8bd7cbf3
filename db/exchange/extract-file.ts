/** Writes and reads extracts: signed, read-only, for people outside the group. */
import path from 'node:path';
import { concat, ContainerError } from '../../shared/exchange/container.ts';
import {
  decodeExtract,
  encodeExtractHeader,
  extractBodySchema,
  type ExtractBody,
  type ExtractFile,
} from '../../shared/exchange/extract.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { ExtractView } from '../../shared/views/extract-view.ts';
import { getSettings } from '../commands/setting-commands.ts';
import type { Workspace } from '../open-workspace.ts';
import { verifySignature } from '../post-key.ts';
import { getExtractLines, type ExtractFilter } from '../queries/extract-lines.ts';
import { getDataDate, getGroup, getMe } from '../queries/workspace-queries.ts';
import { uuidToBytes } from '../uuid-bytes.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';
import { compress, decompress, fingerprint, sha256 } from './codec.ts';
import { readReceived, type ReceivedFile } from './import-commands.ts';
import { sealFile } from './sealed-file.ts';

/**
 * Writes what an editor, a host or the authority is to see, signed by this post, sealed where a passphrase is given.
 * @throws AppError `workspace-empty`, `refused` without a key, `not-found` when nothing is theirs, `disk-full`,
 * `no-permission`, `file-missing`.
 */
export async function writeExtract(
  workspace: Workspace,
  file: string,
  { passphrase, ...filter }: ExtractFilter & { readonly passphrase: string | null },
): Promise<{ fileName: string; bytes: number; deployments: number }> {
  const { gate, key } = workspace;
  const { db } = gate;
  const group = getGroup(db);
  if (!group) throw new AppError('workspace-empty');
  if (!key) throw new AppError('refused', { key: 'error.no-key' });
  const lines = getExtractLines(db, filter, getSettings(db).language);
  if (lines.length === 0) throw new AppError('not-found', { key: 'error.extract-empty' });
  const content: ExtractBody = { ...filter, dataDate: getDataDate(db), lines };
  const raw = Buffer.from(JSON.stringify(content));
  const body = compress(raw);
  const signed = encodeExtractHeader({
    group: uuidToBytes(group.id),
    groupName: group.name,
    from: getMe(db)?.establishmentName ?? '',
    writtenAt: workspace.now(),
    publicKey: key.publicKey,
    bodyLength: body.length,
    rawLength: raw.length,
    bodyHash: sha256(body),
  });
  const open = concat([signed, key.sign(signed), body]);
  const bytes = passphrase === null ? open : await sealFile(open, { passphrase });
  writeFileAtomic(file, bytes);
  return { fileName: path.basename(file), bytes: bytes.length, deployments: lines.length };
}

/**
 * What an extract says; nothing of it enters the workspace, which may be empty.
 * @throws AppError `file-not-jalon`, `file-newer`, `file-damaged`, `file-passphrase`.
 */
export async function readExtract(workspace: Workspace, file: ReceivedFile): Promise<ExtractView> {
  const bytes = await readReceived(workspace, file);
  try {
    const extract = decodeExtract(bytes);
    const { groupName, from, writtenAt, publicKey } = extract.header;
    return {
      ...bodyOf(extract),
      groupName,
      from,
      writtenAt,
      fingerprint: fingerprint(publicKey),
      fileName: path.basename(file.path),
    };
  } catch (error) {
    if (error instanceof ContainerError)
      throw new AppError(error.fault, { details: { cause: error.message } });
    throw error;
  }
}

function bodyOf({ header, signed, signature, body }: ExtractFile): ExtractBody {
  if (!verifySignature(header.publicKey, signed, signature))
    throw new ContainerError('file-damaged', 'signature of an extract');
  if (!sha256(body).equals(header.bodyHash)) throw new ContainerError('file-damaged', 'body of an extract');
  const parsed = extractBodySchema.safeParse(parseJson(decompress(body, header.rawLength)));
  if (!parsed.success) throw new ContainerError('file-damaged', 'form of an extract');
  return parsed.data;
}

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return null;
  }
}
