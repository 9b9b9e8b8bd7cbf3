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
import { uuidToBytes } from '../uuid-bytes.ts';
import { applyOp, type Report } from './apply-op.ts';
import { isMade, judgeSave, withhold } from './judge-save.ts';
import { everyField, logOp, makeAnew, type LoggedOp } from './logged-op.ts';
import type { SaveDot } from './save-dot.ts';
import { forgetPurged, isForgotten, purgedBy, touchedBy } from './purge.ts';
import { noteRosterSave } from './roster.ts';
import type { FoundRow } from './row-names.ts';
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
  /** Contexts translated: the reader hands out each of them once. */
  readonly contexts: WeakMap<PortableSave['context'], KnownContext>;
  /** Contexts of an incarnation all of which is held. */
  readonly met: WeakMap<PortableSave['context'], number>;
}

interface KnownContext {
  readonly rep: number;
  readonly id: number;
  readonly vector: VersionVector;
}

/**
 * True when all a save's author had seen is held here, and every row it names, so that it can be applied now.
 * A save may name a row its author's screen did not show yet: a deletion takes along links made since.
 */
export function isApplicable(
  source: SaveSource,
  rep: number,
  save: PortableSave,
  have: ReadonlyMap<number, number>,
): boolean {
  const holds = (id: string, seq: number) => (have.get(source.ordinalOf(id)) ?? 0) >= seq;
  // Rows of the very same save are made before its records are applied.
  const isThere = (dot: Dot) =>
    holds(dot.rep, dot.seq) || (dot.seq === save.seq && source.ordinalOf(dot.rep) === rep);
  // Most saves of a week share the context of the one before; what is held stays held.
  if (source.met.get(save.context) !== rep) {
    for (const [id, seq] of save.context) if (source.ordinalOf(id) !== rep && !holds(id, seq)) return false;
    source.met.set(save.context, rep);
  }
  if (save.author && !isThere(save.author)) return false;
  return save.ops.every(
    (op) =>
      (op.row === null || isThere(op.row)) &&
      op.fields.every(({ value }) => value === null || typeof value !== 'object' || isThere(value)),
  );
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
  gate.keepStamp(stamp);
  // All rows first: a record may refer to one that the same save creates after it.
  const records = save.ops.map((op, idx) => ({ op, idx, place: resolveRow(source, stamp, op, idx) }));
  if (records.length > 1 && new Set(records.map(({ place }) => place.row)).size !== records.length)
    throw new AppError('file-damaged', { details: { cause: 'row named twice in a save' } });
  const logged = records.map((record) => logRecord(source, stamp, record));
  const known = logged.filter((record) => record.op !== null) as readonly KnownRecord[];
  const authorRow = author ?? (save.author ? rowByDot(source, save.author) : undefined);
  const tables = known.map(({ op }) => op.table);
  const withheld = judgeSave(gate, {
    stamp,
    author: authorRow?.uuid ?? null,
    ops: known.map(({ op, place, values }) => ({
      ...op,
      created: place.created || place.again,
      patch: values,
    })),
  });
  if (withheld) withhold(gate, stamp, withheld);
  for (const { idx, tbl, op, place, patch } of logged) {
    logOp(gate, stamp, { idx, tbl, row: place.row, patch }, withheld === null);
    if (op && !withheld) applyRecord(source, stamp, op, { ...place, idx });
  }
  if (!withheld) {
    noteRosterSave(gate, stamp, tables);
    forgetPurged(gate, tables.includes('purge') ? known.flatMap(({ op }) => purgedBy(op)) : []);
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

/** A record as it is logged; `op` is null where this version does not know its table. */
interface LoggedRecord {
  readonly idx: number;
  readonly tbl: number;
  readonly place: Place;
  readonly patch: string;
  readonly op: Pick<LoggedOp, 'table' | 'row' | 'uuid' | 'patch'> | null;
  /** All it says, what this version cannot project included. */
  readonly values: ReadonlyMap<number, FieldValue>;
}
type KnownRecord = LoggedRecord & { readonly op: NonNullable<LoggedRecord['op']> };

/** Reads one record of a save; what this version cannot project of it is quarantined. */
function logRecord(
  source: SaveSource,
  stamp: Stamp,
  { op, idx, place }: { op: PortableOp; idx: number; place: Place },
): LoggedRecord {
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
    if (!table || reason === 'unknown-field') keepUnknown(source, stamp, place.row, field.field, value);
    if (reason !== null) quarantine(field.field, reason);
    else projected.set(field.field, value ?? null);
  }
  const patch = JSON.stringify(Object.fromEntries(logged));
  if (!table) {
    quarantine(DELETED_FIELD, 'unknown-table');
    return { idx, tbl: op.table, place, patch, op: null, values: logged };
  }
  if (place.table !== op.table)
    throw new AppError('file-damaged', { details: { cause: 'row of another table' } });
  const known = { table, row: place.row, uuid: place.uuid, patch: projected };
  keepPersonal(source, stamp, known);
  return { idx, tbl: op.table, place, patch, op: known, values: logged };
}

/** Applies one record of a save that counts. */
function applyRecord(
  source: SaveSource,
  stamp: Stamp,
  op: NonNullable<LoggedRecord['op']>,
  place: Place & { readonly idx: number },
): void {
  const { gate } = source;
  // A second creation is the first that counts where the one before it does not.
  const anew = place.again && !isMade(gate, place.birth);
  if (anew) {
    makeAnew(gate, place.row, { rep: stamp.rep, seq: stamp.seq, idx: place.idx });
  }
  const again = place.again && !anew;
  const local: LoggedOp = {
    ...op,
    created: place.created || anew,
    birth: anew ? stamp : place.birth,
    patch: again ? everyField(op.table, op.patch) : op.patch,
  };
  applyOp(gate, stamp, local, source.report);
  for (const table of touchedBy(op)) source.tables.add(table);
}

interface Place {
  readonly row: number;
  readonly table: number;
  readonly uuid: string;
  readonly created: boolean;
  /** Created a second time. */
  readonly again: boolean;
  readonly birth: SaveDot;
}

function resolveRow(source: SaveSource, stamp: Stamp, op: PortableOp, idx: number): Place {
  const { gate } = source;
  if (op.row !== null) {
    const found = rowByDot(source, op.row);
    if (!found) throw new AppError('file-damaged', { details: { cause: 'edit of an unknown row' } });
    return { row: found.row, table: found.tbl, uuid: found.uuid, created: false, again: false, birth: found };
  }
  const uuid = op.uuid ?? '';
  const bytes = uuidToBytes(uuid);
  const existing = gate.statement('SELECT row, tbl, rep, seq FROM row_key WHERE uuid = ?').get(bytes) as
    | (SaveDot & { row: number; tbl: number })
    | undefined;
  // An id made twice: whichever creation comes later counts as an edit of the other, so neither is lost.
  if (existing) {
    gate
      .statement('INSERT INTO row_alias (rep, seq, idx, row) VALUES (?, ?, ?, ?)')
      .run(stamp.rep, stamp.seq, idx, existing.row);
    return { row: existing.row, table: existing.tbl, uuid, created: false, again: true, birth: existing };
  }
  const inserted = gate
    .statement('INSERT INTO row_key (tbl, uuid, rep, seq, idx) VALUES (?, ?, ?, ?, ?)')
    .run(op.table, bytes, stamp.rep, stamp.seq, idx);
  const row = Number(inserted.lastInsertRowid);
  return { row, table: op.table, uuid, created: true, again: false, birth: stamp };
}

function rowByDot({ gate, ordinalOf }: SaveSource, { rep, seq, idx }: Dot): FoundRow | undefined {
  return gate.rowNames.find(ordinalOf(rep), seq, idx);
}

/** The value as the local log holds it: references as ids; undefined when the row referred to is not known. */
function toLocalValue(source: SaveSource, value: FieldValue | Dot): FieldValue | undefined {
  if (value === null || typeof value !== 'object') return value;
  const target = rowByDot(source, value);
  return target?.uuid;
}

/** Why a field cannot be projected by this version, or null when it can. */
export function fieldFault(
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

/** A personal value of a field this version does not know: forwarded, and shown after an upgrade. */
function keepUnknown(
  source: SaveSource,
  stamp: Stamp,
  row: number,
  field: number,
  value: FieldValue | undefined,
): void {
  const entry = typeof value === 'string' ? source.personal.get(value) : undefined;
  if (typeof value === 'string' && entry?.field === field)
    keepEntry(source, stamp, { row, field, token: value }, entry);
}

/** Stores the personal values that came along for this record's tokens. */
function keepPersonal(
  source: SaveSource,
  stamp: Stamp,
  op: Pick<LoggedOp, 'table' | 'row' | 'uuid' | 'patch'>,
): void {
  for (const [name, spec] of personalFields(op.table)) {
    const token = op.patch.get(spec.id);
    if (typeof token !== 'string') continue;
    const entry = source.personal.get(token);
    if (!entry) continue;
    if (entry.field !== spec.id || valueFault({ ...spec, kind: 'text' }, entry.value) !== null)
      throw new AppError('file-damaged', { details: { cause: `personal value of ${name}` } });
    if (op.table === 'person' && isForgotten(source.gate, op.uuid, stamp)) continue;
    keepEntry(source, stamp, { row: op.row, field: spec.id, token }, entry);
  }
}

function keepEntry(
  { gate }: SaveSource,
  stamp: Stamp,
  { row, field, token }: { readonly row: number; readonly field: number; readonly token: string },
  { salt, value }: { readonly salt: Buffer; readonly value: string },
): void {
  gate
    .statement(
      `INSERT INTO personal_value (token, row, fld, rep, seq, salt, value) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (token) DO NOTHING`,
    )
    .run(token, row, field, stamp.rep, stamp.seq, salt, value);
}
