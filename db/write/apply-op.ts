/**
 * Applies one record of a save to the projection. The same code serves own edits and received ones, in whatever
 * order they arrive; the register rule is in `shared/exchange/register.ts`.
 */
import { DELETED_FIELD, fieldById, fieldSpec, type FieldValue } from '../../shared/domain/registry.ts';
import { addToHeads, shownHead, type Stamp } from '../../shared/exchange/register.ts';
import { columnName } from '../schema/column-name.ts';
import { headValue, type LoggedOp, type SaveDot } from './logged-op.ts';
import { fieldsOf, type WriteGate } from './write-gate.ts';
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
  /** More than one distinct value stands now. */
  readonly conflict: boolean;
}

export type Report = (effect: FieldEffect) => void;

/** Applies a record; `report` hears of each field. */
export function applyOp(gate: WriteGate, stamp: Stamp, op: LoggedOp, report?: Report): void {
  const before = op.created ? new Set<number>() : lineageOf(gate, op);
  if (op.created) insertProjection(gate, stamp, op, report);
  else for (const [field, value] of op.patch) applyField(gate, stamp, op, field, value, report);
  refreshVisibility(gate, op, before);
}

function insertProjection(gate: WriteGate, stamp: Stamp, op: LoggedOp, report?: Report): void {
  const values = fieldsOf(op.table).map(([, spec]) =>
    shownValue(gate, spec.personal, op.patch.get(spec.id) ?? null),
  );
  gate.insertRow(op.table).run(op.uuid, ...values);
  report?.({ op, stamp, field: null, value: null, before: null, after: null, conflict: false });
}

function applyField(
  gate: WriteGate,
  stamp: Stamp,
  op: LoggedOp,
  fieldId: number,
  value: FieldValue,
  report?: Report,
): void {
  const field = fieldId === DELETED_FIELD ? null : (fieldById(op.table, fieldId) ?? null);
  const stored = storedHeads(gate, op.row, fieldId);
  const heads = stored.map((head) => gate.stampOf(head.rep, head.seq));
  const next = addToHeads<Stamp>(heads, stamp);
  const before = report && field !== null ? projected(gate, op, field) : null;
  if (next !== heads) storeHeads(gate, op.row, fieldId, next);
  const shown = next.length === 1 && next[0] === stamp ? stamp : shownHead(next, gate.compareIncarnations);
  const shownLogValue = shown === stamp ? value : headValue(gate, op.row, fieldId, shown);
  if (fieldId === DELETED_FIELD) gate.tombstones.add(op.row);
  let after: FieldValue = shownLogValue;
  if (field !== null) {
    after = shownValue(gate, fieldSpec(op.table, field)?.personal, shownLogValue);
    gate.setColumn(op.table, field).run(after, op.uuid);
  }
  // A row created a second time says nothing of its deletion, only that it did not know of one.
  if (field === null && value === null) return;
  report?.({
    op,
    stamp,
    field,
    value,
    before,
    after,
    conflict: holdsSeveralValues(gate, op.row, fieldId, next, stamp, value),
  });
}

/** Heads of a field; the row's creation where the field was never edited. */
function storedHeads(gate: WriteGate, row: number, field: number): SaveDot[] {
  const heads = gate
    .statement('SELECT rep, seq FROM head WHERE row = ? AND fld = ?')
    .all(row, field) as SaveDot[];
  if (heads.length > 0) return heads;
  return gate.statement('SELECT rep, seq FROM row_key WHERE row = ?').all(row) as SaveDot[];
}

function storeHeads(gate: WriteGate, row: number, field: number, heads: readonly SaveDot[]): void {
  gate.statement('DELETE FROM head WHERE row = ? AND fld = ?').run(row, field);
  for (const head of heads)
    gate
      .statement('INSERT INTO head (row, fld, rep, seq) VALUES (?, ?, ?, ?)')
      .run(row, field, head.rep, head.seq);
}

function holdsSeveralValues(
  gate: WriteGate,
  row: number,
  field: number,
  heads: readonly Stamp[],
  stamp: Stamp,
  value: FieldValue,
): boolean {
  if (heads.length < 2) return false;
  const values = heads.map((head) => (head === stamp ? value : headValue(gate, row, field, head)));
  return new Set(values).size > 1;
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
