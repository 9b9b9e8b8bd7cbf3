import { z } from 'zod';
import { extractBodySchema } from '../exchange/extract.ts';

const choice = z.object({ name: z.string(), deployments: z.number().int() });

export const extractOptionsSchema = z.object({
  editors: z.array(choice),
  hosts: z.array(choice),
  /** With the number of actions each has still to do. */
  partners: z.array(z.object({ name: z.string(), actions: z.number().int() })),
  deployments: z.number().int(),
});
export type ExtractOptions = z.infer<typeof extractOptionsSchema>;

export const extractViewSchema = extractBodySchema.extend({
  groupName: z.string(),
  /** Establishment it was written at. */
  from: z.string(),
  writtenAt: z.number().int(),
  fingerprint: z.string(),
  fileName: z.string(),
});
export type ExtractView = z.infer<typeof extractViewSchema>;
