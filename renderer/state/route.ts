import { useSyncExternalStore } from 'react';

/** Where the user is, as typed values; the address bar holds it as a hash, so Back and reload work. */
export type Route =
  | { readonly name: 'my-week' }
  | { readonly name: 'matrix' }
  | { readonly name: 'deployment'; readonly id: string; readonly milestone?: string }
  | { readonly name: 'planning' }
  | { readonly name: 'plan-check' }
  | { readonly name: 'home' }
  | { readonly name: 'load' }
  | { readonly name: 'roll-out' }
  | { readonly name: 'templates' }
  | { readonly name: 'baselines' }
  | { readonly name: 'scenarios' }
  | { readonly name: 'people'; readonly person?: string }
  | { readonly name: 'partners'; readonly partner?: string }
  | { readonly name: 'decisions'; readonly open?: string; readonly about?: About }
  | { readonly name: 'risks'; readonly open?: string; readonly about?: About }
  | { readonly name: 'workbook' }
  | { readonly name: 'lots'; readonly lot?: string }
  | { readonly name: 'paper' }
  | { readonly name: 'exchange'; readonly tab?: ExchangeTab }
  | { readonly name: 'settings' };

/** The domain and the site a new line of a register is about. */
export interface About {
  readonly domain: string;
  readonly site: string;
}

/** Views of the exchange screen; `files` when none is named. */
export type ExchangeTab = 'files' | 'review' | 'sites';

export type RouteName = Route['name'];

const matrix: Route = { name: 'matrix' };
const idPattern = /^[0-9a-f-]{36}$/;

/** Reads `#/deployments/<id>?milestone=<id>` and the like; anything else is where one begins. */
export function parseRoute(hash: string, home: Route = matrix): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first, second] = path.split('/');
  const values = new URLSearchParams(query);
  switch (first) {
    case 'deployments':
      return second && idPattern.test(second) ? deploymentRoute(second, values.get('milestone')) : home;
    case 'people':
      return personRoute(values.get('person'));
    case 'partners':
      return partnerRoute(values.get('partner'));
    case 'decisions':
    case 'risks':
      return registerRoute(first, values);
    case 'lots':
      return lotRoute(values.get('lot'));
    case 'exchange':
      return exchangeRoute(values.get('tab'));
    case 'my-week':
    case 'matrix':
    case 'planning':
    case 'plan-check':
    case 'home':
    case 'load':
    case 'roll-out':
    case 'templates':
    case 'baselines':
    case 'scenarios':
    case 'paper':
    case 'workbook':
    case 'settings':
      return { name: first };
    default:
      return home;
  }
}

function deploymentRoute(id: string, milestone: string | null): Route {
  return milestone && idPattern.test(milestone)
    ? { name: 'deployment', id, milestone }
    : { name: 'deployment', id };
}

function exchangeRoute(tab: string | null): Route {
  return tab === 'review' || tab === 'sites' ? { name: 'exchange', tab } : { name: 'exchange' };
}

function personRoute(person: string | null): Route {
  return person && idPattern.test(person) ? { name: 'people', person } : { name: 'people' };
}

function partnerRoute(partner: string | null): Route {
  return partner && idPattern.test(partner) ? { name: 'partners', partner } : { name: 'partners' };
}

function registerRoute(name: 'decisions' | 'risks', values: URLSearchParams): Route {
  const [open, domain, site] = ['open', 'domain', 'site'].map((key) => values.get(key) ?? '');
  if (open && idPattern.test(open)) return { name, open };
  return domain && site && idPattern.test(domain) && idPattern.test(site)
    ? { name, about: { domain, site } }
    : { name };
}

function lotRoute(lot: string | null): Route {
  return lot && idPattern.test(lot) ? { name: 'lots', lot } : { name: 'lots' };
}

/** Writes a route as a hash, the reverse of `parseRoute`. */
export function routeHash(route: Route): string {
  switch (route.name) {
    case 'deployment':
      return `#/deployments/${route.id}${route.milestone ? `?milestone=${route.milestone}` : ''}`;
    case 'people':
      return `#/people${route.person ? `?person=${route.person}` : ''}`;
    case 'partners':
      return `#/partners${route.partner ? `?partner=${route.partner}` : ''}`;
    case 'decisions':
    case 'risks': {
      const { name, open, about } = route;
      if (open) return `#/${name}?open=${open}`;
      return about ? `#/${name}?domain=${about.domain}&site=${about.site}` : `#/${name}`;
    }
    case 'lots':
      return `#/lots${route.lot ? `?lot=${route.lot}` : ''}`;
    case 'exchange':
      return `#/exchange${route.tab && route.tab !== 'files' ? `?tab=${route.tab}` : ''}`;
    default:
      return `#/${route.name}`;
  }
}

/** Goes to a route; the former one stays in the history. */
export function navigate(route: Route): void {
  window.location.hash = routeHash(route);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The hash now, as text so that it compares by value. */
function currentHash(): string {
  return window.location.hash;
}

/** The route now; the component is drawn again when it changes. `home` is the screen one begins with. */
export function useRoute(home: Route = matrix): Route {
  return parseRoute(useSyncExternalStore(subscribe, currentHash), home);
}
