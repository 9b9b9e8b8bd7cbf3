import { AppError } from '../../shared/rpc/app-error.ts';
import { listReplicas } from '../log-state.ts';
import type { Workspace } from '../open-workspace.ts';
import { importFile } from '../write/import-file.ts';
import { dropWaitingFile, setAsideWaitingFile } from '../write/local-tables.ts';
import { ForkError } from '../write/parted-history.ts';
import { heldBefore } from './brought-saves.ts';
import { keepForked, noteReceived, type JobHooks } from './import-commands.ts';
import { readWaitingFile, type ExchangeFile } from './read-exchange-file.ts';

interface Ready {
  readonly file: ExchangeFile;
  readonly fileName: string;
  readonly bytes: Buffer;
}

/**
 * Imports the kept files whose prerequisites have come meanwhile, until none is left that can go; answers the tables
 * touched. One that turns out to be refused is set aside and holds nothing else up: what it carried comes again with
 * its sender's next file. Cancelled, it leaves the rest waiting.
 */
export async function retryWaitingFiles(workspace: Workspace, job: JobHooks): Promise<readonly string[]> {
  const tables = new Set<string>();
  for (let ready = findReady(workspace); ready; ready = findReady(workspace)) {
    const touched = await importWaiting(workspace, ready, job);
    if (touched === null) break;
    for (const table of touched) tables.add(table);
  }
  return [...tables];
}

/** Answers the tables touched, or null when cancelled. */
async function importWaiting(
  workspace: Workspace,
  { file, fileName, bytes }: Ready,
  job: JobHooks,
): Promise<readonly string[] | null> {
  const { gate } = workspace;
  const before = heldBefore(gate.db);
  try {
    return await importFile(gate, file, {
      keep: true,
      nowMs: workspace.now(),
      publicKey: workspace.key?.publicKey ?? null,
      hooks: { slice: () => job.slice() },
      inspect: (outcome) => {
        dropWaitingFile(gate, file.hash);
        noteReceived(workspace, file, fileName, outcome, before, null);
        return [...outcome.tables, 'peer'];
      },
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'cancelled') return null;
    if (error instanceof ForkError) keepForked(workspace, { opened: file, bytes, fileName }, error.parting);
    else setAsideWaitingFile(gate, file.hash);
    return ['peer'];
  }
}

/** The first waiting file that can go; those that can no longer be read are set aside on the way. */
function findReady(workspace: Workspace): Ready | undefined {
  const { db } = workspace.gate;
  const held = new Map(listReplicas(db).map((replica) => [replica.id.toString('hex'), replica.sealed]));
  const waiting = db
    .prepare<[], { hash: Buffer; bytes: Buffer; fileName: string }>(
      "SELECT hash, bytes, file_name AS fileName FROM inbox WHERE state = 'waiting' ORDER BY received_at, hash",
    )
    .all();
  for (const { hash, bytes, fileName } of waiting) {
    const file = readWaitingFile(db, bytes);
    if (file === null) setAsideWaitingFile(workspace.gate, hash);
    else if (file.replicas.every((replica) => replica.base <= (held.get(replica.id) ?? 0)))
      return { file, fileName, bytes };
  }
  return undefined;
}
