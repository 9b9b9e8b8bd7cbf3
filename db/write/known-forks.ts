/** The forks a log knows of, and those a file tells: who withdrew which history, and who had read it. */
import {
  fieldById,
  fieldSpec,
  tableSpec,
  type FieldValue,
  type TableName,
} from '../../shared/domain/registry.ts';
import type { Fork } from '../../shared/exchange/fork.ts';
import type { PortableOp, PortableSave } from '../../shared/exchange/segment-body.ts';
import type { ExchangeFile } from '../exchange/read-exchange-file.ts';
import { listReplicas } from '../log-state.ts';
import { columnName } from '../schema/column-name.ts';
import type { ReadDb } from '../sqlite.ts';
import { uuidToBytes } from '../uuid-bytes.ts';

/** Reason of an incarnation that goes on with a withdrawn history. */
export const FORKED = 'forked';

interface Statement {
  /** Incarnation that says so. */
  readonly by: string;
  readonly table: 'fork' | 'fork_reader';
  readonly values: ReadonlyMap<string, FieldValue>;
}

/** Forks known to a log; nearly always none. */
export function knownForks(db: ReadDb): readonly Fork[] {
  const statements = loggedStatements(db);
  return statements.length === 0 ? [] : toForks(statements, keysOfLog(db));
}

/** Those, and what a file says beside. */
export function forksWith(db: ReadDb, file: ExchangeFile): readonly Fork[] {
  const isConcerned =
    file.replicas.some(({ certificate }) => certificate?.reason === FORKED) ||
    db.prepare<[string], unknown>('SELECT 1 FROM replica WHERE reason = ? LIMIT 1').get(FORKED) !== undefined;
  if (!isConcerned) return [];
  // Of segments that go on from what is not held nothing can be read yet; the file waits for that.
  const held = new Map(listReplicas(db).map(({ id, sealed }) => [hex(id), sealed]));
  const told = file.segments
    .filter(({ replica }) => replica.base <= (held.get(replica.id) ?? 0))
    .flatMap((segment) => segment.saves().flatMap((save) => statementsOf(segment.replica.id, save)));
  const keys = keysOfLog(db);
  for (const { id, publicKey } of file.replicas) if (publicKey) keys.set(id, hex(publicKey));
  return toForks([...loggedStatements(db), ...told], keys);
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function keysOfLog(db: ReadDb): Map<string, string> {
  return new Map(listReplicas(db).map(({ id, publicKey }) => [hex(id), publicKey ? hex(publicKey) : '']));
}

function loggedStatements(db: ReadDb): Statement[] {
  const author = db.prepare<[Buffer], { id: Buffer }>(
    'SELECT r.id FROM row_key k JOIN replica r ON r.ord = k.rep WHERE k.uuid = ?',
  );
  const read = (table: Statement['table']): Statement[] =>
    db
      .prepare<[], Record<string, FieldValue> & { id: string }>(`SELECT * FROM ${table} ORDER BY id`)
      .all()
      .map((row) => ({
        by: hex(author.get(uuidToBytes(row.id))?.id ?? Buffer.of()),
        table,
        values: new Map(
          Object.keys(tableSpec(table).fields).map((field) => [field, row[columnName(table, field)] ?? null]),
        ),
      }));
  return [...read('fork'), ...read('fork_reader')];
}

function statementsOf(by: string, save: PortableSave): Statement[] {
  return save.ops.flatMap((op) => {
    const table = (['fork', 'fork_reader'] as const).find((name) => tableSpec(name).id === op.table);
    return table && op.uuid !== null ? { by, table, values: valuesOf(table, op) } : [];
  });
}

function valuesOf(table: TableName, { fields }: PortableOp): Map<string, FieldValue> {
  const entries = fields.flatMap(({ field, kind, value }): [string, FieldValue][] => {
    const name = fieldById(table, field);
    const isKnown = name !== undefined && fieldSpec(table, name)?.kind === kind;
    return isKnown && (value === null || typeof value !== 'object') ? [[name, value]] : [];
  });
  return new Map(entries);
}

const ID = /^[0-9a-f]{32}$/;
const HASH = /^[0-9a-f]{64}$/;

/** Only its owner withdraws a history: the successor holds the same key, and says so itself. */
function toForks(statements: readonly Statement[], keys: ReadonlyMap<string, string>): Fork[] {
  const forks = new Map<string, Fork & { readers: Map<string, number> }>();
  for (const { by, table, values } of statements) {
    if (table !== 'fork') continue;
    const incarnation = text(values.get('incarnation'), ID);
    const hash = text(values.get('hash'), HASH);
    const [firstSave, common] = [count(values.get('firstSave')), count(values.get('common'))];
    const isOwn = incarnation !== null && Boolean(keys.get(by)) && keys.get(by) === keys.get(incarnation);
    if (!isOwn || values.get('successor') !== by || hash === null || firstSave === null || common === null)
      continue;
    if (firstSave > common + 1 || firstSave === 0) continue;
    forks.set(by, { incarnation, hash, firstSave, common, successor: by, readers: new Map() });
  }
  for (const { table, values } of statements) {
    if (table !== 'fork_reader') continue;
    const readers = forks.get(String(values.get('successor')))?.readers;
    const reader = text(values.get('incarnation'), ID);
    const last = count(values.get('lastSave'));
    if (readers && reader !== null && last !== null)
      readers.set(reader, Math.max(last, readers.get(reader) ?? 0));
  }
  return [...forks.values()];
}

function text(value: FieldValue | undefined, form: RegExp): string | null {
  return typeof value === 'string' && form.test(value) ? value : null;
}

function count(value: FieldValue | undefined): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
