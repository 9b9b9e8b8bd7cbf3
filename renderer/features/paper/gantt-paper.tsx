import { Alert, Button, Group, Menu } from '@mantine/core';
import { IconFileTypePdf, IconPhoto, IconPrinter } from '@tabler/icons-react';
import type { PrintOptions } from '../../../shared/print-request.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadingState } from '../../components/loading-state.tsx';
import { isoOfDate } from '../../components/local-day.ts';
import { Screen } from '../../components/screen.tsx';
import { useText } from '../../i18n.ts';
import { usePlanningOnScreen } from '../../state/planning-on-screen.ts';
import { DocumentList } from './document-list.tsx';
import { GanttChoices } from './gantt-choices.tsx';
import { ganttOptions } from './gantt-look.ts';
import { useGanttPaper } from './gantt-paper-store.ts';
import styles from './paper.module.css';
import { PaperPreview } from './paper-preview.tsx';
import { PrintProgress } from './print-progress.tsx';
import { usePaperStore } from './paper-store.ts';
import { type Composed, useComposed } from './use-composed.ts';
import { useGanttChoices } from './use-gantt-choices.ts';
import { usePicture } from './use-picture.ts';
import { type Printing, usePrinting } from './use-printing.ts';
import { ZoomChoice } from './zoom-choice.tsx';

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

/** The planning on paper: its choices at the left, its sheets at the right. */
export function GanttPaper() {
  const { t } = useText();
  const { choices, choose } = useGanttChoices();
  const look = useGanttPaper((state) => state.look);
  const screen = usePlanningOnScreen((state) => state.shown);
  const options = choices && ganttOptions(choices, look, screen);
  const composed = useComposed(options);
  const printing = usePrinting();
  const pages = composed.document?.pages.length ?? 0;
  return (
    <Screen
      title={t('paper.title')}
      subtitle={pages > 0 && t('paper.pages', { count: pages })}
      actions={options && <Actions options={options} document={composed.document} printing={printing} />}
    >
      <div className={styles.screen}>
        <div className={styles.side}>
          <DocumentList />
          {choices && <GanttChoices choices={choices} choose={choose} screen={screen} />}
        </div>
        <div className={styles.main}>
          <PrintProgress printing={printing} />
          <Work composed={composed} onAccept={(high) => choose({ fit: withHeight(options, high) })} />
        </div>
      </div>
    </Screen>
  );
}

function withHeight(options: PrintOptions | null, high: number): PrintOptions['fit'] {
  const wide = options?.fit && 'wide' in options.fit ? options.fit.wide : 1;
  return { wide, high };
}

interface WorkProps {
  readonly composed: Composed & { readonly isWorking: boolean };
  /** Takes so many sheets, one above the other. */
  readonly onAccept: (high: number) => void;
}

function Work({ composed, onAccept }: WorkProps) {
  const { t } = useText();
  const zoom = usePaperStore((state) => state.zoom);
  const { document, error, isWorking } = composed;
  if (error !== null && !isWorking) return <ErrorState error={error} />;
  if (!document) return <LoadingState />;
  if (document.pages.length === 0)
    return (
      <EmptyState icon={<IconPrinter size={32} stroke={1.5} />} title={t('gantt.paper.empty')}>
        {t('gantt.paper.empty.what')}
      </EmptyState>
    );
  const { proposal } = document;
  return (
    <>
      {proposal && (
        <Alert color="yellow" role="status" className={styles.notice ?? ''}>
          <Group justify="space-between" wrap="nowrap">
            {proposal.words}
            <Button variant="default" onClick={() => onAccept(proposal.high)}>
              {t('gantt.paper.accept', { count: proposal.high })}
            </Button>
          </Group>
        </Alert>
      )}
      <PaperPreview document={document} zoom={zoom} isStale={isWorking} />
    </>
  );
}

interface ActionsProps {
  readonly options: PrintOptions;
  readonly document: Composed['document'];
  readonly printing: Printing;
}

function Actions({ options, document, printing }: ActionsProps) {
  const { t } = useText();
  const pictures = usePicture();
  const isFree = document !== null && document.pages.length > 0 && printing.busy === null;
  const named = {
    title: (document?.title ?? '').replaceAll(/[\\/:*?"<>|·]/g, '-'),
    day: isoOfDate(new Date()),
  };
  const pictureName = t('gantt.paper.pictureName', named);
  return (
    <>
      <ZoomChoice />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconPhoto {...icon} />}
            disabled={!isFree}
            loading={pictures.isBusy}
          >
            {t('gantt.paper.picture')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => pictures.make('copy', options, pictureName)}>
            {t('gantt.paper.copy')}
          </Menu.Item>
          <Menu.Item onClick={() => pictures.make('png', options, pictureName)}>
            {t('gantt.paper.png')}
          </Menu.Item>
          <Menu.Item onClick={() => pictures.make('svg', options, pictureName)}>
            {t('gantt.paper.svg')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        leftSection={<IconPrinter {...icon} />}
        disabled={!isFree}
        loading={printing.busy === 'printer'}
        onClick={() => printing.toPrinter(options)}
      >
        {t('paper.toPrinter')}
      </Button>
      <Button
        leftSection={<IconFileTypePdf {...icon} />}
        disabled={!isFree}
        loading={printing.busy === 'pdf'}
        onClick={() => printing.toPdf(options, t('paper.fileName', named))}
      >
        {t('paper.toPdf')}
      </Button>
    </>
  );
}
