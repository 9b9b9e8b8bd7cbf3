import { Button } from '@mantine/core';
import { IconFileTypePdf, IconPrinter, IconRubberStamp } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { isKeptAsSheets } from '../../../shared/paper/document.ts';
import { type PaperRequest, slideDocuments } from '../../../shared/paper/paper-request.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingState } from '../../components/loading-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { usePlanningOnScreen } from '../../state/planning-on-screen.ts';
import { DocumentList } from './document-list.tsx';
import { usualLook } from './gantt-look.ts';
import { GanttPaper } from './gantt-paper.tsx';
import { useGanttPaper } from './gantt-paper-store.ts';
import { IssueDialog } from './issue-dialog.tsx';
import { PaperChoices } from './paper-choices.tsx';
import { PaperPreview } from './paper-preview.tsx';
import styles from './paper.module.css';
import { needsSubject, usePaperStore } from './paper-store.ts';
import { PrintProgress } from './print-progress.tsx';
import { SlidesButton } from './slides-button.tsx';
import { useComposed, type Composed } from './use-composed.ts';
import { usePrinting, type Printing } from './use-printing.ts';
import { useRequest } from './use-request.ts';
import { ZoomChoice } from './zoom-choice.tsx';

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** Documents at the left, the sheets as they will be printed at the right. */
export function PaperPage() {
  const isPlanning = useGanttPaper((state) => state.isOpen);
  const isAsked = usePlanningOnScreen((state) => state.isAsked);
  useEffect(() => {
    if (!isAsked) return;
    useGanttPaper.getState().open(true);
    useGanttPaper.getState().setLook(usualLook);
    usePlanningOnScreen.getState().answered();
  }, [isAsked]);
  return isPlanning || isAsked ? <GanttPaper /> : <DocumentPaper />;
}

function DocumentPaper() {
  const { t } = useText();
  const { request, choose } = useRequest();
  const isReady = request !== null && (!needsSubject(request) || request.subject !== null);
  const composed = useComposed(isReady ? request : null);
  const printing = usePrinting();
  const pages = composed.document?.pages.length ?? 0;
  return (
    <Screen
      title={t('paper.title')}
      subtitle={isReady && pages > 0 && t('paper.pages', { count: pages })}
      actions={
        request && (
          <Actions
            request={request}
            title={isReady ? (composed.document?.title ?? null) : null}
            printing={printing}
          />
        )
      }
    >
      <div className={styles.screen}>
        <div className={styles.side}>
          <DocumentList />
          {request && <PaperChoices request={request} choose={choose} />}
        </div>
        <div className={styles.main}>
          <PrintProgress printing={printing} />
          {request && <Work request={request} isReady={isReady} composed={composed} />}
        </div>
      </div>
    </Screen>
  );
}

function Work({
  request,
  isReady,
  composed,
}: {
  readonly request: PaperRequest;
  readonly isReady: boolean;
  readonly composed: Composed & { readonly isWorking: boolean };
}) {
  const { t } = useText();
  const zoom = usePaperStore((state) => state.zoom);
  const { document } = request;
  if (
    !isReady &&
    (document === 'sheet' || document === 'flash' || document === 'site' || document === 'restart')
  )
    return (
      <EmptyState icon={<IconPrinter size={32} stroke={1.5} />} title={t(`paper.document.${document}`)}>
        {t(`paper.choose.${document}`)}
      </EmptyState>
    );
  if (composed.error !== null && !composed.isWorking) return <ErrorState error={composed.error} />;
  if (!composed.document) return <LoadingState />;
  return <PaperPreview document={composed.document} zoom={zoom} isStale={composed.isWorking} />;
}

interface ActionsProps {
  readonly request: PaperRequest;
  /** Of the document as it is laid out; null while there is nothing to print. */
  readonly title: string | null;
  readonly printing: Printing;
}

function Actions({ request, title, printing }: ActionsProps) {
  const { t } = useText();
  const [issuing, setIssuing] = useState(false);
  const view = useApiQuery('paper.committees', {}).data;
  const isFree = title !== null && printing.busy === null;
  const name = t('paper.fileName', {
    title: (title ?? '').replaceAll(/[\\/:*?"<>|·]/g, '-'),
    day: view?.today ?? '',
  });
  return (
    <>
      <ZoomChoice />
      {title !== null && request.edition === null && view && (
        <Button
          variant="default"
          leftSection={<IconRubberStamp {...icon} />}
          onClick={() => setIssuing(true)}
        >
          {t('paper.issue')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconPrinter {...icon} />}
        disabled={!isFree}
        loading={printing.busy === 'printer'}
        onClick={() => printing.toPrinter(request)}
      >
        {t('paper.toPrinter')}
      </Button>
      {slideDocuments.some((known) => known === request.document) && !isKeptAsSheets(request) && (
        <SlidesButton request={request} pdfName={name} disabled={!isFree} />
      )}
      <Button
        leftSection={<IconFileTypePdf {...icon} />}
        disabled={!isFree}
        loading={printing.busy === 'pdf'}
        onClick={() => printing.toPdf(request, name)}
      >
        {t('paper.toPdf')}
      </Button>
      {issuing && view && <IssueDialog request={request} view={view} onClose={() => setIssuing(false)} />}
    </>
  );
}
