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

/** A step as a form writes it; `id` null for a new one. */
export const restartDraftSchema = z
  .object({
    id: idSchema.nullable(),
    label: z.string().trim().min(1).max(300),
    domainId: idSchema.nullable(),
    allowedMinutes: z.number().int().min(0).max(525_600).nullable(),
    degradedMode: z.string().trim().max(2000).nullable(),
  })
  .strict();
export type RestartDraft = z.infer<typeof restartDraftSchema>;

/** The whole order of a site: what is not in it is deleted. */
export const saveRestartSchema = z
  .object({ siteId: idSchema, basis: basisSchema, steps: z.array(restartDraftSchema).max(500) })
  .strict();
