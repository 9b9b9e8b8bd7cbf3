import { getHaveVector, listReplicas } from '../log-state.ts';
import type { Workspace } from '../open-workspace.ts';
import { importFile } from '../write/import-file.ts';
import { dropWaitingFile } from '../write/local-tables.ts';
import type { JobHooks } from './import-commands.ts';
import { readExchangeFile, type ExchangeFile } from './read-exchange-file.ts';

/** Imports the kept files whose prerequisites have come meanwhile, until none is left that can go. */
export async function retryWaitingFiles(workspace: Workspace, job: JobHooks): Promise<readonly string[]> {
  const { gate } = workspace;
  const tables = new Set<string>();
  for (let ready = findReady(workspace); ready; ready = findReady(workspace)) {
    const file = ready;
    const outcome = await importFile(gate, file, {
      keep: true,
      nowMs: workspace.now(),
      publicKey: workspace.key?.publicKey ?? null,
      hooks: { slice: () => job.slice() },
      inspect: (result) => {
        dropWaitingFile(gate, file.hash);
        return result;
      },
    });
    for (const table of outcome.tables) tables.add(table);
  }
  return [...tables];
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
