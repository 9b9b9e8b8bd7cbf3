import { Button, Group } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { useEffect } from 'react';
import { formatDate, formatInstantDay } from '../../../shared/i18n/format.ts';
import type { WorkbookList } from '../../../shared/views/workbook-view.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { useConfirm } from '../../components/use-confirm.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { shell } from '../../rpc/backend.ts';
import { useApiQuery, useCommand, useJob } from '../../rpc/hooks.ts';
import classes from './workbook.module.css';

interface WorkbookListScreenProps {
  readonly isBusy: boolean;
  readonly onChoose: () => void;
}

/** Changes told under a workbook before the others are only counted. */
const MOST_TOLD = 8;

/** The workbooks a planning was read from, and a way to read another. */
export function WorkbookListScreen({ isBusy, onChoose }: WorkbookListScreenProps) {
  const { t } = useText();
  const query = useApiQuery('workbook.list', {});
  const choose = (
    <Button
      leftSection={<IconFileSpreadsheet size={16} stroke={1.5} aria-hidden="true" />}
      loading={isBusy}
      onClick={onChoose}
    >
      {t('workbook.choose')}
    </Button>
  );
  return (
    <QueryGate query={query}>
      {({ workbooks }) => (
        <Screen title={t('workbook.title')} actions={workbooks.length > 0 && choose}>
          {workbooks.length === 0 ? (
            <EmptyState
              icon={<IconFileSpreadsheet size={32} stroke={1.5} />}
              title={t('workbook.emptyTitle')}
              actions={choose}
            >
              {t('workbook.emptyText')}
            </EmptyState>
          ) : (
            <ul className={classes.workbooks}>
              {workbooks.map((workbook) => (
                <Kept key={workbook.id} workbook={workbook} />
              ))}
            </ul>
          )}
        </Screen>
      )}
    </QueryGate>
  );
}

function Kept({ workbook }: { readonly workbook: WorkbookList['workbooks'][number] }) {
  const { t } = useText();
  const notify = useNotify();
  const confirm = useConfirm();
  const { start, state } = useJob('workbook.export');
  const forget = useCommand('workbook.forget');
  const { id, name, domainName, readAt, cells, changes } = workbook;
  useEffect(() => {
    if (state.status === 'failed') notify.failed(state.error);
  }, [state, notify]);
  const write = async (): Promise<void> => {
    try {
      const file = await shell('shell.saveReport', { kind: 'xlsx', suggestedName: name });
      const written = file && (await start({ grant: file.grant, id }));
      if (!written) return;
      const { fileName: target, written: count, kept } = written;
      notify.done(
        [
          t('workbook.exported', { file: target, count }),
          kept.length > 0 && t('workbook.formulasKept', { cells: kept.join(', ') }),
        ]
          .filter(Boolean)
          .join(' '),
      );
    } catch (error) {
      notify.failed(error);
    }
  };
  const askForget = async (): Promise<void> => {
    const agreed = await confirm({
      title: t('workbook.forgetTitle'),
      text: t('workbook.forgetText', { name }),
      action: t('workbook.forget'),
    });
    if (agreed) forget.mutate({ id }, { onError: notify.failed });
  };
  const told = changes.slice(0, MOST_TOLD);
  return (
    <li className={classes.workbook}>
      <div className={classes.head}>
        <div>
          <h2 className={classes.name}>{name}</h2>
          <p className={classes.quiet}>
            {[
              domainName,
              t('workbook.readOn', { day: formatInstantDay(readAt) }),
              t('workbook.cells', { count: cells }),
            ].join(' · ')}
          </p>
        </div>
        <Group gap="xs" wrap="nowrap">
          <Button variant="subtle" color="gray" onClick={() => void askForget()}>
            {t('workbook.forget')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.5} aria-hidden="true" />}
            loading={state.status === 'running'}
            onClick={() => void write()}
          >
            {t('workbook.export')}
          </Button>
        </Group>
      </div>
      <p>
        {changes.length === 0 ? t('workbook.noChange') : t('workbook.changes', { count: changes.length })}
      </p>
      {told.length > 0 && (
        <ul className={classes.changes}>
          {told.map(({ sheet, ref, label, from, to }) => (
            <li key={`${sheet} ${ref}`}>
              <span className={classes.cell}>{`${sheet} ${ref}`}</span>
              {label}
              <span className={classes.days}>
                {t('workbook.change', {
                  from: from === null ? '–' : formatDate(from),
                  to: to === null ? '–' : formatDate(to),
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {changes.length > told.length && (
        <p className={classes.quiet}>{t('workbook.more', { count: changes.length - told.length })}</p>
      )}
    </li>
  );
}
