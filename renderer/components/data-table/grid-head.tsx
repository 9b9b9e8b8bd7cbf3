import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useText } from '../../i18n.ts';
import styles from './data-table.module.css';
import type { GridColumn } from './table-features.ts';

interface GridHeadProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly sorting: { readonly id: string; readonly desc: boolean } | null;
  readonly onSort: (columnId: string) => void;
}

/** The sticky headings of a table; those that sort are buttons. */
export function GridHead<Row>({ columns, sorting, onSort }: GridHeadProps<Row>) {
  const { t } = useText();
  const icon = { size: 12, stroke: 1.5, 'aria-hidden': true } as const;
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        {columns.map((column, index) => {
          const sorted = sorting?.id === column.id ? sorting : null;
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={sorted ? (sorted.desc ? 'descending' : 'ascending') : undefined}
              className={styles.headCell}
              data-align={column.align}
            >
              {column.value ? (
                <button
                  type="button"
                  className={styles.sort}
                  title={t('common.sortBy', { column: column.header })}
                  onClick={() => onSort(column.id)}
                >
                  {column.header}
                  {sorted && (sorted.desc ? <IconArrowDown {...icon} /> : <IconArrowUp {...icon} />)}
                </button>
              ) : (
                column.header
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
