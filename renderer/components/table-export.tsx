import { useEffect } from 'react';
import { type TableFormat, tableFormats, type WrittenTable } from '../../shared/views/table-file.ts';
import { useText } from '../i18n.ts';
import { type JobState, useJob } from '../rpc/hooks.ts';
import type { TableSource } from './data-table/data-table.tsx';
import { ExportMenu } from './export-menu.tsx';
import { useNotify } from './use-notify.tsx';

interface TableExportProps {
  /** Title of the table in its file. */
  readonly title: string;
  readonly source: TableSource;
  /** Day (ISO) of what the table holds, where it is not the workspace's. */
  readonly dataDate?: string | null;
}

/** « Exporter » of a `DataTable`: what it shows, all rows as filtered and sorted, as a file for a spreadsheet. */
export function TableExport({ title, source, dataDate = null }: TableExportProps) {
  const { state, start, cancel } = useJob('report.table');
  return (
    <TableFileMenu
      title={title}
      state={state}
      onCancel={cancel}
      write={async (format, grant) => {
        const content = source.current?.();
        return content && (await start({ grant, format, table: { title, dataDate, ...content } }));
      }}
    />
  );
}

interface TableFileMenuProps {
  readonly title: string;
  readonly state: JobState<WrittenTable>;
  readonly onCancel: () => void;
  readonly write: (format: TableFormat, grant: string) => Promise<WrittenTable | undefined>;
}

/** « Exporter » for a job that writes a table file; says what was written, or why not. */
export function TableFileMenu({ title, state, onCancel, write }: TableFileMenuProps) {
  const { t } = useText();
  const notify = useNotify();
  useEffect(() => {
    if (state.status === 'failed') notify.failed(state.error);
  }, [state, notify]);
  return (
    <ExportMenu
      title={title}
      kinds={tableFormats}
      state={state}
      onCancel={onCancel}
      write={async (kind, grant) => {
        const format = tableFormats.find((known) => known === kind);
        const written = format && (await write(format, grant));
        return written && t('export.done', { count: written.rows, file: written.fileName });
      }}
    />
  );
}
