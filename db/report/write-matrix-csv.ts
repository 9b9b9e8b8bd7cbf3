import path from 'node:path';
import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { getSettings } from '../commands/setting-commands.ts';
import type { Workspace } from '../open-workspace.ts';
import { getMatrixView } from '../queries/matrix-view.ts';
import { getReferenceLists } from '../queries/reference-queries.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';
import { matrixCsv, type CsvWords } from './matrix-csv.ts';

/** Writes the matrix as a table that French Excel opens by double click. */
export function writeMatrixCsv(
  workspace: Workspace,
  file: string,
  today: IsoDate,
): { fileName: string; bytes: number; rows: number } {
  const { text, rows } = matrixCsv(getMatrixView(workspace.reader, today), wordsOf(workspace));
  const bytes = Buffer.from(text, 'utf8');
  writeFileAtomic(file, bytes);
  return { fileName: path.basename(file), bytes: bytes.length, rows };
}

function wordsOf(workspace: Workspace): CsvWords {
  const { language } = getSettings(workspace.reader);
  const t = createTranslate(language);
  const { lists } = getReferenceLists(workspace.reader);
  return {
    headings: [
      t('matrix.csvFamily'),
      t('matrix.csvDomain'),
      t('matrix.csvEstablishment'),
      t('matrix.csvStage'),
      t('matrix.csvWeather'),
      t('matrix.csvCurrent'),
      t('matrix.csvTarget'),
      t('matrix.csvNext'),
      t('matrix.csvNextDate'),
      t('matrix.csvConfirmed'),
    ],
    label: (list, code) => {
      const value = lists[list]?.find((candidate) => candidate.code === code);
      return (language === 'en' ? value?.labelEn : value?.label) ?? code;
    },
  };
}
