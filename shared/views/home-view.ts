/** What the home pages show besides the matrix: milestones, messages, people and freezes of a site. */
import { z } from 'zod';
import { basisSchema, codeSchema, dateSchema, idSchema } from './common.ts';
import { decisionRowSchema } from './register-view.ts';

export const homeInputSchema = z.object({ siteId: idSchema }).strict();

const homeMilestoneSchema = z.object({
  id: idSchema,
  deploymentId: idSchema,
  label: z.string(),
  domainLabel: z.string(),
  siteName: z.string(),
  phase: z.string().nullable(),
  start: dateSchema,
  end: dateSchema,
  late: z.boolean(),
  /** Why it is blocked: what somebody said, or what must come first elsewhere. */
  blockedReason: z.string().nullable(),
  blockedBy: z.array(z.string()),
});
export type HomeMilestone = z.infer<typeof homeMilestoneSchema>;

export const homeViewSchema = z.object({
  basis: basisSchema,
  today: dateSchema,
  /** Open milestones of the site that begin or end in the next thirty days, and late ones, by date. */
  milestones: z.array(homeMilestoneSchema),
  /** Open milestones of the site that something blocks. */
  blocked: z.array(homeMilestoneSchema),
  /** Gates of the whole group whose verdict is due within sixty days. */
  decisions: z.array(homeMilestoneSchema),
  /** Decisions of the register nobody has taken yet, by day. */
  wanted: z.array(
    decisionRowSchema.pick({ id: true, label: true, body: true, authority: true, dueOn: true, late: true }),
  ),
  /** Last messages about the site. */
  comments: z.array(
    z.object({
      id: idSchema,
      deploymentId: idSchema,
      domainLabel: z.string(),
      author: z.string(),
      text: z.string(),
      writtenAt: z.number().int(),
    }),
  ),
  /** Referents of the site. */
  people: z.array(z.object({ id: idSchema, name: z.string(), role: codeSchema, domainLabel: z.string() })),
  /** Freezes and closures of the site and of the group that are not over. */
  periods: z.array(
    z.object({ id: idSchema, label: z.string(), kind: z.string(), from: dateSchema, to: dateSchema }),
  ),
});
export type HomeView = z.infer<typeof homeViewSchema>;
