import { Button } from '@mantine/core';
import { IconPresentation } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { PaperRequest } from '../../../shared/paper/paper-request.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useJob } from '../../rpc/hooks.ts';

interface SlidesButtonProps {
  readonly request: PaperRequest;
  /** That of the PDF. */
  readonly pdfName: string;
  readonly disabled: boolean;
}

/** Writes the document as slides, to be edited in PowerPoint or LibreOffice. */
export function SlidesButton({ request, pdfName, disabled }: SlidesButtonProps) {
  const { t } = useText();
  const notify = useNotify();
  const { state, start } = useJob('report.slides');
  useEffect(() => {
    if (state.status === 'failed') notify.failed(state.error);
  }, [state, notify]);
  const save = async (): Promise<void> => {
    try {
      const suggestedName = pdfName.replace(/\.pdf$/, '.pptx');
      const file = await shell('shell.saveReport', { kind: 'pptx', suggestedName });
      const written = file && (await start({ grant: file.grant, request }));
      if (written) notify.done(t('paper.slidesDone', { count: written.slides, file: written.fileName }));
    } catch (error) {
      notify.failed(error);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconPresentation size={16} stroke={1.5} aria-hidden="true" />}
      disabled={disabled}
      loading={state.status === 'running'}
      onClick={() => void save()}
    >
      {t('paper.toSlides')}
    </Button>
  );
}
