/** Writes of the local tables: settings, history of files. Never replicated, so they do not pass the gate's log. */
import {
  decodeVector,
  encodeVector,
  includes,
  type VersionVector,
} from '../../shared/exchange/version-vector.ts';
import type { PlannedDates } from '../../shared/scheduling/baseline.ts';
import type { WriteGate } from './write-gate.ts';

export function putSetting(gate: WriteGate, key: string, value: string | null): void {
  if (value === null) gate.statement('DELETE FROM setting WHERE key = ?').run(key);
  else
    gate
      .statement(
        'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(key, value);
}

/** Says which group this workspace is of; said once, at its creation or when joining. */
export function setGroup(gate: WriteGate, groupId: string): void {
  gate.statement('UPDATE log_state SET group_id = ? WHERE group_id IS NULL').run(groupId);
}

/** Says at which site the own post stands; its certificate carries it. */
export function setOwnSite(gate: WriteGate, establishmentId: string | null): void {
  gate
    .statement(
      'UPDATE replica SET site_id = ? WHERE ord = (SELECT own FROM log_state) AND certificate IS NULL',
    )
    .run(establishmentId);
}

/** Has another key stand in for the founder's at this post. */
export function setFounderKey(gate: WriteGate, publicKey: Buffer): void {
  gate.statement('UPDATE log_state SET founder_key = ?').run(publicKey);
  gate.reset();
}

/** `asked`: a file without changes went, so that its receiver sends again what is lacking here. */
export type ExchangeDirection = 'sent' | 'received' | 'asked';

export interface ExchangeRecord {
  readonly at: number;
  readonly direction: ExchangeDirection;
  readonly fileName: string;
  readonly peer: string;
  readonly bytes: number;
  readonly saves: number;
  /** What was held when a file was sent. */
  readonly tip?: VersionVector;
  /** When a received file was written, by its sender's clock. */
  readonly writtenAt?: number;
  /** The saves a received file brought. */
  readonly ranges?: readonly SaveRange[];
}

/** Consecutive saves of an incarnation (local ordinal). */
export interface SaveRange {
  readonly rep: number;
  readonly from: number;
  readonly to: number;
}

export function addExchangeRecord(gate: WriteGate, record: ExchangeRecord): void {
  const { lastInsertRowid } = gate
    .statement(
      `INSERT INTO exchange_record (at, direction, file_name, peer, bytes, saves, written_at, tip)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      record.at,
      record.direction,
      record.fileName,
      record.peer,
      record.bytes,
      record.saves,
      record.writtenAt ?? null,
      record.tip ? Buffer.from(encodeVector(record.tip)) : null,
    );
  for (const { rep, from, to } of record.ranges ?? [])
    gate
      .statement('INSERT INTO received_range (record, rep, from_seq, to_seq) VALUES (?, ?, ?, ?)')
      .run(Number(lastInsertRowid), rep, from, to);
}

/** Keeps a file that builds on one not received yet. */
export function keepWaitingFile(
  gate: WriteGate,
  file: { readonly hash: Buffer; readonly fileName: string },
  bytes: Uint8Array,
  nowMs: number,
): void {
  gate
    .statement(
      `INSERT INTO inbox (hash, file_name, bytes, state, received_at) VALUES (?, ?, ?, 'waiting', ?)
       ON CONFLICT (hash) DO NOTHING`,
    )
    .run(file.hash, file.fileName, bytes, nowMs);
}

/** A file that could not be taken because its author's history forked. */
export interface ForkedFile {
  readonly file: { readonly hash: Buffer; readonly fileName: string };
  readonly bytes: Uint8Array;
  /** Own ordinals of the incarnation that forked and of the sender. */
  readonly rep: number;
  readonly sender: number;
  readonly firstSave: number;
  readonly lastSave: number;
}

/** Keeps such a file, and what it proves. */
export function keepForkedFile(gate: WriteGate, forked: ForkedFile, nowMs: number): void {
  const { file, rep, firstSave, lastSave, sender } = forked;
  keepWaitingFile(gate, file, forked.bytes, nowMs);
  gate.statement("UPDATE inbox SET state = 'forked' WHERE hash = ?").run(file.hash);
  gate
    .statement(
      `INSERT INTO forked (rep, file, first_save, last_save, sender, at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (rep, file) DO UPDATE SET first_save = excluded.first_save, at = excluded.at`,
    )
    .run(rep, file.hash, firstSave, lastSave, sender, nowMs);
}

/** Forgets the files kept for a fork that has been resolved: what they carried goes by other names now. */
export function forgetResolved(gate: WriteGate, forks: readonly { readonly incarnation: string }[]): void {
  for (const { incarnation } of forks) {
    const id = Buffer.from(incarnation, 'hex');
    gate
      .statement(
        'DELETE FROM inbox WHERE hash IN (SELECT f.file FROM forked f JOIN replica r ON r.ord = f.rep WHERE r.id = ?)',
      )
      .run(id);
    gate.statement('DELETE FROM forked WHERE rep IN (SELECT ord FROM replica WHERE id = ?)').run(id);
  }
}

/** Forgets waiting files that have been imported. */
export function dropWaitingFile(gate: WriteGate, hash: Buffer): void {
  gate.statement('DELETE FROM inbox WHERE hash = ?').run(hash);
}

/** Keeps a file that was refused when its turn came; it is not tried again. */
export function setAsideWaitingFile(gate: WriteGate, hash: Buffer): void {
  gate.statement("UPDATE inbox SET state = 'refused' WHERE hash = ?").run(hash);
}

/**
 * Notes what an incarnation said, at a moment of its own clock, that it holds: its tip vector, replaced as a whole.
 * A file that arrives late says less than one written after it, and changes nothing. Saying less alone does not make
 * it late (a workspace may have been put back), nor does its date (a clock may have been ahead).
 */
export function noteDeclared(gate: WriteGate, rep: number, tip: VersionVector, at: number): void {
  const said = gate.statement('SELECT at, vector FROM peer WHERE rep = ?').get(rep) as
    | { at: number; vector: Buffer }
    | undefined;
  if (said && said.at > at && includes(decodeVector(said.vector), tip)) return;
  gate
    .statement(
      `INSERT INTO peer (rep, vector, at, via) VALUES (?, ?, ?, 'file')
       ON CONFLICT (rep) DO UPDATE SET vector = excluded.vector, at = excluded.at, via = excluded.via`,
    )
    .run(rep, Buffer.from(encodeVector(tip)), at);
}

/** Keeps the dates of a baseline in place of those it had here. */
export function keepBaselineValues(
  gate: WriteGate,
  baselineId: string,
  values: readonly PlannedDates[],
): void {
  dropBaselineValues(gate, baselineId);
  const insert = gate.statement(
    `INSERT INTO baseline_value
        (baseline_id, milestone_id, label, deployment_id, domain_id, site_id, start_date, end_date)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { id, label, deploymentId, domainId, siteId, start, end } of values)
    insert.run(baselineId, id, label, deploymentId, domainId, siteId, start, end);
  gate
    .statement('INSERT INTO baseline_read (baseline_id, milestones) VALUES (?, ?)')
    .run(baselineId, values.length);
}

/** Forgets the dates of a baseline; the log still holds them. */
export function dropBaselineValues(gate: WriteGate, baselineId: string): void {
  gate.statement('DELETE FROM baseline_value WHERE baseline_id = ?').run(baselineId);
  gate.statement('DELETE FROM baseline_read WHERE baseline_id = ?').run(baselineId);
}
