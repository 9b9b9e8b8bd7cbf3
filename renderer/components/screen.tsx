import type { ReactNode } from 'react';
import styles from './screen.module.css';
import { useWindowTitle } from './use-window-title.ts';

interface ScreenProps {
  readonly title: string;
  /** Quiet words beside the title: counts, place. */
  readonly subtitle?: ReactNode;
  /** Filters and view choices. */
  readonly toolbar?: ReactNode;
  /** Verbs of the screen, at the right. */
  readonly actions?: ReactNode;
  /** A `DetailPanel` over the right third, or nothing. */
  readonly panel?: ReactNode;
  /** The work; it scrolls by itself unless it fills the height. */
  readonly children: ReactNode;
}

/** One screen of the frame: title row with its filters and verbs, the work, the detail panel. */
export function Screen({ title, subtitle, toolbar, actions, panel, children }: ScreenProps) {
  useWindowTitle(title);
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {subtitle && <div className={styles.subtitle}>{subtitle}</div>}
        {toolbar && <div className={styles.toolbar}>{toolbar}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      <div className={styles.body}>
        {/* A region that scrolls must be reachable by keyboard even when nothing in it takes the focus. */}
        <div className={styles.work} tabIndex={-1}>
          {children}
        </div>
        {panel}
      </div>
    </div>
  );
}
