import type { KeyboardEvent, PointerEvent, Ref } from 'react';
import { useText } from '../../i18n.ts';
import styles from './gantt.module.css';
import { rowElementId } from './row-pool.ts';

interface GanttTableProps {
  readonly tableRef: Ref<HTMLDivElement>;
  readonly layerRef: Ref<HTMLDivElement>;
  readonly canvasRef: Ref<HTMLCanvasElement>;
  readonly rowCount: number;
  /** -1 for none. */
  readonly selectedRow: number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onKeyUp: (event: KeyboardEvent) => void;
  readonly onBlur: () => void;
  readonly onMenu: (event: React.MouseEvent) => void;
  readonly onPress: (event: PointerEvent) => void;
  readonly onOpen: (event: React.MouseEvent) => void;
}

/** The rows in words, as one tree that takes the focus; the surface paints them and fills their elements. */
export function GanttTable(props: GanttTableProps) {
  const { t } = useText();
  return (
    <div
      ref={props.tableRef}
      className={styles.table}
      role="treegrid"
      tabIndex={0}
      aria-label={t('gantt.table')}
      aria-multiselectable
      aria-rowcount={props.rowCount + 1}
      aria-colcount={5}
      aria-activedescendant={props.selectedRow < 0 ? undefined : rowElementId(props.selectedRow)}
      onKeyDown={props.onKeyDown}
      onKeyUp={props.onKeyUp}
      onBlur={props.onBlur}
      onPointerDown={props.onPress}
      onContextMenu={props.onMenu}
      onDoubleClick={props.onOpen}
    >
      <div role="rowgroup">
        <div className={styles.head} role="row" aria-rowindex={1}>
          <div className={styles.headCell} role="columnheader">
            {t('gantt.column.label')}
          </div>
          <div className={`${styles.headCell} ${styles.start}`} role="columnheader">
            {t('gantt.column.start')}
          </div>
          <div className={`${styles.headCell} ${styles.end}`} role="columnheader">
            {t('gantt.column.end')}
          </div>
          <div className={`${styles.headCell} ${styles.status}`} role="columnheader">
            {t('gantt.column.status')}
          </div>
          <div className={`${styles.headCell} ${styles.owner}`} role="columnheader">
            {t('gantt.column.owner')}
          </div>
        </div>
      </div>
      <div className={styles.rows} role="rowgroup">
        <canvas ref={props.canvasRef} className={styles.tableCanvas} aria-hidden="true" />
        <div ref={props.layerRef} className={styles.layer} role="presentation" />
      </div>
    </div>
  );
}
