import {
  type CSSProperties,
  memo,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useText } from '../../i18n.ts';
import styles from './data-table.module.css';
import { GridCell } from './grid-cell.tsx';
import { GridHead } from './grid-head.tsx';
import { tableContent, type TableContent } from './table-content.ts';
import { type GridColumn, type GridSection, isEditable } from './table-features.ts';
import { type GridLine, useGridRows } from './use-grid-rows.ts';
import { type Grid, useGrid } from './use-grid.ts';

/** Asks a table what it shows; null while there is none. */
export type TableSource = RefObject<(() => TableContent) | null>;

interface DataTableProps<Row extends object> {
  /** Name of the table for screen readers. */
  readonly label: string;
  readonly rows: readonly Row[];
  /** Keep the array stable between draws (`useMemo`). */
  readonly columns: readonly GridColumn<Row>[];
  /** Keep the function stable between draws. */
  readonly rowId: (row: Row) => string;
  /** Headings between the rows, shown while no column sorts. */
  readonly section?: GridSection<Row>;
  /** Given what the table shows, for `TableExport`. */
  readonly source: TableSource;
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
  const { label, columns, section, source, empty } = props;
  const { t } = useText();
  const gridId = useId();
  const { lines, lineOfRow, sorting, toggleSort } = useGridRows({
    ...props,
    sectionOf: section?.of,
  });
  useImperativeHandle(source, () => () => {
    const rows = lines.flatMap((line) => (line.type === 'row' ? [line.row] : []));
    return tableContent(rows, columns, section);
  });
  const grid = useGrid({ ...props, lines, lineOfRow });
  const actions = useGridActions(grid);
  const activeCell = `${gridId}-${grid.activeId}-${columns[grid.activeColumn]?.id}`;
  useEffect(() => {
    document.getElementById(activeCell)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeCell]);
  const drawn = grid.virtualizer.getVirtualItems();
  // A row that its order took out of sight has no element to name.
  const isDrawn = drawn.some(({ index }) => lines[index]?.id === grid.activeId);
  return (
    <div
      ref={grid.scroller}
      role="grid"
      aria-label={label}
      aria-description={t('common.gridHelp')}
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={isDrawn && !grid.editing ? activeCell : undefined}
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
        {drawn.map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          const onLine = line.type === 'row' && line.id === grid.activeId;
          return (
            <Line
              key={line.id}
              {...{ gridId, actions, line, columns, index, top: start }}
              activeColumn={onLine ? grid.activeColumn : -1}
              editing={onLine ? grid.editing : null}
            />
          );
        })}
      </div>
    </div>
  );
}

/** What a line may ask of its table; the functions stay the same between draws. */
type GridActions = Pick<Grid, 'press' | 'doublePress' | 'endEdit'>;

/** The present functions of a grid behind functions that never change, so that a line is not drawn for them. */
function useGridActions(grid: Grid): GridActions {
  const latest = useRef(grid);
  useLayoutEffect(() => {
    latest.current = grid;
  });
  const [actions] = useState<GridActions>(() => ({
    press: (at) => latest.current.press(at),
    doublePress: (at) => latest.current.doublePress(at),
    endEdit: (move) => latest.current.endEdit(move),
  }));
  return actions;
}

interface LineProps<Row extends object> {
  readonly gridId: string;
  readonly actions: GridActions;
  readonly line: GridLine<Row>;
  readonly columns: readonly GridColumn<Row>[];
  readonly index: number;
  /** Distance from the first line in pixels. */
  readonly top: number;
  /** Column of the active cell when it is in this line, else -1. */
  readonly activeColumn: number;
  /** Given while that cell is being edited. */
  readonly editing: Grid['editing'];
}

/** One line of the table: a section's heading, or a row of cells. Moving through the table draws two lines again. */
const Line = memo(function Line<Row extends object>(props: LineProps<Row>) {
  const { gridId, actions, line, columns, index, top, activeColumn, editing } = props;
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
  const edit = { done: actions.endEdit, cancel: () => actions.endEdit('stay') };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={activeColumn >= 0}
      data-editing={editing !== null}
      className={`${styles.line} ${styles.row}`}
      style={style}
    >
      {columns.map((column, columnIndex) => {
        const active = columnIndex === activeColumn;
        const at = { row: line.index, column: columnIndex };
        return (
          <GridCell
            key={column.id}
            id={`${gridId}-${line.id}-${column.id}`}
            column={column}
            row={line.row}
            index={columnIndex}
            active={active}
            editable={isEditable(column, line.row)}
            edit={active && editing ? { ...edit, typed: editing.typed } : null}
            onPress={() => actions.press(at)}
            onDoublePress={() => actions.doublePress(at)}
          />
        );
      })}
    </div>
  );
}) as <Row extends object>(props: LineProps<Row>) => ReactNode;
