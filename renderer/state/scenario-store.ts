import { create } from 'zustand';

interface ScenarioState {
  /** The scenario the planning shows and moves in; null: the real plan. Every other screen shows the real plan. */
  readonly scenarioId: string | null;
  readonly choose: (scenarioId: string | null) => void;
}

/** Which plan the planning is of. Kept while other screens are open, never beyond the window. */
export const useScenarioStore = create<ScenarioState>()((set) => ({
  scenarioId: null,
  choose: (scenarioId) => set({ scenarioId }),
}));
