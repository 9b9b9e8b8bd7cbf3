import type { RowPatch, TableName } from '../../shared/domain/registry.ts';
import { type RecordOp, writeOp } from '../../shared/exchange/record-op.ts';

/** The parts a seeded workspace is written in, in this order. */
export type SeedPart = 'reference' | 'group' | 'baseline' | 'current-plan' | 'conversation';

/** One atomic save of a seeded workspace. Between `baseline` and `current-plan` the plan of reference stands. */
export interface SeedSave {
  readonly label: SeedPart;
  readonly ops: RecordOp[];
}

/** A row to be created; values that are not set are left out. */
export function createOp<T extends TableName>(table: T, id: string, values: RowPatch<T>): RecordOp {
  return writeOp('create', table, id, withoutNulls(values));
}

/** A row to be changed; `values` holds the changed fields only. */
export function updateOp<T extends TableName>(table: T, id: string, values: RowPatch<T>): RecordOp {
  return writeOp('update', table, id, values);
}

function withoutNulls<T extends object>(values: T): Partial<T> {
  const kept: Partial<T> = {};
  for (const field of Object.keys(values) as (keyof T)[]) {
    const value = values[field];
    if (value !== null && value !== undefined) kept[field] = value;
  }
  return kept;
}
