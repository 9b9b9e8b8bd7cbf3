import { create } from 'zustand';
import type { TemplateListView } from '../../../shared/views/template-view.ts';
import type { TemplateDraft } from './template-draft.ts';

/** What was changed and not saved, with what was on screen when the editing began. */
export interface KeptDraft {
  readonly draft: TemplateDraft;
  readonly basis: TemplateListView['basis'];
}

interface TemplatesState {
  /** By the id of the template. */
  readonly drafts: Readonly<Record<string, KeptDraft>>;
  readonly keep: (id: string, kept: KeptDraft) => void;
  readonly forget: (id: string) => void;
}

/** Changes not saved yet. Kept while another template or screen is open, never beyond the window. */
export const useTemplatesStore = create<TemplatesState>()((set) => ({
  drafts: {},
  keep: (id, kept) => set(({ drafts }) => ({ drafts: { ...drafts, [id]: kept } })),
  forget: (id) => set(({ drafts: { [id]: _gone, ...drafts } }) => ({ drafts })),
}));
