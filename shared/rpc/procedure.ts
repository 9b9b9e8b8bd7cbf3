import type { z } from 'zod';
import type { TableName } from '../domain/registry.ts';

/** `command` changes the workspace, `job` may take long, reports progress and can be cancelled. */
export type ProcedureKind = 'query' | 'command' | 'job' | 'shell';

/** Tables a query reads: replicated ones, and the local ones a screen may show. */
export type ReadTable = TableName | 'setting' | 'peer' | 'scenario' | 'workspace';

export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: ProcedureKind;
  readonly input: I;
  readonly output: O;
  /** Queries only: a change to one of these makes the answer stale. */
  readonly reads: readonly ReadTable[] | 'all';
  /** Largest input, roughly as its JSON would weigh, where it may be larger than that of others. */
  readonly maxInputBytes?: number;
}

type Parts<I extends z.ZodType, O extends z.ZodType> = Pick<
  Procedure<I, O>,
  'input' | 'output' | 'maxInputBytes'
>;

export const query = <I extends z.ZodType, O extends z.ZodType>(
  parts: Parts<I, O> & { reads: readonly ReadTable[] | 'all' },
) => ({ kind: 'query', ...parts }) as const;

export const command = <I extends z.ZodType, O extends z.ZodType>(parts: Parts<I, O>) =>
  ({ kind: 'command', reads: [], ...parts }) as const;

export const job = <I extends z.ZodType, O extends z.ZodType>(parts: Parts<I, O>) =>
  ({ kind: 'job', reads: [], ...parts }) as const;

export const shell = <I extends z.ZodType, O extends z.ZodType>(parts: Parts<I, O>) =>
  ({ kind: 'shell', reads: [], ...parts }) as const;
