/**
 * Body of a sealed segment: a contiguous run of one incarnation's saves as columns of JSON, before compression.
 * It names other rows by their creation dot (incarnation, sequence, index), a few bytes instead of a UUID, and
 * says the kind of every field it uses, so that a reader who does not know a field can still step over it.
 * The byte-by-byte description is in docs/exchange-format.md.
 */
import { z } from 'zod';
import type { FieldKind, FieldValue } from '../domain/registry.ts';

/** Position of a row's creation: incarnation id (hex), sequence, index within the save. */
export interface Dot {
  readonly rep: string;
  readonly seq: number;
  readonly idx: number;
}

export interface PortableOp {
  readonly table: number;
  /** The row; for a creation its own dot is implied and `uuid` is set. */
  readonly row: Dot | null;
  /** Id given at creation; null for an edit of an existing row. */
  readonly uuid: string | null;
  readonly fields: readonly PortableField[];
}

export interface PortableField {
  readonly field: number;
  readonly kind: FieldKind;
  /** Text, code, integer or flag as it is; a date as ISO day; a reference as a dot. */
  readonly value: FieldValue | Dot;
}

export interface PortableSave {
  readonly seq: number;
  readonly ms: number;
  readonly cnt: number;
  readonly author: Dot | null;
  /** What its author had seen of other incarnations: id (hex) → sequence. */
  readonly context: ReadonlyMap<string, number>;
  readonly ownLag: number;
  readonly appVersion: string;
  readonly ops: readonly PortableOp[];
}

/** Letters of the field kinds in a body; part of the format. */
const kindLetters: Readonly<Record<FieldKind, string>> = {
  text: 't',
  code: 'c',
  date: 'd',
  time: 'm',
  int: 'i',
  flag: 'f',
  ref: 'r',
};
const kindsByLetter = new Map(
  Object.entries(kindLetters).map(([kind, letter]) => [letter, kind as FieldKind]),
);

const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const counts = z.array(count).max(4_000_000);
const MAX_TEXT = 10_000;
/** Latest instant a date can name, in UTC ms. */
const MAX_MS = 8_640_000_000_000_000;
const strings = z.array(z.string().max(MAX_TEXT)).max(1_000_000);

/** Columns of a body; every array's length follows from the counts before it. */
const bodySchema = z
  .object({
    /** Form of the body. */
    v: z.literal(0),
    /** First sequence, and UTC ms of the first save. */
    q: count,
    t: count,
    /** Per save: ms since the one before, counter, author (index in `w`, -1 none), context (index in `x`), own lag, version (index in `s`), number of ops. */
    dt: z.array(z.number().int()).max(100_000),
    cn: counts,
    au: z.array(z.number().int().min(-1)),
    cx: counts,
    ol: counts,
    av: counts,
    no: counts,
    /** Incarnations named, as 32 hex digits; the segment's own is number 0. */
    r: z.array(z.string().regex(/^[0-9a-f]{32}$/)).max(4096),
    /** Contexts: pairs of incarnation number and sequence. */
    x: z.array(counts),
    /** Rows named: triples of incarnation number, sequence, index. */
    w: counts,
    /** Ids of the rows created here, 32 hex digits each, in order. */
    u: z.string().regex(/^([0-9a-f]{32})*$/),
    /** Fields used: table number, field number, letter of the kind. */
    f: z.array(z.tuple([count, count, z.string().length(1)])).max(10_000),
    /** Per op: table number, row (index in `w`, -1 created here), number of fields. */
    ot: counts,
    or: z.array(z.number().int().min(-1)),
    of: counts,
    /** Per field of an op: index in `f`, then the value: text and code as index in `s`, date as day number, reference as index in `w`, null as null. */
    vf: counts,
    vv: z.array(z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER).nullable()),
    /** Texts and codes, each once. */
    s: strings,
  })
  .strict();
type Body = z.infer<typeof bodySchema>;

/** Days and their numbers; given by the caller so that this module stays free of calendars. */
export interface DayCodec {
  toNumber(day: string): number;
  toText(number: number): string;
}

class Interner {
  readonly values: string[] = [];
  readonly #index = new Map<string, number>();

  add(value: string): number {
    let index = this.#index.get(value);
    if (index === undefined) {
      index = this.values.length;
      this.values.push(value);
      this.#index.set(value, index);
    }
    return index;
  }
}

/** Encodes saves of the incarnation `own` (hex) as JSON text. `saves` must be contiguous and not empty. */
export function encodeBody(own: string, saves: readonly PortableSave[], days: DayCodec): string {
  const first = saves[0];
  if (!first) throw new RangeError('a segment holds at least one save');
  const reps = new Interner();
  reps.add(own);
  const rows = new Interner();
  const contexts = new Interner();
  const texts = new Interner();
  const fields = new Interner();
  const rowIndex = (dot: Dot) => rows.add(`${reps.add(dot.rep)},${dot.seq},${dot.idx}`);
  const contextIndex = (context: ReadonlyMap<string, number>) =>
    contexts.add([...context].map(([rep, seq]) => `${reps.add(rep)},${seq}`).join(','));
  const valueOf = ({ kind, value }: PortableField): number | null => {
    if (value === null) return null;
    if (typeof value === 'object') return rowIndex(value);
    if (typeof value === 'number') return value;
    return kind === 'date' ? days.toNumber(value) : texts.add(value);
  };

  const body: Body = {
    v: 0,
    q: first.seq,
    t: first.ms,
    dt: [],
    cn: [],
    au: [],
    cx: [],
    ol: [],
    av: [],
    no: [],
    r: [],
    x: [],
    w: [],
    u: '',
    f: [],
    ot: [],
    or: [],
    of: [],
    vf: [],
    vv: [],
    s: [],
  };
  const created: string[] = [];
  let last = first.ms;
  for (const save of saves) {
    body.dt.push(save.ms - last);
    last = save.ms;
    body.cn.push(save.cnt);
    body.au.push(save.author ? rowIndex(save.author) : -1);
    body.cx.push(contextIndex(save.context));
    body.ol.push(save.ownLag);
    body.av.push(texts.add(save.appVersion));
    body.no.push(save.ops.length);
    for (const op of save.ops) {
      body.ot.push(op.table);
      if (op.uuid !== null) created.push(op.uuid.replaceAll('-', ''));
      body.or.push(op.row === null ? -1 : rowIndex(op.row));
      body.of.push(op.fields.length);
      for (const field of op.fields) {
        body.vf.push(fields.add(`${op.table},${field.field},${kindLetters[field.kind]}`));
        body.vv.push(valueOf(field));
      }
    }
  }
  body.r = reps.values;
  body.x = contexts.values.map(numbers);
  body.w = rows.values.flatMap(numbers);
  body.u = created.join('');
  body.f = fields.values.map((field) => {
    const [table, id, letter] = field.split(',');
    return [Number(table), Number(id), letter ?? ''];
  });
  body.s = texts.values;
  return JSON.stringify(body);
}

function numbers(list: string): number[] {
  return list === '' ? [] : list.split(',').map(Number);
}

/**
 * Decodes and checks a body: exact keys, bounds, every index inside its list, nothing left over.
 * @throws RangeError or ZodError on anything else.
 */
export function decodeBody(json: string, days: DayCodec): PortableSave[] {
  const body = bodySchema.parse(JSON.parse(json));
  const reader = new BodyReader(body, days);
  const saves = body.dt.map((_, index) => reader.save(index));
  reader.finish();
  return saves;
}

class BodyReader {
  readonly #body: Body;
  readonly #days: DayCodec;
  #ms: number;
  #op = 0;
  #value = 0;
  #created = 0;
  /** One object for each row and context named, however often: what is found for it need be looked up only once. */
  readonly #dots: Dot[] = [];
  readonly #contexts: Map<string, number>[] = [];

  constructor(body: Body, days: DayCodec) {
    this.#body = body;
    this.#days = days;
    this.#ms = body.t;
    if (body.w.length % 3 !== 0) throw new RangeError('rows are not triples');
    if (body.x.some((context) => context.length % 2 !== 0)) throw new RangeError('contexts are not pairs');
    const perSave = [body.cn, body.au, body.cx, body.ol, body.av, body.no];
    if (body.dt.length === 0 || perSave.some((column) => column.length !== body.dt.length))
      throw new RangeError('columns of different lengths');
  }

  save(index: number): PortableSave {
    const body = this.#body;
    this.#ms += at(body.dt, index);
    const author = at(body.au, index);
    const seq = body.q + index;
    const ownLag = at(body.ol, index);
    if (
      !Number.isSafeInteger(this.#ms) ||
      this.#ms < 0 ||
      this.#ms > MAX_MS ||
      !Number.isSafeInteger(seq) ||
      seq < 1 ||
      ownLag >= seq
    )
      throw new RangeError('impossible stamp');
    const ops: PortableOp[] = [];
    const opCount = at(body.no, index);
    for (let n = 0; n < opCount; n++) ops.push(this.#readOp());
    return {
      seq,
      ms: this.#ms,
      cnt: at(body.cn, index),
      author: author === -1 ? null : this.#dot(author),
      context: this.#context(at(body.cx, index)),
      ownLag,
      appVersion: at(body.s, at(body.av, index)),
      ops,
    };
  }

  finish(): void {
    const { ot, or, of, vf, vv, u } = this.#body;
    if (ot.length !== this.#op || or.length !== this.#op || of.length !== this.#op)
      throw new RangeError('ops left over');
    if (vf.length !== this.#value || vv.length !== this.#value) throw new RangeError('values left over');
    if (u.length !== this.#created * 32) throw new RangeError('ids left over');
  }

  #readOp(): PortableOp {
    const body = this.#body;
    const index = this.#op++;
    const table = at(body.ot, index);
    const row = at(body.or, index);
    const fields: PortableField[] = [];
    const fieldCount = at(body.of, index);
    for (let n = 0; n < fieldCount; n++) fields.push(this.#readField(table));
    if (new Set(fields.map((field) => field.field)).size !== fields.length)
      throw new RangeError('field given twice');
    if (row !== -1) return { table, row: this.#dot(row), uuid: null, fields };
    return { table, row: null, uuid: this.#nextId(), fields };
  }

  #readField(table: number): PortableField {
    const body = this.#body;
    const index = this.#value++;
    const [fieldTable, field, letter] = at(body.f, at(body.vf, index));
    const kind = kindsByLetter.get(letter);
    if (fieldTable !== table || kind === undefined) throw new RangeError('field of another table or kind');
    const raw = body.vv[index];
    if (raw === undefined) throw new RangeError('value missing');
    return { field, kind, value: raw === null ? null : this.#value_(kind, raw) };
  }

  #value_(kind: FieldKind, raw: number): FieldValue | Dot {
    if (kind === 'ref') return this.#dot(raw);
    if (kind === 'date') return this.#days.toText(raw);
    if (kind === 'text' || kind === 'code') return at(this.#body.s, raw);
    return raw;
  }

  #nextId(): string {
    const hex = this.#body.u.slice(this.#created * 32, this.#created * 32 + 32);
    if (hex.length !== 32) throw new RangeError('id missing');
    this.#created++;
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  #dot(index: number): Dot {
    const known = this.#dots[index];
    if (known) return known;
    const { w, r } = this.#body;
    return (this.#dots[index] = {
      rep: at(r, at(w, index * 3)),
      seq: at(w, index * 3 + 1),
      idx: at(w, index * 3 + 2),
    });
  }

  #context(index: number): Map<string, number> {
    const known = this.#contexts[index];
    if (known) return known;
    const pairs = at(this.#body.x, index);
    const context = new Map<string, number>();
    for (let n = 0; n < pairs.length; n += 2) context.set(at(this.#body.r, at(pairs, n)), at(pairs, n + 1));
    this.#contexts[index] = context;
    return context;
  }
}

/** An element that must be there: everything read from a file is looked up through this. */
function at<T>(list: readonly T[], index: number): T {
  const value = Number.isInteger(index) && index >= 0 ? list[index] : undefined;
  if (value === undefined) throw new RangeError('index out of bounds');
  return value;
}
