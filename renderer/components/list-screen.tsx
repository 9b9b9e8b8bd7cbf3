import { Button } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { useText } from '../i18n.ts';
import { DataTable, type TableSource } from './data-table/data-table.tsx';
import type { GridColumn } from './data-table/table-features.ts';
import { EmptyState } from './empty-state.tsx';
import { Screen } from './screen.tsx';
import { TableExport } from './table-export.tsx';

interface ListScreenProps<Row> {
  readonly title: string;
  readonly subtitle: string;
  /** Filters. */
  readonly toolbar: ReactNode;
  readonly rows: readonly Row[];
  readonly columns: readonly GridColumn<Row>[];
  /** Row whose panel is open; then the panel follows the active row. */
  readonly openId: string | null;
  /** Keep the function stable between draws. */
  readonly onOpen: (row: Row) => void;
  readonly panel: ReactNode;
  readonly add: {
    readonly word: string;
    /** What the button adds, for who cannot see the screen. */
    readonly label: string;
    readonly icon: ReactNode;
    readonly onAdd: () => void;
  };
  /** What stands in place of the rows where there are none. */
  readonly empty: { readonly icon: ReactNode; readonly title: string; readonly text: string };
  /** Takes the filters off; null where none is on. */
  readonly onClearFilters: (() => void) | null;
}

const rowId = ({ id }: { readonly id: string }): string => id;

/** A list one can narrow, export and add to, with the panel of its open row. */
export function ListScreen<Row extends { readonly id: string }>({
  title,
  subtitle,
  toolbar,
  rows,
  columns,
  openId,
  onOpen,
  panel,
  add,
  empty,
  onClearFilters,
}: ListScreenProps<Row>) {
  const { t } = useText();
  const source: TableSource = useRef(null);
  return (
    <Screen
      title={title}
      subtitle={subtitle}
      toolbar={toolbar}
      actions={
        <>
          <TableExport title={title} source={source} />
          <Button leftSection={add.icon} aria-label={add.label} onClick={add.onAdd}>
            {add.word}
          </Button>
        </>
      }
      panel={panel}
    >
      <DataTable
        label={title}
        source={source}
        rows={rows}
        columns={columns}
        rowId={rowId}
        revealId={openId}
        onOpen={onOpen}
        {...(openId === null ? {} : { onActiveRow: onOpen })}
        empty={
          <EmptyState
            icon={empty.icon}
            title={empty.title}
            actions={
              onClearFilters === null ? undefined : (
                <Button onClick={onClearFilters}>{t('common.resetFilters')}</Button>
              )
            }
          >
            {empty.text}
          </EmptyState>
        }
      />
    </Screen>
  );
}
