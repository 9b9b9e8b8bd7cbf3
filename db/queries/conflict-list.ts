/** The conflicts that stand, as people read and settle them. Derived from the log at each reading; nothing is stored. */
import { changeKindOf } from '../../shared/domain/change-kind.ts';
import { coupledGroups, coupledTables, fieldUnits } from '../../shared/domain/coupled-fields.ts';
import {
  DELETED_FIELD,
  fieldById,
  fieldSpec,
  registry,
  tableSpec,
  type FieldValue,
  type TableName,
} from '../../shared/domain/registry.ts';
import {
  conflictsWithin,
  headsOf,
  type RowConflict,
  type RowEdit,
  shownValue,
  valueIn,
} from '../../shared/exchange/conflict.ts';
import { hasSeen } from '../../shared/exchange/register.ts';
import type { Conflict, ConflictList, ConflictSide } from '../../shared/views/conflict-view.ts';
import { getSettings } from '../commands/setting-commands.ts';
import { deploymentOf, placeOf, valueWords } from '../exchange/change-words.ts';
import { sha256 } from '../exchange/codec.ts';
import { getBasis } from '../log-state.ts';
import { descendantsOf, nameOfRow, parentRow } from '../row-family.ts';
import { erasedWords } from './purge-words.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import { personNameById } from './person-queries.ts';
import { openLog, ownIncarnations, spokenValue, type LogReader, type RowHistory } from './row-history.ts';

/** Conflicts told at once; the rest come when some of these are settled. */
const TOLD = 1000;

/** Every open conflict, those of the same saves side by side. */
export function getConflicts(db: ReadDb): ConflictList {
  return db.snapshot(() => {
    const conflicts = readConflicts(db);
    return { basis: getBasis(db), total: conflicts.length, conflicts: conflicts.slice(0, TOLD) };
  });
}

/** How many conflicts are open. */
export function countConflicts(db: ReadDb): number {
  return db.snapshot(() => {
    const log = openLog(db);
    return candidates(log).reduce((sum, history) => sum + conflictsOf(log, history).length, 0);
  });
}

/** Every open conflict; the caller holds the snapshot or transaction. */
export function readConflicts(db: ReadDb): Conflict[] {
  const log = openLog(db);
  const words: Words = { log, language: getSettings(db).language, own: ownIncarnations(db) };
  return sideBySide(
    candidates(log).flatMap((history) =>
      conflictsOf(log, history).map((conflict) => toView(words, history, conflict)),
    ),
  );
}

/** By place, those of the same saves together where the first of them stands. */
function sideBySide(conflicts: readonly Conflict[]): Conflict[] {
  const byPlace = conflicts.toSorted((a, b) => compareText(a.place, b.place) || compareText(a.id, b.id));
  return [...Map.groupBy(byPlace, ({ cause }) => cause).values()].flat();
}

/** What stands against each other in a row: fields, or a deletion and the edits its author did not know of. */
interface OpenConflict extends Omit<RowConflict, 'level'> {
  readonly level: Conflict['level'];
}

interface Words {
  readonly log: LogReader;
  readonly language: 'fr' | 'en';
  readonly own: ReadonlySet<number>;
}

/** Rows something stands against each other in, as far as their heads tell. */
function candidates(log: LogReader): RowHistory[] {
  const { db } = log;
  const rows = new Set<number>();
  for (const { row } of db
    .prepare<[], { row: number }>(
      'SELECT row FROM head WHERE fld = 0 UNION SELECT row FROM head GROUP BY row, fld HAVING count(*) > 1',
    )
    .all())
    rows.add(row);
  for (const table of coupledTables)
    for (const group of coupledGroups(table))
      for (const row of changedApart(log, table, group)) rows.add(row);
  return [...rows]
    .filter((row) => isInSight(db, row))
    .flatMap((row) => log.history(row) ?? [])
    .toSorted((a, b) => compareText(a.id, b.id));
}

interface HeadRow {
  readonly row: number;
  readonly rep: number;
  readonly seq: number;
  readonly context: number;
}

/**
 * Rows whose coupled fields several posts changed without knowing of each other. Most were changed by one after the
 * other: their heads alone say so, and their histories are not read.
 */
function changedApart(log: LogReader, table: TableName, group: readonly number[]): number[] {
  const fields = group.map(() => '?').join(', ');
  const heads = log.db
    .prepare<number[], HeadRow>(
      `SELECT h.row, h.rep, h.seq, s.context
        FROM head h JOIN save s ON s.rep = h.rep AND s.seq = h.seq
        WHERE h.fld IN (${fields}) AND h.row IN (SELECT c.row FROM head c JOIN row_key k ON k.row = c.row
          WHERE c.fld IN (${fields}) AND k.tbl = ? GROUP BY c.row HAVING min(c.rep) <> max(c.rep))`,
    )
    .all(...group, ...group, registry[table].id);
  const hasSeenHead = (later: HeadRow, { rep, seq }: HeadRow) =>
    later.rep === rep || (log.context(later.context).get(rep) ?? 0) >= seq;
  return [...Map.groupBy(heads, ({ row }) => row)].flatMap(([row, ofRow]) =>
    ofRow.some((a) => ofRow.some((b) => !hasSeenHead(a, b) && !hasSeenHead(b, a))) ? [row] : [],
  );
}

/** True when neither the row nor one it belongs to is hidden. */
function isInSight(db: ReadDb, row: number): boolean {
  const seen = new Set<number>();
  for (let at: number | null = row; at !== null && !seen.has(at); at = parentRow(db, at)) {
    seen.add(at);
    const { table, uuid } = nameOfRow(db, at);
    const shown = db
      .prepare<[string], { deleted: number }>(`SELECT deleted FROM ${table} WHERE id = ?`)
      .get(uuid);
    if (shown?.deleted !== 0) return false;
  }
  return true;
}

function conflictsOf(log: LogReader, history: RowHistory): OpenConflict[] {
  const { table, edits } = history;
  const compare = (a: number, b: number) => log.compareIncarnations(a, b);
  const deletion = deletionConflict(log, history);
  const fields = fieldUnits(table).flatMap((unit) => conflictsWithin(edits, unit, compare));
  return deletion ? [deletion, ...fields] : fields;
}

/** A row that is still shown because somebody edited it, or what belongs to it, without knowing of its deletion. */
function deletionConflict(log: LogReader, history: RowHistory): OpenConflict | null {
  const deletes = headsOf(history.edits, DELETED_FIELD).filter((head) => valueIn(head, DELETED_FIELD) === 1);
  const [first] = deletes;
  if (!first) return null;
  const family = descendantsOf(log.db, { table: history.table, uuid: history.id }).flatMap(
    (row) => log.history(row)?.edits ?? [],
  );
  const kept = [...history.edits, ...family].filter((edit) =>
    deletes.some((tombstone) => isConcurrent(edit, tombstone) && !deletes.includes(edit)),
  );
  const byTime = (a: RowEdit, b: RowEdit) =>
    b.ms - a.ms || b.cnt - a.cnt || log.compareIncarnations(b.rep, a.rep) || b.seq - a.seq;
  const [newest] = kept.toSorted(byTime);
  const [deleted] = deletes.toSorted(byTime);
  if (!newest || !deleted) return null;
  const side = (edit: RowEdit, value: FieldValue, all: readonly RowEdit[]) => ({
    values: [value],
    edits: all.toSorted(byTime),
    origin: edit,
    decided: false,
  });
  return {
    fields: [DELETED_FIELD],
    level: 'deletion',
    sides: [side(newest, 0, kept), side(deleted, 1, deletes)],
    before: null,
    edits: [...deletes, ...kept],
  };
}

function isConcurrent(a: RowEdit, b: RowEdit): boolean {
  if (a.rep === b.rep && a.seq === b.seq) return false;
  return !hasSeen(a, b.rep, b.seq) && !hasSeen(b, a.rep, a.seq);
}

function toView(words: Words, history: RowHistory, conflict: OpenConflict): Conflict {
  const { log } = words;
  const { table, id } = history;
  const fields = conflict.fields.map((field) => (field === DELETED_FIELD ? '' : nameOf(table, field)));
  const milestoneId = milestoneOf(log.db, table, id);
  const [first = ''] = fields;
  return {
    id: hash([id, ...conflict.fields, ...dotsOf(log, conflict.edits)]),
    table,
    rowId: id,
    place: placeOf(log.db, table, id),
    deploymentId: deploymentOf(log.db, table, id) ?? deploymentOf(log.db, 'milestone', milestoneId),
    milestoneId,
    level: conflict.level,
    kind: changeKindOf(table, first),
    fields: conflict.level === 'deletion' ? [] : fields.map((field) => fieldView(table, field)),
    before: conflict.before?.map((value, index) => inWords(words, history, fields[index], value)) ?? null,
    sides: sidesOf(words, history, conflict, fields),
    others: othersOf(words, history, conflict),
    cause: hash(dotsOf(log, conflict.edits)),
  };
}

function fieldView(table: TableName, field: string): Conflict['fields'][number] {
  const spec = fieldSpec(table, field);
  return { field, input: spec?.kind ?? 'text', max: spec?.max ?? null };
}

function sidesOf(
  words: Words,
  { table, id }: RowHistory,
  { sides, level }: OpenConflict,
  fields: readonly string[],
): ConflictSide[] {
  const { log, own } = words;
  const told = sides.map((side, index): ConflictSide => {
    const site = siteOf(log, side.origin);
    return {
      key: keyOf(log, side.edits[0] ?? side.origin),
      values: side.values.map((value, at) => spokenValue(log.db, isPersonal(table, fields[at]), value)),
      words:
        level === 'deletion'
          ? []
          : side.values.map((value, at) => inWords(words, { table, id }, fields[at], value)),
      author: authorOf(log.db, side.origin),
      ...site,
      at: side.origin.ms,
      own: side.edits.some((edit) => own.has(edit.rep)) && own.has(side.origin.rep),
      shown: index === 0,
      reason: reasonOf(log.db, side.origin, { table, id }),
      decided: side.decided || side.origin !== side.edits[0],
    };
  });
  return [...told.filter((side) => side.own), ...told.filter((side) => !side.own)];
}

/** The other fields that hold something, and who changed them without knowing of the conflict's edits. */
function othersOf(words: Words, history: RowHistory, conflict: OpenConflict): Conflict['others'] {
  const { table, edits } = history;
  const compare = (a: number, b: number) => words.log.compareIncarnations(a, b);
  return Object.entries(tableSpec(table).fields).flatMap(([field, spec]) => {
    if (conflict.fields.includes(spec.id)) return [];
    const value = shownValue(edits, spec.id, compare) ?? null;
    const meanwhile = headsOf(edits, spec.id).find((head) =>
      conflict.edits.some((edit) => edit.rep !== head.rep && isConcurrent(edit, head)),
    );
    if (value === null && !meanwhile) return [];
    const text = inWords(words, history, field, value);
    const by = meanwhile ? authorOf(words.log.db, meanwhile) : null;
    return text === null && by === null ? [] : [{ field, words: text ?? '', by }];
  });
}

const reasonFields = ['statusReason', 'blockedReason', 'stageReason', 'weatherReason', 'reason'];

/** Why, where the same save says so: in a field for it, or in a comment. */
function reasonOf(db: ReadDb, edit: RowEdit, { table, id }: { table: TableName; id: string }): string | null {
  for (const field of reasonFields) {
    const value = edit.values.get(fieldSpec(table, field)?.id ?? -1);
    if (typeof value === 'string') return value;
  }
  const { deployment, milestone, text } = registry.comment.fields;
  const owner = table === 'milestone' ? milestone : table === 'deployment' ? deployment : null;
  if (!owner) return null;
  const comments = db
    .prepare<[number, number, number], { patch: string }>(
      'SELECT patch FROM op WHERE rep = ? AND seq = ? AND tbl = ?',
    )
    .all(edit.rep, edit.seq, registry.comment.id)
    .map(({ patch }) => JSON.parse(patch) as Record<string, FieldValue>);
  const said = comments.find((comment) => comment[String(owner.id)] === id)?.[String(text.id)];
  return typeof said === 'string' ? said : null;
}

function authorOf(db: ReadDb, { rep, seq }: RowEdit): string {
  const author = db
    .prepare<[number, number], { uuid: Buffer }>(
      'SELECT k.uuid FROM save s JOIN row_key k ON k.row = s.author WHERE s.rep = ? AND s.seq = ?',
    )
    .get(rep, seq);
  return author ? personNameById(db, bytesToUuid(author.uuid)) : '';
}

function siteOf(
  { db, replica }: LogReader,
  { rep }: RowEdit,
): { establishmentId: string | null; establishment: string | null } {
  const { siteId } = replica(rep);
  if (siteId === null) return { establishmentId: null, establishment: null };
  const site = db
    .prepare<[string], { name: string | null }>('SELECT name FROM establishment WHERE id = ?')
    .get(siteId);
  return { establishmentId: siteId, establishment: site?.name ?? null };
}

function milestoneOf(db: ReadDb, table: TableName, id: string): string | null {
  if (table === 'milestone') return id;
  if (table !== 'dependency') return null;
  return (
    db
      .prepare<[string], { id: string | null }>('SELECT successor_id AS id FROM dependency WHERE id = ?')
      .get(id)?.id ?? null
  );
}

function inWords(
  { log, language }: Words,
  { table, id }: Pick<RowHistory, 'table' | 'id'>,
  field: string | undefined,
  value: FieldValue,
): string | null {
  const spoken = spokenValue(log.db, isPersonal(table, field), value);
  if (spoken === null && value !== null) return erasedWords(log.db, id, language);
  return valueWords(log.db, table, field ?? null, spoken, language);
}

function isPersonal(table: TableName, field: string | undefined): true | undefined {
  return field === undefined ? undefined : fieldSpec(table, field)?.personal;
}

function nameOf(table: TableName, field: number): string {
  const name = fieldById(table, field);
  if (name === undefined) throw new Error(`the registry has no field ${field} of ${table}`);
  return name;
}

function keyOf({ replica }: LogReader, { rep, seq }: RowEdit): string {
  return `${replica(rep).id.toString('hex')}:${seq}`;
}

function dotsOf(log: LogReader, edits: readonly RowEdit[]): string[] {
  return [...new Set(edits.map((edit) => keyOf(log, edit)))].sort(compareText);
}

function hash(parts: readonly (string | number)[]): string {
  return sha256(Buffer.from(parts.join('/')))
    .toString('hex')
    .slice(0, 32);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
