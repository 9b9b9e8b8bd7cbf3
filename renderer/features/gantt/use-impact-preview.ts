import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { PlanChange, PlanImpactView } from '../../../shared/views/plan-view.ts';
import { backend } from '../../rpc/backend.ts';

/** What a change under way would push, or why that cannot be told; null while it is not known. */
export type ImpactPreview = PlanImpactView | Error | null;

export interface ImpactPreviews {
  /**
   * Answers what is known of these moves, and tells once more is. The backend is asked when the hand rests; the answer
   * to former moves is never told.
   */
  readonly of: (
    moves: PlanChange['moves'],
    scenarioId: string | null,
    tell: (known: ImpactPreview) => void,
  ) => ImpactPreview;
  /** The change is over. */
  readonly stop: () => void;
}

/** How long a hand rests before the backend is asked. */
const REST_MS = 120;

export function useImpactPreview(): ImpactPreviews {
  const asked = useRef<{ readonly key: string; readonly control: AbortController } | null>(null);
  const known = useRef<ImpactPreview>(null);

  const stop = useCallback(() => {
    asked.current?.control.abort();
    asked.current = null;
    known.current = null;
  }, []);
  const of = useCallback<ImpactPreviews['of']>(
    (moves, scenarioId, tell) => {
      const key = JSON.stringify([scenarioId, moves]);
      if (asked.current?.key === key) return known.current;
      stop();
      if (moves.length === 0) return null;
      const control = new AbortController();
      asked.current = { key, control };
      const answered = (answer: ImpactPreview): void => {
        if (control.signal.aborted) return;
        known.current = answer;
        tell(answer);
      };
      const ask = setTimeout(() => {
        backend
          .call(
            'plan.impact',
            { moves, direction: 'push', ...(scenarioId !== null && { scenarioId }) },
            { signal: control.signal },
          )
          .then(answered, (error: unknown) =>
            answered(error instanceof Error ? error : new Error(String(error))),
          );
      }, REST_MS);
      control.signal.addEventListener('abort', () => clearTimeout(ask));
      return null;
    },
    [stop],
  );
  useEffect(() => stop, [stop]);
  return useMemo(() => ({ of, stop }), [of, stop]);
}
