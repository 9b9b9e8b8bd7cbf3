import { useEffect, useReducer, useState } from 'react';
import { composeDocument, type ComposedDocument } from '../../../shared/paper/document.ts';
import type { PaperRequest } from '../../../shared/paper/paper-request.ts';
import { useLabels } from '../../components/use-labels.ts';
import { useText } from '../../i18n.ts';
import { createPrintMeasure, loadPrintFonts } from '../../print/print-fonts.ts';
import { backend } from '../../rpc/backend.ts';
import { useBackendEvent } from '../../rpc/hooks.ts';

export interface Composed {
  /** What was last laid out; of the former request while the new one is under way. */
  readonly document: ComposedDocument | null;
  /** The request it answers. */
  readonly of: string | null;
  /** The state of the data it was made from, counted in changes. */
  readonly turn: number;
  readonly error: unknown;
}

const nothing: Composed = { document: null, of: null, turn: 0, error: null };
let measure: ReturnType<typeof createPrintMeasure> | null = null;

/** The sheets of a request, made by the very function that makes those of the print; anew when data changed. */
export function useComposed(request: PaperRequest | null): Composed & { readonly isWorking: boolean } {
  const { t, language } = useText();
  const { label } = useLabels();
  const [composed, setComposed] = useState<Composed>(nothing);
  const [turn, again] = useReducer((count: number) => count + 1, 0);
  useBackendEvent('data.changed', ({ tables }) => {
    if (tables.some((table) => table !== 'setting')) again();
  });
  const key = request && JSON.stringify(request);
  useEffect(() => {
    if (key === null) return;
    let isWanted = true;
    const compose = async (): Promise<void> => {
      await loadPrintFonts();
      measure ??= createPrintMeasure();
      const document = await composeDocument(JSON.parse(key) as PaperRequest, backend, {
        t,
        language,
        label,
        measure,
      });
      if (isWanted) setComposed({ document, of: key, turn, error: null });
    };
    compose().catch((error: unknown) => {
      if (isWanted) setComposed({ document: null, of: key, turn, error });
    });
    return () => {
      isWanted = false;
    };
  }, [key, turn, t, language, label]);
  return { ...composed, isWorking: key !== null && composed.of !== key };
}
