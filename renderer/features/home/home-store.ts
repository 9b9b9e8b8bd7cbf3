import { create } from 'zustand';
import type { Profile } from '../../../shared/domain/profile.ts';

interface HomeState {
  /** Chosen by hand; null: that of the user's role. */
  readonly profile: Profile | null;
  /** Chosen by hand; null: the user's own. */
  readonly siteId: string | null;
  readonly setProfile: (profile: Profile) => void;
  readonly setSite: (siteId: string) => void;
}

/** Whose home page is looked at, and for which site. */
export const useHomeStore = create<HomeState>()((set) => ({
  profile: null,
  siteId: null,
  setProfile: (profile) => set({ profile }),
  setSite: (siteId) => set({ siteId }),
}));
