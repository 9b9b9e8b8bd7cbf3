import type { QueryClient } from '@tanstack/react-query';
import { contract, type ProcedureName } from '../../shared/contract.ts';
import type { Client } from '../../shared/rpc/create-client.ts';

/** Says whether an answer of this procedure may differ after these tables changed. */
export function isTouched(name: string, tables: readonly string[]): boolean {
  if (!Object.hasOwn(contract, name)) return false;
  const { kind, reads } = contract[name as ProcedureName];
  if (kind !== 'query') return false;
  return reads === 'all' || reads.some((table: string) => tables.includes(table));
}

/**
 * Keeps a cache true to the workspace: a change makes the answers that read its tables stale (those on screen are
 * asked again, and keep their old value meanwhile), another workspace empties it. The answer stops it.
 */
export function connectInvalidation(client: Client, cache: QueryClient): () => void {
  const stopChanges = client.on('data.changed', ({ tables }) => {
    void cache.invalidateQueries({ predicate: ({ queryKey }) => isTouched(String(queryKey[0]), tables) });
  });
  const stopReplacements = client.on('workspace.replaced', () => {
    void cache.resetQueries();
  });
  return () => {
    stopChanges();
    stopReplacements();
  };
}
