import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { useFrameStore } from '../../state/frame-store.ts';
import { ExchangeOverview } from './exchange-overview.tsx';
import { ReceiveScreen } from './receive-screen.tsx';

/** Files for the other sites and from them; a file to receive takes the screen until it is taken or put aside. */
export function ExchangePage() {
  const { t } = useText();
  const view = useApiQuery('exchange.view', {});
  const { incoming, setIncoming } = useFrameStore();
  if (incoming) {
    return <ReceiveScreen key={incoming.grant} file={incoming} onClose={() => setIncoming(null)} />;
  }
  return (
    <Screen title={t('exchange.title')} subtitle={t('exchange.subtitle')}>
      <QueryGate query={view}>{(data) => <ExchangeOverview view={data} />}</QueryGate>
    </Screen>
  );
}
