import { create } from 'zustand';
import type { PrintOptions } from '../../shared/print-request.ts';

/** What the planning shows, as it may be printed; `from` and `to` are the days in its chart. */
export type PlanningOnScreen = Pick<
  PrintOptions,
  | 'groupBy'
  | 'establishmentIds'
  | 'domainIds'
  | 'filter'
  | 'baselineId'
  | 'scenarioId'
  | 'criticalPath'
  | 'columns'
> & { readonly from: string; readonly to: string };

interface PlanningOnScreenState {
  /** The planning as it was when somebody asked to print it; null before. */
  readonly shown: PlanningOnScreen | null;
  /** Whether it is to be printed now: the next preview begins with it. */
  readonly isAsked: boolean;
  readonly ask: (shown: PlanningOnScreen) => void;
  readonly answered: () => void;
}

/** Hands what the planning shows to the preview of what is printed. */
export const usePlanningOnScreen = create<PlanningOnScreenState>()((set) => ({
  shown: null,
  isAsked: false,
  ask: (shown) => set({ shown, isAsked: true }),
  answered: () => set({ isAsked: false }),
}));
