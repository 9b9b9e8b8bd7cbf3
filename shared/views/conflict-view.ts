import { z } from 'zod';
import { changeKinds } from '../domain/change-kind.ts';
import { basisSchema, idSchema } from './common.ts';

/** A value as the log holds it; null when empty. */
const valueSchema = z.union([z.string().max(10_000), z.number(), z.null()]);

/** A field of a conflict, with what an input for it needs. */
const conflictFieldSchema = z.object({
  field: z.string(),
  input: z.enum(['text', 'code', 'date', 'time', 'int', 'flag', 'ref']),
  /** Longest text. */
  max: z.number().int().nullable(),
});

/** One of the values (or coupled values) that stand against each other. */
const conflictSideSchema = z.object({
  /** Names the side in a decision. */
  key: z.string(),
  /** In the order of the conflict's fields: as held, and in words (null when empty). */
  values: z.array(valueSchema),
  words: z.array(z.string().nullable()),
  author: z.string(),
  establishmentId: idSchema.nullable(),
  establishment: z.string().nullable(),
  /** UTC ms by the clock of its author's post. */
  at: z.number().int(),
  /** Said at this post. */
  own: z.boolean(),
  /** What is shown until somebody decides. */
  shown: z.boolean(),
  /** Reason saved together with it. */
  reason: z.string().nullable(),
  /** Chosen by somebody who knew that there was a conflict. */
  decided: z.boolean(),
});

export const conflictSchema = z.object({
  /** The same on every post that holds the same edits. */
  id: z.string(),
  table: z.string(),
  rowId: idSchema,
  /** Where: « Dossier patient, CH d'Aptière · Go/No-Go ». */
  place: z.string(),
  /** Deployment a comment can be left on. */
  deploymentId: idSchema.nullable(),
  milestoneId: idSchema.nullable(),
  /** `field`: several values; `coupled`: fields that go together were changed apart; `deletion`: deleted and edited. */
  level: z.enum(['field', 'coupled', 'deletion']),
  kind: z.enum(changeKinds),
  fields: z.array(conflictFieldSchema),
  /** What all sides started from; null where there was nothing yet. */
  before: z.array(z.string().nullable()).nullable(),
  /** The first is what stands here: one's own where one of them is, else the one shown. */
  sides: z.array(conflictSideSchema),
  /** The record's other fields that hold something; `by`: who changed it meanwhile, if somebody did. */
  others: z.array(z.object({ field: z.string(), words: z.string(), by: z.string().nullable() })),
  /** The same for all conflicts of the same saves: one move that met another. */
  cause: z.string(),
});
export type Conflict = z.infer<typeof conflictSchema>;
export type ConflictSide = z.infer<typeof conflictSideSchema>;

export const conflictListSchema = z.object({
  basis: basisSchema,
  /** All there are; the list holds the first 1000. */
  total: z.number().int(),
  conflicts: z.array(conflictSchema),
});
export type ConflictList = z.infer<typeof conflictListSchema>;

/** What is to stand: one of the sides, or other values by field. */
export const decisionSchema = z.union([
  z.object({ id: z.string().max(64), take: z.string().max(80) }).strict(),
  z.object({ id: z.string().max(64), values: z.record(z.string().max(60), valueSchema) }).strict(),
]);
export type Decision = z.infer<typeof decisionSchema>;
export const decisionsSchema = z.array(decisionSchema).max(1000);

/**
 * What this post does by itself with a conflict of a file being taken: `take` the value of the site, `keep` the one
 * here, `ask` in spite of the rules after it. The first rule that fits counts.
 */
export const reviewRuleSchema = z
  .object({
    /** Site the other value comes from; null: any. */
    establishmentId: idSchema.nullable(),
    /** What the conflict is about; null: anything. */
    kind: z.enum(changeKinds).nullable(),
    /** The one field it is about, in place of a kind. A conflict of several fields that go together is then only asked about. */
    field: z
      .object({ table: z.string().max(60), field: z.string().max(60) })
      .strict()
      .nullish(),
    action: z.enum(['take', 'keep', 'ask']),
  })
  .strict();
export type ReviewRule = z.infer<typeof reviewRuleSchema>;
export const reviewRulesSchema = z.array(reviewRuleSchema).max(100);
