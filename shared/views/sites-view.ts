import { z } from 'zod';
import { idSchema } from './common.ts';
import { forkSchema } from './exchange-view.ts';

/** One run of a post's history. */
const incarnationSchema = z.object({
  incarnation: z.string(),
  /** `first`, `restored`, `moved`, `rekeyed`; another word from a later version is shown as it is. */
  reason: z.string(),
  fingerprint: z.string(),
  saves: z.number().int(),
  firstSaveAt: z.number().int().nullable(),
  lastSaveAt: z.number().int().nullable(),
});

/** One post, under the incarnation it goes by now. Times are UTC ms. */
export const siteStateSchema = z.object({
  incarnation: z.string(),
  self: z.boolean(),
  establishmentId: idSchema.nullable(),
  establishment: z.string().nullable(),
  user: z.string().nullable(),
  /** Short form of its public key, to be read over the phone; empty while it has none. */
  fingerprint: z.string(),
  /** Version of the application its last save was made with. */
  version: z.string().nullable(),
  saves: z.number().int(),
  lastSaveAt: z.number().int().nullable(),
  lastSentAt: z.number().int().nullable(),
  lastReceivedAt: z.number().int().nullable(),
  /** Its files kept here until an earlier one comes. */
  waitingFiles: z.number().int(),
  /** Saves held here it has not said it holds; null when it never said anything. */
  missing: z.number().int().nullable(),
  /** Minutes its clock was ahead of this one's when its last file came; null when it was not. */
  clockAheadMinutes: z.number().int().nullable(),
  /** Newest first; the first is the present one. */
  incarnations: z.array(incarnationSchema),
});
export type SiteState = z.infer<typeof siteStateSchema>;

export const sitesViewSchema = z.object({
  posts: z.array(siteStateSchema),
  totalSaves: z.number().int(),
  /** Posts known to have written two histories, with the files kept that show it; the last of each. */
  forks: z.array(
    forkSchema.extend({ file: z.string(), sender: z.string().nullable(), at: z.number().int() }),
  ),
});
export type SitesView = z.infer<typeof sitesViewSchema>;
