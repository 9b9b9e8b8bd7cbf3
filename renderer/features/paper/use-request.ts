import { useCallback } from 'react';
import {
  paperRequestSchema,
  usualRequest,
  type PaperDocument,
  type PaperRequest,
} from '../../../shared/paper/paper-request.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useApiQuery, useCommand } from '../../rpc/hooks.ts';
import { usePaperStore } from './paper-store.ts';

export interface RequestInHand {
  /** Null while the choices of this post are not read yet. */
  readonly request: PaperRequest | null;
  /** Changes choices of the document that is looked at; they are kept on this post. */
  readonly choose: (change: Partial<PaperRequest>) => void;
}

/** What would be printed now: the kept choices of the document, and what it is about. */
export function useRequest(): RequestInHand {
  const { failed } = useNotify();
  const document = usePaperStore((state) => state.document);
  const subject = usePaperStore((state) => state.subjects[document] ?? null);
  const edition = usePaperStore((state) => state.edition);
  const kept = useApiQuery('paper.choices', {}).data;
  const { mutate } = useCommand('paper.keepChoice');
  const request = kept
    ? {
        ...usualRequest(document, subject),
        ...kept.choices.find((choice) => choice.document === document),
        subject,
        edition,
        issue: null,
      }
    : null;
  const key = request && JSON.stringify(request);
  const choose = useCallback(
    (change: Partial<PaperRequest>) => {
      if (key === null) return;
      mutate(paperRequestSchema.parse({ ...JSON.parse(key), ...change }), { onError: failed });
    },
    [key, mutate, failed],
  );
  return { request, choose };
}

/** Documents in the order they are offered. */
export const offered: readonly {
  readonly part: 'group' | 'register' | 'subject';
  readonly documents: readonly PaperDocument[];
}[] = [
  { part: 'group', documents: ['weather', 'map', 'moved', 'milestones', 'pack'] },
  { part: 'register', documents: ['decisions', 'risks', 'lots'] },
  { part: 'subject', documents: ['flash', 'sheet', 'site', 'restart'] },
];
