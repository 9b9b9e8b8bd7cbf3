/** Partners of the group and what they have to do. */
import { z } from 'zod';
import { actionStates, partnerKinds } from '../domain/partner.ts';
import { basisSchema, dateSchema, idSchema } from './common.ts';

export const actionRowSchema = z.object({
  id: idSchema,
  label: z.string(),
  partnerId: idSchema.nullable(),
  ownerId: idSchema.nullable(),
  ownerName: z.string().nullable(),
  deploymentId: idSchema.nullable(),
  domainLabel: z.string().nullable(),
  establishmentName: z.string().nullable(),
  dueOn: dateSchema.nullable(),
  state: z.enum(actionStates),
  note: z.string().nullable(),
  /** Still to be done, and its day has passed. */
  late: z.boolean(),
});
export type ActionRow = z.infer<typeof actionRowSchema>;

export const partnerRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: z.enum(partnerKinds),
  /** Null when there is none, or when it was withheld. */
  email: z.string().nullable(),
  open: z.number().int(),
  late: z.number().int(),
});
export type PartnerRow = z.infer<typeof partnerRowSchema>;

const named = z.object({ id: idSchema, name: z.string() });
export const partnersViewSchema = z.object({
  basis: basisSchema,
  partners: z.array(partnerRowSchema),
  /** By day, those without one last. */
  actions: z.array(actionRowSchema),
  people: z.array(named),
  /** Deployments as « Domaine · Site ». */
  deployments: z.array(named),
});
export type PartnersView = z.infer<typeof partnersViewSchema>;

export const partnerValuesSchema = z.object({
  name: z.string().trim().min(1).max(200),
  kind: z.enum(partnerKinds),
  email: z.union([z.email().max(320), z.literal('')]).nullable(),
});
export type PartnerValues = z.infer<typeof partnerValuesSchema>;
export const partnerPatchSchema = partnerValuesSchema.partial();
export type PartnerPatch = z.infer<typeof partnerPatchSchema>;

export const actionValuesSchema = z.object({
  label: z.string().trim().min(1).max(500),
  partnerId: idSchema.nullable(),
  ownerId: idSchema.nullable(),
  deploymentId: idSchema.nullable(),
  dueOn: dateSchema.nullable(),
  state: z.enum(actionStates),
  note: z.string().trim().max(2000).nullable(),
});
export type ActionValues = z.infer<typeof actionValuesSchema>;
export const actionPatchSchema = actionValuesSchema.partial();
export type ActionPatch = z.infer<typeof actionPatchSchema>;
