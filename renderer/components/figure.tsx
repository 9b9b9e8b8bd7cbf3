import type { ReactNode } from 'react';
import { useText } from '../i18n.ts';
import styles from './figure.module.css';

/** Figures side by side, as a list of terms. */
export function FigureList({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.figures}>{children}</dl>;
}

interface FigureProps {
  readonly name: string;
  /** Null where there is nothing to measure. */
  readonly value: ReactNode;
  readonly counts: string;
  readonly definition: string;
}

/** A figure with the counts it is made of and its definition. */
export function Figure({ name, value, counts, definition }: FigureProps) {
  const { t } = useText();
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd className={styles.value}>{value ?? t('common.noFigure')}</dd>
      <dd>{counts}</dd>
      <dd className={styles.definition}>{definition}</dd>
    </div>
  );
}
