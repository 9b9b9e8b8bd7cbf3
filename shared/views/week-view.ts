/** What one person is asked this week: milestones due, late or unconfirmed, and the answers to them. */
import { z } from 'zod';
import { basisSchema, codeSchema, dateSchema, freshnessSchema, idSchema } from './common.ts';

export const weekLineSchema = z.object({
  milestoneId: idSchema,
  label: z.string(),
  kind: z.enum(['task', 'gate', 'milestone']),
  plannedStart: dateSchema.nullable(),
  plannedEnd: dateSchema.nullable(),
  status: codeSchema,
  /** Why it is asked for; null once it was answered. */
  reason: z.enum(['late', 'due', 'unconfirmed']).nullable(),
  /** Calendar days from today to its end, negative once past; null without an end. */
  daysLeft: z.number().int().nullable(),
  /** Calendar days since the last word on it or on its deployment; null when there never was one. */
  confirmedDaysAgo: z.number().int().nullable(),
  freshness: freshnessSchema,
  statusReason: z.string().nullable(),
  blockedReason: z.string().nullable(),
  planB: z.string().nullable(),
  commentCount: z.number().int(),
  /** The person said something of it today. */
  answered: z.boolean(),
});
export type WeekLine = z.infer<typeof weekLineSchema>;

export const weekGroupSchema = z.object({
  deploymentId: idSchema,
  domainLabel: z.string(),
  siteName: z.string(),
  freshness: freshnessSchema,
  confirmedDaysAgo: z.number().int().nullable(),
  /** Late ones first, then by date. */
  lines: z.array(weekLineSchema),
});
export type WeekGroup = z.infer<typeof weekGroupSchema>;

export const weekViewSchema = z.object({
  basis: basisSchema,
  today: dateSchema,
  /** Null while nobody said who uses this post. */
  personId: idSchema.nullable(),
  groups: z.array(weekGroupSchema),
  /** Lines, of them those still to be answered. */
  total: z.number().int(),
  remaining: z.number().int(),
  /** Open milestones the person answers for, asked about or not. */
  open: z.number().int(),
  /** The first of those that is not asked about yet. */
  next: z
    .object({
      milestoneId: idSchema,
      deploymentId: idSchema,
      label: z.string(),
      domainLabel: z.string(),
      siteName: z.string(),
      date: dateSchema,
    })
    .nullable(),
  /** Site the answers go to: the support establishment; null for who steers from there, and where there is none. */
  sendTo: z.object({ establishmentId: idSchema, name: z.string() }).nullable(),
});
export type WeekView = z.infer<typeof weekViewSchema>;

const words = z.string().trim().max(2000);

/** One word on one milestone. A date is that of its end. */
export const weekAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirm') }).strict(),
  z.object({ kind: z.literal('done') }).strict(),
  z.object({ kind: z.literal('date'), end: dateSchema, reason: words }).strict(),
  z.object({ kind: z.literal('blocked'), reason: words, planB: words }).strict(),
  z.object({ kind: z.literal('unblocked') }).strict(),
]);
export type WeekAnswer = z.infer<typeof weekAnswerSchema>;

/** What another end of a milestone means: its own days, and how much follows it. */
export const newEndSchema = z.object({
  basis: basisSchema,
  plannedStart: dateSchema,
  plannedEnd: dateSchema,
  /** Nobody works on that day at its site. */
  isDayOff: z.boolean(),
  /** Null where the links around it go round in a circle: nothing can be worked out. */
  following: z.object({ milestones: z.number().int(), sites: z.number().int() }).nullable(),
});
export type NewEnd = z.infer<typeof newEndSchema>;
