import { useEffect } from 'react';
import { useNotify } from '../../components/use-notify.tsx';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { choicesOf, useGanttStore } from './gantt-store.ts';

/** How long the screen has to be left as it is before that is remembered. */
const REST_MS = 600;

/**
 * Shows the screen as it was left, once after each start, and remembers it whenever it changes. Answers whether it may
 * be drawn.
 */
export function useLastView(): boolean {
  const { failed } = useNotify();
  const isRestored = useGanttStore((state) => state.isRestored);
  const { data, error } = useApiQuery('planningView.list', {}, { enabled: !isRestored });
  const { mutate } = useCommand('planningView.keepLast');

  useEffect(() => {
    if (isRestored || (!data && !error)) return;
    const { showChoices, setRestored } = useGanttStore.getState();
    if (data?.last) showChoices(data.last.choices, data.last.viewId);
    if (error) failed(error);
    setRestored();
  }, [isRestored, data, error, failed]);

  useEffect(() => {
    if (!isRestored) return;
    let timer = 0;
    let kept = lastOf();
    const keep = (): void => {
      clearTimeout(timer);
      timer = 0;
      const last = lastOf();
      if (last === kept) return;
      kept = last;
      const { viewId, ...state } = useGanttStore.getState();
      mutate({ viewId, choices: choicesOf({ viewId, ...state }) }, { onError: failed });
    };
    const stop = useGanttStore.subscribe(() => {
      clearTimeout(timer);
      timer = window.setTimeout(keep, REST_MS);
    });
    return () => {
      stop();
      if (timer !== 0) keep();
    };
  }, [isRestored, mutate, failed]);
  return isRestored;
}

function lastOf(): string {
  const state = useGanttStore.getState();
  return JSON.stringify([state.viewId, choicesOf(state)]);
}
