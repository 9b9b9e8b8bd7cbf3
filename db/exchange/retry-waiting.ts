import { getHaveVector, listReplicas } from '../log-state.ts';
import type { Workspace } from '../open-workspace.ts';
import { importFile } from '../write/import-file.ts';
import { dropWaitingFile, setAsideWaitingFile } from '../write/local-tables.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { JobHooks } from './import-commands.ts';
import { readExchangeFile, type ExchangeFile } from './read-exchange-file.ts';

/**
 * Imports the kept files whose prerequisites have come meanwhile, until none is left that can go. One that turns out
 * to be refused is set aside and holds nothing else up: what it carried comes again with its sender's next file.
 */
export async function retryWaitingFiles(workspace: Workspace, job: JobHooks): Promise<readonly string[]> {
  const tables = new Set<string>();
  for (let ready = findReady(workspace); ready; ready = findReady(workspace)) {
    const file = ready;
    for (const table of await importWaiting(workspace, file, job)) tables.add(table);
  }
  return [...tables];
}

async function importWaiting(
  workspace: Workspace,
  file: ExchangeFile,
  job: JobHooks,
): Promise<readonly string[]> {
  const { gate } = workspace;
  try {
    return await importFile(gate, file, {
      keep: true,
      nowMs: workspace.now(),
      publicKey: workspace.key?.publicKey ?? null,
      hooks: { slice: () => job.slice() },
      inspect: (outcome) => {
        dropWaitingFile(gate, file.hash);
        return outcome.tables;
      },
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    setAsideWaitingFile(gate, file.hash);
    return ['peer'];
  }
}

function findReady(workspace: Workspace): ExchangeFile | undefined {
  const db = workspace.gate.db;
  const have = getHaveVector(db);
  const held = new Map(
    listReplicas(db).map((replica) => [replica.id.toString('hex'), have.get(replica.ord) ?? 0]),
  );
  return db
    .prepare<[], { bytes: Buffer }>("SELECT bytes FROM inbox WHERE state = 'waiting' ORDER BY received_at")
    .all()
    .map((row) => readExchangeFile(db, row.bytes))
    .find((file) => file.replicas.every((replica) => replica.base <= (held.get(replica.id) ?? 0)));
}
