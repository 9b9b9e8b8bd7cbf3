import { useCallback, useState } from 'react';
import type { PaperRequest } from '../../../shared/paper/paper-request.ts';
import type { PrintOptions } from '../../../shared/print-request.ts';
import type { Progress } from '../../../shared/rpc/envelope.ts';
import { useLasting } from '../../components/use-lasting.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useBackendEvent } from '../../rpc/hooks.ts';

export interface Printing {
  readonly busy: 'pdf' | 'printer' | null;
  /** True once it lasts long enough to be told, with a way out. */
  readonly isLong: boolean;
  /** How far it is; null before its first sheet. */
  readonly progress: Progress | null;
  readonly toPdf: (request: PaperRequest | PrintOptions, suggestedName: string) => void;
  readonly toPrinter: (request: PaperRequest | PrintOptions) => void;
  readonly cancel: () => void;
}

/** The two ways out of the preview: a file, and the printers of the system. */
export function usePrinting(): Printing {
  const { t } = useText();
  const { done, failed } = useNotify();
  const [busy, setBusy] = useState<'pdf' | 'printer' | null>(null);
  const isLong = useLasting(busy !== null);
  const [progress, setProgress] = useState<Progress | null>(null);
  useBackendEvent('shell.printed', ({ drawn, of }) => {
    setProgress(
      drawn < of
        ? { key: 'paper.progress.drawn', fraction: drawn / of, details: { drawn, count: of } }
        : { key: 'paper.progress.written', fraction: null },
    );
  });
  const run = useCallback(
    (way: 'pdf' | 'printer', work: () => Promise<void>) => {
      setBusy(way);
      work()
        .catch(failed)
        .finally(() => {
          setBusy(null);
          setProgress(null);
        });
    },
    [failed],
  );
  return {
    busy,
    isLong,
    progress,
    toPdf: (request, suggestedName) =>
      run('pdf', async () => {
        const written = await ('document' in request
          ? shell('shell.printPaper', { request, suggestedName })
          : shell('shell.printGantt', request));
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
