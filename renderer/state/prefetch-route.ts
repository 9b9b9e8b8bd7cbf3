import { createContext } from 'react';
import type { Route } from './route.ts';

/** What a link does when the pointer or the focus comes to it: asks for the screen it leads to. */
export const PrefetchRoute = createContext<(route: Route) => void>(() => undefined);
