import { create } from 'zustand';
import type { PlanChange } from '../../../shared/views/plan-view.ts';

/**
 * What became of a change that was proposed: `applied` with all that follows; `alone`: nothing follows, or only what was
 * moved shall move, and who proposed it writes it; `cancelled`: nothing is to be written.
 */
export type PlanOutcome = 'applied' | 'alone' | 'cancelled';

interface Proposal {
  readonly moves: PlanChange['moves'];
  /** Where they are made; null: in the real plan. */
  readonly scenarioId: string | null;
  readonly answer: (outcome: PlanOutcome) => void;
}

interface PlanChangeState {
  readonly proposal: Proposal | null;
  /** Shows what moves with these milestones, and waits for what the user makes of it. */
  readonly ask: (moves: PlanChange['moves'], scenarioId: string | null) => Promise<PlanOutcome>;
  readonly settle: (outcome: PlanOutcome) => void;
}

/** The change whose impact is being shown; one at a time, a new one takes the place of the former. */
export const usePlanChangeStore = create<PlanChangeState>()((set, get) => ({
  proposal: null,
  ask: (moves, scenarioId) =>
    new Promise((answer) => {
      get().settle('cancelled');
      set({ proposal: { moves, scenarioId, answer } });
    }),
  settle: (outcome) => {
    const { proposal } = get();
    set({ proposal: null });
    proposal?.answer(outcome);
  },
}));
