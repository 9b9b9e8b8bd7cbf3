/** The sample planning as it is read, row by row beside what is expected of each. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readWorkbook } from '../../../../db/workbook/read-workbook.ts';
import { planRows } from '../../../../shared/workbook/plan-rows.ts';
import { readPlanning } from '../../../../shared/workbook/read-planning.ts';

const samples = path.join(import.meta.dirname, '../../../fixtures/samples');
const bytes = readFileSync(path.join(samples, 'planning-dpi.xlsx'));

interface ExpectedRow {
  readonly row: number;
  readonly kind: 'task' | 'section' | 'subtotal' | 'empty' | 'note';
  readonly label?: string | null;
  readonly establishment?: string | null;
  readonly status?: string | null;
  readonly percent?: number | null;
  readonly outcome?: 'import' | 'reject' | 'skip-duplicate';
  readonly issues?: readonly string[];
  readonly start?: string | null;
  readonly end?: string | null;
}
const expected = JSON.parse(readFileSync(path.join(samples, 'planning-dpi.json'), 'utf8')) as {
  readonly summary: { readonly import: number; readonly reject: number; readonly 'skip-duplicate': number };
  readonly sheets: readonly {
    readonly sheet: string;
    readonly headerRow: number;
    readonly rows: readonly ExpectedRow[];
  }[];
};

const sites = [
  ['roche-claire', 'CH de la Roche-Claire', 'Roche-Claire'],
  ['haut-bocage', 'CH du Haut-Bocage', 'Haut-Bocage'],
  ['tournelles', 'CH de Tournelles', 'Tournelles'],
  ['bourblaye', 'CH de Bourblaye', 'Bourblaye'],
  ['clunerac', 'CH de Clunerac', 'Clunerac'],
].map(([id = '', ...names]) => ({ id, names }));

const statuses = {
  FAIT: 'done',
  EN_COURS: 'in_progress',
  A_VENIR: 'to_come',
  REPORTE: 'postponed',
  SANS_OBJET: 'not_applicable',
} as const;
const reasons = { 'unknown-establishment': 'unknown-site' } as const;

const planning = readPlanning(readWorkbook(bytes), 2030);
const planned = planRows(planning, sites, new Map(), () => true);

it('finds the six sheets that are plannings, and their headings wherever they stand', () => {
  expect(planning.sheets.map(({ sheet, headerRow }) => [sheet, headerRow])).toEqual(
    expected.sheets.map(({ sheet, headerRow }) => [sheet, headerRow]),
  );
});

it.each(expected.sheets.map(({ sheet }) => sheet))(
  'tells tasks from headings, totals and notes on %s',
  (name) => {
    const { headerRow, rows } = expected.sheets.find(({ sheet }) => sheet === name) ?? {
      headerRow: 0,
      rows: [],
    };
    const read = planning.sheets.find(({ sheet }) => sheet === name);
    const of = (kind: ExpectedRow['kind']) =>
      rows.filter((row) => row.kind === kind && row.row > headerRow).map(({ row }) => row);
    expect({
      tasks: read?.tasks.map(({ row }) => row),
      sections: read?.sections,
      totals: read?.totals,
      empty: read?.empty,
      notes: read?.notes,
    }).toEqual({
      tasks: of('task'),
      sections: of('section'),
      totals: of('subtotal'),
      empty: of('empty'),
      notes: of('note'),
    });
  },
);

it('brings in 122 rows, leaves 9 to decide with their reason and 2 that are there twice, each value as expected', () => {
  const { summary } = expected;
  const count = (outcome: string) => planned.rows.filter((row) => row.outcome === outcome).length;
  expect([count('import'), count('decide'), count('duplicate')]).toEqual([
    summary.import,
    summary.reject,
    summary['skip-duplicate'],
  ]);
  expect(
    new Set(planned.unknownSites.map(({ text, rows, suggested }) => `${text} ${rows} ${suggested}`)),
  ).toEqual(new Set(['CHHB 2 haut-bocage', 'Hôpital de Montrieux 1 null', 'EHPAD St-Aubin 6 null']));
  const tasks = expected.sheets.flatMap(({ sheet, rows }) =>
    rows.filter(({ kind }) => kind === 'task').map((row) => ({ sheet, ...row })),
  );
  const outcomes = { import: 'import', reject: 'decide', 'skip-duplicate': 'duplicate' } as const;
  for (const [index, row] of tasks.entries()) {
    const own = planned.rows[index];
    const told = {
      at: `${own?.task.sheet} ${own?.task.row}`,
      outcome: own?.outcome,
      ...(row.outcome !== 'reject' && { site: own?.siteId, label: own?.task.label }),
      ...(row.outcome === 'import' && {
        start: own?.task.start,
        end: own?.task.end,
        progress: own?.task.progress,
        status: own?.task.status,
        issues: own?.issues.toSorted(),
      }),
      ...(row.outcome === 'reject' && { issues: own?.issues }),
    };
    expect(told).toEqual({
      at: `${row.sheet} ${row.row}`,
      outcome: row.outcome && outcomes[row.outcome],
      ...(row.outcome !== 'reject' && { site: row.establishment, label: row.label }),
      ...(row.outcome === 'import' && {
        start: row.start,
        end: row.end,
        progress: row.percent,
        status: row.status && statuses[row.status as keyof typeof statuses],
        issues: row.issues?.toSorted(),
      }),
      ...(row.outcome === 'reject' && {
        issues: row.issues?.map((issue) => reasons[issue as keyof typeof reasons] ?? issue),
      }),
    });
  }
});
