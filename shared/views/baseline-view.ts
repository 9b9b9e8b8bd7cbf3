/** Named plans to compare with, and what became of them. */
import { z } from 'zod';
import { basisSchema, dateSchema, idSchema } from './common.ts';

/**
 * Whether a baseline's dates are known here. `unread`: the log holds them, `baseline.read` works them out.
 * `missing`: saves they rest on have not been received.
 */
export const baselineStateSchema = z.enum(['ready', 'unread', 'missing']);
export type BaselineState = z.infer<typeof baselineStateSchema>;

export const baselineRowSchema = z.object({
  id: idSchema,
  label: z.string(),
  takenOn: dateSchema.nullable(),
  note: z.string().nullable(),
  /** Null: the whole group. */
  deploymentId: idSchema.nullable(),
  scope: z.string().nullable(),
  /** Who took it; null where nobody said so. */
  author: z.string().nullable(),
  state: baselineStateSchema,
  /** Dated milestones it holds; null while they are not read. */
  milestones: z.number().int().nullable(),
  /** Saves it rests on that were not received here; null where its own statement cannot be read. */
  missingSaves: z.number().int().nullable(),
});
export type BaselineRow = z.infer<typeof baselineRowSchema>;

export const baselineListSchema = z.object({
  basis: basisSchema,
  today: dateSchema,
  /** Newest first. */
  baselines: z.array(baselineRowSchema),
  /** Deployments a baseline can be taken of. */
  deployments: z.array(z.object({ id: idSchema, label: z.string() })),
});
export type BaselineList = z.infer<typeof baselineListSchema>;

export const baselineLabelSchema = z.string().trim().min(1).max(200);

export const takeBaselineSchema = z
  .object({
    label: baselineLabelSchema,
    /** Null: the whole group. */
    deploymentId: idSchema.nullable(),
  })
  .strict();

/** `to` null: the plan as it is now. */
export const compareBaselinesSchema = z.object({ from: idSchema, to: idSchema.nullable() }).strict();

export const baselineDifferenceSchema = z.object({
  milestoneId: idSchema,
  change: z.enum(['added', 'removed', 'moved']),
  label: z.string(),
  deploymentId: idSchema,
  domainLabel: z.string(),
  siteId: idSchema,
  siteName: z.string(),
  fromStart: dateSchema.nullable(),
  fromEnd: dateSchema.nullable(),
  toStart: dateSchema.nullable(),
  toEnd: dateSchema.nullable(),
  /** Slip of the end in working days of the site; null where one of the ends is not there. */
  workingDays: z.number().int().nullable(),
});
export type BaselineDifferenceRow = z.infer<typeof baselineDifferenceSchema>;

const count = z.number().int().nonnegative();
export const baselineSummarySchema = z.object({
  added: count,
  removed: count,
  moved: count,
  compared: count,
  later: count,
  due: count,
  dueLater: count,
  driftDays: z.number().int(),
  deployments: count,
  plannedDays: count,
  slipDays: z.number().int(),
  scheduleRate: z.number().int().nullable(),
});

/** A comparison, or the baselines that have to be read or received first. */
export const baselineComparisonSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ready'),
    basis: basisSchema,
    /** Day up to which milestones count as due: the later plan's own, or that of the newest data. */
    asOf: dateSchema,
    summary: baselineSummarySchema,
    /** By site, domain and day. */
    differences: z.array(baselineDifferenceSchema),
  }),
  z.object({ state: z.enum(['unread', 'missing']), basis: basisSchema, baselineId: idSchema }),
]);
export type BaselineComparison = z.infer<typeof baselineComparisonSchema>;
export type ReadyComparison = Extract<BaselineComparison, { state: 'ready' }>;
