/** The restart order of a site. */
import { z } from 'zod';
import { basisSchema, idSchema } from './common.ts';

export const restartStepSchema = z.object({
  id: idSchema,
  label: z.string(),
  domainId: idSchema.nullable(),
  domainLabel: z.string(),
  /** Longest outage that is borne, in minutes. */
  allowedMinutes: z.number().int().nullable(),
  degradedMode: z.string().nullable(),
});
export type RestartStep = z.infer<typeof restartStepSchema>;

/** Steps in their order. */
export const restartViewSchema = z.object({
  basis: basisSchema,
  siteId: idSchema,
  siteName: z.string(),
  steps: z.array(restartStepSchema),
});
export type RestartView = z.infer<typeof restartViewSchema>;
