/** Reads saves out of the log in the form that travels: rows by creation dot, kinds spelled out. */
import {
  DELETED_FIELD,
  fieldById,
  fieldSpec,
  tableById,
  type FieldKind,
  type FieldValue,
} from '../../shared/domain/registry.ts';
import type { Dot, PortableField, PortableOp, PortableSave } from '../../shared/exchange/segment-body.ts';
import { getContext, listReplicas } from '../log-state.ts';
import type { ReadDb } from '../sqlite.ts';
import { bytesToUuid, uuidToBytes } from '../uuid-bytes.ts';

interface SaveRow {
  readonly seq: number;
  readonly ms: number;
  readonly cnt: number;
  readonly author: number | null;
  readonly context: number;
  readonly ownLag: number;
  readonly appVersion: string;
}

interface OpRow {
  readonly seq: number;
  readonly idx: number;
  readonly tbl: number;
  readonly patch: string;
  readonly uuid: Buffer;
  readonly keyRep: number;
  readonly keySeq: number;
  readonly keyIdx: number;
  /** Made before by another save: one that did not count, taken over by this one. */
  readonly again: number;
}

interface KeyRow {
  readonly rep: number;
  readonly seq: number;
  readonly idx: number;
}

/** Saves `from`..`to` of an incarnation. */
export function readPortableSaves(db: ReadDb, rep: number, from: number, to: number): PortableSave[] {
  const ids = new Map(listReplicas(db).map((replica) => [replica.ord, replica.id.toString('hex')]));
  const idOf = (ord: number) => {
    const id = ids.get(ord);
    if (id === undefined) throw new Error(`the log names the unknown incarnation ${ord}`);
    return id;
  };
  const toDot = (key: KeyRow): Dot => ({ rep: idOf(key.rep), seq: key.seq, idx: key.idx });
  const dotOfRow = (row: number) => {
    const key = db.prepare<[number], KeyRow>('SELECT rep, seq, idx FROM row_key WHERE row = ?').get(row);
    if (!key) throw new Error(`the log names the unknown row ${row}`);
    return toDot(key);
  };
  const dotOfId = (uuid: string) => {
    const key = db
      .prepare<[Buffer], KeyRow>('SELECT rep, seq, idx FROM row_key WHERE uuid = ?')
      .get(uuidToBytes(uuid));
    if (!key) throw new Error(`the log names the unknown id ${uuid}`);
    return toDot(key);
  };
  const contexts = new Map<number, ReadonlyMap<string, number>>();
  const contextOf = (id: number) => {
    let context = contexts.get(id);
    if (!context) {
      context = new Map([...(getContext(db, id) ?? [])].map(([ord, seq]) => [idOf(ord), seq]));
      contexts.set(id, context);
    }
    return context;
  };
  const ops = Map.groupBy(
    db
      .prepare<[number, number, number, number, number, number], OpRow>(
        `SELECT o.seq, o.idx, o.tbl, o.patch, k.uuid, k.rep AS keyRep, k.seq AS keySeq, k.idx AS keyIdx,
            EXISTS (SELECT 1 FROM row_alias a WHERE a.rep = o.rep AND a.seq = o.seq AND a.idx = o.idx) AS again
          FROM (SELECT * FROM op WHERE rep = ? AND seq BETWEEN ? AND ?
            UNION ALL SELECT * FROM withheld_op WHERE rep = ? AND seq BETWEEN ? AND ?) o
          JOIN row_key k ON k.row = o.row ORDER BY o.seq, o.idx`,
      )
      .all(rep, from, to, rep, from, to),
    (op) => op.seq,
  );
  const toOp = (row: OpRow): PortableOp => {
    const isKey = row.keyRep === rep && row.keySeq === row.seq && row.keyIdx === row.idx;
    const created = isKey || row.again === 1;
    return {
      table: row.tbl,
      row: created ? null : toDot({ rep: row.keyRep, seq: row.keySeq, idx: row.keyIdx }),
      uuid: created ? bytesToUuid(row.uuid) : null,
      fields: toFields(row.tbl, row.patch, dotOfId),
    };
  };
  return db
    .prepare<[number, number, number], SaveRow>(
      `SELECT seq, ms, cnt, author, context, own_lag AS ownLag, app_version AS appVersion
        FROM save WHERE rep = ? AND seq BETWEEN ? AND ? ORDER BY seq`,
    )
    .all(rep, from, to)
    .map((save) => ({
      seq: save.seq,
      ms: save.ms,
      cnt: save.cnt,
      author: save.author === null ? null : dotOfRow(save.author),
      context: contextOf(save.context),
      ownLag: save.ownLag,
      appVersion: save.appVersion,
      ops: (ops.get(save.seq) ?? []).map(toOp),
    }));
}

function toFields(tableId: number, patch: string, dotOfId: (id: string) => Dot): PortableField[] {
  return Object.entries(JSON.parse(patch) as Record<string, FieldValue>).map(([id, value]) => {
    const field = Number(id);
    const kind = kindOf(tableId, field);
    return { field, kind, value: kind === 'ref' && typeof value === 'string' ? dotOfId(value) : value };
  });
}

function kindOf(tableId: number, fieldId: number): FieldKind {
  if (fieldId === DELETED_FIELD) return 'flag';
  const table = tableById(tableId);
  const field = table && fieldById(table, fieldId);
  const spec = table && field !== undefined ? fieldSpec(table, field) : undefined;
  if (!spec) throw new Error(`own saves hold the unknown field ${tableId}/${fieldId}`);
  return spec.kind;
}
