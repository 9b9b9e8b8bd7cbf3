import { create } from 'zustand';
import { emptyPeopleFilter, type PeopleFilter } from './people-filter.ts';

interface PeopleState {
  readonly filter: PeopleFilter;
  readonly narrow: (part: Partial<PeopleFilter>) => void;
  readonly clearFilter: () => void;
}

/** What the user chose on the screen of people. */
export const usePeopleStore = create<PeopleState>((set) => ({
  filter: emptyPeopleFilter,
  narrow: (part) => set((state) => ({ filter: { ...state.filter, ...part } })),
  clearFilter: () => set({ filter: emptyPeopleFilter }),
}));
