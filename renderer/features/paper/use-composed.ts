import { useEffect, useReducer, useState } from 'react';
import { composeDocument, type ComposedDocument } from '../../../shared/paper/document.ts';
import { pageSheets, requestedPrint } from '../../../shared/gantt/requested-print.ts';
import type { PaperRequest } from '../../../shared/paper/paper-request.ts';
import type { PaperSetting } from '../../../shared/paper/setting.ts';
import type { PrintOptions } from '../../../shared/print-request.ts';
import { backend } from '../../rpc/backend.ts';
import { useBackendEvent } from '../../rpc/hooks.ts';
import { usePaperSetting } from './use-paper-setting.ts';

/** A document, or the planning: with what to print instead where it cannot be read as it was asked for. */
export interface ComposedPlanning extends ComposedDocument {
  readonly proposal?: { readonly words: string; readonly high: number } | null;
}

export interface Composed {
  /** What was last laid out; of the former request while the new one is under way. */
  readonly document: ComposedPlanning | null;
  /** The request it answers. */
  readonly of: string | null;
  /** The state of the data it was made from, counted in changes. */
  readonly turn: number;
  readonly error: unknown;
}

const nothing: Composed = { document: null, of: null, turn: 0, error: null };

/** The sheets of a request, made by the very function that makes those of the print; anew when data changed. */
export function useComposed(
  request: PaperRequest | PrintOptions | null,
): Composed & { readonly isWorking: boolean } {
  const settingOf = usePaperSetting();
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
      const asked = JSON.parse(key) as PaperRequest | PrintOptions;
      const setting = await settingOf();
      const document =
        'document' in asked
          ? await composeDocument(asked, backend, setting)
          : await composePlanning(asked, setting);
      if (isWanted) setComposed({ document, of: key, turn, error: null });
    };
    compose().catch((error: unknown) => {
      if (isWanted) setComposed({ document: null, of: key, turn, error });
    });
    return () => {
      isWanted = false;
    };
  }, [key, turn, settingOf]);
  return { ...composed, isWorking: key !== null && composed.of !== key };
}

async function composePlanning(options: PrintOptions, setting: PaperSetting): Promise<ComposedPlanning> {
  const print = await requestedPrint(options, { ...setting, call: backend.call.bind(backend) });
  const { tooSmall, notice } = print;
  const proposal = tooSmall && notice !== null ? { words: notice, high: tooSmall.high } : null;
  return { title: print.title, pages: pageSheets(print), proposal };
}
