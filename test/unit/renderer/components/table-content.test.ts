import { describe, expect, it } from 'vitest';
import { tableContent } from '../../../../renderer/components/data-table/table-content.ts';
import type { GridColumn } from '../../../../renderer/components/data-table/table-features.ts';
import { tableFileSchema } from '../../../../shared/views/table-file.ts';

interface Row {
  readonly name: string;
  readonly site: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly open: number | null;
}

const rows: readonly Row[] = [
  { name: 'Recette', site: 'Auriac', from: '2026-11-23', to: '2026-12-01', open: null },
  { name: 'Bascule', site: null, from: null, to: null, open: 3 },
];

const columns: readonly GridColumn<Row>[] = [
  { id: 'name', header: 'Jalon', width: 1, value: ({ name }) => name, cell: () => null },
  { id: 'verbs', header: 'Gestes', width: 1, cell: () => null },
  {
    id: 'end',
    header: 'Fin',
    width: 1,
    value: ({ to }) => to,
    cell: () => null,
    sheet: [
      { header: 'Fin avant', kind: 'date', value: ({ from }) => from },
      { header: 'Fin après', kind: 'date', value: ({ to }) => to },
    ],
  },
  { id: 'open', header: 'Ouverts', width: 1, value: ({ open }) => open, cell: () => null },
];

describe('what a table hands to a file', () => {
  const section = { header: 'Établissement', of: (row: Row) => row.site };
  const content = tableContent(rows, columns, section);

  it('has the section first, days and numbers as such, and no column without a value', () => {
    expect(content.columns).toEqual([
      { header: 'Établissement', kind: 'text' },
      { header: 'Jalon', kind: 'text' },
      { header: 'Fin avant', kind: 'date' },
      { header: 'Fin après', kind: 'date' },
      { header: 'Ouverts', kind: 'number' },
    ]);
    expect(content.rows).toEqual([
      ['Auriac', 'Recette', '2026-11-23', '2026-12-01', null],
      [null, 'Bascule', null, null, 3],
    ]);
  });

  it('is what the backend takes, even where a text is longer than a cell holds', () => {
    const long = [{ ...rows[0], name: 'é'.repeat(40_000) } as Row];
    for (const one of [content, tableContent(long, columns, undefined), tableContent([], columns, section)])
      expect(tableFileSchema.safeParse({ title: 'Jalons', ...one }).success).toBe(true);
  });
});
