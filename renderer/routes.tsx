import { lazy, type ReactNode } from 'react';
import { prefetchApiQuery } from './rpc/prefetch.ts';
import type { Route } from './state/route.ts';

const loadMatrix = () => import('./features/matrix/index.ts');
const MatrixPage = lazy(async () => ({ default: (await loadMatrix()).MatrixPage }));
const DeploymentPage = lazy(async () => ({
  default: (await import('./features/deployment/index.ts')).DeploymentPage,
}));
const GanttPage = lazy(async () => ({ default: (await import('./features/gantt/index.ts')).GanttPage }));
const BaselinesPage = lazy(async () => ({
  default: (await import('./features/baselines/index.ts')).BaselinesPage,
}));
const PeoplePage = lazy(async () => ({ default: (await import('./features/people/index.ts')).PeoplePage }));
const ExchangePage = lazy(async () => ({
  default: (await import('./features/exchange/index.ts')).ExchangePage,
}));
const SettingsPage = lazy(async () => ({
  default: (await import('./features/settings/index.ts')).SettingsPage,
}));

/**
 * Asks for what the first screen shows while the frame around it is still being made: the backend works meanwhile,
 * and home is drawn in one go.
 */
export function prefetchFirstScreen(route: Route): void {
  prefetchApiQuery('workspace.status', {});
  prefetchApiQuery('settings.get', {});
  prefetchApiQuery('reference.lists', {});
  if (route.name !== 'matrix') return;
  prefetchApiQuery('matrix.view', {});
  // A part that does not load is asked for again, and missed, when it is drawn.
  loadMatrix().catch(() => undefined);
}

/** The page of a route, loaded when it is first gone to. */
export function pageOf(route: Route): ReactNode {
  switch (route.name) {
    case 'matrix':
      return <MatrixPage />;
    case 'deployment':
      return <DeploymentPage key={route.id} id={route.id} milestoneId={route.milestone ?? null} />;
    case 'planning':
      return <GanttPage />;
    case 'baselines':
      return <BaselinesPage />;
    case 'people':
      return <PeoplePage />;
    case 'exchange':
      return <ExchangePage />;
    case 'settings':
      return <SettingsPage />;
  }
}
