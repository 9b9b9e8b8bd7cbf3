import { z } from 'zod';
import { dependencyTypes, durationUnits, planningModes } from '../domain/registry.ts';
import { commentKinds } from '../domain/comment-kind.ts';
import { basisSchema, codeSchema, dateSchema, freshnessSchema, idSchema } from './common.ts';

export const milestoneRowSchema = z.object({
  id: idSchema,
  code: z.string(),
  label: z.string(),
  kind: z.enum(['task', 'gate', 'milestone']),
  phase: z.string().nullable(),
  position: z.number(),
  moduleId: idSchema.nullable(),
  plannedStart: dateSchema.nullable(),
  plannedEnd: dateSchema.nullable(),
  status: codeSchema,
  /** Computed: planned end past and not finished. */
  late: z.boolean(),
  statusReason: z.string().nullable(),
  blockedReason: z.string().nullable(),
  planB: z.string().nullable(),
  progress: z.number().int().nullable(),
  ownerId: idSchema.nullable(),
  ownerName: z.string().nullable(),
  actualStart: dateSchema.nullable(),
  actualEnd: dateSchema.nullable(),
  verdict: z.string().nullable(),
  commentCount: z.number().int(),
  /** Labels of unfinished predecessors, with their site, and domain when it is another one. */
  waitsFor: z.array(z.string()),
  /** What of other domains must come first and is not done, in words, while the milestone has not begun. */
  blockedBy: z.array(z.string()),
  /** By hand, or from its predecessors. */
  planning: z.enum(planningModes),
  notBefore: dateSchema.nullable(),
  notAfter: dateSchema.nullable(),
  fixedOn: dateSchema.nullable(),
  deadline: dateSchema.nullable(),
  asLateAsPossible: z.boolean(),
  /** In tenths of a person-day. */
  effort: z.number().int().nullable(),
  /** In `durationUnit`; null where neither dates nor anybody say. */
  duration: z.number().int().nullable(),
  durationUnit: z.enum(durationUnits),
  /** A second site that does it too, whose calendar it also obeys. */
  sharedWithId: idSchema.nullable(),
});
export type MilestoneRow = z.infer<typeof milestoneRowSchema>;

/** A milestone another may be linked with, and where it stands. */
export const milestoneChoiceSchema = z.object({
  id: idSchema,
  label: z.string(),
  domainLabel: z.string(),
  siteName: z.string(),
  plannedStart: dateSchema.nullable(),
  plannedEnd: dateSchema.nullable(),
});
export type MilestoneChoice = z.infer<typeof milestoneChoiceSchema>;

/** A link (`id`) of one of the deployment's milestones (`milestoneId`); the words and `role` are the other one's. */
export const linkRowSchema = milestoneChoiceSchema.extend({
  milestoneId: idSchema,
  role: z.enum(['predecessor', 'successor']),
  otherId: idSchema,
  otherDeploymentId: idSchema,
  type: z.enum(dependencyTypes),
  lag: z.number().int(),
  lagUnit: z.enum(durationUnits),
});
export type LinkRow = z.infer<typeof linkRowSchema>;

export const commentRowSchema = z.object({
  id: idSchema,
  milestoneId: idSchema.nullable(),
  milestoneLabel: z.string().nullable(),
  author: z.string(),
  establishment: z.string().nullable(),
  kind: z.enum(commentKinds),
  text: z.string(),
  /** UTC ms. */
  writtenAt: z.number().int(),
});
export type CommentRow = z.infer<typeof commentRowSchema>;

const namedSchema = z.object({ id: idSchema, name: z.string() });

export const deploymentViewSchema = z.object({
  basis: basisSchema,
  id: idSchema,
  today: dateSchema,
  domain: z.object({ id: idSchema, code: z.string(), label: z.string() }),
  establishment: z.object({ id: idSchema, name: z.string(), shortName: z.string() }),
  currentProduct: namedSchema.nullable(),
  targetProduct: namedSchema.nullable(),
  stage: codeSchema,
  stageReason: z.string().nullable(),
  weather: codeSchema.nullable(),
  weatherReason: z.string().nullable(),
  freshness: freshnessSchema,
  confirmedDaysAgo: z.number().int().nullable(),
  confirmedBy: z.string().nullable(),
  wave: z.number().int().nullable(),
  /** What became of the newest baseline whose dates are here; null without one. */
  baselineDrift: z
    .object({
      label: z.string(),
      takenOn: dateSchema.nullable(),
      /** Last day then. */
      end: dateSchema,
      /** Slip of the last day since, on the calendar of the site. */
      workingDays: z.number().int(),
      /** Milestones that end later than then. */
      later: z.number().int(),
    })
    .nullable(),
  modules: z.array(z.object({ id: idSchema, label: z.string(), stage: codeSchema.nullable() })),
  referents: z.array(z.object({ personId: idSchema, name: z.string(), role: codeSchema })),
  milestones: z.array(milestoneRowSchema),
  links: z.array(linkRowSchema),
  comments: z.array(commentRowSchema),
  /** People who may own a milestone here: of this site first. */
  people: z.array(z.object({ id: idSchema, name: z.string(), establishmentName: z.string().nullable() })),
  products: z.array(namedSchema),
  /** Other sites a milestone may be shared with. */
  sites: z.array(namedSchema),
  templates: z.array(namedSchema),
  /** Template proposed for this domain. */
  templateId: idSchema.nullable(),
});
export type DeploymentView = z.infer<typeof deploymentViewSchema>;

const longText = z.string().trim().max(2000).nullable();

/** Fields of a milestone a form may change; only those really changed are sent. */
export const milestonePatchSchema = z
  .object({
    label: z.string().trim().min(1).max(300),
    kind: z.enum(['task', 'gate', 'milestone']),
    plannedStart: dateSchema.nullable(),
    plannedEnd: dateSchema.nullable(),
    status: codeSchema,
    statusReason: longText,
    blockedReason: longText,
    progress: z.number().int().min(0).max(100).nullable(),
    ownerId: idSchema.nullable(),
    verdict: codeSchema.nullable(),
    planning: z.enum(planningModes).nullable(),
    notBefore: dateSchema.nullable(),
    notAfter: dateSchema.nullable(),
    fixedOn: dateSchema.nullable(),
    deadline: dateSchema.nullable(),
    asLateAsPossible: z.union([z.literal(0), z.literal(1)]).nullable(),
    effort: z.number().int().min(0).max(100_000).nullable(),
    /** Dates its end anew where it has a start. */
    duration: z.number().int(),
    durationUnit: z.enum(durationUnits),
    sharedWithId: idSchema.nullable(),
  })
  .partial();
export type MilestonePatch = z.infer<typeof milestonePatchSchema>;

export const deploymentPatchSchema = z
  .object({
    stage: codeSchema,
    stageReason: longText,
    weather: codeSchema.nullable(),
    weatherReason: longText,
    wave: z.number().int().min(1).max(99).nullable(),
    currentProductId: idSchema.nullable(),
    targetProductId: idSchema.nullable(),
  })
  .partial();
export type DeploymentPatch = z.infer<typeof deploymentPatchSchema>;
