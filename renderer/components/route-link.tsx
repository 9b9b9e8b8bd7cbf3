import { type AnchorHTMLAttributes, type ReactNode, useContext } from 'react';
import { PrefetchRoute } from '../state/prefetch-route.ts';
import { type Route, routeHash } from '../state/route.ts';

interface RouteLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly to: Route;
  readonly children: ReactNode;
}

/** A link inside the application, typed by route; what it leads to is asked for when one comes near it. */
export function RouteLink({ to, children, onPointerEnter, onFocus, ...rest }: RouteLinkProps) {
  const prefetch = useContext(PrefetchRoute);
  return (
    <a
      href={routeHash(to)}
      onPointerEnter={(event) => {
        prefetch(to);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        prefetch(to);
        onFocus?.(event);
      }}
      {...rest}
    >
      {children}
    </a>
  );
}
