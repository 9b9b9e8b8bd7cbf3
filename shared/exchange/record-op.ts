import type { RowPatch, TableName } from '../domain/registry.ts';

/**
 * One record touched by a save: what commands, loaders and imports of other files hand to the write gate.
 * A save may name a row once only; `values` holds the fields really set, never the untouched ones.
 * `restore` shows a deleted row again.
 */
export type RecordOp<T extends TableName = TableName> =
  | {
      [K in T]:
        | { readonly kind: 'create'; readonly table: K; readonly id: string; readonly values: RowPatch<K> }
        | {
            readonly kind: 'update';
            readonly table: K;
            readonly id: string;
            readonly values: RowPatch<K>;
            /** Says the values even where they are shown already: somebody chose them among others. */
            readonly affirm?: true;
            /** Says too whether the row is deleted, which otherwise is a record of its own. */
            readonly deleted?: 0 | 1;
          };
    }[T]
  | { readonly kind: 'delete'; readonly table: T; readonly id: string }
  | { readonly kind: 'restore'; readonly table: T; readonly id: string };

/**
 * A row to be created or changed, of a table known only when running. The cast: the compiler tells members of a union
 * apart for 25 tables at most; that table and values belong together stands in the parameters.
 */
export function writeOp<T extends TableName>(
  kind: 'create' | 'update',
  table: T,
  id: string,
  values: RowPatch<T>,
): RecordOp {
  return { kind, table, id, values } as RecordOp;
}
