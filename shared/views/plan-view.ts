/** What a change of plan does, shown before it is applied; and what the plan's analysis says of every milestone. */
import { z } from 'zod';
import { collisionKinds } from '../scheduling/collisions.ts';
import { basisSchema, dateSchema, idSchema } from './common.ts';

/** Milestones one change may move or give new values. */
export const MOST_MOVES = 5000;

/** New inclusive days of milestones. */
export const planMovesSchema = z
  .array(z.object({ id: idSchema, plannedStart: dateSchema, plannedEnd: dateSchema }).strict())
  .min(1)
  .max(MOST_MOVES);

/** New days, and whether what follows may also come earlier. */
export const planChangeSchema = z
  .object({ moves: planMovesSchema, direction: z.enum(['push', 'pull']) })
  .strict();
export type PlanChange = z.infer<typeof planChangeSchema>;

/** A milestone that moves. `workingDays` is the slip of its end on its own calendar; `chain` holds labels. */
export const planImpactSchema = z.object({
  milestoneId: idSchema,
  label: z.string(),
  deploymentId: idSchema,
  domainId: idSchema,
  domainLabel: z.string(),
  siteId: idSchema,
  siteName: z.string(),
  fromStart: dateSchema.nullable(),
  fromEnd: dateSchema.nullable(),
  toStart: dateSchema,
  toEnd: dateSchema,
  workingDays: z.number().int(),
  chain: z.array(z.object({ milestoneId: idSchema, label: z.string(), siteName: z.string() })),
});
export type PlanImpact = z.infer<typeof planImpactSchema>;

export const planCollisionSchema = z.object({
  kind: z.enum(collisionKinds),
  day: dateSchema,
  milestones: z.array(
    z.object({
      id: idSchema,
      deploymentId: idSchema,
      label: z.string(),
      domainLabel: z.string(),
      siteName: z.string(),
    }),
  ),
  /** Name of the site, person, period or milestone that makes it one. */
  cause: z.string().nullable(),
  count: z.number().int(),
});
export type PlanCollision = z.infer<typeof planCollisionSchema>;

export const planBreachSchema = z.object({
  kind: z.enum(['link', 'notBefore', 'notAfter', 'deadline']),
  milestoneId: idSchema,
  deploymentId: idSchema,
  label: z.string(),
  domainLabel: z.string(),
  siteName: z.string(),
  /** First day of the milestone. */
  day: dateSchema,
  /** For a link: the predecessor it does not wait for. */
  other: z.string().nullable(),
  workingDays: z.number().int(),
});
export type PlanBreach = z.infer<typeof planBreachSchema>;

/** `collisions` and `breaches` are those the change brings; what was so before is not told again. */
export const planImpactViewSchema = z.object({
  basis: basisSchema,
  impacts: z.array(planImpactSchema),
  siteCount: z.number().int(),
  collisions: z.array(planCollisionSchema),
  breaches: z.array(planBreachSchema),
});
export type PlanImpactView = z.infer<typeof planImpactViewSchema>;

/**
 * Slack in working days of each milestone's own calendar, against the end of its deployment or of the group. `lateEnd` is the last
 * day a milestone may end on without harm; `criticalLinks` are the ids of the links without play between two critical milestones.
 */
export const planAnalysisSchema = z.object({
  basis: basisSchema,
  milestones: z.array(
    z.object({
      id: idSchema,
      totalSlack: z.number().int(),
      freeSlack: z.number().int(),
      lateEnd: dateSchema,
      critical: z.boolean(),
      nearCritical: z.boolean(),
    }),
  ),
  criticalLinks: z.array(idSchema),
  collisions: z.array(planCollisionSchema),
  breaches: z.array(planBreachSchema),
});
export type PlanAnalysis = z.infer<typeof planAnalysisSchema>;

export const planScopeSchema = z.object({ scope: z.enum(['deployment', 'group']) }).strict();
