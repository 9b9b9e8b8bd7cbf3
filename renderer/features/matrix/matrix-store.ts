import { create } from 'zustand';
import { emptyMatrixFilter, type MatrixFilter } from '../../../shared/domain/matrix-filter.ts';

/** A pair of the matrix; the row need not exist. */
export interface MatrixPair {
  readonly domainId: string;
  readonly establishmentId: string;
}

interface MatrixState {
  readonly filter: MatrixFilter;
  readonly selected: MatrixPair | null;
  readonly panelOpen: boolean;
  /** Scroll offsets in pixels, kept so that coming back from a deployment finds the same view. */
  readonly scroll: { readonly top: number; readonly left: number };
  readonly narrow: (part: Partial<MatrixFilter>) => void;
  readonly clearFilter: () => void;
  readonly select: (pair: MatrixPair | null) => void;
  readonly openPanel: (pair: MatrixPair) => void;
  readonly closePanel: () => void;
  readonly rememberScroll: (scroll: { readonly top: number; readonly left: number }) => void;
}

/** What the user chose on the matrix: filter, selection, panel and scroll. Never the data. */
export const useMatrixStore = create<MatrixState>((set) => ({
  filter: emptyMatrixFilter,
  selected: null,
  panelOpen: false,
  scroll: { top: 0, left: 0 },
  narrow: (part) => set((state) => ({ filter: { ...state.filter, ...part } })),
  clearFilter: () => set({ filter: emptyMatrixFilter }),
  select: (selected) => set({ selected }),
  openPanel: (selected) => set({ selected, panelOpen: true }),
  closePanel: () => set({ panelOpen: false }),
  rememberScroll: (scroll) => set({ scroll }),
}));
