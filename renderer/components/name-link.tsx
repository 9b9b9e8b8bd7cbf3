import type { Route } from '../state/route.ts';
import styles from './name-link.module.css';
import { RouteLink } from './route-link.tsx';

interface NameLinkProps {
  readonly to: Route;
  readonly name: string;
}

/** The name of a row of a table, which leads to what the row is about; the table itself has the keyboard. */
export function NameLink({ to, name }: NameLinkProps) {
  return (
    <RouteLink to={to} className={styles.name} tabIndex={-1}>
      {name}
    </RouteLink>
  );
}
