import { z } from 'zod';
import { conflictSchema, reviewRuleSchema } from './conflict-view.ts';
import { basisSchema, dateSchema, idSchema } from './common.ts';

/** How a file is closed on its way: open, for the posts it is meant for, or by a passphrase told another way. */
export const protectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }).strict(),
  z.object({ kind: z.literal('posts') }).strict(),
  z.object({ kind: z.literal('passphrase'), passphrase: z.string().min(12).max(200) }).strict(),
]);
export type Protection = z.infer<typeof protectionSchema>;

/** Bytes a mail box takes: 1, 5 or 10 MB. */
export const sizeLimits = [1_048_576, 5_242_880, 10_485_760] as const;

/** Addresses a message is begun for: more make an address too long for Windows to hand on. */
export const mostAddresses = 40;

/** One post that took part in the exchange, as far as this workspace knows. */
export const postSchema = z.object({
  incarnation: z.string(),
  /** Short form of its public key, to be read over the phone: `A1B2-C3D4-E5F6`. */
  fingerprint: z.string(),
  self: z.boolean(),
  establishmentId: idSchema.nullable(),
  establishmentName: z.string().nullable(),
  userName: z.string().nullable(),
  /** Saves of this post held here. */
  saves: z.number().int(),
  lastSaveAt: z.number().int().nullable(),
  lastReceivedAt: z.number().int().nullable(),
  /** Saves held here that this post has not acknowledged yet; null when it never sent anything. */
  notAcknowledged: z.number().int().nullable(),
});
export const exchangeRecordSchema = z.object({
  id: z.number().int(),
  at: z.number().int(),
  /** `asked`: a request to send again what is lacking here. */
  direction: z.enum(['sent', 'received', 'asked']),
  fileName: z.string(),
  peer: z.string(),
  bytes: z.number().int(),
  saves: z.number().int(),
  /** Every post of the site it was sent to has said it holds all of it; null for other files. */
  acknowledged: z.boolean().nullable(),
  /** What it brought is known here, so that its effects can be listed and reversed. */
  reversible: z.boolean(),
});
/** A received file that waits for an earlier one. */
export const waitingFileSchema = z.object({
  hash: z.string(),
  fileName: z.string(),
  receivedAt: z.number().int(),
  sender: z.string(),
  missing: z.array(z.object({ post: z.string(), from: z.number().int(), to: z.number().int() })),
});
export const exchangeViewSchema = z.object({
  basis: basisSchema,
  posts: z.array(postSchema),
  history: z.array(exchangeRecordSchema),
  waiting: z.array(waitingFileSchema),
  /** Whom a file can be made for: sites of the group, with what they miss. */
  recipients: z.array(
    z.object({
      establishmentId: idSchema,
      name: z.string(),
      networkClass: z.string().nullable(),
      /** Saves the site is not known to hold; null when it never sent anything: it would get everything. */
      missingSaves: z.number().int().nullable(),
      /** Posts of the site a file can be sealed for. */
      knownPosts: z.number().int(),
      /** About how large its file would be, and how many seconds that takes on its line at worst; null: not known. */
      estimate: z.object({ bytes: z.number().int(), seconds: z.number().int().nullable() }),
      /** Addresses of those who last wrote there. */
      mail: z.array(z.string()),
    }),
  ),
  totalSaves: z.number().int(),
  /** About how large a file for everyone would be, with everything in it. */
  wholeBytes: z.number().int(),
  openConflicts: z.number().int(),
});
export type ExchangeView = z.infer<typeof exchangeViewSchema>;

/** One value of a record before and after, as shown to a reader; texts are already in words. */
export const changeSchema = z.object({
  table: z.string(),
  rowId: idSchema,
  /** Where: « Dossier patient, CH d'Aptière · Go/No-Go ». */
  place: z.string(),
  field: z.string(),
  kind: z.enum(['new', 'changed', 'deleted']),
  /** Shown here until now. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  author: z.string(),
  at: z.number().int(),
});
export type Change = z.infer<typeof changeSchema>;

/** A post wrote two histories under the same numbers: a backup of its machine was put back, or its machine was copied. */
export const forkSchema = z.object({
  /** Beginning of the incarnation's id. */
  post: z.string(),
  establishment: z.string().nullable(),
  person: z.string().nullable(),
  /** This post's own. */
  own: z.boolean(),
  /** First save in which they may part; null while it is not known. */
  firstSave: z.number().int().nullable(),
  /** Last save the file tells, and last one held here. */
  lastSave: z.number().int(),
  held: z.number().int(),
  /** When the first of those held here was made, UTC ms. */
  since: z.number().int().nullable(),
});
export type ForkView = z.infer<typeof forkSchema>;

/** What an import would do; nothing has been written. */
export const importPlanSchema = z.object({
  /** Names this plan when applying it; a changed workspace or file makes it stale. */
  token: z.string(),
  fileName: z.string(),
  fileBytes: z.number().int(),
  groupName: z.string(),
  sender: z.object({
    name: z.string(),
    establishment: z.string().nullable(),
    fingerprint: z.string(),
    /** False the first time this post is met: its fingerprint should be checked. */
    known: z.boolean(),
  }),
  writtenAt: z.number().int(),
  /** Which part of a divided file it is; null for a whole one. */
  part: z.object({ number: z.number().int(), of: z.number().int() }).nullable(),
  /** `ready`; `nothing-new`: all of it is known; `waiting`: an earlier file is missing; `forked`: kept aside, not taken. */
  state: z.enum(['ready', 'nothing-new', 'waiting', 'forked']),
  /** Two histories of one post; `continued`: own saves that would go on under a new incarnation, when it is this post's. */
  fork: forkSchema.extend({ continued: z.number().int() }).nullable(),
  missing: z.array(z.object({ post: z.string(), from: z.number().int(), to: z.number().int() })),
  counts: z.object({
    saves: z.number().int(),
    created: z.number().int(),
    changed: z.number().int(),
    deleted: z.number().int(),
    known: z.number().int(),
    conflicts: z.number().int(),
    quarantined: z.number().int(),
    /** Saves beyond their author's rights: kept for the project manager, not applied. */
    withheld: z.number().int(),
  }),
  /** Hours the sender's clock is ahead of this one's, when more than 24. */
  clockAheadHours: z.number().int().nullable(),
  /** The file carries no change: its sender only says what it holds, and so what it lacks. */
  acknowledgement: z.boolean(),
  /** The first 200 conflicts this file opens or adds to, with what a rule of this post chooses, if one fits. */
  conflicts: z.array(
    z.object({
      conflict: conflictSchema,
      ruling: z.object({ rule: reviewRuleSchema, take: z.string().nullable() }).nullable(),
    }),
  ),
  /** The first 500 other changes. */
  changes: z.array(changeSchema),
});
export type ImportPlan = z.infer<typeof importPlanSchema>;

export const appliedImportSchema = z.object({
  basis: basisSchema,
  /** `forked`: the file was kept aside, nothing else was changed. */
  state: z.enum(['applied', 'nothing-new', 'waiting', 'forked']),
  saves: z.number().int(),
  decided: z.number().int(),
  /** Decisions whose conflict was no longer there in the form that was shown: it stays open. */
  left: z.number().int(),
});

export const exportResultSchema = z.object({
  fileName: z.string(),
  bytes: z.number().int(),
  saves: z.number().int(),
  /** Day of the oldest save in the file, null when it carries none. */
  since: dateSchema.nullable(),
  /** Names of the files: one, but where it had to be divided. */
  files: z.array(z.string()),
});
