/** What-if copies of the plan: made here, compared with the real plan or with each other, applied or given up. */
import { z } from 'zod';
import { baselineDifferenceSchema, baselineSummarySchema } from './baseline-view.ts';
import { basisSchema, dateSchema, idSchema } from './common.ts';
import { planBreachSchema, planCollisionSchema, planMovesSchema } from './plan-view.ts';

export const scenarioNameSchema = z.string().trim().min(1).max(200);
const noteSchema = z.string().trim().max(2000).nullable();

const count = z.number().int().nonnegative();

/** Last day of a plan, in the real one and in another; `workingDays` from the one to the other on the site's calendar. */
const endsSchema = z.object({
  fromEnd: dateSchema.nullable(),
  toEnd: dateSchema.nullable(),
  workingDays: z.number().int().nullable(),
});
export type PlanEnds = z.infer<typeof endsSchema>;

export const scenarioRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  note: z.string().nullable(),
  createdOn: dateSchema,
  author: z.string().nullable(),
  /** Day it was last applied, wholly or in part; null before. */
  appliedOn: dateSchema.nullable(),
  /** Names of the deployments it is of; empty: the whole group. */
  scope: z.array(z.string()),
  /** Milestones whose days differ from the real plan now. */
  moved: count,
  /** Sum of the slips of their ends in working days of their sites: what the scenario costs. */
  driftDays: z.number().int(),
  /** Last day of what it is of, in the real plan and in the scenario. */
  ends: endsSchema,
});
export type ScenarioRow = z.infer<typeof scenarioRowSchema>;

export const scenarioListSchema = z.object({
  basis: basisSchema,
  today: dateSchema,
  /** Newest first. */
  scenarios: z.array(scenarioRowSchema),
  /** Deployments one can be made of: those with dates. */
  deployments: z.array(z.object({ id: idSchema, label: z.string() })),
});
export type ScenarioList = z.infer<typeof scenarioListSchema>;

export const createScenarioSchema = z
  .object({
    name: scenarioNameSchema,
    note: noteSchema,
    /** Empty: the whole group. */
    deploymentIds: z.array(idSchema).max(5000),
  })
  .strict();

export const copyScenarioSchema = z.object({ id: idSchema, name: scenarioNameSchema }).strict();

export const describeScenarioSchema = z
  .object({ id: idSchema, name: scenarioNameSchema, note: noteSchema })
  .strict();

/** A gesture within a scenario: new days, and what becomes of what follows. */
export const moveInScenarioSchema = z
  .object({ id: idSchema, moves: planMovesSchema, follow: z.enum(['push', 'pull', 'none']) })
  .strict();
export type ScenarioMove = z.infer<typeof moveInScenarioSchema>;

/** `from` null: the real plan. */
export const compareScenariosSchema = z.object({ from: idSchema.nullable(), to: idSchema }).strict();

/** Trouble one plan has and another has not. */
const troubleSchema = z.object({
  collisions: z.array(planCollisionSchema),
  breaches: z.array(planBreachSchema),
});
export type PlanTrouble = z.infer<typeof troubleSchema>;

export const scenarioComparisonSchema = z.object({
  basis: basisSchema,
  summary: baselineSummarySchema,
  /** By site, domain and day. */
  differences: z.array(baselineDifferenceSchema),
  ends: endsSchema,
  /** Deployments in which something moves or which one of the plans is of, with their last day. */
  deployments: z.array(endsSchema.extend({ id: idSchema, domainLabel: z.string(), siteName: z.string() })),
  brought: troubleSchema,
  removed: troubleSchema,
});
export type ScenarioComparison = z.infer<typeof scenarioComparisonSchema>;

/**
 * One milestone that applying would move. `changed`: the real plan gave it other days after the scenario did; `done`: it
 * is over; `gone`: deleted, not applicable or without a deployment, so that nothing can be applied.
 */
export const scenarioReviewRowSchema = z.object({
  milestoneId: idSchema,
  state: z.enum(['ready', 'changed', 'done', 'gone']),
  label: z.string(),
  deploymentId: idSchema,
  domainLabel: z.string(),
  siteId: idSchema,
  siteName: z.string(),
  /** Real days when the scenario set its own. */
  knownStart: dateSchema.nullable(),
  knownEnd: dateSchema.nullable(),
  /** Real days now. */
  fromStart: dateSchema.nullable(),
  fromEnd: dateSchema.nullable(),
  toStart: dateSchema,
  toEnd: dateSchema,
  /** From the real end now to that of the scenario. */
  workingDays: z.number().int().nullable(),
});
export type ScenarioReviewRow = z.infer<typeof scenarioReviewRowSchema>;

export const scenarioReviewSchema = z.object({
  basis: basisSchema,
  name: z.string(),
  /** By site, domain and day. */
  rows: z.array(scenarioReviewRowSchema),
});
export type ScenarioReview = z.infer<typeof scenarioReviewSchema>;

/** The rows to apply with the real days that were on screen beside them, and whether the scenario stays. */
export const applyScenarioSchema = z
  .object({
    id: idSchema,
    basis: basisSchema,
    keep: z.boolean(),
    rows: z
      .array(
        z
          .object({ milestoneId: idSchema, fromStart: dateSchema.nullable(), fromEnd: dateSchema.nullable() })
          .strict(),
      )
      .min(1)
      .max(20_000),
  })
  .strict();
export type ApplyScenario = z.infer<typeof applyScenarioSchema>;
