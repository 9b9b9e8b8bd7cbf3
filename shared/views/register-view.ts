/** The registers of decisions and of risks. */
import { z } from 'zod';
import { decisionStates } from '../domain/decision.ts';
import { riskLevels, riskScale, riskStates } from '../domain/risk.ts';
import { basisSchema, codeSchema, dateSchema, idSchema } from './common.ts';

const namedSchema = z.object({ id: idSchema, name: z.string() });

/** What a line of a register is about; with both a domain and a site it belongs to their deployment. */
const placeShape = {
  domainId: idSchema.nullable(),
  domainLabel: z.string().nullable(),
  establishmentId: idSchema.nullable(),
  establishmentName: z.string().nullable(),
  deploymentId: idSchema.nullable(),
};

const choicesShape = {
  people: z.array(namedSchema),
  domains: z.array(namedSchema),
  establishments: z.array(namedSchema),
};

export const decisionRowSchema = z.object({
  id: idSchema,
  label: z.string(),
  number: z.string().nullable(),
  /** Committee or person that decides. */
  body: z.string().nullable(),
  state: z.enum(decisionStates),
  /** Wanted by; once taken, to be carried out by. */
  dueOn: dateSchema.nullable(),
  /** Outside the group, whose word is waited for. */
  authority: z.string().nullable(),
  askedOn: dateSchema.nullable(),
  decidedOn: dateSchema.nullable(),
  decidedById: idSchema.nullable(),
  decidedByName: z.string().nullable(),
  outcome: z.string().nullable(),
  reason: z.string().nullable(),
  ownerId: idSchema.nullable(),
  ownerName: z.string().nullable(),
  ...placeShape,
  /** Nobody has decided, and the day has passed. */
  late: z.boolean(),
});
export type DecisionRow = z.infer<typeof decisionRowSchema>;

export const decisionsViewSchema = z.object({
  basis: basisSchema,
  today: dateSchema,
  /** Those still to be taken by day, then the others, the newest first. */
  decisions: z.array(decisionRowSchema),
  ...choicesShape,
  /** Bodies and authorities named so far, to be offered again. */
  bodies: z.array(z.string()),
  authorities: z.array(z.string()),
});
export type DecisionsView = z.infer<typeof decisionsViewSchema>;

const text = (max: number) => z.string().trim().max(max).nullable();

export const decisionValuesSchema = z.object({
  label: z.string().trim().min(1).max(500),
  number: text(40),
  body: text(200),
  state: z.enum(decisionStates),
  dueOn: dateSchema.nullable(),
  authority: text(200),
  askedOn: dateSchema.nullable(),
  decidedOn: dateSchema.nullable(),
  decidedById: idSchema.nullable(),
  outcome: text(2000),
  reason: text(2000),
  ownerId: idSchema.nullable(),
  domainId: idSchema.nullable(),
  establishmentId: idSchema.nullable(),
});
export type DecisionValues = z.infer<typeof decisionValuesSchema>;
export const decisionPatchSchema = decisionValuesSchema.partial();
export type DecisionPatch = z.infer<typeof decisionPatchSchema>;

/** What a risk needs before somebody can rely on it. */
export const riskNeeds = ['owner', 'mitigation', 'planB', 'reviewOn'] as const;
export type RiskNeed = (typeof riskNeeds)[number];

const riskStepSchema = z.object({
  id: idSchema,
  label: z.string(),
  /** Working days. */
  days: z.number().int(),
  /** Last day of the step once the plan B is started. */
  endsOn: dateSchema.nullable(),
});
export type RiskStep = z.infer<typeof riskStepSchema>;

export const riskRowSchema = z.object({
  id: idSchema,
  label: z.string(),
  category: codeSchema.nullable(),
  probability: z.number().int().nullable(),
  impact: z.number().int().nullable(),
  /** From the product of both; null while one is not rated. */
  level: z.enum(riskLevels).nullable(),
  state: z.enum(riskStates),
  ownerId: idSchema.nullable(),
  ownerName: z.string().nullable(),
  mitigation: z.string().nullable(),
  planB: z.string().nullable(),
  planBTrigger: z.string().nullable(),
  planBCost: z.string().nullable(),
  /** Null while it is kept ready. */
  planBStartedOn: dateSchema.nullable(),
  steps: z.array(riskStepSchema),
  /** Working days of all steps. */
  planBDays: z.number().int(),
  reviewOn: dateSchema.nullable(),
  openedOn: dateSchema.nullable(),
  ...placeShape,
  /** What lies between two domains names the second one here. */
  otherDomainId: idSchema.nullable(),
  otherDomainLabel: z.string().nullable(),
  /** Not closed, and its day of review has passed. */
  late: z.boolean(),
  /** Not closed, and still without these. */
  missing: z.array(z.enum(riskNeeds)),
});
export type RiskRow = z.infer<typeof riskRowSchema>;

export const risksViewSchema = z.object({
  basis: basisSchema,
  today: dateSchema,
  /** Those that are not closed first, the gravest before the others, then by day of review. */
  risks: z.array(riskRowSchema),
  /** Least product of probability and impact of each level. */
  thresholds: z.record(z.enum(riskLevels), z.number().int()),
  ...choicesShape,
});
export type RisksView = z.infer<typeof risksViewSchema>;

const rated = z.number().int().min(1).max(riskScale).nullable();

/** Steps of a plan B in their order; those without an id are new, those left out go. */
export const riskStepsSchema = z
  .array(
    z
      .object({
        id: idSchema.nullable(),
        label: z.string().trim().min(1).max(500),
        days: z.number().int().min(0).max(1000),
      })
      .strict(),
  )
  .max(50);
export type RiskStepDraft = z.infer<typeof riskStepsSchema>[number];

export const riskValuesSchema = z.object({
  label: z.string().trim().min(1).max(500),
  category: codeSchema.nullable(),
  probability: rated,
  impact: rated,
  state: z.enum(riskStates),
  ownerId: idSchema.nullable(),
  mitigation: text(2000),
  planB: text(2000),
  planBTrigger: text(500),
  planBCost: text(200),
  planBStartedOn: dateSchema.nullable(),
  steps: riskStepsSchema,
  reviewOn: dateSchema.nullable(),
  openedOn: dateSchema.nullable(),
  domainId: idSchema.nullable(),
  otherDomainId: idSchema.nullable(),
  establishmentId: idSchema.nullable(),
});
export type RiskValues = z.infer<typeof riskValuesSchema>;
export const riskPatchSchema = riskValuesSchema.partial();
export type RiskPatch = z.infer<typeof riskPatchSchema>;

/** Lines of both registers that are about one deployment, or about its domain or its site as a whole. */
export const deploymentRegistersSchema = z.object({
  basis: basisSchema,
  risks: z.array(riskRowSchema.pick({ id: true, label: true, level: true, state: true, planB: true })),
  decisions: z.array(
    decisionRowSchema.pick({ id: true, label: true, number: true, state: true, dueOn: true, late: true }),
  ),
});
export type DeploymentRegisters = z.infer<typeof deploymentRegistersSchema>;
