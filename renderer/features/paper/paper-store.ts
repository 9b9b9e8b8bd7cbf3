import { create } from 'zustand';
import { type PaperDocument, type PaperRequest } from '../../../shared/paper/paper-request.ts';

type Subjects = Readonly<Partial<Record<PaperDocument, string>>>;

interface PaperState {
  readonly document: PaperDocument;
  /** What each document was last about. */
  readonly subjects: Subjects;
  /** The edition of the document that is looked at; null for that of today. */
  readonly edition: string | null;
  readonly zoom: 'width' | 'page';
  readonly setDocument: (document: PaperDocument) => void;
  readonly setSubject: (document: PaperDocument, subject: string | null) => void;
  readonly setEdition: (edition: string | null) => void;
  readonly setZoom: (zoom: 'width' | 'page') => void;
}

/** What is looked at in the preview; kept while other screens are open. Choices that outlive it are settings. */
export const usePaperStore = create<PaperState>()((set) => ({
  document: 'weather',
  subjects: {},
  edition: null,
  zoom: 'page',
  setDocument: (document) => set({ document, edition: null }),
  setSubject: (document, subject) =>
    set(({ subjects }) => {
      const { [document]: _former, ...others } = subjects;
      return { subjects: subject === null ? others : { ...others, [document]: subject }, edition: null };
    }),
  setEdition: (edition) => set({ edition }),
  setZoom: (zoom) => set({ zoom }),
}));

/** Documents that are about one thing, which must be chosen first. */
export function needsSubject({ document }: Pick<PaperRequest, 'document'>): boolean {
  return document === 'sheet' || document === 'flash' || document === 'site' || document === 'restart';
}
