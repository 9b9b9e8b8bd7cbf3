/**
 * What a history really was, kept beside the product and from nothing it stores about causes: for each save the saves
 * its author had on screen. From it follows, by definition, what must stand in each field and which rows are hidden.
 */
import { DELETED_FIELD, fieldById, tableById, tableSpec } from '../../shared/domain/registry.ts';
import { columnName } from '../../db/schema/column-name.ts';
import type { Workspace } from '../../db/open-workspace.ts';
import { bytesToUuid } from '../../db/uuid-bytes.ts';

/** Name of the save that puts rights in place. */
export const RIGHTS = 'rights';

/** Saves by name; each with those its author had on screen. */
export type Truth = Map<string, ReadonlySet<string>>;

/** Names of the saves a post holds. */
export function heldBy({ reader }: Pick<Workspace, 'reader'>): Set<string> {
  return new Set(
    reader
      .prepare<[], { name: string }>('SELECT DISTINCT app_version AS name FROM save')
      .all()
      .map(({ name }) => name),
  );
}

/** Saves somebody had on screen without what their author had on screen. */
export function unfounded(truth: Truth): string[] {
  return [...truth].flatMap(([name, seen]) =>
    [...seen]
      .filter((other) => [...(truth.get(other) ?? [])].some((below) => !seen.has(below)))
      .map((other) => `${name} was made upon ${other} without all that one rests on`),
  );
}

interface Op {
  readonly rep: number;
  readonly seq: number;
  readonly id: string;
  readonly ms: number;
  readonly cnt: number;
  readonly save: string;
  readonly tbl: number;
  readonly row: number;
  readonly uuid: Buffer;
  readonly patch: string;
  readonly creates: number;
}

interface Edit extends Omit<Op, 'patch'> {
  readonly values: Readonly<Record<string, string | number | null>>;
}

/** Rows and edits of a log. */
function editsOf({ reader }: Pick<Workspace, 'reader'>): Edit[] {
  return reader
    .prepare<[], Op>(
      `SELECT o.rep, o.seq, hex(r.id) AS id, s.ms, s.cnt, s.app_version AS save, o.tbl, o.row, k.uuid, o.patch,
          (k.rep = o.rep AND k.seq = o.seq AND k.idx = o.idx) OR EXISTS
            (SELECT 1 FROM row_alias a WHERE a.rep = o.rep AND a.seq = o.seq AND a.idx = o.idx) AS creates
        FROM op o JOIN save s ON s.rep = o.rep AND s.seq = o.seq JOIN replica r ON r.ord = o.rep
          JOIN row_key k ON k.row = o.row`,
    )
    .all()
    .map(({ patch, ...op }) => ({ ...op, values: JSON.parse(patch) as Edit['values'] }));
}

/** An edit of which nobody who edited the same had known. */
export function standing<E extends { readonly save: string }>(truth: Truth, edits: readonly E[]): E[] {
  return edits.filter((edit) => !edits.some((other) => sees(truth, other, edit)));
}

function sees(truth: Truth, later: { readonly save: string }, earlier: { readonly save: string }): boolean {
  return truth.get(later.save)?.has(earlier.save) ?? false;
}

export interface Register {
  readonly table: number;
  readonly row: number;
  readonly uuid: string;
  readonly field: number;
  readonly edits: readonly Edit[];
}

/** Every field somebody edited after its row was made. */
export function registersOf(workspace: Pick<Workspace, 'reader'>): Register[] {
  const registers: Register[] = [];
  for (const edits of Map.groupBy(editsOf(workspace), (edit) => edit.row).values()) {
    const [first] = edits;
    if (!first || edits.length === 1) continue;
    const fields = new Set(edits.flatMap((edit) => (edit.creates ? [] : Object.keys(edit.values))));
    for (const field of fields)
      registers.push({
        table: first.tbl,
        row: first.row,
        uuid: bytesToUuid(first.uuid),
        field: Number(field),
        edits: edits.filter((edit) => edit.creates || field in edit.values),
      });
  }
  return registers;
}

/** What a post shows that it must not, or does not show and must; empty when all is well. */
export function faultsAt(truth: Truth, workspace: Pick<Workspace, 'reader'>): string[] {
  const faults: string[] = [];
  const registers = registersOf(workspace);
  for (const register of registers) {
    const { table, uuid, field, edits } = register;
    const place = `${uuid}/${table}.${field}`;
    const must = new Set(standing(truth, edits).map(({ save }) => save));
    const heads = headsOf(workspace, register);
    const shown = new Set(heads.map(({ save }) => save));
    for (const save of must) if (!shown.has(save)) faults.push(`${place}: edit ${save} is hidden`);
    for (const save of shown)
      if (!must.has(save) && !hasTwin(edits, save)) faults.push(`${place}: edit ${save} was replaced`);
    if (field !== DELETED_FIELD) faults.push(...wrongValue(workspace, register, heads));
  }
  return [...faults, ...wronglyHidden(truth, workspace, registers)];
}

/** The edits of a field that stand at a post. */
function headsOf({ reader }: Pick<Workspace, 'reader'>, { row, field, edits }: Register): Edit[] {
  const found = reader
    .prepare<[number, number], { rep: number; seq: number }>(
      'SELECT rep, seq FROM head WHERE row = ? AND fld = ?',
    )
    .all(row, field);
  // A field never edited has no entry: it stands as its row was made.
  return edits.filter((edit) =>
    found.length > 0 ? found.some((head) => head.rep === edit.rep && head.seq === edit.seq) : edit.creates,
  );
}

/** Names of the saves that stand in a field at a post, each with the number of names it goes by in the log. */
export function standingHere(workspace: Pick<Workspace, 'reader'>, register: Register): Map<string, number> {
  const copies = (save: string) => register.edits.filter((edit) => edit.save === save).length;
  return new Map(headsOf(workspace, register).map(({ save }) => [save, copies(save)]));
}

/**
 * A workspace and its copy both send what was not sent before the copy: the same save under two names, of which a later
 * edit may have known one only. It then stands beside that edit: shown once more than need be, never hidden.
 */
function hasTwin(edits: readonly Edit[], save: string): boolean {
  return edits.filter((edit) => edit.save === save).length > 1;
}

/** The latest of the edits that stand, by the clocks of their authors and then by their posts, is the one shown. */
function wrongValue(
  { reader }: Pick<Workspace, 'reader'>,
  { table, uuid, field }: Register,
  heads: readonly Edit[],
): string[] {
  const name = tableById(table);
  const spec = name && fieldById(name, field);
  if (!name || spec === undefined) return [];
  const rank = ({ ms, cnt, id, seq }: Edit) => [ms, cnt, id, seq] as const;
  const [latest] = heads.toSorted((a, b) => compare(rank(b), rank(a)));
  const row = reader
    .prepare<[string], { value: unknown }>(
      `SELECT ${columnName(name, spec)} AS value FROM ${name} WHERE id = ?`,
    )
    .get(uuid);
  const due = latest?.values[String(field)] ?? null;
  return row?.value === due ? [] : [`${uuid}/${spec}: shows ${String(row?.value)}, not ${String(due)}`];
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [index, one] of a.entries()) {
    const other = b[index];
    if (other !== undefined && one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

/** A row is hidden when a deletion stands and nobody edited it, or a row below it, unaware of that deletion. */
function wronglyHidden(
  truth: Truth,
  workspace: Pick<Workspace, 'reader'>,
  registers: readonly Register[],
): string[] {
  const tombstones = registers.filter(({ field }) => field === DELETED_FIELD);
  if (tombstones.length === 0) return [];
  const edits = editsOf(workspace);
  return tombstones.flatMap(({ table, uuid, edits: deletions }) => {
    const name = tableById(table);
    if (!name) return [];
    const family = new Set([uuid, ...rowsBelow(workspace, name, uuid)]);
    const inFamily = edits.filter((edit) => family.has(bytesToUuid(edit.uuid)));
    const hides = (deletion: Edit): boolean =>
      isDeletion(deletion) && !inFamily.some((edit) => areUnaware(truth, edit, deletion));
    const due = standing(truth, deletions).some(hides);
    const row = workspace.reader
      .prepare<[string], { deleted: number }>(`SELECT deleted FROM ${name} WHERE id = ?`)
      .get(uuid);
    const hidden = row?.deleted === 1;
    // A deletion under two names may stand by the one a later deletion had not known.
    const mayDiffer = due
      ? inFamily.some((edit) => hasTwin(edits, edit.save))
      : deletions.some((deletion) => hasTwin(deletions, deletion.save) && hides(deletion));
    if (hidden === due || mayDiffer) return [];
    return [`${uuid}: ${hidden ? 'hidden though edited' : 'shown though deleted'}`];
  });
}

/** Two edits made without knowing of each other; a deletion is no edit to be lost with the row. */
function areUnaware(truth: Truth, edit: Edit, deletion: Edit): boolean {
  if (edit.save === deletion.save) return false;
  if (Object.keys(edit.values).every((field) => Number(field) === DELETED_FIELD) && isDeletion(edit))
    return false;
  return !sees(truth, deletion, edit) && !sees(truth, edit, deletion);
}

const isDeletion = (edit: Edit): boolean => edit.values[String(DELETED_FIELD)] === 1;

function rowsBelow({ reader }: Pick<Workspace, 'reader'>, table: string, id: string): string[] {
  return ['milestone', 'comment'].flatMap((child) => {
    const name = child as 'milestone' | 'comment';
    const parent = tableSpec(name).parent ?? '';
    if (tableSpec(name).fields[parent]?.to !== table) return [];
    return reader
      .prepare<[string], { id: string }>(`SELECT id FROM ${name} WHERE ${columnName(name, parent)} = ?`)
      .all(id)
      .map((row) => row.id);
  });
}

interface Written {
  readonly rep: number;
  readonly seq: number;
  readonly save: string;
  readonly key: Buffer;
  readonly tbl: number;
  readonly row: number;
  readonly creates: number;
}

/** Keys by what the save named `RIGHTS` admits them for: everything, or what their user is assigned to, which is nothing. */
export interface Admitted {
  readonly founder: Uint8Array;
  readonly referent: Uint8Array;
}

/**
 * Once rights are in place a save counts where whoever put them there had seen it, or where its author had seen them and
 * may write it: a referent who is assigned to nothing may only comment. What crosses them counts of the founder alone, and
 * nothing counts upon rows that were made in vain. Answers saves that count and must not, or the other way round.
 */
export function wronglyJudged(
  truth: Truth,
  { reader }: Pick<Workspace, 'reader'>,
  { founder, referent }: Admitted,
): string[] {
  const kept = reader
    .prepare<[], { rep: number; seq: number; reason: string }>('SELECT rep, seq, reason FROM withheld')
    .all();
  const had = truth.has(RIGHTS) && heldBy({ reader }).has(RIGHTS) ? truth.get(RIGHTS) : undefined;
  if (!had) return kept.map(({ reason }) => `a save is withheld though rights are off: ${reason}`);
  const written = reader
    .prepare<[], Written>(
      `SELECT o.rep, o.seq, s.app_version AS save, r.public_key AS key, o.tbl, o.row,
          (k.rep = o.rep AND k.seq = o.seq AND k.idx = o.idx) OR EXISTS
            (SELECT 1 FROM row_alias a WHERE a.rep = o.rep AND a.seq = o.seq AND a.idx = o.idx) AS creates
        FROM (SELECT rep, seq, idx, tbl, row FROM op UNION ALL SELECT rep, seq, idx, tbl, row FROM withheld_op) o
          JOIN save s ON s.rep = o.rep AND s.seq = o.seq JOIN replica r ON r.ord = o.rep
          JOIN row_key k ON k.row = o.row`,
    )
    .all();
  const name = ({ rep, seq }: { rep: number; seq: number }): string => `${rep}/${seq}`;
  const open = new Set<number>([tableSpec('fork').id, tableSpec('fork_reader').id]);
  const mayCount = ({ save, key, tbl }: Written): boolean => {
    if (had.has(save) || open.has(tbl) || key.equals(founder)) return true;
    const knewRights = truth.get(save)?.has(RIGHTS) ?? false;
    return knewRights && (!key.equals(referent) || tbl === tableSpec('comment').id);
  };
  const due = new Set(written.filter((op) => !mayCount(op)).map(name));
  // Of a save that goes by two names whoever put rights in place may have seen one: the other counts for itself.
  const namesOf = Map.groupBy(written, ({ save }) => save);
  const twins = new Set(
    [...namesOf].filter(([, ops]) => new Set(ops.map(name)).size > 1).map(([save]) => save),
  );
  const creations = Map.groupBy(
    written.filter(({ creates }) => creates === 1),
    ({ row }) => row,
  );
  for (const { row, ...edit } of written)
    if ((creations.get(row) ?? []).every((creation) => due.has(name(creation)))) due.add(name(edit));
  const withheld = new Map(kept.map((save) => [name(save), save.reason]));
  const isTold = ({ row, ...op }: Written): boolean =>
    !twins.has(op.save) && !(creations.get(row) ?? []).some(({ save }) => twins.has(save));
  return written.filter(isTold).flatMap((op) => {
    const why = withheld.get(name(op));
    if (due.has(name(op)) === (why !== undefined)) return [];
    return [why === undefined ? `${op.save} counts beyond its rights` : `${op.save} is withheld: ${why}`];
  });
}
