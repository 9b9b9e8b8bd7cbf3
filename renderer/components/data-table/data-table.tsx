import { type CSSProperties, type ReactNode, useEffect, useId } from 'react';
import { useText } from '../../i18n.ts';
import styles from './data-table.module.css';
import { GridCell } from './grid-cell.tsx';
import { GridHead } from './grid-head.tsx';
import type { GridColumn } from './table-features.ts';
import { type GridLine, useGridRows } from './use-grid-rows.ts';
import { type Grid, useGrid } from './use-grid.ts';

interface DataTableProps<Row extends object> {
  /** Name of the table for screen readers. */
  readonly label: string;
  readonly rows: readonly Row[];
  /** Keep the array stable between draws (`useMemo`). */
  readonly columns: readonly GridColumn<Row>[];
  /** Keep the function stable between draws. */
  readonly rowId: (row: Row) => string;
  /** Heading of the run of rows this one belongs to; shown while no column sorts. Keep it stable. */
  readonly sectionOf?: (row: Row) => string | null;
  /** Row to show and select when the table opens, or when it changes. */
  readonly revealId?: string | null;
  /** The row of the active cell, each time it changes. */
  readonly onActiveRow?: (row: Row) => void;
  /** Enter or double click in a cell that cannot be edited. */
  readonly onOpen?: (row: Row) => void;
  /** Delete key. */
  readonly onDelete?: (row: Row) => void;
  /** In place of the rows when there is none. */
  readonly empty?: ReactNode;
}

/** Tracks of the CSS grid that all rows share. */
function gridMeasures<Row>(columns: readonly GridColumn<Row>[]): CSSProperties {
  const tracks = columns.map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`));
  const least = columns.reduce((sum, { width }) => sum + width, 0);
  return { '--grid-columns': tracks.join(' '), '--grid-width': `${least}px` } as CSSProperties;
}

/**
 * A table like a spreadsheet: arrows and Tab move, Enter or F2 edits, typing starts an edit, Esc gives it up, Ctrl+Enter
 * saves and stays. Only the rows in sight are drawn. The grid keeps the focus itself and names its active cell.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, empty } = props;
  const { t } = useText();
  const gridId = useId();
  const { lines, lineOfRow, sorting, toggleSort } = useGridRows(props);
  const grid = useGrid({ ...props, lines, lineOfRow });
  const activeCell = `${gridId}-${grid.activeId}-${columns[grid.activeColumn]?.id}`;
  useEffect(() => {
    document.getElementById(activeCell)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeCell]);
  return (
    <div
      ref={grid.scroller}
      role="grid"
      aria-label={label}
      aria-description={t('common.gridHelp')}
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={grid.activeId && !grid.editing ? activeCell : undefined}
      tabIndex={0}
      className={styles.grid}
      style={gridMeasures(columns)}
      onKeyDown={grid.onKeyDown}
    >
      <GridHead columns={columns} sorting={sorting} onSort={toggleSort} />
      {lines.length === 0 && (
        // A grid holds rows only: what stands in their place is one too.
        <div role="row" className={styles.empty}>
          <div role="gridcell" aria-colspan={columns.length} className={styles.empty}>
            {empty}
          </div>
        </div>
      )}
      <div role="rowgroup" className={styles.lines} style={{ height: grid.virtualizer.getTotalSize() }}>
        {grid.virtualizer.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return line === undefined ? null : (
            <Line key={line.id} {...{ gridId, grid, line, columns, index, top: start }} />
          );
        })}
      </div>
    </div>
  );
}

interface LineProps<Row extends object> {
  readonly gridId: string;
  readonly grid: Grid<Row>;
  readonly line: GridLine<Row>;
  readonly columns: readonly GridColumn<Row>[];
  readonly index: number;
  /** Distance from the first line in pixels. */
  readonly top: number;
}

/** One line of the table: a section's heading, or a row of cells. */
function Line<Row extends object>({ gridId, grid, line, columns, index, top }: LineProps<Row>) {
  const style = { transform: `translateY(${top}px)` };
  if (line.type === 'section') {
    return (
      <div role="row" aria-rowindex={index + 2} className={`${styles.line} ${styles.section}`} style={style}>
        <span role="gridcell" aria-colspan={columns.length}>
          {line.label}
        </span>
      </div>
    );
  }
  const onRow = line.id === grid.activeId;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={onRow}
      data-editing={onRow && grid.editing !== null}
      className={`${styles.line} ${styles.row}`}
      style={style}
    >
      {columns.map((column, columnIndex) => {
        const active = onRow && columnIndex === grid.activeColumn;
        const at = { row: line.index, column: columnIndex };
        const edit = { done: grid.endEdit, cancel: () => grid.endEdit('stay') };
        return (
          <GridCell
            key={column.id}
            id={`${gridId}-${line.id}-${column.id}`}
            column={column}
            row={line.row}
            index={columnIndex}
            active={active}
            editable={grid.canEdit(columnIndex, line.row)}
            edit={active && grid.editing ? { ...edit, typed: grid.editing.typed } : null}
            onPress={() => grid.press(at)}
            onDoublePress={() => grid.doublePress(at)}
          />
        );
      })}
    </div>
  );
}
