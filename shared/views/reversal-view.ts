import { z } from 'zod';
import { idSchema } from './common.ts';

/** Whose saves: those a received file brought (its number in the history), or all of an incarnation. */
export const reversalSourceSchema = z.union([
  z.object({ record: z.number().int().positive() }).strict(),
  z.object({ incarnation: z.string().regex(/^[0-9a-f]{32}$/) }).strict(),
]);
export type ReversalSource = z.infer<typeof reversalSourceSchema>;

/** What reversing some saves would write; nothing has been written. */
export const reversalSchema = z.object({
  /** Names this list when it is carried out; anything written since makes it stale. */
  token: z.string(),
  saves: z.number().int(),
  counts: z.object({
    values: z.number().int(),
    deleted: z.number().int(),
    restored: z.number().int(),
    left: z.number().int(),
  }),
  /** The first 500: a value put back, a row they made deleted, a row they deleted shown again. */
  lines: z.array(
    z.object({
      kind: z.enum(['value', 'delete', 'restore']),
      table: z.string(),
      rowId: idSchema,
      place: z.string(),
      field: z.string(),
      now: z.string().nullable(),
      back: z.string().nullable(),
    }),
  ),
  /** The first 200 changes that stay: something was built on them since. */
  left: z.array(
    z.object({
      why: z.enum(['changed-since', 'in-use', 'erased']),
      table: z.string(),
      rowId: idSchema,
      place: z.string(),
      field: z.string(),
    }),
  ),
});
export type Reversal = z.infer<typeof reversalSchema>;
