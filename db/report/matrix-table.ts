import type { IsoDate } from '../../shared/domain/iso-date.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import type { MatrixView } from '../../shared/views/matrix-view.ts';
import type { ColumnKind, TableFile } from '../../shared/views/table-file.ts';
import { getSettings } from '../commands/setting-commands.ts';
import type { Workspace } from '../open-workspace.ts';
import { getMatrixView } from '../queries/matrix-view.ts';
import { getReferenceLists } from '../queries/reference-queries.ts';

interface MatrixWords {
  readonly title: string;
  readonly headings: readonly [string, string, string, string, string, string, string, string, string, string];
  /** Label of a stage or weather code. */
  label(list: 'stage' | 'weather', code: string): string;
}

const kinds: readonly ColumnKind[] = [
  'text',
  'text',
  'text',
  'text',
  'text',
  'text',
  'text',
  'text',
  'date',
  'number',
];

/** The matrix as a table: one row per deployment, in the order of the screen. */
export function getMatrixTable(workspace: Workspace, today: IsoDate): TableFile {
  return matrixTable(getMatrixView(workspace.reader, today), wordsOf(workspace));
}

function matrixTable(view: MatrixView, words: MatrixWords): TableFile {
  const domains = new Map(view.domains.map((domain) => [domain.id, domain]));
  const sites = new Map(view.establishments.map((site) => [site.id, site]));
  const order = new Map(view.domains.map((domain, index) => [domain.id, index]));
  const columns = new Map(view.establishments.map((site, index) => [site.id, index]));
  const rows = [...view.cells]
    .sort(
      (a, b) =>
        (order.get(a.domainId) ?? 0) - (order.get(b.domainId) ?? 0) ||
        (columns.get(a.establishmentId) ?? 0) - (columns.get(b.establishmentId) ?? 0),
    )
    .map((cell) => [
      domains.get(cell.domainId)?.familyLabel ?? null,
      domains.get(cell.domainId)?.label ?? null,
      sites.get(cell.establishmentId)?.name ?? null,
      words.label('stage', cell.stage),
      cell.weather === null ? null : words.label('weather', cell.weather),
      cell.currentProduct,
      cell.targetProduct,
      cell.nextMilestone?.label ?? null,
      cell.nextMilestone?.date ?? null,
      cell.confirmedDaysAgo,
    ]);
  return {
    title: words.title,
    dataDate: null,
    columns: words.headings.map((header, at) => ({ header, kind: kinds[at] ?? 'text' })),
    rows,
  };
}

function wordsOf(workspace: Workspace): MatrixWords {
  const { language } = getSettings(workspace.reader);
  const t = createTranslate(language);
  const { lists } = getReferenceLists(workspace.reader);
  return {
    title: t('matrix.title'),
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
