/** A planning kept in a workbook: what it would bring, and the workbooks days can be written back to. */
import { z } from 'zod';
import { writtenStatuses } from '../workbook/read-status.ts';
import { basisSchema, dateSchema, idSchema } from './common.ts';

/** `same`: the milestone is there and says the same · `decide`: left out, for the reason it gives. */
export const rowOutcomes = ['create', 'update', 'same', 'decide', 'duplicate'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** What somebody answered for a name the group knows no site by; null leaves its rows out. */
export const siteAliasesSchema = z
  .array(z.object({ text: z.string().max(300), siteId: idSchema.nullable() }).strict())
  .max(500);
export type SiteAliases = z.infer<typeof siteAliasesSchema>;

export const workbookRowSchema = z.object({
  sheet: z.string(),
  row: z.number().int(),
  label: z.string(),
  /** As written. */
  site: z.string(),
  siteName: z.string().nullable(),
  start: dateSchema.nullable(),
  end: dateSchema.nullable(),
  /** What the milestone that is there says now. */
  former: z
    .object({ start: dateSchema.nullable(), end: dateSchema.nullable(), status: z.string().nullable() })
    .nullable(),
  status: z.enum(writtenStatuses).nullable(),
  progress: z.number().int().nullable(),
  outcome: z.enum(rowOutcomes),
  /** Codes of what is worth telling, of the days with `start:` or `end:` before them. */
  issues: z.array(z.string()),
});
export type WorkbookRow = z.infer<typeof workbookRowSchema>;

const named = z.object({ id: idSchema, name: z.string() });

export const workbookPlanSchema = z.object({
  basis: basisSchema,
  /** Says which plan was looked at: another one is not applied in its place. */
  token: z.string(),
  fileName: z.string(),
  /** As asked for, else the one the workbook names; null where it names none. */
  domainId: idSchema.nullable(),
  domains: z.array(named),
  sites: z.array(named),
  unknownSites: z.array(z.object({ text: z.string(), rows: z.number().int(), siteId: idSchema.nullable() })),
  sheets: z.array(z.string()),
  rows: z.array(workbookRowSchema),
  counts: z.record(z.enum(rowOutcomes), z.number().int()),
  /** Rows that are no tasks: headings, totals, notes. */
  skipped: z.number().int(),
});
export type WorkbookPlan = z.infer<typeof workbookPlanSchema>;

export const workbookChangeSchema = z.object({
  sheet: z.string(),
  ref: z.string(),
  label: z.string(),
  siteName: z.string(),
  from: dateSchema.nullable(),
  to: dateSchema.nullable(),
});
export type WorkbookChange = z.infer<typeof workbookChangeSchema>;

export const workbookListSchema = z.object({
  domains: z.array(named),
  workbooks: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      domainName: z.string(),
      readAt: z.number().int(),
      /** Cells whose milestone is still there. */
      cells: z.number().int(),
      /** Days that are no longer what the workbook said when it was read. */
      changes: z.array(workbookChangeSchema),
    }),
  ),
});
export type WorkbookList = z.infer<typeof workbookListSchema>;

export const writtenWorkbookSchema = z.object({
  fileName: z.string(),
  bytes: z.number().int(),
  written: z.number().int(),
  /** Cells that hold a formula, which is not replaced by a day: their addresses with their sheets. */
  kept: z.array(z.string()),
});
export type WrittenWorkbook = z.infer<typeof writtenWorkbookSchema>;
