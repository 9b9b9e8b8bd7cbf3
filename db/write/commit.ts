/**
 * THE write gate for own edits: stamps a save, logs it and applies it, in one transaction. Nothing else writes
 * replicated rows but `apply-segment.ts`, which does the same for received saves.
 */
import {
  DELETED_FIELD,
  fieldById,
  fieldSpec,
  registry,
  tableNames,
  tableSpec,
  type FieldValue,
  type TableName,
} from '../../shared/domain/registry.ts';
import { valueFault } from '../../shared/domain/field-value.ts';
import { formatBasis, parseBasis } from '../../shared/exchange/basis.ts';
import { tick } from '../../shared/exchange/hybrid-clock.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import type { Stamp } from '../../shared/exchange/register.ts';
import type { VersionVector } from '../../shared/exchange/version-vector.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Basis } from '../../shared/views/common.ts';
import { getLogState, listReplicas, type LogState } from '../log-state.ts';
import { uuidToBytes } from '../uuid-bytes.ts';
import { applyOp } from './apply-op.ts';
import { isMade, judgeSave, withhold, type WithheldReason } from './judge-save.ts';
import { FORKED, knownForks } from './known-forks.ts';
import { logOp, makeAnew, type LoggedOp } from './logged-op.ts';
import type { SaveDot } from './save-dot.ts';
import { keepPersonalValue } from './personal-values.ts';
import { forgetPurged, purgedBy, touchedBy } from './purge.ts';
import { projectAnew } from './replay-log.ts';
import { beginningsOf, noteRosterSave } from './roster.ts';
import type { WriteGate } from './write-gate.ts';

export interface CommitRequest {
  readonly ops: readonly RecordOp[];
  /** What the author had on screen; null: everything held now (loaders, and rows nobody has seen yet). */
  readonly basis: Basis | null;
  /** Person who made the save, if any. */
  readonly authorId: string | null;
  readonly nowMs: number;
  readonly appVersion: string;
}

export interface Committed {
  readonly basis: Basis;
  /** Tables touched; empty when nothing really changed, and when the save does not count. */
  readonly tables: readonly TableName[];
  /** Why the save went beyond its author's rights: it is kept for the project manager and changes nothing; else null. */
  readonly withheld: WithheldReason | null;
}

/**
 * Writes one save. Fields already holding the given value are left out unless it is affirmed; a save with nothing left
 * is not made.
 * @throws AppError `bad-request` when a value cannot stand in its field, `not-found` when a row does not exist.
 */
export function commit(gate: WriteGate, request: CommitRequest): Committed {
  const transaction = gate.db.connection.transaction(() => writeSave(gate, request));
  try {
    return transaction.immediate();
  } catch (error) {
    gate.reset();
    throw error;
  }
}

function writeSave(gate: WriteGate, request: CommitRequest): Committed {
  const state = getLogState(gate.db);
  const seq = state.have + 1;
  const stamp = stampFor(gate, state, seq, request);
  const ops = mergeByRow(request.ops).filter(
    (op) => op.kind !== 'update' || Object.keys(op.values).length > 0,
  );
  const logged: LoggedOp[] = [];
  for (const op of ops) {
    const next = toLogged(gate, stamp, op, logged.length);
    if (next) logged.push(next);
  }
  const basis = { rep: state.own, context: state.context, seq: logged.length > 0 ? seq : state.have };
  if (logged.length === 0) return { basis: formatBasis(basis), tables: [], withheld: null };
  for (const id of new Set(logged.flatMap(referencesOf)))
    if (!rowOf(gate, id))
      throw new AppError('not-found', { key: 'error.dangling-reference', details: { id } });
  insertSave(gate, stamp, request, state);
  const withheld = judgeSave(gate, { stamp, author: request.authorId, ops: logged });
  if (withheld) withhold(gate, stamp, withheld);
  for (const [idx, op] of logged.entries()) {
    insertOp(gate, stamp, op, idx, withheld === null);
    if (!withheld) applyOp(gate, stamp, op);
  }
  setAuthor(gate, stamp, request.authorId);
  gate.statement('UPDATE replica SET have = ? WHERE ord = ?').run(seq, state.own);
  gate.statement('UPDATE log_state SET ms = ?, cnt = ?').run(stamp.ms, stamp.cnt);
  const tables = withheld ? [] : [...new Set(logged.flatMap(touchedBy))];
  noteRosterSave(gate, stamp, tables);
  forgetPurged(gate, tables.includes('purge') ? logged.flatMap(purgedBy) : []);
  if (request.basis !== null && beginsRights(gate, stamp, tables)) {
    // From a form opened earlier, what puts rights in place crosses saves held already: they are judged again.
    projectAnew(gate);
    return { basis: formatBasis(basis), tables: tableNames, withheld };
  }
  return { basis: formatBasis(basis), tables, withheld };
}

function beginsRights(gate: WriteGate, { rep, seq }: Stamp, tables: readonly TableName[]): boolean {
  return (
    tables.includes('post') && beginningsOf(gate).some((first) => first.rep === rep && first.seq === seq)
  );
}

/** Ids a record points to: files name rows by their creation, so each must exist. */
function referencesOf(op: LoggedOp): string[] {
  return [...op.patch].flatMap(([fieldId, value]) => {
    const field = fieldById(op.table, fieldId);
    const isReference = field !== undefined && fieldSpec(op.table, field)?.kind === 'ref';
    return isReference && typeof value === 'string' ? [value] : [];
  });
}

function stampFor(gate: WriteGate, state: LogState, seq: number, request: CommitRequest): Stamp {
  const time = tick({ ms: state.ms, cnt: state.cnt }, request.nowMs);
  const seen = seenBy(gate, state, request.basis);
  return { rep: state.own, seq, ...time, context: seen.context, ownLag: state.have - seen.ownSeq };
}

/** What the author had on screen, as a context of the others and a sequence of one's own. */
function seenBy(gate: WriteGate, state: LogState, basis: Basis | null) {
  if (basis === null) return { context: gate.contextVector(state.context), ownSeq: state.have };
  const parts = parseBasis(basis);
  const known = parts && gate.statement('SELECT 1 FROM context WHERE id = ?').get(parts.context);
  if (!parts || !known) throw new AppError('bad-request', { key: 'error.unknown-basis' });
  const context = meantBy(gate, state.own, gate.contextVector(parts.context));
  if (parts.rep === state.own) {
    if (parts.seq > state.have) throw new AppError('bad-request', { key: 'error.unknown-basis' });
    return { context, ownSeq: parts.seq };
  }
  // The form was opened before a restore gave this workspace a new incarnation: its former one is now another,
  // and what that one had not sealed stands at the beginning of the new one's saves.
  const former = formerIncarnation(gate, state.own);
  if (former?.ord !== parts.rep) throw new AppError('bad-request', { key: 'error.unknown-basis' });
  const kept = Math.min(parts.seq, commonOf(gate, state.own) ?? former.have);
  const beginning = former.reason === FORKED && parts.seq > kept ? 1 : 0;
  return {
    context: new Map(context).set(parts.rep, kept),
    ownSeq: Math.min(parts.seq - kept + beginning, state.have),
  };
}

/** What a context of this post means since a history it had read was withdrawn, see `shared/exchange/fork.ts`. */
function meantBy(gate: WriteGate, own: number, context: VersionVector): VersionVector {
  const forks = knownForks(gate.db);
  if (forks.length === 0) return context;
  const ids = new Map(listReplicas(gate.db).map(({ ord, id }) => [id.toString('hex'), ord]));
  const self = [...ids].find(([, ord]) => ord === own)?.[0] ?? '';
  return forks
    .filter(({ readers }) => readers.has(self))
    .reduce<VersionVector>((vector, { incarnation, common, successor }) => {
      const [rep, next] = [ids.get(incarnation), ids.get(successor)];
      // Whoever has heard of the fork has seen the first save of its successor.
      if (rep === undefined || next === undefined || vector.has(next)) return vector;
      const seen = vector.get(rep) ?? 0;
      return seen <= common ? vector : new Map(vector).set(rep, common).set(next, seen - common + 1);
    }, context);
}

/** Own saves the former incarnation goes on with, where it had forked. */
function commonOf(gate: WriteGate, own: number): number | null {
  const forks = knownForks(gate.db);
  const self = listReplicas(gate.db).find(({ ord }) => ord === own);
  return forks.find(({ successor }) => successor === self?.id.toString('hex'))?.common ?? null;
}

function formerIncarnation(
  gate: WriteGate,
  own: number,
): { ord: number; have: number; reason: string } | undefined {
  return gate
    .statement(
      'SELECT f.ord, f.have, r.reason FROM replica r JOIN replica f ON f.id = r.previous_id WHERE r.ord = ?',
    )
    .get(own) as { ord: number; have: number; reason: string } | undefined;
}

function insertSave(gate: WriteGate, stamp: Stamp, request: CommitRequest, state: LogState): void {
  const context =
    stamp.context === gate.contextVector(state.context) ? state.context : gate.contextId(stamp.context);
  gate
    .statement(
      'INSERT INTO save (rep, seq, ms, cnt, context, own_lag, app_version) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(stamp.rep, stamp.seq, stamp.ms, stamp.cnt, context, stamp.ownLag, request.appVersion);
}

/** Set after the ops: a save may create its own author. */
function setAuthor(gate: WriteGate, stamp: Stamp, authorId: string | null): void {
  if (authorId === null) return;
  const author = rowOf(gate, authorId);
  if (!author) throw new AppError('not-found', { details: { table: 'person' } });
  gate
    .statement('UPDATE save SET author = ? WHERE rep = ? AND seq = ?')
    .run(author.row, stamp.rep, stamp.seq);
}

function insertOp(gate: WriteGate, stamp: Stamp, op: LoggedOp, idx: number, counts: boolean): void {
  const patch = JSON.stringify(Object.fromEntries(op.patch));
  logOp(gate, stamp, { idx, tbl: registry[op.table].id, row: op.row, patch }, counts);
}

/** Resolves the row and drops what does not change; null when nothing is left. */
function toLogged(gate: WriteGate, stamp: Stamp, op: RecordOp, idx: number): LoggedOp | null {
  const existing = rowOf(gate, op.id);
  if (op.kind === 'create') {
    // A row whose making does not count is made anew by whoever takes it over.
    if (existing && !isMade(gate, existing)) {
      makeAnew(gate, existing.row, { rep: stamp.rep, seq: stamp.seq, idx });
      return logged(gate, stamp, op, { row: existing.row, rep: stamp.rep, seq: stamp.seq }, true);
    }
    if (existing) throw new AppError('bad-request', { key: 'error.row-exists', details: { id: op.id } });
    const row = Number(
      gate
        .statement('INSERT INTO row_key (tbl, uuid, rep, seq, idx) VALUES (?, ?, ?, ?, ?)')
        .run(registry[op.table].id, uuidToBytes(op.id), stamp.rep, stamp.seq, idx).lastInsertRowid,
    );
    return logged(gate, stamp, op, { row, rep: stamp.rep, seq: stamp.seq }, true);
  }
  if (!existing || existing.tbl !== registry[op.table].id)
    throw new AppError('not-found', { details: { table: op.table } });
  if (op.kind === 'delete' || op.kind === 'restore')
    return {
      table: op.table,
      row: existing.row,
      uuid: op.id,
      created: false,
      birth: existing,
      patch: new Map([[DELETED_FIELD, op.kind === 'delete' ? 1 : 0]]),
    };
  if (tableSpec(op.table).insertOnly) throw new AppError('bad-request', { key: 'error.insert-only' });
  const result = logged(gate, stamp, op, existing, false);
  return result.patch.size > 0 ? result : null;
}

function logged(
  gate: WriteGate,
  stamp: Stamp,
  op: Extract<RecordOp, { values: object }>,
  place: SaveDot & { readonly row: number },
  created: boolean,
): LoggedOp {
  const { row } = place;
  const patch = new Map<number, FieldValue>();
  const entries = Object.entries<FieldValue | undefined>(op.values);
  for (const [field] of entries)
    if (!fieldSpec(op.table, field))
      throw new AppError('bad-request', { key: 'error.unknown-field', details: { table: op.table, field } });
  const shown = created ? [] : shownValues(gate, op);
  const affirmed = op.kind === 'update' && op.affirm === true;
  for (const [index, [field, given]] of entries.entries()) {
    const spec = fieldSpec(op.table, field);
    if (!spec) continue;
    const value = given ?? null;
    const fault = valueFault(spec, value);
    if (fault)
      throw new AppError('bad-request', {
        key: 'error.bad-value',
        details: { table: op.table, field, fault },
      });
    if (created && value === null) continue;
    if (!created && !affirmed && shown[index] === value && isSettled(gate, row, spec.id)) continue;
    patch.set(
      spec.id,
      spec.personal && typeof value === 'string'
        ? keepPersonalValue(gate, { row, field: spec.id, rep: stamp.rep, seq: stamp.seq }, value)
        : value,
    );
  }
  if (op.kind === 'update' && op.deleted !== undefined) patch.set(DELETED_FIELD, op.deleted);
  return { table: op.table, row, uuid: op.id, created, birth: place, patch };
}

/** What the row shows in the fields of an edit, in their order. */
function shownValues(gate: WriteGate, op: Extract<RecordOp, { values: object }>): readonly FieldValue[] {
  const row = gate.readColumns(op.table, Object.keys(op.values)).get(op.id) as
    | Readonly<Record<string, FieldValue>>
    | undefined;
  return row ? Object.values(row) : [];
}

/** True when no other value stands beside the one shown: writing that one again would then say nothing. */
function isSettled(gate: WriteGate, row: number, fieldId: number): boolean {
  return gate.heads.of(row, fieldId).length < 2;
}

function rowOf(gate: WriteGate, id: string): (SaveDot & { row: number; tbl: number }) | undefined {
  return gate.statement('SELECT row, tbl, rep, seq FROM row_key WHERE uuid = ?').get(uuidToBytes(id)) as
    | (SaveDot & { row: number; tbl: number })
    | undefined;
}

/** A save names each row once: later values of the same batch win. */
function mergeByRow(ops: readonly RecordOp[]): RecordOp[] {
  const byId = new Map<string, RecordOp>();
  for (const op of ops) {
    const earlier = byId.get(op.id);
    if (!earlier) byId.set(op.id, op);
    else if (op.kind === 'update' && 'values' in earlier && earlier.table === op.table)
      byId.set(op.id, {
        ...earlier,
        ...(op.affirm ? { affirm: op.affirm } : {}),
        values: { ...earlier.values, ...op.values },
      } as RecordOp);
    else throw new AppError('bad-request', { key: 'error.row-twice', details: { id: op.id } });
  }
  return [...byId.values()];
}
