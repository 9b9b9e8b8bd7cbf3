import { asc, eq } from 'drizzle-orm';
import type { FreshnessLimits } from '../../shared/domain/freshness.ts';
import type { ReferenceLists } from '../../shared/views/workspace-view.ts';
import { referenceListValues } from '../../shared/reference/reference-lists.ts';
import { getBasis } from '../log-state.ts';
import { referenceValue } from '../schema/index.ts';
import type { ReadDb } from '../sqlite.ts';

/** All editable lists by name, in their order; a list the group was made without stands as it is shipped. */
export function getReferenceLists(db: ReadDb): ReferenceLists {
  return db.snapshot(() => {
    const rows = db
      .select()
      .from(referenceValue)
      .where(eq(referenceValue.deleted, 0))
      .orderBy(asc(referenceValue.list), asc(referenceValue.position), asc(referenceValue.id))
      .all();
    const lists: ReferenceLists['lists'] = {};
    for (const row of rows)
      (lists[row.list ?? ''] ??= []).push({
        code: row.code ?? '',
        label: row.label ?? row.code ?? '',
        labelEn: row.labelEn ?? row.label ?? row.code ?? '',
        position: row.position ?? 0,
        value: row.value,
      });
    for (const [list, values] of shippedLists) lists[list] ??= [...values];
    return { basis: getBasis(db), lists };
  });
}

const shippedLists: ReadonlyMap<string, readonly ReferenceLists['lists'][string][number][]> = new Map(
  [...Map.groupBy(referenceListValues, ({ list }) => list)].map(([list, rows]) => [
    list,
    rows.map(({ code, label, labelEn, position, value }) => ({ code, label, labelEn, position, value })),
  ]),
);

/** Value of each code of a list: convergence in basis points, rank, days… */
export function getListValues(db: ReadDb, list: string): Map<string, number | null> {
  return new Map(getListRows(db, list).map((row) => [row.code, row.value]));
}

/** French label of each code of a list. */
export function getListLabels(db: ReadDb, list: string): Map<string, string> {
  return new Map(getListRows(db, list).map((row) => [row.code, row.label ?? row.code]));
}

function getListRows(db: ReadDb, list: string) {
  return db
    .prepare<[string], { code: string; label: string | null; value: number | null }>(
      'SELECT code, label, value FROM reference_value WHERE list = ? AND deleted = 0 ORDER BY position, id',
    )
    .all(list);
}

/** Days up to which a confirmation keeps a value fresh, then stale. */
export function getFreshnessLimits(db: ReadDb): FreshnessLimits {
  const values = getListValues(db, 'freshness');
  return { freshMax: values.get('fresh_max') ?? 15, staleMax: values.get('stale_max') ?? 45 };
}
