import { z } from 'zod';
import { idSchema } from './common.ts';

/** A deployment beside another one, with the name that tells it apart. */
const neighbourSchema = z.object({ id: idSchema, name: z.string() });
export type Neighbour = z.infer<typeof neighbourSchema>;

export const neighboursSchema = z.object({
  /** Same domain, at the site before and after in the matrix. */
  previousSite: neighbourSchema.nullable(),
  nextSite: neighbourSchema.nullable(),
  /** Same site, the domain before and after in the matrix. */
  previousDomain: neighbourSchema.nullable(),
  nextDomain: neighbourSchema.nullable(),
});
export type Neighbours = z.infer<typeof neighboursSchema>;
