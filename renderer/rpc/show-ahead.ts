import type { QueryClient } from '@tanstack/react-query';
import type { InputOf, NamesOf, OutputOf } from '../../shared/contract.ts';

/**
 * Changes an answer in the cache to what a command under way will make of it. A refusal takes the change back; either
 * way the answer is then asked again. Nothing happens where the answer is not there.
 */
export function showAhead<N extends NamesOf<'query'>>(
  cache: QueryClient,
  name: N,
  input: InputOf<N>,
  command: Promise<unknown>,
  change: (answer: OutputOf<N>) => OutputOf<N>,
): void {
  const queryKey = [name, input];
  const before = cache.getQueryData<OutputOf<N>>(queryKey);
  if (before === undefined) return;
  // An answer still under way may not know of the command, and would take the change back for a moment.
  void cache.cancelQueries({ queryKey });
  const shown = cache.setQueryData<OutputOf<N>>(queryKey, change(before));
  const askAgain = (): void =>
    // What the command itself made stale is being asked already.
    void cache.invalidateQueries({ queryKey }, { cancelRefetch: false });
  command.then(askAgain, () => {
    if (cache.getQueryData(queryKey) === shown) cache.setQueryData(queryKey, before);
    askAgain();
  });
}
