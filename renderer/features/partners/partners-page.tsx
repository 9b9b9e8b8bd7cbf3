import { IconBuildingCommunity, IconPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { foldText } from '../../../shared/domain/fold-text.ts';
import type { PartnerRow, PartnersView } from '../../../shared/views/partner-view.ts';
import { TextFilter } from '../../components/filter-bar.tsx';
import { ListScreen } from '../../components/list-screen.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
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

function PartnersScreen({ view }: { readonly view: PartnersView }) {
  const { t } = useText();
  const route = useRoute();
  const [wanted, setWanted] = useState('');
  const [adding, setAdding] = useState(false);
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
    <ListScreen
      title={t('partners.title')}
      subtitle={[
        t('partners.count', { count: view.partners.length }),
        late > 0 && t('partners.countLate', { count: late }),
      ]
        .filter(Boolean)
        .join(' · ')}
      toolbar={<TextFilter value={wanted} onChange={setWanted} label={t('partners.search')} />}
      rows={rows}
      columns={columns}
      openId={openId}
      onOpen={open}
      panel={panel}
      add={{
        word: t('partners.add'),
        label: t('partners.addLabel'),
        icon: <IconPlus size={16} stroke={1.5} aria-hidden="true" />,
        onAdd: () => setAdding(true),
      }}
      empty={{
        icon: <IconBuildingCommunity size={32} stroke={1.5} />,
        title: isNarrowed ? t('partners.noneFound') : t('partners.emptyTitle'),
        text: isNarrowed ? t('partners.noneFoundText') : t('partners.emptyText'),
      }}
      onClearFilters={isNarrowed ? () => setWanted('') : null}
    />
  );
}
