/** What it would take to reverse some saves: the list a person reads, and the records that carry it out. */
import {
  DELETED_FIELD,
  fieldById,
  fieldSpec,
  tableNames,
  tableSpec,
  type FieldValue,
  type TableName,
} from '../../shared/domain/registry.ts';
import { headsOf, type RowEdit, shownValue, valueIn } from '../../shared/exchange/conflict.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Reversal, ReversalSource } from '../../shared/views/reversal-view.ts';
import { getSettings } from '../commands/setting-commands.ts';
import { placeOf, valueWords } from '../exchange/change-words.ts';
import { sha256 } from '../exchange/codec.ts';
import { getBasis, getLogState, listReplicas } from '../log-state.ts';
import { ME_SETTING } from '../open-workspace.ts';
import { descendantsOf } from '../row-family.ts';
import { columnName } from '../schema/column-name.ts';
import type { ReadDb } from '../sqlite.ts';
import type { SaveRange } from '../write/local-tables.ts';
import { openLog, spokenValue, type LogReader, type RowHistory } from './row-history.ts';
import { getSetting } from './setting-queries.ts';

const TOLD_LINES = 500;
const TOLD_LEFT = 200;

type Why = Reversal['left'][number]['why'];

/** One thing to put back, or to leave as it is. */
type Step =
  | {
      readonly kind: 'value';
      readonly history: RowHistory;
      readonly field: string;
      readonly back: FieldValue;
    }
  | { readonly kind: 'delete' | 'restore'; readonly history: RowHistory }
  | { readonly kind: 'left'; readonly history: RowHistory; readonly field: string; readonly why: Why };

/** The list, without writing anything. @throws AppError `not-found`, `refused` for what made the group itself. */
export function getReversal(db: ReadDb, source: ReversalSource): Reversal {
  return db.snapshot(() => {
    const ranges = rangesOf(db, source);
    const steps = stepsOf(db, ranges);
    const language = getSettings(db).language;
    const done = steps.filter((step) => step.kind !== 'left');
    const left = steps.filter((step) => step.kind === 'left');
    return {
      token: sha256(Buffer.from(JSON.stringify([source, getBasis(db)]))).toString('base64url'),
      saves: ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0),
      counts: {
        values: done.filter(({ kind }) => kind === 'value').length,
        deleted: done.filter(({ kind }) => kind === 'delete').length,
        restored: done.filter(({ kind }) => kind === 'restore').length,
        left: left.length,
      },
      lines: done.slice(0, TOLD_LINES).map((step) => ({ ...lineOf(db, step, language), kind: step.kind })),
      left: left
        .slice(0, TOLD_LEFT)
        .map(({ history, field, why }) => ({ ...nameOf(db, history), field, why })),
    };
  });
}

/** The records that carry out the list, one for each row. */
export function reversalOps(db: ReadDb, source: ReversalSource): RecordOp[] {
  const steps = stepsOf(db, rangesOf(db, source));
  const values = Map.groupBy(
    steps.filter((step) => step.kind === 'value'),
    ({ history }) => history.id,
  );
  const ops = steps.flatMap((step): RecordOp[] => {
    const { table, id } = step.history;
    // A row shown again may have values to put back too: they go with it.
    if (step.kind === 'restore' && values.has(id)) return [];
    return step.kind === 'delete' || step.kind === 'restore'
      ? [{ kind: step.kind, table, id } as RecordOp]
      : [];
  });
  const restored = new Set(steps.filter(({ kind }) => kind === 'restore').map(({ history }) => history.id));
  for (const [id, ofRow] of values) {
    const table = ofRow[0]?.history.table;
    const patch = Object.fromEntries(ofRow.map(({ field, back }) => [field, back]));
    const shown = restored.has(id) ? { deleted: 0 } : {};
    ops.push({ kind: 'update', table, id, values: patch, affirm: true, ...shown } as RecordOp);
  }
  return ops;
}

function rangesOf(db: ReadDb, source: ReversalSource): SaveRange[] {
  if ('record' in source) {
    const ranges = db
      .prepare<[number], SaveRange>(
        'SELECT rep, from_seq AS "from", to_seq AS "to" FROM received_range WHERE record = ?',
      )
      .all(source.record);
    if (ranges.length === 0) throw new AppError('not-found', { details: { table: 'exchange_record' } });
    return ranges;
  }
  const replica = listReplicas(db).find(({ id }) => id.toString('hex') === source.incarnation);
  if (!replica) throw new AppError('not-found', { details: { table: 'replica' } });
  return replica.have === 0 ? [] : [{ rep: replica.ord, from: 1, to: replica.have }];
}

function stepsOf(db: ReadDb, ranges: readonly SaveRange[]): Step[] {
  const log = openLog(db);
  const rows = new Set(
    ranges.flatMap(({ rep, from, to }) =>
      db
        .prepare<[number, number, number], { row: number }>(
          'SELECT DISTINCT row FROM op WHERE rep = ? AND seq BETWEEN ? AND ?',
        )
        .all(rep, from, to)
        .map(({ row }) => row),
    ),
  );
  const histories = [...rows].flatMap((row) => log.history(row) ?? []);
  const isTheirs = (edit: RowEdit) =>
    ranges.some(({ rep, from, to }) => rep === edit.rep && edit.seq >= from && edit.seq <= to);
  const made = new Set(
    histories
      .filter(({ edits }) => edits.filter(({ creates }) => creates).every(isTheirs))
      .map(({ id }) => id),
  );
  const group = getLogState(db).groupId;
  if (group !== null && made.has(group)) throw new AppError('refused', { key: 'error.reverse-group' });
  return histories
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((history) =>
      made.has(history.id) ? creationStep(log, history, made, isTheirs) : fieldSteps(log, history, isTheirs),
    );
}

/** A row these saves made goes, unless somebody else has since worked on it or points to it. */
function creationStep(
  log: LogReader,
  history: RowHistory,
  made: ReadonlySet<string>,
  isTheirs: (edit: RowEdit) => boolean,
): Step[] {
  const { db } = log;
  const { table, id } = history;
  if (!isShown(db, table, id)) return [];
  const family = descendantsOf(db, { table, uuid: id }).flatMap((row) => log.history(row)?.edits ?? []);
  const touched = [...history.edits, ...family].some((edit) => !isTheirs(edit));
  if (touched) return [{ kind: 'left', history, field: '', why: 'changed-since' }];
  if (id === getSetting(db, ME_SETTING) || isInUse(db, table, id, made))
    return [{ kind: 'left', history, field: '', why: 'in-use' }];
  return [{ kind: 'delete', history }];
}

function fieldSteps(log: LogReader, history: RowHistory, isTheirs: (edit: RowEdit) => boolean): Step[] {
  const { db } = log;
  const { table, edits } = history;
  const compare = (a: number, b: number) => log.compareIncarnations(a, b);
  const written = new Set(edits.filter(isTheirs).flatMap((edit) => [...edit.values.keys()]));
  const others = edits.filter((edit) => !isTheirs(edit));
  return [...written].flatMap((number): Step[] => {
    const field = number === DELETED_FIELD ? '' : fieldById(table, number);
    if (field === undefined) return [];
    const heads = headsOf(edits, number);
    if (!heads.some(isTheirs)) return [{ kind: 'left', history, field, why: 'changed-since' }];
    const back = shownValue(others, number, compare) ?? null;
    const said = new Set([back, ...heads.map((head) => valueIn(head, number))]);
    if (said.size === 1) return [];
    if (number === DELETED_FIELD) return [{ kind: back === 1 ? 'delete' : 'restore', history }];
    const spoken = spokenValue(db, fieldSpec(table, field)?.personal, back);
    if (spoken === null && back !== null) return [{ kind: 'left', history, field, why: 'erased' }];
    return [{ kind: 'value', history, field, back: spoken }];
  });
}

/** True when a row that stays refers to this one. */
function isInUse(db: ReadDb, table: TableName, id: string, going: ReadonlySet<string>): boolean {
  return tableNames.some((other) =>
    Object.entries(tableSpec(other).fields)
      .filter(([, { to }]) => to === table)
      .some(([field]) =>
        db
          .prepare<[string], { id: string }>(
            `SELECT id FROM ${other} WHERE ${columnName(other, field)} = ? AND deleted = 0`,
          )
          .all(id)
          .some((row) => !going.has(row.id)),
      ),
  );
}

function isShown(db: ReadDb, table: TableName, id: string): boolean {
  return (
    db.prepare<[string], { deleted: number }>(`SELECT deleted FROM ${table} WHERE id = ?`).get(id)
      ?.deleted === 0
  );
}

function nameOf(db: ReadDb, { table, id }: RowHistory) {
  return { table, rowId: id, place: placeOf(db, table, id) };
}

function lineOf(db: ReadDb, step: Exclude<Step, { kind: 'left' }>, language: 'fr' | 'en') {
  const { history } = step;
  const { table, id } = history;
  if (step.kind !== 'value') return { ...nameOf(db, history), field: '', now: null, back: null };
  const words = (value: FieldValue) => valueWords(db, table, step.field, value, language);
  const row = db
    .prepare<[string], { now: FieldValue }>(
      `SELECT ${columnName(table, step.field)} AS now FROM ${table} WHERE id = ?`,
    )
    .get(id);
  return { ...nameOf(db, history), field: step.field, now: words(row?.now ?? null), back: words(step.back) };
}
