/** A plan made back from an imposed day, shown before it is applied. */
import { z } from 'zod';
import { basisSchema, dateSchema, idSchema } from './common.ts';

/** `milestoneId` null: the whole deployment ends on that day at the latest. */
export const backwardSchema = z
  .object({ deploymentId: idSchema, milestoneId: idSchema.nullable(), day: dateSchema })
  .strict();
export type BackwardInput = z.infer<typeof backwardSchema>;

/**
 * A milestone that leads to the imposed day, and the latest days it can have. `margin` is what its written days leave
 * before them, in working days of its own calendar, below 0 where it is too late; null without days.
 */
export const latestMilestoneSchema = z.object({
  milestoneId: idSchema,
  label: z.string(),
  fromStart: dateSchema.nullable(),
  fromEnd: dateSchema.nullable(),
  toStart: dateSchema,
  toEnd: dateSchema,
  margin: z.number().int().nullable(),
  /** What has begun, is done or is fixed keeps its days. */
  stays: z.boolean(),
});
export type LatestMilestone = z.infer<typeof latestMilestoneSchema>;

/** `margin` is the least of what was chosen; `latestStart` the day the first milestone should begin on at the latest. */
export const backwardViewSchema = z.object({
  basis: basisSchema,
  margin: z.number().int().nullable(),
  latestStart: dateSchema,
  /** First milestones first. */
  milestones: z.array(latestMilestoneSchema),
  /** Latest days that have passed, of what has not begun. */
  passed: z.number().int(),
});
export type BackwardView = z.infer<typeof backwardViewSchema>;
