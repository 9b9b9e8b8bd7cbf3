/**
 * The gate for received saves: logs and applies them as their authors made them, in causal order. The same
 * `applyOp` as for own edits; what this version cannot project is kept in the log and quarantined.
 */
import {
  DELETED_FIELD,
  fieldById,
  fieldSpec,
  tableById,
  tableSpec,
  type FieldKind,
  type FieldSpec,
  type FieldValue,
  type TableName,
} from '../../shared/domain/registry.ts';
import { valueFault } from '../../shared/domain/field-value.ts';
import { type HybridTime, raise } from '../../shared/exchange/hybrid-clock.ts';
import type { Dot, PortableOp, PortableSave } from '../../shared/exchange/segment-body.ts';
import type { Stamp } from '../../shared/exchange/register.ts';
import type { VersionVector } from '../../shared/exchange/version-vector.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { bytesToUuid, uuidToBytes } from '../uuid-bytes.ts';
import { applyOp, type Report } from './apply-op.ts';
import type { LoggedOp, SaveDot } from './logged-op.ts';
import type { WriteGate } from './write-gate.ts';

/** A personal value found in a file, by token. */
export type PersonalEntries = ReadonlyMap<
  string,
  { readonly field: number; readonly salt: Buffer; readonly value: string }
>;

export interface SaveSource {
  readonly gate: WriteGate;
  /** Local ordinal of an incarnation (hex id); throws when the file names one it does not declare. */
  ordinalOf(id: string): number;
  readonly personal: PersonalEntries;
  readonly report?: Report | undefined;
  /** Tables written so far. */
  readonly tables: Set<TableName>;
  /** Highest hybrid clock seen so far; kept in the workspace when the import ends. */
  clock: HybridTime;
  /** Rows found by their creation, and contexts translated: the reader hands out each of them once. */
  readonly rows: WeakMap<Dot, FoundRow>;
  readonly contexts: WeakMap<PortableSave['context'], KnownContext>;
}

interface FoundRow {
  readonly row: number;
  readonly tbl: number;
  readonly uuid: string;
}

interface KnownContext {
  readonly rep: number;
  readonly id: number;
  readonly vector: VersionVector;
}

/** True when all a save's author had seen is held here, so that it can be applied now. */
export function isApplicable(
  source: SaveSource,
  save: PortableSave,
  have: ReadonlyMap<number, number>,
): boolean {
  for (const [id, seq] of save.context) if ((have.get(source.ordinalOf(id)) ?? 0) < seq) return false;
  return true;
}

/** Logs and applies one save of another incarnation; the next one of its sequence. */
export function applySave(source: SaveSource, rep: number, save: PortableSave): void {
  const { gate } = source;
  const context = contextOf(source, rep, save.context);
  // A save may create its own author: it is then known only after the ops.
  const author = save.author && rowByDot(source, save.author);
  const stamp: Stamp = {
    rep,
    seq: save.seq,
    ms: save.ms,
    cnt: save.cnt,
    context: context.vector,
    ownLag: save.ownLag,
  };
  gate
    .statement(
      'INSERT INTO save (rep, seq, ms, cnt, author, context, own_lag, app_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(rep, save.seq, save.ms, save.cnt, author?.row ?? null, context.id, save.ownLag, save.appVersion);
  // All rows first: a record may refer to one that its save creates further on.
  const places = save.ops.map((op, idx) => resolveRow(source, stamp, op, idx));
  for (const [idx, place] of places.entries()) {
    const op = save.ops[idx];
    if (op) applyPortableOp(source, stamp, op, idx, place);
  }
  if (save.author && !author) setAuthor(source, rep, save.seq, save.author);
  source.clock = raise(source.clock, save);
}

function setAuthor(source: SaveSource, rep: number, seq: number, dot: Dot): void {
  const author = rowByDot(source, dot);
  if (author)
    source.gate.statement('UPDATE save SET author = ? WHERE rep = ? AND seq = ?').run(author.row, rep, seq);
}

/** A context of the file as this workspace stores it; the author's own entry is its sequence, not kept. */
function contextOf(source: SaveSource, rep: number, context: PortableSave['context']): KnownContext {
  const known = source.contexts.get(context);
  if (known?.rep === rep) return known;
  const vector = new Map([...context].map(([id, seq]) => [source.ordinalOf(id), seq]));
  vector.delete(rep);
  const id = source.gate.contextId(vector);
  const made = { rep, id, vector: source.gate.contextVector(id) };
  source.contexts.set(context, made);
  return made;
}

function applyPortableOp(source: SaveSource, stamp: Stamp, op: PortableOp, idx: number, place: Place): void {
  const { gate } = source;
  const quarantine = (field: number, reason: string) =>
    gate
      .statement('INSERT INTO quarantine (rep, seq, idx, fld, reason) VALUES (?, ?, ?, ?, ?)')
      .run(stamp.rep, stamp.seq, idx, field, reason);
  const table = tableById(op.table);
  const logged = new Map<number, FieldValue>();
  const projected = new Map<number, FieldValue>();
  for (const field of op.fields) {
    const value = toLocalValue(source, field.value);
    logged.set(field.field, value ?? null);
    const reason = table ? fieldFault(table, field.field, field.kind, value) : null;
    if (reason !== null) quarantine(field.field, reason);
    else projected.set(field.field, value ?? null);
  }
  gate
    .statement('INSERT INTO op (rep, seq, idx, tbl, row, patch) VALUES (?, ?, ?, ?, ?, ?)')
    .run(stamp.rep, stamp.seq, idx, op.table, place.row, JSON.stringify(Object.fromEntries(logged)));
  if (!table) {
    quarantine(DELETED_FIELD, 'unknown-table');
    return;
  }
  if (place.table !== op.table)
    throw new AppError('file-damaged', { details: { cause: 'row of another table' } });
  const local: LoggedOp = {
    table,
    row: place.row,
    uuid: place.uuid,
    created: place.created,
    birth: place.birth,
    patch: projected,
  };
  keepPersonal(source, stamp, local);
  applyOp(gate, stamp, local, source.report);
  source.tables.add(table);
}

interface Place {
  readonly row: number;
  readonly table: number;
  readonly uuid: string;
  readonly created: boolean;
  readonly birth: SaveDot;
}

function resolveRow(source: SaveSource, stamp: Stamp, op: PortableOp, idx: number): Place {
  const { gate } = source;
  if (op.row !== null) {
    const found = rowByDot(source, op.row);
    if (!found) throw new AppError('file-damaged', { details: { cause: 'edit of an unknown row' } });
    const birth = { rep: source.ordinalOf(op.row.rep), seq: op.row.seq };
    return { row: found.row, table: found.tbl, uuid: found.uuid, created: false, birth };
  }
  const uuid = op.uuid ?? '';
  const bytes = uuidToBytes(uuid);
  const existing = gate.statement('SELECT row, tbl, rep, seq FROM row_key WHERE uuid = ?').get(bytes) as
    | (SaveDot & { row: number; tbl: number })
    | undefined;
  // An id made twice: the later creation counts as an edit of the first, so neither is lost.
  if (existing) return { row: existing.row, table: existing.tbl, uuid, created: false, birth: existing };
  const inserted = gate
    .statement('INSERT INTO row_key (tbl, uuid, rep, seq, idx) VALUES (?, ?, ?, ?, ?)')
    .run(op.table, bytes, stamp.rep, stamp.seq, idx);
  return { row: Number(inserted.lastInsertRowid), table: op.table, uuid, created: true, birth: stamp };
}

function rowByDot(source: SaveSource, dot: Dot): FoundRow | undefined {
  const known = source.rows.get(dot);
  if (known) return known;
  const stored = source.gate
    .statement('SELECT row, tbl, uuid FROM row_key WHERE rep = ? AND seq = ? AND idx = ?')
    .get(source.ordinalOf(dot.rep), dot.seq, dot.idx) as
    | { row: number; tbl: number; uuid: Buffer }
    | undefined;
  if (!stored) return undefined;
  const found = { row: stored.row, tbl: stored.tbl, uuid: bytesToUuid(stored.uuid) };
  source.rows.set(dot, found);
  return found;
}

/** The value as the local log holds it: references as ids; undefined when the row referred to is not known. */
function toLocalValue(source: SaveSource, value: FieldValue | Dot): FieldValue | undefined {
  if (value === null || typeof value !== 'object') return value;
  const target = rowByDot(source, value);
  return target?.uuid;
}

/** Why a field cannot be projected by this version, or null when it can. */
function fieldFault(
  table: TableName,
  id: number,
  kind: FieldKind,
  value: FieldValue | undefined,
): string | null {
  if (value === undefined) return 'orphan';
  if (id === DELETED_FIELD) return value === 0 || value === 1 ? null : 'not-a-flag';
  const name = fieldById(table, id);
  const spec = name === undefined ? undefined : fieldSpec(table, name);
  if (!spec) return 'unknown-field';
  if (spec.kind !== kind) return 'another-kind';
  return spec.personal ? null : valueFault(spec, value);
}

const personalByTable = new Map<TableName, readonly (readonly [string, FieldSpec])[]>();

function personalFields(table: TableName): readonly (readonly [string, FieldSpec])[] {
  let fields = personalByTable.get(table);
  if (!fields) {
    fields = Object.entries(tableSpec(table).fields).filter(([, spec]) => spec.personal);
    personalByTable.set(table, fields);
  }
  return fields;
}

/** Stores the personal values that came along for this record's tokens. */
function keepPersonal(source: SaveSource, stamp: Stamp, op: LoggedOp): void {
  for (const [name, spec] of personalFields(op.table)) {
    const token = op.patch.get(spec.id);
    if (typeof token !== 'string') continue;
    const entry = source.personal.get(token);
    if (!entry) continue;
    if (entry.field !== spec.id || valueFault({ ...spec, kind: 'text' }, entry.value) !== null)
      throw new AppError('file-damaged', { details: { cause: `personal value of ${name}` } });
    source.gate
      .statement(
        `INSERT INTO personal_value (token, row, fld, rep, seq, salt, value) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (token) DO NOTHING`,
      )
      .run(token, op.row, spec.id, stamp.rep, stamp.seq, entry.salt, entry.value);
  }
}
