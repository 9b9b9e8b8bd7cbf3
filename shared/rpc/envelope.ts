import { z } from 'zod';
import { errorDataSchema } from './app-error.ts';

/** Messages from the page to the backend. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('request'),
    id: z.number().int().nonnegative(),
    procedure: z.string().max(100),
    input: z.unknown(),
  }),
  z.object({ type: z.literal('cancel'), id: z.number().int().nonnegative() }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** Progress of a job: fraction 0..1, or null where the end is not known; `key` names the text of the step. */
export const progressSchema = z.object({
  fraction: z.number().min(0).max(1).nullable(),
  key: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Progress = z.infer<typeof progressSchema>;

/** Messages from the backend to the page. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  z.discriminatedUnion('ok', [
    z.object({ type: z.literal('response'), id: z.number(), ok: z.literal(true), value: z.unknown() }),
    z.object({ type: z.literal('response'), id: z.number(), ok: z.literal(false), error: errorDataSchema }),
  ]),
  z.object({ type: z.literal('progress'), id: z.number(), progress: progressSchema }),
  z.object({ type: z.literal('event'), name: z.string(), payload: z.unknown() }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;

/** The little a port must do: a page's MessagePort, Electron's MessagePortMain or a pair in memory. */
export interface Port {
  post(message: unknown): void;
  /** Registers the one listener; messages sent earlier are delivered then. */
  listen(listener: (message: unknown) => void): void;
  close(): void;
}
