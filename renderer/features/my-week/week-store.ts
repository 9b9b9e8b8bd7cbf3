import { create } from 'zustand';
import type { WeekAnswer } from '../../../shared/views/week-view.ts';

/** An answer given in this sitting, and the row by which it can be taken back. */
export interface Said {
  readonly kind: WeekAnswer['kind'];
  readonly made: string;
}

interface WeekState {
  readonly said: ReadonlyMap<string, Said>;
  readonly note: (milestoneId: string, said: Said) => void;
}

/** What was answered since the application opened, by milestone: undo reaches no further back. */
export const useWeekStore = create<WeekState>()((set) => ({
  said: new Map(),
  note: (milestoneId, said) => set((state) => ({ said: new Map(state.said).set(milestoneId, said) })),
}));
