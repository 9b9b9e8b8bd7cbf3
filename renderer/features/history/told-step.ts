import type { HistoryView, StepWordsView } from '../../../shared/views/workspace-view.ts';
import type { HistoryStep } from './keyboard-step.ts';

/** A notice about a step taken: the way back it offers, and what that step was. */
export interface ToldStep {
  readonly back: HistoryStep;
  readonly words: StepWordsView;
}

/**
 * Whether the way back a notice offers was there and is no more, e.g. to redo after a new gesture. One that is not there
 * yet is not lost: the answer to the step may come before the history is asked again.
 */
export function isBackLost({ back, words }: ToldStep, before: HistoryView | null, now: HistoryView): boolean {
  return isSame(before?.[back] ?? null, words) && !isSame(now[back], words);
}

function isSame(a: StepWordsView | null, b: StepWordsView): boolean {
  return (
    a !== null && a.change === b.change && a.table === b.table && a.count === b.count && a.place === b.place
  );
}
