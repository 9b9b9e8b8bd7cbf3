/**
 * Who may write what, as the author of a save had it before them: the roster, its people, and the lines each person is
 * assigned to, read from the log up to what that save had seen. Only saves that count themselves are read.
 */
import {
  DELETED_FIELD,
  fieldSpec,
  postLevels,
  tableSpec,
  type FieldValue,
  type TableName,
} from '../../shared/domain/registry.ts';
import { addToHeads, hasSeen, shownHead, type Stamp } from '../../shared/exchange/register.ts';
import type { PostLevel } from '../../shared/exchange/rights.ts';
import { bytesToUuid } from '../uuid-bytes.ts';
import type { SaveDot as Dot } from './save-dot.ts';
import type { Assignment, Roster, RosterPost } from './roster-memory.ts';
import type { WriteGate } from './write-gate.ts';

/** Tells of a save that counts. */
export function noteRosterSave({ roster }: WriteGate, dot: Dot, tables: readonly TableName[]): void {
  if (tables.includes('post')) {
    roster.anyPost = true;
    roster.beginnings = null;
  }
  if (tables.some((table) => ROSTER_TABLES.includes(table))) roster.saves?.push(dot);
}

const ROSTER_TABLES: readonly TableName[] = ['post', 'post_user', 'assignment'];
/** Spelled as in the index of these records, which SQLite finds only so. */
const OF_ROSTER = 'tbl IN (12, 30, 31)';
const KEPT = 500;

/** True once the log holds a post that somebody was allowed to admit: until then nothing needs to be judged. */
export function hasRoster(gate: WriteGate): boolean {
  gate.roster.anyPost ??= gate.statement('SELECT 1 FROM post LIMIT 1').get() !== undefined;
  return gate.roster.anyPost;
}

/**
 * True for a save that neither had seen rights turned on nor was seen by who did: it cannot claim that nothing was held
 * to yet, or whoever writes could say so for ever.
 */
export function crossesBeginning(gate: WriteGate, stamp: Stamp): boolean {
  return beginningsOf(gate).some(
    (beginning) =>
      !(beginning.rep === stamp.rep && beginning.seq === stamp.seq) &&
      !hasSeen(stamp, beginning.rep, beginning.seq) &&
      !hasSeen(beginning, stamp.rep, stamp.seq),
  );
}

/** Read from the log as it stands, judged or not: what the founder writes of the roster first always counts. */
export function beginningsOf(gate: WriteGate): readonly Stamp[] {
  if (gate.roster.beginnings) return gate.roster.beginnings;
  if (!hasRoster(gate)) return (gate.roster.beginnings = []);
  const saves = (
    gate
      .statement(
        `SELECT DISTINCT o.rep, o.seq
          FROM (SELECT rep, seq, tbl FROM op WHERE ${OF_ROSTER}
            UNION ALL SELECT rep, seq, tbl FROM withheld_op) o
          JOIN replica r ON r.ord = o.rep JOIN log_state s
          WHERE o.tbl = ? AND CASE WHEN s.founder_key IS NOT NULL THEN r.public_key = s.founder_key
            ELSE EXISTS (SELECT 1 FROM row_key k JOIN replica f ON f.ord = k.rep
              WHERE k.uuid = unhex(replace(s.group_id, '-', ''))
                AND (f.ord = r.ord OR f.public_key = r.public_key)) END`,
      )
      .all(tableSpec('post').id) as Dot[]
  ).map(({ rep, seq }) => gate.stampOf(rep, seq));
  const first = saves.filter((save) => !saves.some((other) => hasSeen(save, other.rep, other.seq)));
  return (gate.roster.beginnings = first);
}

/** The roster as the author of a save had it. */
export function rosterSeenBy(gate: WriteGate, stamp: Stamp): Roster {
  const saves = rosterSaves(gate).filter(({ rep, seq }) => hasSeen(stamp, rep, seq));
  const key = saves.map(({ rep, seq }) => `${rep}.${seq}`).join(' ');
  const { seen } = gate.roster;
  let roster = seen.get(key);
  if (!roster) {
    if (seen.size >= KEPT) seen.clear();
    seen.set(key, (roster = readRoster(gate, stamp)));
  }
  return roster;
}

function rosterSaves(gate: WriteGate): readonly Dot[] {
  gate.roster.saves ??= gate
    .statement(`SELECT DISTINCT rep, seq FROM op WHERE ${OF_ROSTER} ORDER BY rep, seq`)
    .all() as Dot[];
  return gate.roster.saves;
}

type Row = Readonly<Record<string, FieldValue>> & { readonly id: string };

function readRoster(gate: WriteGate, stamp: Stamp): Roster {
  const posts = rowsSeenBy(gate, stamp, 'post');
  const users = Map.groupBy(rowsSeenBy(gate, stamp, 'post_user'), (row) => row['post']);
  return {
    isOn: posts.length > 0,
    posts: new Map(
      [...Map.groupBy(posts, (row) => String(row['publicKey']))].map(([publicKey, rows]) => [
        publicKey,
        toPost(rows, users),
      ]),
    ),
    assignments: new Map(
      [...Map.groupBy(rowsSeenBy(gate, stamp, 'assignment'), (row) => String(row['person']))].map(
        ([person, rows]) => [person, rows.flatMap(toAssignment)],
      ),
    ),
  };
}

/** A key admitted twice by administrators who did not know of each other: revoked by one is revoked. */
function toPost(
  rows: readonly Row[],
  users: ReadonlyMap<FieldValue | undefined, readonly Row[]>,
): RosterPost {
  const [best] = rows.toSorted((a, b) => rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : 1));
  return {
    level: levelOf(best),
    establishment: textOf(best?.['establishment']),
    revoked: rows.some((row) => row['state'] !== 'admitted'),
    people: new Set(rows.flatMap(({ id }) => users.get(id) ?? []).map((row) => String(row['person']))),
  };
}

function levelOf(row: Row | undefined): PostLevel {
  return postLevels.find((level) => level === row?.['level']) ?? 'reader';
}

const rankOf = (row: Row): number => postLevels.indexOf(levelOf(row));
const textOf = (value: FieldValue | undefined): string | null => (typeof value === 'string' ? value : null);

function toAssignment(row: Row): Assignment[] {
  const domain = textOf(row['domain']);
  return domain === null ? [] : [{ domain, establishment: textOf(row['establishment']) }];
}

interface OpRow {
  readonly row: number;
  readonly uuid: Buffer;
  readonly rep: number;
  readonly seq: number;
  readonly patch: string;
}

/** Rows of a table as the author of a save had them, what was deleted left out. */
function rowsSeenBy(gate: WriteGate, stamp: Stamp, table: TableName): Row[] {
  const ops = gate
    .statement(
      `SELECT o.row, k.uuid, o.rep, o.seq, o.patch FROM op o JOIN row_key k ON k.row = o.row WHERE o.tbl = ? AND o.${OF_ROSTER}`,
    )
    .all(tableSpec(table).id) as OpRow[];
  const fields = Object.entries(tableSpec(table).fields);
  return [...Map.groupBy(ops, (op) => op.row)].flatMap(([row, all]) => {
    const seen = all.filter(({ rep, seq }) => hasSeen(stamp, rep, seq));
    const creations = creationsOf(gate, row);
    if (!seen.some((op) => isCreation(creations, op))) return [];
    if (settle(gate, seen, creations, DELETED_FIELD) === 1) return [];
    const values = fields.map(([name, { id }]) => [name, settle(gate, seen, creations, id) ?? null]);
    return { ...Object.fromEntries(values), id: bytesToUuid(seen[0]?.uuid ?? Buffer.alloc(16)) };
  });
}

/** Saves that made a row: one, but where an id was made twice. */
export function creationsOf(gate: WriteGate, row: number): readonly Dot[] {
  return gate
    .statement(
      'SELECT rep, seq FROM row_key WHERE row = ? UNION SELECT rep, seq FROM row_alias WHERE row = ?',
    )
    .all(row, row) as Dot[];
}

const isCreation = (creations: readonly Dot[], { rep, seq }: Dot): boolean =>
  creations.some((dot) => dot.rep === rep && dot.seq === seq);

/** The value a field shows among some edits; a creation sets every field. Undefined where none touches it. */
function settle(
  gate: WriteGate,
  ops: readonly Pick<OpRow, 'rep' | 'seq' | 'patch'>[],
  creations: readonly Dot[],
  field: number,
): FieldValue | undefined {
  let heads: readonly (Stamp & { value: FieldValue })[] = [];
  for (const op of ops) {
    const patch = JSON.parse(op.patch) as Record<string, FieldValue>;
    if (!Object.hasOwn(patch, String(field)) && !isCreation(creations, op)) continue;
    const value = patch[String(field)] ?? null;
    heads = addToHeads(heads, { ...gate.stampOf(op.rep, op.seq), value });
  }
  return heads.length === 0 ? undefined : shownHead(heads, gate.compareIncarnations).value;
}

/**
 * What a field of a row held for the author of a save. A row that was not on screen (a deletion takes along links made
 * since) is taken as it was made.
 */
export function valueSeenBy(
  gate: WriteGate,
  stamp: Stamp,
  { table, row, field }: { table: TableName; row: number; field: string },
): FieldValue {
  const spec = fieldSpec(table, field);
  if (!spec) return null;
  const creations = creationsOf(gate, row);
  const ops = gate.statement('SELECT rep, seq, patch FROM op WHERE row = ?').all(row) as Pick<
    OpRow,
    'rep' | 'seq' | 'patch'
  >[];
  const seen = ops.filter(({ rep, seq }) => hasSeen(stamp, rep, seq));
  const known = seen.length > 0 ? seen : ops.filter((op) => isCreation(creations, op));
  return settle(gate, known, creations, spec.id) ?? null;
}
