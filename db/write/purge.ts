/**
 * Forgets the personal values of people whose purge counts. A purge is a save like any other; what it forgets is what
 * every save said whose author had not seen it, whenever and wherever that arrives. Tokens stay in the log, and without
 * their salts nothing can be guessed back from them.
 */
import { fieldSpec, registry, tableSpec, type TableName } from '../../shared/domain/registry.ts';
import { hasSeen, shownHead, type Stamp } from '../../shared/exchange/register.ts';
import { uuidToBytes } from '../uuid-bytes.ts';
import { headStamps, headValue, type LoggedOp } from './logged-op.ts';
import type { SaveDot } from './save-dot.ts';
import type { WriteGate } from './write-gate.ts';

/** True when what a save says of a person is to be forgotten: one whose author had not seen a purge of them. */
export function isForgotten(gate: WriteGate, personId: string, stamp: Stamp): boolean {
  return purgesOf(gate, personId).some(({ rep, seq }) => !hasSeen(stamp, rep, seq));
}

/** Forgets all that the purges held so far, and which count, say of some people. */
export function forgetPurged(gate: WriteGate, people: Iterable<string>): void {
  for (const id of new Set(people)) forgetPerson(gate, id);
}

/** Tables a record changes: a purge changes what is shown of a person. */
export function touchedBy({ table }: { readonly table: TableName }): readonly TableName[] {
  return table === 'purge' ? [table, 'person'] : [table];
}

/** Whom a record purges. */
export function purgedBy({ table, patch }: Pick<LoggedOp, 'table' | 'patch'>): string[] {
  const person = table === 'purge' ? patch.get(registry.purge.fields.person.id) : null;
  return typeof person === 'string' ? [person] : [];
}

/** Forgets it of everyone: for when saves come to be judged otherwise than they were. */
export function forgetAllPurged(gate: WriteGate): void {
  const rows = gate.statement('SELECT DISTINCT person_id AS id FROM purge WHERE person_id IS NOT NULL').all();
  forgetPurged(
    gate,
    (rows as { id: string }[]).map(({ id }) => id),
  );
}

/** The saves that purge a person; one withdrawn by hand still stands, for nothing comes back. */
function purgesOf(gate: WriteGate, personId: string): SaveDot[] {
  const rows = gate.statement('SELECT id FROM purge WHERE person_id = ?').all(personId) as { id: string }[];
  return rows.flatMap(({ id }) => {
    const key = gate.statement('SELECT rep, seq FROM row_key WHERE uuid = ?').get(uuidToBytes(id));
    return key ? [key as SaveDot] : [];
  });
}

function forgetPerson(gate: WriteGate, id: string): void {
  const key = gate.statement('SELECT row FROM row_key WHERE uuid = ?').get(uuidToBytes(id)) as
    | { row: number }
    | undefined;
  const purges = purgesOf(gate, id);
  if (!key || purges.length === 0) return;
  const values = gate
    .statement('SELECT token, rep, seq FROM personal_value WHERE row = ?')
    .all(key.row) as (SaveDot & { token: string })[];
  const isGone = ({ rep, seq }: SaveDot): boolean => {
    const stamp = gate.stampOf(rep, seq);
    return purges.some((purge) => !hasSeen(stamp, purge.rep, purge.seq));
  };
  // What is deleted is overwritten in the file, not only taken off its list.
  gate.db.connection.pragma('secure_delete = ON');
  try {
    for (const value of values)
      if (isGone(value)) gate.statement('DELETE FROM personal_value WHERE token = ?').run(value.token);
    showPersonal(gate, key.row, id);
  } finally {
    gate.db.connection.pragma('secure_delete = OFF');
  }
}

/** Shows of a person what is still known. */
function showPersonal(gate: WriteGate, row: number, id: string): void {
  const birth = gate.statement('SELECT rep, seq FROM row_key WHERE row = ?').get(row) as SaveDot;
  for (const [field, { id: number }] of Object.entries(tableSpec('person').fields)) {
    if (!fieldSpec('person', field)?.personal) continue;
    const heads = headStamps(gate, row, number, birth);
    const token = headValue(gate, row, number, shownHead(heads, gate.compareIncarnations));
    const known = gate.statement('SELECT value FROM personal_value WHERE token = ?').get(token) as
      | { value: string }
      | undefined;
    gate.setColumns('person', [field]).run(known?.value ?? null, id);
  }
}
