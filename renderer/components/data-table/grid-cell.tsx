import styles from './data-table.module.css';
import type { CellEdit, GridColumn } from './table-features.ts';

interface GridCellProps<Row> {
  readonly id: string;
  readonly column: GridColumn<Row>;
  readonly row: Row;
  readonly index: number;
  readonly active: boolean;
  readonly editable: boolean;
  /** Given while this cell is being edited. */
  readonly edit: CellEdit | null;
  readonly onPress: () => void;
  readonly onDoublePress: () => void;
}

/** One cell of a table: its value, or its editor. */
export function GridCell<Row>(props: GridCellProps<Row>) {
  const { id, column, row, index, active, editable, edit, onPress, onDoublePress } = props;
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={index + 1}
      aria-readonly={!editable}
      className={styles.cell}
      data-align={column.align}
      data-active={active}
      data-editing={edit !== null}
      onClick={edit ? undefined : onPress}
      onDoubleClick={edit ? undefined : onDoublePress}
    >
      {edit && column.editor ? column.editor(row, edit) : column.cell(row)}
    </div>
  );
}
