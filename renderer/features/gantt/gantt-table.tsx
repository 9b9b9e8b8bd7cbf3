import type { KeyboardEvent, PointerEvent, Ref } from 'react';
import type { ColumnKey } from '../../../shared/gantt/table-columns.ts';
import { useText } from '../../i18n.ts';
import styles from './gantt.module.css';
import { columnWords } from './column-words.ts';
import { rowElementId } from './row-pool.ts';

interface GanttTableProps {
  readonly tableRef: Ref<HTMLDivElement>;
  readonly layerRef: Ref<HTMLDivElement>;
  readonly canvasRef: Ref<HTMLCanvasElement>;
  readonly rowCount: number;
  /** Those there are, whether there is room to show them or not. */
  readonly columns: readonly ColumnKey[];
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
      aria-colcount={props.columns.length}
      data-available={props.columns.join(' ')}
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
          {props.columns.map((key) => (
            <div key={key} className={`${styles.headCell} ${styles[key]}`} role="columnheader">
              {t(columnWords[key])}
            </div>
          ))}
        </div>
      </div>
      <div className={styles.rows} role="rowgroup">
        <canvas ref={props.canvasRef} className={styles.tableCanvas} aria-hidden="true" />
        <div ref={props.layerRef} className={styles.layer} role="presentation" />
      </div>
    </div>
  );
}
