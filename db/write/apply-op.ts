/**
 * Applies one record of a save to the projection. The same code serves own edits and received ones, in whatever
 * order they arrive; the register rule is in `shared/exchange/register.ts`.
 */
import {
  DELETED_FIELD,
  fieldById,
  fieldSpec,
  tableById,
  type FieldValue,
} from '../../shared/domain/registry.ts';
import { addToHeads, shownHead, type Stamp } from '../../shared/exchange/register.ts';
import { columnName } from '../schema/column-name.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import { headStamps, headValue, type LoggedOp } from './logged-op.ts';
import type { WriteGate } from './write-gate.ts';
import { lineageOf, refreshVisibility } from './visibility.ts';

/** What one field came to, for those who want to tell (import plans). */
export interface FieldEffect {
  readonly op: LoggedOp;
  readonly stamp: Stamp;
  /** Registry name, or null for the tombstone. */
  readonly field: string | null;
  /** Log value of the edit. */
  readonly value: FieldValue;
  /** Shown before and after, as the projection holds them. */
  readonly before: FieldValue;
  readonly after: FieldValue;
}

export type Report = (effect: FieldEffect) => void;

/** Applies a record; `report` hears of each field. */
export function applyOp(gate: WriteGate, stamp: Stamp, op: LoggedOp, report?: Report): void {
  const before: ReadonlySet<number> = op.created ? new Set() : lineageOf(gate, op);
  if (op.created) insertProjection(gate, stamp, op, report);
  else applyPatch(gate, stamp, op, report);
  refreshVisibility(gate, op, before);
}

function insertProjection(gate: WriteGate, stamp: Stamp, op: LoggedOp, report?: Report): void {
  const fields: string[] = [];
  const values: FieldValue[] = [op.uuid];
  for (const [fieldId, value] of op.patch) {
    const field = fieldById(op.table, fieldId);
    if (field === undefined) continue;
    fields.push(field);
    values.push(shownValue(gate, fieldSpec(op.table, field)?.personal, value));
  }
  gate.insertRow(op.table, fields).run(values);
  report?.({ op, stamp, field: null, value: null, before: null, after: null });
}

/** Each field goes through its register; what they show is then written to the row at once. */
function applyPatch(gate: WriteGate, stamp: Stamp, op: LoggedOp, report?: Report): void {
  const fields: string[] = [];
  const values: FieldValue[] = [];
  for (const [fieldId, value] of op.patch) {
    const field = fieldId === DELETED_FIELD ? null : (fieldById(op.table, fieldId) ?? null);
    const after = applyField(gate, stamp, op, { id: fieldId, name: field }, value, report);
    if (field === null) continue;
    fields.push(field);
    values.push(after);
  }
  if (fields.length > 0) gate.setColumns(op.table, fields).run(...values, op.uuid);
}

/** Takes an edit into a field's register; answers what the field shows now. */
function applyField(
  gate: WriteGate,
  stamp: Stamp,
  op: LoggedOp,
  { id: fieldId, name: field }: { id: number; name: string | null },
  value: FieldValue,
  report?: Report,
): FieldValue {
  const heads = headStamps(gate, op.row, fieldId, op.birth);
  const next = addToHeads<Stamp>(heads, stamp);
  const before = report && field !== null ? projected(gate, op, field) : null;
  if (next !== heads) gate.heads.put(op.row, fieldId, next);
  const shown = next.length === 1 && next[0] === stamp ? stamp : shownHead(next, gate.compareIncarnations);
  const shownLogValue = shown === stamp ? value : headValue(gate, op.row, fieldId, shown);
  if (fieldId === DELETED_FIELD) gate.tombstones.add(op.row);
  const after =
    field === null ? shownLogValue : shownValue(gate, fieldSpec(op.table, field)?.personal, shownLogValue);
  // A row created a second time says nothing of its deletion, only that it did not know of one.
  if (field === null && value === null) return after;
  report?.({ op, stamp, field, value, before, after });
  return after;
}

/** Shows anew what stands in the fields of an incarnation that were disputed: its id, which breaks ties, is another. */
export function showDisputed(gate: WriteGate, rep: number): void {
  const disputed = gate
    .statement(
      `SELECT h.row, h.fld, k.tbl, k.uuid FROM head h JOIN row_key k ON k.row = h.row
        WHERE h.fld > 0 AND h.rep = ? AND EXISTS
          (SELECT 1 FROM head o WHERE o.row = h.row AND o.fld = h.fld AND o.rep <> h.rep)`,
    )
    .all(rep) as { row: number; fld: number; tbl: number; uuid: Buffer }[];
  for (const { row, fld, tbl, uuid } of disputed) {
    const table = tableById(tbl);
    const field = table && fieldById(table, fld);
    if (!table || field === undefined) continue;
    const stamps = gate.heads.of(row, fld).map((head) => gate.stampOf(head.rep, head.seq));
    const value = headValue(gate, row, fld, shownHead(stamps, gate.compareIncarnations));
    gate
      .setColumns(table, [field])
      .run(shownValue(gate, fieldSpec(table, field)?.personal, value), bytesToUuid(uuid));
  }
}

function projected(gate: WriteGate, op: LoggedOp, field: string): FieldValue {
  const row = gate
    .statement(`SELECT ${columnName(op.table, field)} AS value FROM ${op.table} WHERE id = ?`)
    .get(op.uuid) as { value: FieldValue } | undefined;
  return row?.value ?? null;
}

/** What the projection shows for a log value: the value itself, or what a personal token stands for. */
function shownValue(gate: WriteGate, personal: true | undefined, value: FieldValue): FieldValue {
  if (!personal || value === null) return value;
  const known = gate.statement('SELECT value FROM personal_value WHERE token = ?').get(value) as
    | { value: string }
    | undefined;
  return known?.value ?? null;
}
