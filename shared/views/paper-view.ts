/** What documents are made from: the group on a day, what moved since a committee, and reports as they were issued. */
import { z } from 'zod';
import { milestoneKinds } from '../domain/registry.ts';
import { diffusionLevels } from '../paper/cartouche.ts';
import { trends } from '../paper/marks.ts';
import { basisSchema, codeSchema, dateSchema, idSchema } from './common.ts';
import { matrixViewSchema, rateSchema } from './matrix-view.ts';
import { decisionRowSchema, riskRowSchema } from './register-view.ts';

/**
 * A day, `month` for the last thirty days, or the id of a committee; null: the last committee, or the last thirty days
 * where there was none.
 */
export const sinceSchema = z.union([dateSchema, z.literal('month'), idSchema]).nullable();

/** The moment figures are compared with. */
export const sincePointSchema = z.object({
  day: dateSchema,
  committee: z.string().nullable(),
  /** What was held then is known save by save: an edition was issued for that committee. */
  exact: z.boolean(),
});
export type SincePoint = z.infer<typeof sincePointSchema>;

const paperMilestoneSchema = z.object({
  id: idSchema,
  deploymentId: idSchema,
  domainId: idSchema,
  siteId: idSchema,
  label: z.string(),
  kind: z.enum(milestoneKinds),
  start: dateSchema.nullable(),
  end: dateSchema,
  actualEnd: dateSchema.nullable(),
  status: codeSchema,
  late: z.boolean(),
  verdict: z.string().nullable(),
  blockedReason: z.string().nullable(),
  planB: z.string().nullable(),
  ownerName: z.string().nullable(),
  deadline: dateSchema.nullable(),
  /** Last day promised when the period began; null where there was none yet. */
  formerEnd: dateSchema.nullable(),
  /** Working days its end has slipped since the newest baseline of the group. */
  drift: z.number().int().nullable(),
});
export type PaperMilestone = z.infer<typeof paperMilestoneSchema>;

export const paperViewSchema = z.object({
  basis: basisSchema,
  today: dateSchema,
  dataDate: dateSchema.nullable(),
  groupName: z.string(),
  /** Who prints. */
  author: z.string().nullable(),
  since: sincePointSchema,
  matrix: matrixViewSchema,
  /** Rank of each weather, 0 the best. */
  weatherRanks: z.record(z.string(), z.number()),
  freshMax: z.number().int(),
  staleMax: z.number().int(),
  /** Those that end within the horizon, are late, ended in the period or were promised for it; by last day. */
  milestones: z.array(paperMilestoneSchema),
  /** Working days the end of a deployment has slipped since the newest baseline of the group, by deployment. */
  drifts: z.array(z.object({ deploymentId: idSchema, workingDays: z.number().int() })),
  baseline: z.object({ label: z.string(), takenOn: dateSchema.nullable() }).nullable(),
  conflicts: z.number().int(),
  /** Decisions of the register nobody has taken yet, by day. */
  decisionsWanted: z.array(
    decisionRowSchema.pick({
      label: true,
      number: true,
      body: true,
      authority: true,
      dueOn: true,
      domainLabel: true,
      establishmentName: true,
    }),
  ),
  /** Critical risks that are not closed, the gravest first. */
  criticalRisks: z.array(
    riskRowSchema.pick({
      label: true,
      state: true,
      planB: true,
      planBStartedOn: true,
      reviewOn: true,
      domainLabel: true,
      otherDomainLabel: true,
      establishmentName: true,
    }),
  ),
});
export type PaperView = z.infer<typeof paperViewSchema>;

export const movedKinds = [
  'moved',
  'stage',
  'wanted',
  'risk',
  'risk_level',
  'risk_state',
  'weather',
  'verdict',
  'decision',
  'blocked',
  'unblocked',
  'done',
  'added',
  'removed',
] as const;
export type MovedKind = (typeof movedKinds)[number];

/** `from` and `to` are days of a milestone that moved, codes of a stage, weather, verdict, level or state that changed. */
const movedLineSchema = z.object({
  kind: z.enum(movedKinds),
  id: idSchema,
  deploymentId: idSchema.nullable(),
  domainId: idSchema.nullable(),
  siteId: idSchema.nullable(),
  domainLabel: z.string(),
  siteName: z.string(),
  label: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  workingDays: z.number().int().nullable(),
  detail: z.string().nullable(),
  /** Who wrote the value that stands. */
  by: z.string().nullable(),
  on: dateSchema,
});
export type MovedLine = z.infer<typeof movedLineSchema>;

export const movedViewSchema = z.object({
  basis: basisSchema,
  today: dateSchema,
  dataDate: dateSchema.nullable(),
  groupName: z.string(),
  author: z.string().nullable(),
  since: sincePointSchema,
  lines: z.array(movedLineSchema),
  /** Deployments that were not there, whose milestones are not told one by one. */
  newDeployments: z.number().int(),
});
export type MovedView = z.infer<typeof movedViewSchema>;

export const committeeSchema = z.object({
  id: idSchema,
  name: z.string(),
  day: dateSchema.nullable(),
  kind: codeSchema.nullable(),
  /** Editions issued for it. */
  editions: z.number().int(),
});
export type Committee = z.infer<typeof committeeSchema>;

export const editionSchema = z.object({
  id: idSchema,
  report: codeSchema,
  /** Id of the domain, deployment or site it is about. */
  subject: z.string().nullable(),
  committeeId: idSchema.nullable(),
  committeeName: z.string().nullable(),
  issuedOn: dateSchema.nullable(),
  dataDate: dateSchema.nullable(),
  author: z.string().nullable(),
  version: z.number().int().nullable(),
});
export type Edition = z.infer<typeof editionSchema>;

export const committeesViewSchema = z.object({
  basis: basisSchema,
  today: dateSchema,
  committees: z.array(committeeSchema),
  /** The newest first. */
  editions: z.array(editionSchema),
});
export type CommitteesView = z.infer<typeof committeesViewSchema>;

const trendSchema = z.enum(trends);

/** A domain or a site in the météo; `weather` is what may be shown: an old sun is to be confirmed. */
const weatherHeadSchema = z.object({
  id: idSchema,
  label: z.string(),
  weather: codeSchema.nullable(),
  trend: trendSchema,
  rate: rateSchema,
  /** Working days the worst of its deployments has slipped; null without a baseline. */
  drift: z.number().int().nullable(),
  /** Of a site: days since its last confirmation, and deployments nobody has confirmed for long. */
  age: z.number().int().nullable(),
  toConfirm: z.number().int(),
});
export type WeatherHead = z.infer<typeof weatherHeadSchema>;

const weatherCellSchema = z.object({
  domainId: idSchema,
  siteId: idSchema,
  stage: codeSchema,
  weather: codeSchema.nullable(),
  trend: trendSchema,
  /** The stage differs from that of the former edition. */
  stageChanged: z.boolean(),
});
export type WeatherCell = z.infer<typeof weatherCellSchema>;

const weatherLineSchema = z.object({
  kind: codeSchema,
  label: z.string(),
  place: z.string(),
  detail: z.string(),
  day: dateSchema.nullable(),
  formerDay: dateSchema.nullable(),
  /** Working days late. */
  days: z.number().int().nullable(),
});
export type WeatherLine = z.infer<typeof weatherLineSchema>;

/** The météo as it is drawn, now or as it was issued. */
export const weatherReportSchema = z.object({
  groupName: z.string(),
  author: z.string().nullable(),
  dataDate: dateSchema.nullable(),
  /** Day of the edition; of what was not issued, today. */
  day: dateSchema,
  issued: z.object({ id: idSchema, version: z.number().int(), committee: z.string().nullable() }).nullable(),
  diffusion: z.enum(diffusionLevels),
  since: dateSchema,
  previous: z
    .object({ day: dateSchema, version: z.number().int(), rate: z.number().int().nullable() })
    .nullable(),
  total: rateSchema,
  held: z.number().int(),
  missed: z.number().int(),
  freshMax: z.number().int(),
  staleMax: z.number().int(),
  baseline: z.string().nullable(),
  domains: z.array(weatherHeadSchema),
  sites: z.array(weatherHeadSchema),
  cells: z.array(weatherCellSchema),
  missedLines: z.array(weatherLineSchema),
  next: z.array(weatherLineSchema),
  decisions: z.array(weatherLineSchema),
  /** Critical risks; `kind` is their state. */
  risks: z.array(weatherLineSchema),
});
export type WeatherReport = z.infer<typeof weatherReportSchema>;
