import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import type { OutputOf } from '../../../shared/contract.ts';
import { isReferentRole } from '../../../shared/reference/roles.ts';
import { AppError } from '../../../shared/rpc/app-error.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery, useBackendEvent } from '../../rpc/hooks.ts';
import { useFrameStore } from '../../state/frame-store.ts';
import { navigate, parseRoute, type Route } from '../../state/route.ts';
import { useScenarioStore } from '../../state/scenario-store.ts';
import { useHistory } from '../history/index.ts';
import { PlanChangeDialog } from '../plan/index.ts';
import { Search } from '../search/index.ts';
import styles from './frame.module.css';
import { Header } from './header.tsx';
import { Navigation } from './navigation.tsx';
import { StatusBar } from './status-bar.tsx';

interface FrameProps {
  readonly status: OutputOf<'workspace.status'>;
  readonly route: Route;
  readonly children: ReactNode;
}

/** Below this width the navigation keeps its icons only. */
const NARROW = '(max-width: 1180px)';

/** What stands around every screen: header, navigation, status bar, search. */
export function Frame({ status, route, children }: FrameProps) {
  const { t } = useText();
  const narrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches) ?? false;
  const scenarioId = useScenarioStore((state) => state.scenarioId);
  const { navigationOpen, setNavigationOpen } = useFrameStore();
  const open = navigationOpen ?? !narrow;
  const main = useRef<HTMLElement>(null);
  const screens = useScreensOf(status.me?.role ?? '');

  useBackendEvent('shell.navigate', ({ to }) => navigate(parseRoute(`#/${to}`)));
  useScreenFocus(main, route);
  const { failed } = useNotify();
  useBackendEvent('save.withheld', ({ reason }) =>
    failed(new AppError('refused', { key: `error.withheld-${reason}` })),
  );
  useHistory(route.name === 'planning' ? scenarioId : null);
  return (
    <div className={styles.frame} data-navigation={open ? 'open' : 'closed'}>
      <a
        className={styles.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('frame.skip')}
      </a>
      <Header groupName={status.group?.name ?? ''} me={status.me} withSend={screens !== 'own'} />
      <Navigation route={route} open={open} onToggle={() => setNavigationOpen(!open)} screens={screens} />
      <main ref={main} id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <StatusBar status={status} />
      <Search />
      <PlanChangeDialog />
    </div>
  );
}

/** For a referent's role, which screens are offered; null for everybody else. */
function useScreensOf(role: string): 'own' | 'all' | null {
  const settings = useApiQuery('settings.get', {}).data;
  return isReferentRole(role) ? (settings?.screens ?? 'own') : null;
}

/** Puts the focus into a screen one has just gone to, so that the keyboard and screen readers follow. */
function useScreenFocus(main: { readonly current: HTMLElement | null }, route: Route): void {
  const shown = useRef(route.name);
  useEffect(() => {
    if (shown.current === route.name) return;
    shown.current = route.name;
    const focused = document.activeElement;
    // A screen may have taken the focus itself; what is left of the former one is hidden and does not count.
    const kept = focused !== null && main.current?.contains(focused) && focused.checkVisibility();
    if (!kept) main.current?.focus({ preventScroll: true });
  }, [main, route.name]);
}
