/** The roll-out of one domain over sites in waves: what can be planned, what it would give, and the order to do it. */
import { z } from 'zod';
import { basisSchema, codeSchema, dateSchema, idSchema } from './common.ts';
import { planCollisionSchema } from './plan-view.ts';

/** Lags beyond ten years are slips of the keyboard. */
const lag = z.number().int().min(0).max(3650);

export const startRuleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('date'), date: dateSchema }).strict(),
  z.object({ kind: z.literal('afterStart'), workingDays: lag }).strict(),
  z.object({ kind: z.literal('afterGoLive'), workingDays: lag }).strict(),
]);
export type StartRuleInput = z.infer<typeof startRuleSchema>;

export const rollOutSchema = z
  .object({
    domainId: idSchema,
    templateId: idSchema,
    targetProductId: idSchema.nullable(),
    waves: z
      .array(
        z
          .object({
            start: startRuleSchema,
            stagger: z.number().int().min(0).max(1000),
            sites: z
              .array(
                z
                  .object({
                    establishmentId: idSchema,
                    /** Basis points. */
                    sizeFactor: z.number().int().min(100).max(100_000),
                  })
                  .strict(),
              )
              .max(500),
          })
          .strict(),
      )
      .max(100),
  })
  .strict();
export type RollOutInput = z.infer<typeof rollOutSchema>;

/** `free`: can be planned · `planned`: has milestones · `live`: in production · `out_of_scope`: not to be done. */
export const siteStateSchema = z.enum(['free', 'planned', 'live', 'out_of_scope']);
export type SiteState = z.infer<typeof siteStateSchema>;

/** What the assistant offers. `states` holds, by domain, the sites that are not free. */
export const rollOutOptionsSchema = z.object({
  basis: basisSchema,
  today: dateSchema,
  domains: z.array(
    z.object({ id: idSchema, code: codeSchema, label: z.string(), templateId: idSchema.nullable() }),
  ),
  templates: z.array(
    z.object({
      id: idSchema,
      label: z.string(),
      version: z.number().int(),
      rowCount: z.number().int(),
      /** One site opens, each further one follows by rows of its own. */
      oneByOne: z.boolean(),
    }),
  ),
  products: z.array(z.object({ id: idSchema, name: z.string(), domainId: idSchema.nullable() })),
  sites: z.array(z.object({ id: idSchema, name: z.string(), sizeFactor: z.number().int() })),
  sizes: z.array(z.object({ label: z.string(), labelEn: z.string().nullable(), value: z.number().int() })),
  states: z.array(
    z.object({
      domainId: idSchema,
      establishmentId: idSchema,
      deploymentId: idSchema,
      state: siteStateSchema.exclude(['free']),
    }),
  ),
});
export type RollOutOptions = z.infer<typeof rollOutOptionsSchema>;

export const rollOutSiteSchema = z.object({
  establishmentId: idSchema,
  name: z.string(),
  wave: z.number().int(),
  start: dateSchema,
  goLive: dateSchema,
  end: dateSchema,
  rows: z.array(
    z.object({
      label: z.string(),
      kind: z.string(),
      phase: codeSchema.nullable(),
      start: dateSchema,
      end: dateSchema,
      /** What of another domain at the site makes it begin later. */
      heldBy: z.string().nullable(),
    }),
  ),
  /** Domains that must be there first and are neither planned nor in production at the site. */
  missing: z.array(z.string()),
});
export type RollOutSiteView = z.infer<typeof rollOutSiteSchema>;

/** A collision as the plan tells it; what is not written yet has no id. */
export const rollOutCollisionSchema = planCollisionSchema
  .omit({ milestones: true })
  .extend({ milestones: z.array(z.object({ label: z.string(), siteName: z.string() })) });
export type RollOutCollision = z.infer<typeof rollOutCollisionSchema>;

/** Collisions are those with the plan there is, of what would be new. */
export const rollOutPreviewSchema = z.object({
  basis: basisSchema,
  sites: z.array(rollOutSiteSchema),
  milestoneCount: z.number().int(),
  collisions: z.array(rollOutCollisionSchema),
  freezes: z.array(
    z.object({ label: z.string(), siteId: idSchema.nullable(), from: dateSchema, to: dateSchema }),
  ),
});
export type RollOutPreview = z.infer<typeof rollOutPreviewSchema>;
