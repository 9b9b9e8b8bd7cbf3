import { z } from 'zod';
import {
  basisSchema,
  codeSchema,
  dateSchema,
  freshnessSchema,
  idSchema,
  memberRoleSchema,
} from './common.ts';

/** Share of converged or live cells; `rate` and `strictRate` in basis points, null where nothing is in scope. */
export const rateSchema = z.object({
  inScope: z.number().int(),
  converged: z.number().int(),
  /** In production or converged. */
  live: z.number().int(),
  /** Begun and not yet live. */
  inProgress: z.number().int(),
  /** Not begun. */
  toCome: z.number().int(),
  rate: z.number().int().nullable(),
  strictRate: z.number().int().nullable(),
});
export type Rate = z.infer<typeof rateSchema>;

export const matrixDomainSchema = z.object({
  id: idSchema,
  code: codeSchema,
  label: z.string(),
  family: codeSchema,
  familyLabel: z.string(),
  summary: rateSchema,
});
export const matrixEstablishmentSchema = z.object({
  id: idSchema,
  name: z.string(),
  shortName: z.string(),
  role: memberRoleSchema,
  beds: z.number().int().nullable(),
  networkClass: z.string().nullable(),
  summary: rateSchema,
});

export const matrixCellSchema = z.object({
  deploymentId: idSchema,
  domainId: idSchema,
  establishmentId: idSchema,
  stage: codeSchema,
  weather: codeSchema.nullable(),
  freshness: freshnessSchema,
  /** Days since the last confirmation by a person, null when never confirmed. */
  confirmedDaysAgo: z.number().int().nullable(),
  nextMilestone: z
    .object({ id: idSchema, label: z.string(), date: dateSchema, late: z.boolean() })
    .nullable(),
  /** Open milestones whose planned end is past. */
  lateCount: z.number().int(),
  currentProduct: z.string().nullable(),
  targetProduct: z.string().nullable(),
  wave: z.number().int().nullable(),
  /** Codes of the domains this cell waits for; with the site where it is another one: « ANNU (Aptière) ». */
  waitsFor: z.array(z.string()),
});
export type MatrixCell = z.infer<typeof matrixCellSchema>;

/** The home screen: every domain × establishment pair that has a deployment; a missing pair is out of scope. */
export const matrixViewSchema = z.object({
  basis: basisSchema,
  today: dateSchema,
  domains: z.array(matrixDomainSchema),
  establishments: z.array(matrixEstablishmentSchema),
  cells: z.array(matrixCellSchema),
  total: rateSchema,
  families: z.array(z.object({ code: codeSchema, label: z.string() })),
});
export type MatrixView = z.infer<typeof matrixViewSchema>;
