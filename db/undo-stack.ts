/**
 * Undo and redo of the saves made since opening: each step back is a new save that puts former values back; the log is
 * never rewritten. Imports end the stack: what they bring may rest on what would be taken back.
 */
import {
  fieldSpec,
  type FieldValue,
  isTableName,
  tableSpec,
  type TableName,
} from '../shared/domain/registry.ts';
import { type RecordOp, writeOp } from '../shared/exchange/record-op.ts';
import { AppError } from '../shared/rpc/app-error.ts';
import { columnName } from './schema/column-name.ts';
import { placeOf } from './exchange/change-words.ts';
import type { ReadDb } from './sqlite.ts';

type Values = Readonly<Record<string, FieldValue>>;

/** One row a step touches: what it held before and after, null where it was not there or is no more. */
interface RowChange {
  readonly table: TableName;
  readonly id: string;
  readonly before: Values | null;
  readonly after: Values | null;
}

/** What a step did, for the words shown: the row where it is one, else how many rows of which table. */
export interface StepWords {
  readonly change: 'create' | 'update' | 'move' | 'delete';
  readonly table: TableName;
  readonly count: number;
  readonly place: string;
}

interface Step {
  readonly rows: readonly RowChange[];
  readonly words: StepWords;
  /** A decision between several values: what it wrote, and what stood against each other before. */
  readonly decision?: { readonly ops: readonly RecordOp[]; readonly sides: Sides };
}

/** What stood against each other, side by side: each list is written as a save that knows nothing of the others. */
export type Sides = readonly (readonly RecordOp[])[];

/** How the steps back and forth are written. */
export interface StepWriter {
  readonly save: (ops: readonly RecordOp[]) => void;
  /** Writes saves side by side, so that what they say stands against each other again. */
  readonly saveApart: (sides: Sides) => void;
}

export interface UndoStack {
  /** Notes a save around the function that makes it; a save that changes nothing leaves no step. */
  record<T>(ops: readonly RecordOp[], save: () => T): T;
  /** Notes a decision: taken back, `sides` stand against each other again. */
  recordDecision<T>(ops: readonly RecordOp[], sides: Sides, save: () => T): T;
  /** Takes the last step back, or the one that made a row. Answers what was taken back. */
  undo(writer: StepWriter, madeRow?: string): StepWords;
  redo(writer: StepWriter): StepWords;
  /** What undo and redo would do now, or null. */
  next(): { readonly undo: StepWords | null; readonly redo: StepWords | null };
  clear(): void;
}

const keptSteps = 200;

/** A stack over the workspace `db` reads: the connection that writes, so that it sees each save at once. */
export function createUndoStack(db: ReadDb): UndoStack {
  const read = rowReader(db);
  let done: Step[] = [];
  let undone: Step[] = [];

  /**
   * Looks at the rows before a save; what it answers looks at them after it, and makes the step. With `all`, of the
   * rows that show the same as before too.
   */
  const watch = (ops: readonly RecordOp[], all = false): (() => Step | null) => {
    const onceEach = new Set(ops.map(({ id }) => id)).size === ops.length;
    const touched = ops.map((op) => ({
      op,
      // A row that is made was nowhere before: what a save creates must have a new id.
      before: op.kind === 'create' ? null : read(op.table, op.id, fieldsOf(op)),
    }));
    return () => {
      const rows: RowChange[] = [];
      for (const { op, before } of touched) {
        // And it shows what it was made with, unless the same save names it again.
        const after = op.kind === 'create' && onceEach ? valuesOf(op) : read(op.table, op.id, fieldsOf(op));
        if (all || !isSame(before, after)) rows.push({ table: op.table, id: op.id, before, after });
      }
      const words = wordsOf(db, rows);
      return words ? { rows, words } : null;
    };
  };

  const push = (step: Step | null): void => {
    if (!step) return;
    done = [...done, step].slice(-keptSteps);
    undone = [];
  };

  const turn = (step: Step | undefined, back: boolean, writer: StepWriter): [Step, Step | null] => {
    if (!step)
      throw new AppError('refused', { key: back ? 'error.nothing-to-undo' : 'error.nothing-to-redo' });
    for (const row of step.rows) assertUntouched(db, read, row);
    if (step.decision) {
      const { ops, sides } = step.decision;
      const opened = watch(ops, true);
      if (back) writer.saveApart(sides);
      else writer.save(ops);
      const made = opened();
      return [step, made ? { ...step, rows: made.rows } : null];
    }
    const ops = step.rows.map(inverse);
    const stepMade = watch(ops);
    writer.save(ops);
    return [step, stepMade()];
  };

  return {
    record: (ops, save) => {
      const stepMade = watch(ops);
      const result = save();
      push(stepMade());
      return result;
    },
    recordDecision: (ops, sides, save) => {
      const stepMade = watch(ops, true);
      const result = save();
      const step = stepMade();
      const change = step?.words.change === 'delete' ? 'delete' : 'update';
      push(step ? { ...step, words: { ...step.words, change }, decision: { ops, sides } } : null);
      return result;
    },
    undo: (writer, madeRow) => {
      const chosen = madeRow === undefined ? done.at(-1) : done.findLast((one) => hasMade(one, madeRow));
      const [step, inverted] = turn(chosen, true, writer);
      done = done.filter((one) => one !== step);
      if (inverted) undone = [...undone, inverted];
      return step.words;
    },
    redo: (writer) => {
      const [step, inverted] = turn(undone.at(-1), false, writer);
      undone = undone.slice(0, -1);
      const words = step.decision ? step.words : originalWords(step, inverted ?? step);
      if (inverted) done = [...done, { ...inverted, words }];
      return words;
    },
    next: () => ({
      undo: done.at(-1)?.words ?? null,
      redo: redoWords(undone.at(-1)),
    }),
    clear: () => {
      done = [];
      undone = [];
    },
  };
}

function hasMade({ rows }: Step, id: string): boolean {
  return rows.some((row) => row.id === id && row.before === null);
}

function redoWords(step: Step | undefined): StepWords | null {
  return step?.decision ? step.words : flipped(step?.words ?? null);
}

/** Redo says what it does again, not what undoing it did. */
function originalWords(step: Step, again: Step): StepWords {
  return flipped({ ...step.words, place: step.words.place || again.words.place }) ?? step.words;
}

function flipped(words: StepWords | null): StepWords | null {
  if (!words) return null;
  const opposite = { create: 'delete', delete: 'create', update: 'update', move: 'move' } as const;
  return { ...words, change: opposite[words.change] };
}

function fieldsOf(op: RecordOp): string[] {
  return 'values' in op ? Object.keys(op.values) : [];
}

function valuesOf(op: Extract<RecordOp, { kind: 'create' }>): Values {
  const entries = Object.entries<FieldValue | undefined>(op.values);
  return Object.fromEntries(entries.map(([field, value]) => [field, value ?? null]));
}

/** The fields of a row now; null where it is not shown. */
type RowReader = (table: TableName, id: string, fields: readonly string[]) => Values | null;

/** Reads rows with one prepared statement for each set of fields. */
function rowReader(db: ReadDb): RowReader {
  type Read = (id: string) => Values | undefined;
  const known = new Map<TableName, Map<string, Read>>();
  const prepare = (table: TableName, fields: readonly string[]): Read => {
    const columns = fields.map((field) => `${columnName(table, field)} AS "${field}"`);
    const sql = `SELECT ${columns.join(', ') || '1'} FROM ${table} WHERE id = ? AND deleted = 0`;
    const statement = db.prepare<[string], Values>(sql);
    if (fields.length > 0) return (id) => statement.get(id);
    return (id) => (statement.get(id) ? {} : undefined);
  };
  return (table, id, fields) => {
    const ofTable = known.get(table) ?? new Map<string, Read>();
    const shape = fields.join();
    const readRow = ofTable.get(shape) ?? prepare(table, fields);
    known.set(table, ofTable.set(shape, readRow));
    return readRow(id) ?? null;
  };
}

function isSame(one: Values | null, other: Values | null): boolean {
  if (one === null || other === null) return one === other;
  return Object.keys(one).every((field) => one[field] === other[field]);
}

/** @throws AppError `refused` where somebody else has since changed what would be put back */
function assertUntouched(db: ReadDb, read: RowReader, { table, id, after }: RowChange): void {
  const now = read(table, id, Object.keys(after ?? {}));
  if (isSame(now, after)) return;
  throw new AppError('refused', { key: 'error.undo-lost', details: { place: placeOf(db, table, id) } });
}

function inverse({ table, id, before, after }: RowChange): RecordOp {
  if (before === null) return { kind: 'delete', table, id };
  if (after === null) return { kind: 'restore', table, id };
  const values = Object.fromEntries(
    Object.entries(before).filter(([field, value]) => fieldSpec(table, field) && value !== after[field]),
  );
  return writeOp('update', table, id, values);
}

/** The rows of a step that matter to a reader: those that belong to no other row of it. */
function wordsOf(db: ReadDb, rows: readonly RowChange[]): StepWords | null {
  const [first] = rows;
  if (!first) return null;
  const changed = new Set(rows.map(({ id }) => id));
  const main = rows.filter((row) => !belongsToOneOf(changed, row)).toSorted(byWeight);
  const lead = main[0] ?? first;
  const alike = main.filter(({ table }) => table === lead.table);
  return {
    change: changeOf(lead, alike),
    table: lead.table,
    count: Math.max(1, alike.length),
    place: placeOf(db, lead.table, lead.id),
  };
}

/** Milestones whose planned days alone changed were moved. */
function changeOf(lead: RowChange, alike: readonly RowChange[]): StepWords['change'] {
  if (lead.before === null) return 'create';
  if (lead.after === null) return 'delete';
  const moved = alike.every(({ table, before, after }) => {
    const fields = Object.keys(after ?? {}).filter((field) => before?.[field] !== after?.[field]);
    return table === 'milestone' && fields.every((field) => plannedDays.has(field));
  });
  return moved ? 'move' : 'update';
}

const plannedDays: ReadonlySet<string> = new Set(['plannedStart', 'plannedEnd']);

function belongsToOneOf(changed: ReadonlySet<string>, { table, before, after }: RowChange): boolean {
  const { parent } = tableSpec(table);
  const owner = parent === undefined ? null : (after ?? before)?.[parent];
  return typeof owner === 'string' && isTableName(table) && changed.has(owner);
}

/** Links follow the milestones they tie. */
function byWeight(a: RowChange, b: RowChange): number {
  const weight = ({ table }: RowChange): number => (table === 'dependency' ? 1 : 0);
  return weight(a) - weight(b);
}
