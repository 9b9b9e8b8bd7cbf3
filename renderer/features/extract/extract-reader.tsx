import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { formatDate, formatInstant } from '../../../shared/i18n/format.ts';
import type { ExtractView } from '../../../shared/views/extract-view.ts';
import { DataTable, type TableSource } from '../../components/data-table/data-table.tsx';
import type { GridColumn } from '../../components/data-table/table-features.ts';
import { DateText } from '../../components/date-text.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TextFilter } from '../../components/filter-bar.tsx';
import { LoadingState } from '../../components/loading-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { TableExport } from '../../components/table-export.tsx';
import { useText } from '../../i18n.ts';
import { useJob } from '../../rpc/hooks.ts';
import styles from './extract.module.css';
import { type ExtractRow, extractRows } from './extract-rows.ts';

interface ExtractReaderProps {
  readonly file: { readonly grant: string; readonly fileName: string };
  readonly passphrase: string | null;
  readonly onClose: () => void;
}

/** An extract received, shown and not kept: whoever is sent one needs no group of their own. */
export function ExtractReader({ file, passphrase, onClose }: ExtractReaderProps) {
  const { t } = useText();
  const { state, start } = useJob('extract.read');
  const [wanted, setWanted] = useState('');
  useEffect(() => void start({ grant: file.grant, passphrase }), [start, file.grant, passphrase]);
  const view = state.status === 'done' ? state.result : null;
  return (
    <Screen
      title={view ? t('trust.extractTitle', { group: view.groupName }) : file.fileName}
      subtitle={view ? t(`trust.extractFor.${view.scope}`, { name: view.name }) : ''}
      actions={
        <>
          {view && <TextFilter value={wanted} onChange={setWanted} label={t('trust.filterLines')} />}
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      {state.status === 'failed' ? (
        <ErrorState error={state.error} />
      ) : view ? (
        <ExtractTable view={view} wanted={wanted} />
      ) : (
        <LoadingState />
      )}
    </Screen>
  );
}

const rowId = ({ id }: ExtractRow): string => id;
const domainOf = ({ domain }: ExtractRow): string => domain;

function ExtractTable({ view, wanted }: { readonly view: ExtractView; readonly wanted: string }) {
  const { t } = useText();
  const source: TableSource = useRef(null);
  const rows = useMemo(() => extractRows(view, wanted), [view, wanted]);
  const columns = useMemo<readonly GridColumn<ExtractRow>[]>(() => {
    const text = (
      id: 'establishment' | 'stage' | 'product' | 'milestone' | 'status',
      width: number,
      grow = 0,
    ) => ({
      id,
      header: t(`trust.column.${id}`),
      width,
      grow,
      value: (row: ExtractRow) => row[id],
      cell: (row: ExtractRow) => row[id],
    });
    const day = (id: 'start' | 'end') => ({
      id,
      header: t(`trust.column.${id}`),
      width: 108,
      value: (row: ExtractRow) => row[id],
      sheet: [
        { header: t(`trust.column.${id}`), kind: 'date' as const, value: (row: ExtractRow) => row[id] },
      ],
      cell: (row: ExtractRow) => <DateText day={row[id]} />,
    });
    return [
      text('establishment', 170, 1),
      text('milestone', 230, 2),
      day('start'),
      day('end'),
      text('status', 110),
      text('stage', 120),
      text('product', 160, 1),
    ];
  }, [t]);
  const title = t('trust.extractTitle', { group: view.groupName });
  const facts = {
    at: formatInstant(view.writtenAt),
    from: view.from,
    date: view.dataDate === null ? '–' : formatDate(view.dataDate),
    fingerprint: view.fingerprint,
  };
  return (
    <div className={styles.reader}>
      <div className={styles.facts}>
        <p>
          {t('trust.extractFacts', facts)}
          <br />
          {t('trust.extractReadOnly')}
        </p>
        <TableExport title={title} source={source} dataDate={view.dataDate} />
      </div>
      <DataTable
        label={title}
        source={source}
        rows={rows}
        columns={columns}
        rowId={rowId}
        section={{ header: t('trust.column.domain'), of: domainOf }}
      />
    </div>
  );
}
