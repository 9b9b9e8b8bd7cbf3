/**
 * What the planning screen, the printed planning and their tests read: one snapshot of a group's deployments and
 * milestones. Ids are opaque strings; dates are inclusive ISO days; codes not known here are kept and shown as they are.
 */
import { z } from 'zod';
import { periodKinds } from '../domain/registry.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const ganttEstablishmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  order: z.number().int(),
  role: z.enum(['support', 'member', 'partner']),
  holidayZone: z.string(),
});

export const ganttDomainSchema = z.object({
  id: z.string(),
  code: z.string(),
  label: z.string(),
  family: z.string(),
  familyOrder: z.number().int(),
  order: z.number().int(),
});

export const ganttDeploymentSchema = z.object({
  id: z.string(),
  domainId: z.string(),
  establishmentId: z.string(),
  stage: z.string(),
  wave: z.number().int().nullable(),
  targetProduct: z.string().nullable(),
  /** Who answers for the domain at the site today; null where nobody is assigned. */
  referent: z.object({ id: z.string(), name: z.string() }).nullable(),
});

/** `start` and `end` are inclusive; a gate has `start = end`; `progress` is a percentage. */
export const ganttMilestoneSchema = z.object({
  id: z.string(),
  deploymentId: z.string(),
  code: z.string(),
  label: z.string(),
  kind: z.enum(['task', 'gate', 'milestone']),
  order: z.number(),
  start: isoDate.nullable(),
  end: isoDate.nullable(),
  /** Whether its length is counted in calendar days, and not in working days. */
  countsCalendarDays: z.boolean(),
  status: z.string(),
  late: z.boolean(),
  progress: z.number().int().min(0).max(100).nullable(),
  owner: z.string().nullable(),
  verdict: z.string().nullable(),
  blocked: z.boolean(),
});

export const ganttLinkSchema = z.object({
  id: z.string(),
  predecessorId: z.string(),
  successorId: z.string(),
  type: z.enum(['FS', 'SS', 'FF', 'SF']),
});

/** Days a milestone is held to; those with none are left out. `doneOn` is the day it really ended. */
export const ganttLimitSchema = z.object({
  id: z.string(),
  deadline: isoDate.nullable(),
  notAfter: isoDate.nullable(),
  fixedOn: isoDate.nullable(),
  doneOn: isoDate.nullable(),
});

/** Days that differ from the usual, both included, at a site or (null) in the whole group. */
export const ganttPeriodSchema = z.object({
  establishmentId: z.string().nullable(),
  kind: z.enum(periodKinds),
  from: isoDate,
  to: isoDate,
  label: z.string(),
});

/** A plan the live one is compared with: its name, and the days it had for each milestone. */
export const ganttBaselineSchema = z.object({
  id: z.string(),
  label: z.string(),
  dates: z.array(z.object({ id: z.string(), start: isoDate.nullable(), end: isoDate.nullable() })),
});

/** The scenario whose days the milestones have; the baseline then holds the real ones, where they differ. */
export const ganttScenarioSchema = z.object({ id: z.string(), name: z.string() });

/** `basis` is the context the snapshot was read at; `dataDate` is the « date d'arrêté ». */
export const ganttViewSchema = z.object({
  basis: z.string(),
  today: isoDate,
  groupName: z.string(),
  dataDate: isoDate,
  establishments: z.array(ganttEstablishmentSchema),
  domains: z.array(ganttDomainSchema),
  deployments: z.array(ganttDeploymentSchema),
  milestones: z.array(ganttMilestoneSchema),
  links: z.array(ganttLinkSchema),
  limits: z.array(ganttLimitSchema),
  periods: z.array(ganttPeriodSchema),
  baseline: ganttBaselineSchema.optional(),
  scenario: ganttScenarioSchema.optional(),
});

/**
 * An absent list means all; an empty list means none. A baseline that is gone, or not read yet, is left out, as is a
 * scenario that is gone; a scenario comes before a baseline.
 */
export const ganttViewInputSchema = z.object({
  establishmentIds: z.array(z.string()).optional(),
  domainIds: z.array(z.string()).optional(),
  baselineId: z.string().optional(),
  scenarioId: z.string().optional(),
});

export type GanttEstablishment = z.infer<typeof ganttEstablishmentSchema>;
export type GanttDomain = z.infer<typeof ganttDomainSchema>;
export type GanttDeployment = z.infer<typeof ganttDeploymentSchema>;
export type GanttMilestone = z.infer<typeof ganttMilestoneSchema>;
export type GanttLink = z.infer<typeof ganttLinkSchema>;
export type GanttLimit = z.infer<typeof ganttLimitSchema>;
export type GanttPeriod = z.infer<typeof ganttPeriodSchema>;
export type GanttView = z.infer<typeof ganttViewSchema>;
export type GanttViewInput = z.infer<typeof ganttViewInputSchema>;
