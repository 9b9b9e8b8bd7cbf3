import { useCallback, useEffect, useState } from 'react';
import type { PaperRequest } from '../../../shared/paper/paper-request.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';

/** A print under way is shown once it lasts longer. */
const shownAfterMs = 1000;

export interface Printing {
  readonly busy: 'pdf' | 'printer' | null;
  /** True once it lasts long enough to be told, with a way out. */
  readonly isLong: boolean;
  readonly toPdf: (request: PaperRequest, suggestedName: string) => void;
  readonly toPrinter: (request: PaperRequest) => void;
  readonly cancel: () => void;
}

/** The two ways out of the preview: a file, and the printers of the system. */
export function usePrinting(): Printing {
  const { t } = useText();
  const { done, failed } = useNotify();
  const [busy, setBusy] = useState<'pdf' | 'printer' | null>(null);
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (busy === null) return;
    const timer = setTimeout(() => setIsLong(true), shownAfterMs);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [busy]);
  const run = useCallback(
    (way: 'pdf' | 'printer', work: () => Promise<void>) => {
      setBusy(way);
      work()
        .catch(failed)
        .finally(() => setBusy(null));
    },
    [failed],
  );
  return {
    busy,
    isLong,
    toPdf: (request, suggestedName) =>
      run('pdf', async () => {
        const written = await shell('shell.printPaper', { request, suggestedName });
        if (written) done(t('paper.done', { file: written.fileName, count: written.pages }));
      }),
    toPrinter: (request) =>
      run('printer', async () => {
        await shell('shell.sendToPrinter', request);
      }),
    cancel: () => {
      shell('shell.cancelPrint', {}).catch(failed);
    },
  };
}
