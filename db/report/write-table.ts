import path from 'node:path';
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { formatDate } from '../../shared/i18n/format.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import type { TableFile, TableFormat, WrittenTable } from '../../shared/views/table-file.ts';
import { getSettings } from '../commands/setting-commands.ts';
import type { Workspace } from '../open-workspace.ts';
import { getDataDate, getGroup } from '../queries/workspace-queries.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';
import { tableCsv } from './table-csv.ts';
import { tableXlsx, type OnSlice } from './table-xlsx.ts';

/**
 * Writes a table as a file that French Excel opens by double click; what stood there is intact until the new one is.
 * `onSlice` hears how far a workbook is, and may end the work before anything is written.
 * @throws AppError `disk-full`, `no-permission` or `file-missing`
 */
export async function writeTable(
  workspace: Workspace,
  target: { readonly file: string; readonly format: TableFormat },
  table: TableFile,
  today: IsoDate,
  onSlice: OnSlice = () => Promise.resolve(),
): Promise<WrittenTable> {
  const bytes =
    target.format === 'csv'
      ? Buffer.from(tableCsv(table), 'utf8')
      : await tableXlsx(table, noteOf(workspace, table.dataDate, today), onSlice);
  writeFileAtomic(target.file, bytes);
  return { fileName: path.basename(target.file), bytes: bytes.length, rows: table.rows.length };
}

/** Under the title: whose figures these are, of which day, written when. */
function noteOf({ reader }: Workspace, given: IsoDate | null, today: IsoDate): string {
  const t = createTranslate(getSettings(reader).language);
  const dataDate = given ?? getDataDate(reader);
  return [
    getGroup(reader)?.name,
    dataDate === null ? null : t('export.dataDate', { day: formatDate(dataDate) }),
    t('export.writtenOn', { day: formatDate(today) }),
  ]
    .filter(Boolean)
    .join(' · ');
}
