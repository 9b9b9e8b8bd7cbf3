import { create } from 'zustand';

interface FrameState {
  /** Navigation with its words: as the width allows (null) until the user chose. */
  readonly navigationOpen: boolean | null;
  readonly setNavigationOpen: (open: boolean) => void;
  /** A file to receive, chosen, dropped or double-clicked, until the exchange screen takes it. */
  readonly incoming: { readonly grant: string; readonly fileName: string } | null;
  readonly setIncoming: (file: { readonly grant: string; readonly fileName: string } | null) => void;
  /** A planning dropped on the window, until its screen takes it. */
  readonly workbook: { readonly grant: string; readonly fileName: string } | null;
  readonly setWorkbook: (file: { readonly grant: string; readonly fileName: string } | null) => void;
}

/** What the frame remembers between screens. */
export const useFrameStore = create<FrameState>()((set) => ({
  navigationOpen: null,
  setNavigationOpen: (navigationOpen) => set({ navigationOpen }),
  incoming: null,
  setIncoming: (incoming) => set({ incoming }),
  workbook: null,
  setWorkbook: (workbook) => set({ workbook }),
}));
