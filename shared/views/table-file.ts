/** A table as a file holds it: what a screen shows, without its drawing. */
import { z } from 'zod';
import { dateSchema } from './common.ts';

export const tableFormats = ['xlsx', 'csv'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** Files for other programs than Jalon, by extension. */
export const reportFileKinds = [...tableFormats, 'ics', 'pptx'] as const;
export type ReportFileKind = (typeof reportFileKinds)[number];

/** `percent` holds a share: 0.5 is written 50 %. Days are ISO days. */
export const columnKinds = ['text', 'number', 'date', 'percent'] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** What a cell of a spreadsheet holds at most, in UTF-16 units. */
export const MOST_TEXT = 32_767;

const cellSchema = z.union([z.string().max(MOST_TEXT), z.number(), z.null()]);
export type TableCell = z.infer<typeof cellSchema>;

/** Whether a cell holds what its column says. */
function fits(cell: TableCell, kind: ColumnKind): boolean {
  if (cell === null) return true;
  if (kind === 'text') return typeof cell === 'string';
  return kind === 'date' ? dateSchema.safeParse(cell).success : typeof cell === 'number';
}

export const tableFileSchema = z
  .object({
    title: z.string().trim().min(1).max(300),
    /** « Date d'arrêté » of what it holds; null: that of the workspace. */
    dataDate: dateSchema.nullable().default(null),
    columns: z
      .array(z.object({ header: z.string().max(200), kind: z.enum(columnKinds) }).strict())
      .min(1)
      .max(80),
    rows: z.array(z.array(cellSchema)).max(100_000),
  })
  .strict()
  .refine(({ columns, rows }) =>
    rows.every(
      (row) => row.length === columns.length && columns.every(({ kind }, at) => fits(row[at] ?? null, kind)),
    ),
  );

export type TableFile = z.infer<typeof tableFileSchema>;

/** `rows`: without the headings. */
export const writtenTableSchema = z.object({
  fileName: z.string(),
  bytes: z.number().int(),
  rows: z.number().int(),
});
export type WrittenTable = z.infer<typeof writtenTableSchema>;
