import { create } from 'zustand';
import { type GanttLook, usualLook } from './gantt-look.ts';

interface GanttPaperState {
  /** Whether the planning is the document that is looked at. */
  readonly isOpen: boolean;
  readonly look: GanttLook;
  readonly open: (isOpen: boolean) => void;
  readonly setLook: (change: Partial<GanttLook>) => void;
}

/** The planning in the preview; kept while other screens are open. */
export const useGanttPaper = create<GanttPaperState>()((set) => ({
  isOpen: false,
  look: usualLook,
  open: (isOpen) => set({ isOpen }),
  setLook: (change) => set(({ look }) => ({ look: { ...look, ...change } })),
}));
