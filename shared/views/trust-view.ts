import { z } from 'zod';
import { postLevels, postStates, tableNames, trayVerdicts } from '../domain/registry.ts';
import { basisSchema, idSchema } from './common.ts';

export const postLevelSchema = z.enum(postLevels);
const incarnationSchema = z.string().regex(/^[0-9a-f]{32}$/);

/** A key known here, under the last incarnation it wrote as. */
export const rosterPostSchema = z.object({
  incarnation: incarnationSchema,
  /** To be read over the phone: `A1B2-C3D4-E5F6`. */
  fingerprint: z.string(),
  self: z.boolean(),
  /** `unknown`: asks to be admitted, where rights are on. */
  state: z.enum([...postStates, 'unknown']),
  /** The post that created the group, its first administrator. */
  founder: z.boolean(),
  level: postLevelSchema.nullable(),
  establishmentId: idSchema.nullable(),
  establishmentName: z.string().nullable(),
  people: z.array(z.object({ id: idSchema, name: z.string() })),
  /** Who wrote last there, as a first guess of who uses it. */
  lastAuthor: z.object({ id: idSchema, name: z.string(), role: z.string() }).nullable(),
  lastSaveAt: z.number().int().nullable(),
});
export type RosterPost = z.infer<typeof rosterPostSchema>;

/** Why a save did not count; see `db/write/judge-save.ts`. */
export const withheldReasons = [
  'unknown-post',
  'revoked-post',
  'unknown-person',
  'beyond-rights',
  'unknown-row',
] as const;

export const trayEntrySchema = z.object({
  incarnation: incarnationSchema,
  save: z.number().int(),
  reason: z.enum(withheldReasons),
  author: z.string(),
  establishmentName: z.string().nullable(),
  at: z.number().int(),
  changes: z.array(
    z.object({
      table: z.enum(tableNames),
      rowId: idSchema,
      place: z.string(),
      field: z.string(),
      kind: z.enum(['new', 'changed', 'deleted']),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  /** Changes not listed. */
  more: z.number().int(),
});
export type TrayEntry = z.infer<typeof trayEntrySchema>;

export const trustViewSchema = z.object({
  basis: basisSchema,
  /** True once the first post was admitted: rights are held to. */
  on: z.boolean(),
  /** What this post may write; null while it waits to be admitted, or was revoked. */
  level: postLevelSchema.nullable(),
  /** Whether this post admits and revokes, and whether it answers proposals. */
  admits: z.boolean(),
  decides: z.boolean(),
  /** Fingerprint of the post that created the group: the same for everyone in it. */
  groupFingerprint: z.string().nullable(),
  /** Posts that ask to stand in for the founder and are not followed here; none once rights are on. */
  claims: z.array(
    z.object({
      incarnation: incarnationSchema,
      fingerprint: z.string(),
      name: z.string(),
      establishment: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  /** This post may stand in for the founder: rights are not on, and it is another's key. */
  maySucceed: z.boolean(),
  /** This post stands in for the founder, until the others have confirmed it. */
  succeeded: z.boolean(),
  posts: z.array(rosterPostSchema),
  tray: z.array(trayEntrySchema),
  /** Administrators admitted: one alone is a risk. */
  administrators: z.number().int(),
  people: z.array(z.object({ id: idSchema, name: z.string() })),
  establishments: z.array(z.object({ id: idSchema, name: z.string() })),
});
export type TrustView = z.infer<typeof trustViewSchema>;

export const admissionSchema = z
  .object({
    incarnation: incarnationSchema,
    level: postLevelSchema,
    establishmentId: idSchema.nullable(),
    personIds: z.array(idSchema).max(50),
  })
  .strict();
export type Admission = z.infer<typeof admissionSchema>;

export const trayAnswerSchema = z
  .object({
    proposals: z
      .array(z.object({ incarnation: incarnationSchema, save: z.number().int().positive() }).strict())
      .min(1)
      .max(10_000),
    verdict: z.enum(trayVerdicts),
  })
  .strict();
export type TrayAnswer = z.infer<typeof trayAnswerSchema>;
export const revocationSchema = z.object({ incarnation: incarnationSchema, basis: basisSchema }).strict();
export const confirmationOfFounderSchema = z
  .object({ incarnation: incarnationSchema, fingerprint: z.string().min(1).max(60) })
  .strict();
