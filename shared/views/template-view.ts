/** Templates as data people edit, and what a change of one proposes to the deployments not begun. */
import { z } from 'zod';
import { dependencyTypes, durationUnits, milestoneKinds } from '../domain/registry.ts';
import { longestRow } from '../scheduling/roll-out.ts';
import { basisSchema, codeSchema, idSchema } from './common.ts';

const lagSchema = z.number().int().min(-longestRow).max(longestRow);

/** A row to wait for: its place among the rows, from 0. */
const predecessorSchema = z
  .object({
    at: z.number().int().min(0),
    type: z.enum(dependencyTypes),
    lag: lagSchema,
    lagUnit: z.enum(durationUnits),
  })
  .strict();
export type TemplatePredecessor = z.infer<typeof predecessorSchema>;

/** A row of another template to wait for, at the same site. */
const prerequisiteSchema = z
  .object({
    rowId: idSchema,
    type: z.enum(dependencyTypes),
    lag: lagSchema,
    lagUnit: z.enum(durationUnits),
  })
  .strict();

const rowFields = {
  label: z.string().trim().min(1).max(300),
  kind: z.enum(milestoneKinds),
  phase: codeSchema.nullable(),
  duration: z.number().int(),
  durationUnit: z.enum(durationUnits),
  scalable: z.boolean(),
  /** Once for each further site of a roll-out. */
  repeated: z.boolean(),
  /** Role that usually owns it. */
  role: codeSchema.nullable(),
};

export const templateRowSchema = z.object({
  ...rowFields,
  label: z.string(),
  id: idSchema,
  code: z.string(),
  predecessors: z.array(predecessorSchema),
  /** Rows of other templates it waits for at the same site, with their names. */
  prerequisites: z.array(prerequisiteSchema.extend({ name: z.string() })),
});
export type TemplateRowView = z.infer<typeof templateRowSchema>;

export const templateListSchema = z.object({
  basis: basisSchema,
  templates: z.array(
    z.object({
      id: idSchema,
      code: z.string(),
      label: z.string(),
      version: z.number().int(),
      note: z.string().nullable(),
      rows: z.array(templateRowSchema),
      /** Working days of the whole at size 1, by a calendar without holidays; null while it cannot be dated. */
      workingDays: z.number().int().nullable(),
      domainCount: z.number().int(),
    }),
  ),
});
export type TemplateListView = z.infer<typeof templateListSchema>;

/** A template as edited: rows in their order, `id` null for a new one. What is not in it goes. */
export const templateSaveSchema = z
  .object({
    id: idSchema,
    basis: basisSchema,
    label: z.string().trim().min(1).max(200),
    rows: z
      .array(
        z
          .object({
            ...rowFields,
            id: idSchema.nullable(),
            predecessors: z.array(predecessorSchema).max(100),
            prerequisites: z.array(prerequisiteSchema).max(100),
          })
          .strict(),
      )
      .max(500),
  })
  .strict();
export type TemplateSave = z.infer<typeof templateSaveSchema>;

/** A new template: a copy of another, or (null) of one row of this name. */
export const templateCreateSchema = z
  .object({
    label: z.string().trim().min(1).max(200),
    copyOf: idSchema.nullable(),
    rowLabel: z.string().trim().min(1).max(300),
    basis: basisSchema,
  })
  .strict();
export type TemplateCreate = z.infer<typeof templateCreateSchema>;

export const templateChangeKinds = ['added', 'removed', 'duration', 'label', 'links'] as const;

/** One thing a template would change in a deployment. `rowId` is the template's row. */
export const templateChangeSchema = z.object({
  deploymentId: idSchema,
  rowId: idSchema,
  kind: z.enum(templateChangeKinds),
});
export type TemplateChange = z.infer<typeof templateChangeSchema>;

export const templatePropagationSchema = z.object({
  basis: basisSchema,
  version: z.number().int(),
  deployments: z.array(
    z.object({
      deploymentId: idSchema,
      domainLabel: z.string(),
      siteName: z.string(),
      /** Version it was planned by; null when nobody wrote it. */
      version: z.number().int().nullable(),
      changes: z.array(
        templateChangeSchema.omit({ deploymentId: true }).extend({
          label: z.string(),
          /** Old and new value: days for a duration, words for a label, numbers of rows for links. */
          from: z.string(),
          to: z.string(),
          unit: z.enum(durationUnits).nullable(),
        }),
      ),
    }),
  ),
});
export type TemplatePropagation = z.infer<typeof templatePropagationSchema>;
