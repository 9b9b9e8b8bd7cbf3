/** Load of people and teams by month against what they can give, in tenths of a person-day. */
import { z } from 'zod';
import { basisSchema, codeSchema, dateSchema, idSchema } from './common.ts';

/** First day of a month. */
export const monthSchema = dateSchema.refine((day) => day.endsWith('-01'));

export const monthLoadSchema = z.object({
  month: monthSchema,
  capacity: z.number().int().nullable(),
  committed: z.number().int(),
  estimated: z.number().int(),
  percent: z.number().int().nullable(),
});

/** A person, or a team: those of one role at one site. */
export const loadRowSchema = z.object({
  kind: z.enum(['team', 'person']),
  /** Of the person; for a team, its site and role. */
  id: z.string(),
  /** Null for a team, which is named by its role and site. */
  name: z.string().nullable(),
  role: codeSchema,
  siteName: z.string().nullable(),
  personIds: z.array(idSchema),
  months: z.array(monthLoadSchema),
});
export type LoadRow = z.infer<typeof loadRowSchema>;
export type LoadMonth = LoadRow['months'][number];

export const loadViewInputSchema = z.object({ from: monthSchema.optional() }).strict();

export const loadViewSchema = z.object({
  basis: basisSchema,
  months: z.array(monthSchema),
  /** Teams first; people by name. */
  rows: z.array(loadRowSchema),
});
export type LoadView = z.infer<typeof loadViewSchema>;

export const loadMonthInputSchema = z
  .object({ personIds: z.array(idSchema).min(1).max(500), month: monthSchema })
  .strict();

/** Milestones some people have in a month. `share` is what of the effort falls in it; null where nobody estimated it. */
export const loadMonthSchema = z.object({
  basis: basisSchema,
  milestones: z.array(
    z.object({
      id: idSchema,
      deploymentId: idSchema,
      label: z.string(),
      domainLabel: z.string(),
      siteName: z.string(),
      ownerName: z.string(),
      plannedStart: dateSchema,
      plannedEnd: dateSchema,
      effort: z.number().int().nullable(),
      share: z.number().int().nullable(),
    }),
  ),
});
export type LoadMilestone = z.infer<typeof loadMonthSchema>['milestones'][number];

/** More than a hundred people full time is a slip of the keyboard. */
const tenthsSchema = z.number().int().min(0).max(30_000).nullable();

export const capacitySchema = z
  .object({ personId: idSchema, month: monthSchema, capacity: tenthsSchema, committed: tenthsSchema })
  .strict();
export type CapacityInput = z.infer<typeof capacitySchema>;
