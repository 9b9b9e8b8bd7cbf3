import { z } from 'zod';
import { basisSchema, codeSchema, dateSchema, idSchema } from './common.ts';

export const assignmentRowSchema = z.object({
  id: idSchema,
  domainId: idSchema,
  domainLabel: z.string(),
  establishmentId: idSchema,
  establishmentName: z.string(),
  role: codeSchema,
  fromDate: dateSchema.nullable(),
  toDate: dateSchema.nullable(),
});
export const personRowSchema = z.object({
  id: idSchema,
  /** Null when the personal values were withheld or purged; the interface then says so. */
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  role: codeSchema,
  profession: z.string().nullable(),
  establishmentId: idSchema.nullable(),
  establishmentName: z.string().nullable(),
  assignments: z.array(assignmentRowSchema),
  /** When the personal values were last purged (UTC ms), by whom and why; null where they never were. */
  purged: z
    .object({ at: z.number().int(), by: z.string().nullable(), reason: z.string().nullable() })
    .nullable(),
  /** Open milestones owned. */
  openMilestones: z.number().int(),
});
export type PersonRow = z.infer<typeof personRowSchema>;

const named = z.object({ id: idSchema, name: z.string() });
export const peopleViewSchema = z.object({
  basis: basisSchema,
  people: z.array(personRowSchema),
  /** This post may have a person's values forgotten everywhere. */
  mayPurge: z.boolean(),
  establishments: z.array(named),
  domains: z.array(named),
});
export type PeopleView = z.infer<typeof peopleViewSchema>;

export const personPatchSchema = z
  .object({
    firstName: z.string().trim().min(1).max(200),
    lastName: z.string().trim().min(1).max(200),
    email: z.union([z.email().max(320), z.literal('')]).nullable(),
    phone: z.string().trim().max(60).nullable(),
    role: codeSchema,
    profession: z.string().trim().max(200).nullable(),
    establishmentId: idSchema.nullable(),
  })
  .partial();
export type PersonPatch = z.infer<typeof personPatchSchema>;
