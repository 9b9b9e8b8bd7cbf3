import { Button } from '@mantine/core';
import { IconBuildingCommunity, IconPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { foldText } from '../../../shared/domain/fold-text.ts';
import type { PartnerRow, PartnersView } from '../../../shared/views/partner-view.ts';
import { DataTable, type TableSource } from '../../components/data-table/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { TextFilter } from '../../components/filter-bar.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { TableExport } from '../../components/table-export.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { navigate, useRoute } from '../../state/route.ts';
import { NewPartnerPanel, PartnerPanel } from './partner-panel.tsx';
import { partnerColumns } from './partner-columns.tsx';

/** Bodies outside the group that take part, and what each has to do by when. */
export function PartnersPage() {
  const query = useApiQuery('partner.view', {});
  return <QueryGate query={query}>{(view) => <PartnersScreen view={view} />}</QueryGate>;
}

const rowId = ({ id }: PartnerRow): string => id;

function PartnersScreen({ view }: { readonly view: PartnersView }) {
  const { t } = useText();
  const route = useRoute();
  const [wanted, setWanted] = useState('');
  const [adding, setAdding] = useState(false);
  const source: TableSource = useRef(null);
  const openId = route.name === 'partners' ? (route.partner ?? null) : null;
  const partner = view.partners.find(({ id }) => id === openId) ?? null;
  const columns = useMemo(() => partnerColumns(t, view.actions), [t, view.actions]);
  const rows = useMemo(() => {
    const text = foldText(wanted);
    return view.partners.filter(({ name, kind }) =>
      foldText(`${name} ${t(`partners.kind.${kind}`)}`).includes(text),
    );
  }, [view.partners, wanted, t]);
  const open = useCallback((row: PartnerRow) => navigate({ name: 'partners', partner: row.id }), []);
  const close = useCallback(() => navigate({ name: 'partners' }), []);
  const late = view.actions.filter((action) => action.late).length;
  const panel = adding ? (
    <NewPartnerPanel
      basis={view.basis}
      onClose={() => setAdding(false)}
      onCreated={(id) => {
        setAdding(false);
        if (id !== null) navigate({ name: 'partners', partner: id });
      }}
    />
  ) : (
    partner && <PartnerPanel key={partner.id} view={view} partner={partner} onClose={close} />
  );
  const isNarrowed = wanted.trim() !== '';
  return (
    <Screen
      title={t('partners.title')}
      subtitle={[
        t('partners.count', { count: view.partners.length }),
        late > 0 && t('partners.countLate', { count: late }),
      ]
        .filter(Boolean)
        .join(' · ')}
      toolbar={<TextFilter value={wanted} onChange={setWanted} label={t('partners.search')} />}
      actions={
        <>
          <TableExport title={t('partners.title')} source={source} />
          <Button
            leftSection={<IconPlus size={16} stroke={1.5} aria-hidden="true" />}
            aria-label={t('partners.addLabel')}
            onClick={() => setAdding(true)}
          >
            {t('partners.add')}
          </Button>
        </>
      }
      panel={panel}
    >
      <DataTable
        label={t('partners.title')}
        source={source}
        rows={rows}
        columns={columns}
        rowId={rowId}
        revealId={openId}
        onOpen={open}
        {...(openId === null ? {} : { onActiveRow: open })}
        empty={
          <EmptyState
            icon={<IconBuildingCommunity size={32} stroke={1.5} />}
            title={isNarrowed ? t('partners.noneFound') : t('partners.emptyTitle')}
            actions={
              isNarrowed ? (
                <Button onClick={() => setWanted('')}>{t('common.resetFilters')}</Button>
              ) : undefined
            }
          >
            {isNarrowed ? t('partners.noneFoundText') : t('partners.emptyText')}
          </EmptyState>
        }
      />
    </Screen>
  );
}
