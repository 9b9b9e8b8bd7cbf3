import { z } from 'zod';

/** Id of a row: canonical lower-case UUID. */
export const idSchema = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

/** Inclusive day `YYYY-MM-DD` that exists in the calendar. */
export const dateSchema = z.iso.date();

/** Code of an editable list; codes this version does not know are kept and shown as they are. */
export const codeSchema = z.string().regex(/^[\w.-]{1,60}$/);

/**
 * What the reader had on screen: `<incarnation>.<context>.<own sequence>` of the snapshot an answer was read from.
 * Every query answers it, every command gives back the one of what was shown when the user began to edit.
 */
export const basisSchema = z.string().regex(/^\d+\.\d+\.\d+$/);
export type Basis = z.infer<typeof basisSchema>;

/** Who and when of a shown value. */
export const personNameSchema = z.string();

export const freshnessSchema = z.enum(['fresh', 'stale', 'to_confirm']);
export type Freshness = z.infer<typeof freshnessSchema>;

export const memberRoleSchema = z.enum(['support', 'member', 'partner']);
export type MemberRole = z.infer<typeof memberRoleSchema>;
