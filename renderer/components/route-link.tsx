import type { AnchorHTMLAttributes, ReactNode } from 'react';
import { type Route, routeHash } from '../state/route.ts';

interface RouteLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly to: Route;
  readonly children: ReactNode;
}

/** A link inside the application, typed by route. */
export function RouteLink({ to, children, ...rest }: RouteLinkProps) {
  return (
    <a href={routeHash(to)} {...rest}>
      {children}
    </a>
  );
}
