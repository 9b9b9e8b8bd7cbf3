/** Days that differ from the usual: freezes, closures, maintenance windows, of a site or of the whole group. */
import { z } from 'zod';
import { periodKinds } from '../domain/registry.ts';
import { basisSchema, dateSchema, idSchema } from './common.ts';

/** `establishmentId` null: the whole group. Both days are included. */
export const periodValuesSchema = z.object({
  establishmentId: idSchema.nullable(),
  kind: z.enum(periodKinds),
  label: z.string().trim().min(1).max(200),
  fromDate: dateSchema,
  toDate: dateSchema,
});
export type PeriodValues = z.infer<typeof periodValuesSchema>;

export const periodSchema = periodValuesSchema.extend({
  id: idSchema,
  establishmentName: z.string().nullable(),
});
export type Period = z.infer<typeof periodSchema>;

export const calendarViewSchema = z.object({
  basis: basisSchema,
  /** By first day. */
  periods: z.array(periodSchema),
  establishments: z.array(z.object({ id: idSchema, name: z.string() })),
});
export type CalendarView = z.infer<typeof calendarViewSchema>;
