import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus, IconServer } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { AssetChangeRow, LotRow, LotsView } from '../../../shared/views/lots-view.ts';
import { driftSentence } from '../../../shared/paper/lots-part.ts';
import { DataTable, type TableSource } from '../../components/data-table/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { TableExport } from '../../components/table-export.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { navigate, useRoute } from '../../state/route.ts';
import { BurnUp } from './burn-up.tsx';
import { changeColumns } from './change-columns.tsx';
import { ChangePanel } from './change-panel.tsx';
import { lotColumns } from './lot-columns.tsx';
import { LotPanel, NewLotPanel } from './lot-panel.tsx';
import classes from './lots.module.css';

/** What moves to a host lot by lot, how far it is, and why there is more of it than was planned. */
export function LotsPage() {
  const query = useApiQuery('lots.view', {});
  return <QueryGate query={query}>{(view) => <LotsScreen view={view} />}</QueryGate>;
}

/** What the panel is about besides a lot of the address: a new lot, or a line of the log with its lot. */
type Writing =
  | { readonly what: 'lot' }
  | { readonly what: 'change'; readonly id: string | null; readonly lotId: string | null };

const shownLists = ['lots', 'log'] as const;

const rowId = ({ id }: { readonly id: string }): string => id;

function LotsScreen({ view }: { readonly view: LotsView }) {
  const { t, language } = useText();
  const route = useRoute();
  const [shown, setShown] = useState<(typeof shownLists)[number]>('lots');
  const [writing, setWriting] = useState<Writing | null>(null);
  const source: TableSource = useRef(null);
  const openId = route.name === 'lots' ? (route.lot ?? null) : null;
  const openLot = useCallback(({ id }: LotRow) => {
    setWriting(null);
    navigate({ name: 'lots', lot: id });
  }, []);
  const openChange = useCallback(
    ({ id, lotId }: AssetChangeRow) => setWriting({ what: 'change', id, lotId }),
    [],
  );
  const columns = useMemo(() => lotColumns(t, language), [t, language]);
  const logColumns = useMemo(() => changeColumns(t, language, openChange), [t, language, openChange]);
  const done = view.lots.filter(({ status }) => status === 'done').length;
  const addLot = (
    <Button
      leftSection={<IconPlus size={16} stroke={1.5} aria-hidden="true" />}
      onClick={() => setWriting({ what: 'lot' })}
    >
      {t('lots.add')}
    </Button>
  );
  const addChange = (lotId: string | null): void => setWriting({ what: 'change', id: null, lotId });
  return (
    <Screen
      title={t('lots.title')}
      subtitle={
        view.lots.length > 0 &&
        [t('lots.done', { done, of: view.lots.length }), driftSentence(view, { t, language })].join(' · ')
      }
      toolbar={
        <SegmentedControl
          aria-label={t('lots.view')}
          data={shownLists.map((value) => ({ value, label: t(`lots.view.${value}`) }))}
          value={shown}
          onChange={(value) => setShown(shownLists.find((known) => known === value) ?? 'lots')}
        />
      }
      actions={
        <>
          <TableExport title={shown === 'lots' ? t('lots.title') : t('lots.log')} source={source} />
          {shown === 'lots' ? (
            addLot
          ) : (
            <Button
              leftSection={<IconPlus size={16} stroke={1.5} aria-hidden="true" />}
              onClick={() => addChange(null)}
            >
              {t('lots.addChange')}
            </Button>
          )}
        </>
      }
      panel={
        <Panel
          view={view}
          writing={writing}
          openId={openId}
          onClose={() => {
            if (writing === null) navigate({ name: 'lots' });
            setWriting(null);
          }}
          onCreated={(id) => {
            setWriting(null);
            if (id !== null) navigate({ name: 'lots', lot: id });
          }}
          onChange={(change, lotId) => (change === null ? addChange(lotId) : openChange(change))}
        />
      }
    >
      <div className={classes.page}>
        {view.lots.length > 0 ? <BurnUp view={view} /> : <span />}
        {shown === 'lots' ? (
          <DataTable
            key="lots"
            label={t('lots.title')}
            source={source}
            rows={view.lots}
            columns={columns}
            rowId={rowId}
            revealId={openId}
            onOpen={openLot}
            {...(openId === null ? {} : { onActiveRow: openLot })}
            empty={
              <EmptyState
                icon={<IconServer size={32} stroke={1.5} />}
                title={t('lots.emptyTitle')}
                actions={addLot}
              >
                {t('lots.emptyText')}
              </EmptyState>
            }
          />
        ) : (
          <DataTable
            key="log"
            label={t('lots.log')}
            source={source}
            rows={view.changes}
            columns={logColumns}
            rowId={rowId}
            onOpen={openChange}
            empty={
              <EmptyState icon={<IconServer size={32} stroke={1.5} />} title={t('lots.noChanges')}>
                {t('lots.noChangesText')}
              </EmptyState>
            }
          />
        )}
      </div>
    </Screen>
  );
}

interface PanelProps {
  readonly view: LotsView;
  readonly writing: Writing | null;
  readonly openId: string | null;
  readonly onClose: () => void;
  readonly onCreated: (id: string | null) => void;
  readonly onChange: (change: AssetChangeRow | null, lotId: string | null) => void;
}

function Panel({ view, writing, openId, onClose, onCreated, onChange }: PanelProps) {
  if (writing?.what === 'lot') return <NewLotPanel view={view} onClose={onClose} onCreated={onCreated} />;
  if (writing?.what === 'change')
    return (
      <ChangePanel
        key={writing.id}
        view={view}
        change={view.changes.find(({ id }) => id === writing.id) ?? null}
        lotId={writing.lotId}
        onClose={onClose}
      />
    );
  const lot = view.lots.find(({ id }) => id === openId);
  if (!lot) return null;
  return (
    <LotPanel
      key={lot.id}
      view={view}
      lot={lot}
      onClose={onClose}
      onChange={(change) => onChange(change, lot.id)}
    />
  );
}
