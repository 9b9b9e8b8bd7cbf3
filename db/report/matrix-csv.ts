import type { MatrixView } from '../../shared/views/matrix-view.ts';

/** Makes French Excel open the file by double click: byte order mark, semicolons, CRLF. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Spreadsheets run a cell that begins so as a formula; some take the wide forms for the narrow ones. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;

export interface CsvWords {
  readonly headings: readonly [string, string, string, string, string, string, string, string, string, string];
  /** Label of a stage or weather code. */
  label(list: 'stage' | 'weather', code: string): string;
}

/** One line per deployment of the matrix; answers the text and the number of lines below the heading. */
export function matrixCsv(view: MatrixView, words: CsvWords): { text: string; rows: number } {
  const domains = new Map(view.domains.map((domain) => [domain.id, domain]));
  const sites = new Map(view.establishments.map((site) => [site.id, site]));
  const order = new Map(view.domains.map((domain, index) => [domain.id, index]));
  const columns = new Map(view.establishments.map((site, index) => [site.id, index]));
  const lines = [...view.cells]
    .sort(
      (a, b) =>
        (order.get(a.domainId) ?? 0) - (order.get(b.domainId) ?? 0) ||
        (columns.get(a.establishmentId) ?? 0) - (columns.get(b.establishmentId) ?? 0),
    )
    .map((cell) => [
      domains.get(cell.domainId)?.familyLabel ?? '',
      domains.get(cell.domainId)?.label ?? '',
      sites.get(cell.establishmentId)?.name ?? '',
      words.label('stage', cell.stage),
      cell.weather === null ? '' : words.label('weather', cell.weather),
      cell.currentProduct ?? '',
      cell.targetProduct ?? '',
      cell.nextMilestone?.label ?? '',
      cell.nextMilestone ? frenchDate(cell.nextMilestone.date) : '',
      cell.confirmedDaysAgo === null ? '' : String(cell.confirmedDaysAgo),
    ]);
  const text = [words.headings, ...lines].map((line) => line.map(csvCell).join(';')).join('\r\n');
  return { text: `${BYTE_ORDER_MARK}${text}\r\n`, rows: lines.length };
}

function frenchDate(day: string): string {
  return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** A cell that means what it says: quoted where needed, never a formula. */
export function csvCell(value: string): string {
  const inert = FORMULA_START.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
