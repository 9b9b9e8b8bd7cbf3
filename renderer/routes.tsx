import { lazy, type ReactNode } from 'react';
import type { Route } from './state/route.ts';

const MatrixPage = lazy(async () => ({ default: (await import('./features/matrix/index.ts')).MatrixPage }));
const DeploymentPage = lazy(async () => ({
  default: (await import('./features/deployment/index.ts')).DeploymentPage,
}));
const GanttPage = lazy(async () => ({ default: (await import('./features/gantt/index.ts')).GanttPage }));
const PeoplePage = lazy(async () => ({ default: (await import('./features/people/index.ts')).PeoplePage }));
const RollOutPage = lazy(async () => ({
  default: (await import('./features/roll-out/index.ts')).RollOutPage,
}));
const TemplatesPage = lazy(async () => ({
  default: (await import('./features/templates/index.ts')).TemplatesPage,
}));
const ExchangePage = lazy(async () => ({
  default: (await import('./features/exchange/index.ts')).ExchangePage,
}));
const SettingsPage = lazy(async () => ({
  default: (await import('./features/settings/index.ts')).SettingsPage,
}));

/** The page of a route, loaded when it is first gone to. */
export function pageOf(route: Route): ReactNode {
  switch (route.name) {
    case 'matrix':
      return <MatrixPage />;
    case 'deployment':
      return <DeploymentPage key={route.id} id={route.id} milestoneId={route.milestone ?? null} />;
    case 'planning':
      return <GanttPage />;
    case 'roll-out':
      return <RollOutPage />;
    case 'templates':
      return <TemplatesPage />;
    case 'people':
      return <PeoplePage />;
    case 'exchange':
      return <ExchangePage />;
    case 'settings':
      return <SettingsPage />;
  }
}
