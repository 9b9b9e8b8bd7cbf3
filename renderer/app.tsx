import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OutputOf } from '../shared/contract.ts';
import { isReferentRole } from '../shared/reference/roles.ts';
import { DropTarget } from './components/drop-target.tsx';
import { QueryGate } from './components/query-gate.tsx';
import { useSettings } from './components/use-settings.ts';
import { FirstRunPage, IdentityPage } from './features/first-run/index.ts';
import { Frame } from './features/frame/index.ts';
import { setLanguage } from './i18n.ts';
import { shell } from './rpc/backend.ts';
import { useApiQuery } from './rpc/hooks.ts';
import { queryClient } from './rpc/query-client.ts';
import { Page, prefetchScreen } from './routes.tsx';
import { PrefetchRoute } from './state/prefetch-route.ts';
import { useRoute } from './state/route.ts';
import { TextProvider } from './text-provider.tsx';
import { mantineTheme, mantineVariables } from './theme/mantine-theme.ts';

/** The scheme comes from our settings alone; Mantine's own memory of it stays empty. */
const noSchemeMemory = {
  get: (fallback: 'light' | 'dark' | 'auto') => fallback,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};

interface AppProps {
  readonly styleNonce: string;
}

/** The application: cache, theme, then the screen the workspace's state asks for. */
export function App({ styleNonce }: AppProps) {
  return (
    <TextProvider>
      <QueryClientProvider client={queryClient}>
        <Themed styleNonce={styleNonce} />
      </QueryClientProvider>
    </TextProvider>
  );
}

function Themed({ styleNonce }: AppProps) {
  const settings = useSettings();
  useEffect(() => {
    document.documentElement.dataset['density'] = settings.density;
    void setLanguage(settings.language);
    void shell('shell.applySettings', settings);
  }, [settings]);
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={mantineVariables}
      getStyleNonce={() => styleNonce}
      defaultColorScheme="auto"
      colorSchemeManager={noSchemeMemory}
      {...(settings.theme === 'auto' ? {} : { forceColorScheme: settings.theme })}
    >
      <Notifications position="bottom-right" limit={4} />
      <ModalsProvider>
        <Workspace />
        <DropTarget />
      </ModalsProvider>
    </MantineProvider>
  );
}

/** Without the basis, which each edit moves on: the frame around a screen is not drawn again for it. */
const withoutBasis = (status: OutputOf<'workspace.status'>) => ({ ...status, basis: '' });

/** Where a referent begins; everybody else begins with the matrix. */
const ownWeek = { name: 'my-week' } as const;

/** First run, then who one is, then the screens. */
function Workspace() {
  const status = useApiQuery('workspace.status', {}, { select: withoutBasis });
  const isReferent = isReferentRole(status.data?.me?.role ?? '');
  const route = useRoute(isReferent ? ownWeek : undefined);
  return (
    <QueryGate query={status}>
      {(workspace) => {
        if (workspace.state === 'empty') return <FirstRunPage />;
        if (workspace.state === 'unidentified')
          return <IdentityPage groupName={workspace.group?.name ?? ''} />;
        return (
          <PrefetchRoute value={prefetchScreen}>
            <Frame status={workspace} route={route}>
              <Page route={route} />
            </Frame>
          </PrefetchRoute>
        );
      }}
    </QueryGate>
  );
}
