import type { PlanChange, PlanImpactView } from '../../../shared/views/plan-view.ts';

/** What a change under way would push, or why that cannot be told; null while it is not known. */
export type ImpactPreview = PlanImpactView | Error | null;

export interface ImpactPreviews {
  /**
   * Answers what is known of these moves, and tells once more is. The backend is asked when the hand rests; the answer
   * to former moves is never told.
   */
  readonly of: (moves: PlanChange['moves'], tell: (known: ImpactPreview) => void) => ImpactPreview;
  /** The change is over. */
  readonly stop: () => void;
}

/** Asks what moves push; gives up when the signal says so. */
export type AskImpact = (moves: PlanChange['moves'], signal: AbortSignal) => Promise<PlanImpactView>;

/** How long a hand rests before the backend is asked. */
export const REST_MS = 120;

/** Previews of one change at a time; the latest moves win. */
export function createImpactPreviews(ask: AskImpact): ImpactPreviews {
  let asked: { readonly key: string; readonly control: AbortController } | null = null;
  let known: ImpactPreview = null;

  function stop(): void {
    asked?.control.abort();
    asked = null;
    known = null;
  }
  return {
    of: (moves, tell) => {
      const key = JSON.stringify(moves);
      if (asked?.key === key) return known;
      stop();
      if (moves.length === 0) return null;
      const control = new AbortController();
      asked = { key, control };
      const answered = (answer: ImpactPreview): void => {
        if (control.signal.aborted) return;
        known = answer;
        tell(answer);
      };
      const timer = setTimeout(() => {
        ask(moves, control.signal).then(answered, (error: unknown) =>
          answered(error instanceof Error ? error : new Error(String(error))),
        );
      }, REST_MS);
      control.signal.addEventListener('abort', () => clearTimeout(timer));
      return null;
    },
    stop,
  };
}
