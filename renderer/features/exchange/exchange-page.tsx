import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { useFrameStore } from '../../state/frame-store.ts';
import { useRoute } from '../../state/route.ts';
import { ExchangeOverview } from './exchange-overview.tsx';
import { ExchangeTabs } from './exchange-tabs.tsx';
import { ReceiveScreen } from './receive-screen.tsx';
import { ReviewList } from './review-list.tsx';
import { SitesList } from './sites-list.tsx';

/** Files for the other sites and from them; a file to receive takes the screen until it is taken or put aside. */
export function ExchangePage() {
  const { t } = useText();
  const route = useRoute();
  const tab = (route.name === 'exchange' ? route.tab : undefined) ?? 'files';
  const open = useApiQuery('conflict.count', {}).data?.count ?? 0;
  const { incoming, setIncoming } = useFrameStore();
  if (incoming) {
    return <ReceiveScreen key={incoming.grant} file={incoming} onClose={() => setIncoming(null)} />;
  }
  return (
    <Screen title={t('exchange.title')} toolbar={<ExchangeTabs current={tab} open={open} />}>
      {tab === 'files' && <Files />}
      {tab === 'review' && <ReviewList />}
      {tab === 'sites' && <SitesList />}
    </Screen>
  );
}

function Files() {
  const view = useApiQuery('exchange.view', {});
  return <QueryGate query={view}>{(data) => <ExchangeOverview view={data} />}</QueryGate>;
}
