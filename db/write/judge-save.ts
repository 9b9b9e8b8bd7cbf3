/**
 * Whether a save counts: a pure function of the log, judged by what its author had before them (`shared/exchange/
 * rights.ts`). One that does not is kept and forwarded like any other, applied by nobody, and shown to those who can
 * take it over.
 */
import {
  fieldById,
  fieldSpec,
  DELETED_FIELD,
  type FieldValue,
  type TableName,
} from '../../shared/domain/registry.ts';
import { hasSeen, type Stamp } from '../../shared/exchange/register.ts';
import {
  isOpenToAll,
  mayWrite,
  rosterTables,
  TOMBSTONE,
  type SeenRows,
  type WrittenRecord,
} from '../../shared/exchange/rights.ts';
import { uuidToBytes } from '../uuid-bytes.ts';
import type { LoggedOp } from './logged-op.ts';
import type { SaveDot } from './save-dot.ts';
import { creationsOf, crossesBeginning, hasRoster, rosterSeenBy, valueSeenBy } from './roster.ts';
import type { WriteGate } from './write-gate.ts';

/**
 * - `unknown-post`: nobody has admitted it · `revoked-post`: no longer admitted · `unknown-person`: the author is not
 *   among its people · `beyond-rights` · `unknown-row`: builds on a row whose making does not count
 */
export type WithheldReason =
  | 'unknown-post'
  | 'revoked-post'
  | 'unknown-person'
  | 'beyond-rights'
  | 'unknown-row';

export interface JudgedSave {
  readonly stamp: Stamp;
  /** Person, by id. */
  readonly author: string | null;
  readonly ops: readonly Pick<LoggedOp, 'table' | 'row' | 'uuid' | 'created' | 'patch'>[];
}

/** Why a save does not count, or null when it does. All it had seen must have been judged before. */
export function judgeSave(gate: WriteGate, save: JudgedSave): WithheldReason | null {
  const touchesRoster = save.ops.some(({ table }) => rosterTables.has(table));
  if (!touchesRoster && !hasRoster(gate) && !hasWithheld(gate)) return null;
  const roster = rosterSeenBy(gate, save.stamp);
  const isFounder = isOfFounder(gate, save.stamp.rep);
  const records = save.ops.map(toRecord);
  if (!roster.isOn && !crossesBeginning(gate, save.stamp)) {
    if (touchesRoster && !isFounder) return 'beyond-rights';
    return standsOnRows(gate, save) ? null : 'unknown-row';
  }
  const post = roster.posts.get(keyOf(gate, save.stamp.rep));
  if (!isOpenToAll(records)) {
    // Who created the group is its first administrator, until the roster says otherwise.
    if (!post && !isFounder) return 'unknown-post';
    if (post?.revoked) return 'revoked-post';
    const { people } = post ?? { people: new Set<string>() };
    if (people.size > 0 && (save.author === null || !people.has(save.author))) return 'unknown-person';
    const writer = {
      level: post?.level ?? ('admin' as const),
      establishment: post?.establishment ?? null,
      person: save.author,
    };
    const assignments = (person: string) => roster.assignments.get(person) ?? [];
    if (!mayWrite(writer, records, { ...seenRows(gate, save), assignments })) return 'beyond-rights';
  }
  return standsOnRows(gate, save) ? null : 'unknown-row';
}

/** Keeps a save that does not count beside the others; its records stand in a table of their own. */
export function withhold(gate: WriteGate, { rep, seq }: SaveDot, reason: WithheldReason): void {
  gate.statement('INSERT INTO withheld (rep, seq, reason) VALUES (?, ?, ?)').run(rep, seq, reason);
  gate.roster.anyWithheld = true;
}

function toRecord({ table, uuid, created, patch }: JudgedSave['ops'][number]): WrittenRecord {
  const names = [...patch.keys()].map((id) => (id === DELETED_FIELD ? TOMBSTONE : fieldById(table, id)));
  return { table, id: uuid, created, fields: new Set(names.filter((name) => name !== undefined)) };
}

/** Public key of an incarnation as the roster writes it; a post without a key yet stands for itself. */
function keyOf(gate: WriteGate, rep: number): string {
  const found = gate.statement('SELECT hex(public_key) AS key FROM replica WHERE ord = ?').get(rep) as
    | { key: string }
    | undefined;
  return found?.key.toLowerCase() || `incarnation ${rep}`;
}

/**
 * The key that created the group: the first creation this workspace has met, which is whom it joined by. Where it was lost,
 * the key somebody here confirmed in its place.
 */
function isOfFounder(gate: WriteGate, rep: number): boolean {
  const { key } = gate.statement('SELECT hex(founder_key) AS key FROM log_state').get() as { key: string };
  if (key !== '') return keyOf(gate, rep) === key.toLowerCase();
  const founder = founderOf(gate);
  return founder !== null && (founder === rep || keyOf(gate, founder) === keyOf(gate, rep));
}

/** Incarnation that created the group; null while there is none. */
export function founderOf(gate: Pick<WriteGate, 'statement'>): number | null {
  const state = gate.statement('SELECT group_id AS id FROM log_state').get() as { id: string | null };
  if (state.id === null) return null;
  const key = gate.statement('SELECT rep FROM row_key WHERE uuid = ?').get(uuidToBytes(state.id)) as
    | { rep: number }
    | undefined;
  return key?.rep ?? null;
}

function hasWithheld(gate: WriteGate): boolean {
  gate.roster.anyWithheld ??= gate.statement('SELECT 1 FROM withheld LIMIT 1').get() !== undefined;
  return gate.roster.anyWithheld;
}

/** True when the making of a row counts, by the way it is kept; where it was made twice, of the first kept. */
export function isMade(gate: WriteGate, { rep, seq }: SaveDot): boolean {
  return !hasWithheld(gate) || !isWithheld(gate, rep, seq);
}

function isWithheld(gate: WriteGate, rep: number, seq: number): boolean {
  return gate.statement('SELECT 1 FROM withheld WHERE rep = ? AND seq = ?').get(rep, seq) !== undefined;
}

/** Every row a save edits was made by a save that counts, and that its author had seen where there are several. */
function standsOnRows(gate: WriteGate, { stamp, ops }: JudgedSave): boolean {
  if (!hasWithheld(gate)) return true;
  return ops.every(({ row, created }) => {
    if (created) return true;
    const creations = creationsOf(gate, row).filter(({ rep, seq }) => rep !== stamp.rep || seq !== stamp.seq);
    const withheld = creations.filter(({ rep, seq }) => isWithheld(gate, rep, seq));
    if (withheld.length === 0) return true;
    return creations.some((dot) => !withheld.includes(dot) && hasSeen(stamp, dot.rep, dot.seq));
  });
}

/** The rows as the author had them, and as the save leaves them. */
function seenRows(gate: WriteGate, { stamp, ops }: JudgedSave): Pick<SeenRows, 'value'> {
  const own = new Map(ops.map((op) => [op.uuid, op]));
  return {
    value: (moment: 'before' | 'after', table: TableName, id: string, field: string): FieldValue => {
      const written = own.get(id);
      const spec = fieldSpec(table, field);
      if (spec && written?.table === table && (moment === 'after' || written.created)) {
        const value = written.patch.get(spec.id);
        if (value !== undefined || written.created) return value ?? null;
      }
      const row = gate.statement('SELECT row FROM row_key WHERE uuid = ?').get(uuidToBytes(id)) as
        | { row: number }
        | undefined;
      return row ? valueSeenBy(gate, stamp, { table, row: row.row, field }) : null;
    },
  };
}
