import { type ReactNode, useEffect, useReducer, useState } from 'react';
import { LoadingState } from './components/loading-state.tsx';
import { prefetchApiQuery } from './rpc/prefetch.ts';
import type { Route, RouteName } from './state/route.ts';

type Draw = (route: Route) => ReactNode;

/** Loads the code of a screen and answers what draws it. */
const loaders: Readonly<Record<RouteName, () => Promise<Draw>>> = {
  'my-week': async () => {
    const { MyWeekPage } = await import('./features/my-week/index.ts');
    return () => <MyWeekPage />;
  },
  matrix: async () => {
    const { MatrixPage } = await import('./features/matrix/index.ts');
    return () => <MatrixPage />;
  },
  deployment: async () => {
    const { DeploymentPage } = await import('./features/deployment/index.ts');
    return (route) =>
      route.name === 'deployment' && (
        <DeploymentPage key={route.id} id={route.id} milestoneId={route.milestone ?? null} />
      );
  },
  planning: async () => {
    const { GanttPage } = await import('./features/gantt/index.ts');
    return () => <GanttPage />;
  },
  'plan-check': async () => {
    const { PlanCheckPage } = await import('./features/plan-check/index.ts');
    return () => <PlanCheckPage />;
  },
  home: async () => {
    const { HomePage } = await import('./features/home/index.ts');
    return () => <HomePage />;
  },
  load: async () => {
    const { LoadPage } = await import('./features/load/index.ts');
    return () => <LoadPage />;
  },
  'roll-out': async () => {
    const { RollOutPage } = await import('./features/roll-out/index.ts');
    return () => <RollOutPage />;
  },
  templates: async () => {
    const { TemplatesPage } = await import('./features/templates/index.ts');
    return () => <TemplatesPage />;
  },
  baselines: async () => {
    const { BaselinesPage } = await import('./features/baselines/index.ts');
    return () => <BaselinesPage />;
  },
  scenarios: async () => {
    const { ScenariosPage } = await import('./features/scenarios/index.ts');
    return () => <ScenariosPage />;
  },
  people: async () => {
    const { PeoplePage } = await import('./features/people/index.ts');
    return () => <PeoplePage />;
  },
  partners: async () => {
    const { PartnersPage } = await import('./features/partners/index.ts');
    return () => <PartnersPage />;
  },
  decisions: async () => {
    const { DecisionsPage } = await import('./features/registers/index.ts');
    return () => <DecisionsPage />;
  },
  risks: async () => {
    const { RisksPage } = await import('./features/registers/index.ts');
    return () => <RisksPage />;
  },
  lots: async () => {
    const { LotsPage } = await import('./features/lots/index.ts');
    return () => <LotsPage />;
  },
  paper: async () => {
    const { PaperPage } = await import('./features/paper/index.ts');
    return () => <PaperPage />;
  },
  workbook: async () => {
    const { WorkbookPage } = await import('./features/workbook/index.ts');
    return () => <WorkbookPage />;
  },
  exchange: async () => {
    const { ExchangePage } = await import('./features/exchange/index.ts');
    return () => <ExchangePage />;
  },
  settings: async () => {
    const { SettingsPage } = await import('./features/settings/index.ts');
    return () => <SettingsPage />;
  },
};

/** The screens whose code is there. */
const loaded = new Map<RouteName, Draw>();

async function loadScreen(name: RouteName): Promise<void> {
  if (!loaded.has(name)) loaded.set(name, await loaders[name]());
}

/**
 * The page of a route, its code loaded when it is first gone to. Without `lazy` and `Suspense`, which suspend even for
 * code that is there and then keep what they show instead for 300 ms.
 */
export function Page({ route }: { readonly route: Route }): ReactNode {
  const { name } = route;
  const draw = loaded.get(name);
  const isThere = draw !== undefined;
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    if (isThere) {
      loadScreensWhenIdle();
      return;
    }
    loadScreen(name).then(drawAgain, (error: unknown) => setFailure({ error }));
  }, [name, isThere]);
  if (failure) throw failure.error;
  return draw ? draw(route) : <LoadingState />;
}

/**
 * Asks for what the first screen shows while the frame around it is still being made: the backend works meanwhile,
 * and home is drawn in one go.
 */
export function prefetchFirstScreen(route: Route): void {
  prefetchApiQuery('workspace.status', {});
  prefetchApiQuery('settings.get', {});
  prefetchApiQuery('reference.lists', {});
  if (route.name === 'matrix') prefetchScreen(route);
}

/** Asks for the code and the answers of a screen one is about to go to; what is there already is not asked again. */
export function prefetchScreen(route: Route): void {
  loadAhead(route.name);
  switch (route.name) {
    case 'my-week':
      prefetchApiQuery('week.view', {});
      break;
    case 'matrix':
      prefetchApiQuery('matrix.view', {});
      break;
    case 'deployment':
      prefetchApiQuery('deployment.view', { id: route.id });
      prefetchApiQuery('deployment.neighbours', { id: route.id });
      break;
    case 'people':
      prefetchApiQuery('people.view', {});
      break;
    case 'partners':
      prefetchApiQuery('partner.view', {});
      break;
    case 'decisions':
      prefetchApiQuery('decision.view', {});
      break;
    case 'risks':
      prefetchApiQuery('risk.view', {});
      break;
    case 'lots':
      prefetchApiQuery('lots.view', {});
      break;
    case 'exchange':
      prefetchApiQuery('exchange.view', {});
      break;
    default:
  }
}

/** Loads the code of the other screens one by one whenever the page has nothing else to do. */
function loadScreensWhenIdle(): void {
  const missing = Object.keys(loaders).filter((name): name is RouteName => !loaded.has(name as RouteName));
  const next = (): void => {
    const name = missing.shift();
    if (name === undefined) return;
    loadAhead(name);
    requestIdleCallback(next);
  };
  requestIdleCallback(next);
}

function loadAhead(name: RouteName): void {
  // A part that does not load is asked for again, and missed, when it is drawn.
  loadScreen(name).catch(() => undefined);
}
