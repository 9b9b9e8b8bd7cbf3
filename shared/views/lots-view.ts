/** Hosting lots, what changed of their scope, and how far they are. */
import { z } from 'zod';
import { assetChangeKinds } from '../domain/registry.ts';
import { lotStatuses } from '../hosting/scope.ts';
import { basisSchema, dateSchema, idSchema } from './common.ts';

/** More than any group has; storage in tenths of a terabyte. */
export const MOST_ASSETS = 1_000_000;

const amount = z.number().int().min(0).max(MOST_ASSETS);
const signed = z.number().int().min(-MOST_ASSETS).max(MOST_ASSETS);
const anyAmounts = z.object({
  servers: z.number().int(),
  virtualMachines: z.number().int(),
  storage: z.number().int(),
});

export const lotRowSchema = z.object({
  id: idSchema,
  label: z.string(),
  position: z.number().int().nullable(),
  deploymentId: idSchema.nullable(),
  /** « Domaine · Site ». */
  deploymentName: z.string().nullable(),
  planned: anyAmounts,
  current: anyAmounts,
  transferred: anyAmounts,
  plannedStart: dateSchema.nullable(),
  plannedEnd: dateSchema.nullable(),
  transferredOn: dateSchema.nullable(),
  status: z.enum(lotStatuses),
  late: z.boolean(),
  note: z.string().nullable(),
});
export type LotRow = z.infer<typeof lotRowSchema>;

export const assetChangeRowSchema = z.object({
  id: idSchema,
  kind: z.enum(assetChangeKinds),
  day: dateSchema,
  lotId: idSchema.nullable(),
  lotLabel: z.string().nullable(),
  amounts: anyAmounts,
  reason: z.string(),
  authorId: idSchema.nullable(),
  authorName: z.string().nullable(),
  unplanned: z.boolean(),
  /** Working days it costs. */
  delay: z.number().int().nullable(),
});
export type AssetChangeRow = z.infer<typeof assetChangeRowSchema>;

const burnUpPointSchema = z.object({
  day: dateSchema,
  planned: anyAmounts,
  scope: anyAmounts,
  transferred: anyAmounts.nullable(),
});

const named = z.object({ id: idSchema, name: z.string() });
export const lotsViewSchema = z.object({
  basis: basisSchema,
  today: dateSchema,
  /** In the order they are moved. */
  lots: z.array(lotRowSchema),
  /** The newest first. */
  changes: z.array(assetChangeRowSchema),
  totals: z.object({ planned: anyAmounts, current: anyAmounts, transferred: anyAmounts }),
  /** By day. */
  burnUp: z.array(burnUpPointSchema),
  people: z.array(named),
  /** Deployments as « Domaine · Site ». */
  deployments: z.array(named),
});
export type LotsView = z.infer<typeof lotsViewSchema>;

export const lotValuesSchema = z.object({
  label: z.string().trim().min(1).max(200),
  /** Its turn; a new lot without one comes last. */
  position: z.number().int().min(1).max(9999).nullable(),
  deploymentId: idSchema.nullable(),
  servers: amount,
  virtualMachines: amount,
  storage: amount,
  plannedStart: dateSchema.nullable(),
  plannedEnd: dateSchema.nullable(),
  transferredOn: dateSchema.nullable(),
  note: z.string().trim().max(2000).nullable(),
});
export type LotValues = z.infer<typeof lotValuesSchema>;
export const lotPatchSchema = lotValuesSchema.partial();
export type LotPatch = z.infer<typeof lotPatchSchema>;

export const assetChangeValuesSchema = z.object({
  kind: z.enum(assetChangeKinds),
  day: dateSchema,
  lotId: idSchema.nullable(),
  servers: signed,
  virtualMachines: signed,
  storage: signed,
  reason: z.string().trim().min(1).max(500),
  authorId: idSchema.nullable(),
  unplanned: z.boolean(),
  delay: z.number().int().min(-10_000).max(10_000).nullable(),
});
export type AssetChangeValues = z.infer<typeof assetChangeValuesSchema>;
export const assetChangePatchSchema = assetChangeValuesSchema.partial();
export type AssetChangePatch = z.infer<typeof assetChangePatchSchema>;
