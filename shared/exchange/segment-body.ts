/**
 * Body of a sealed segment: a contiguous run of one incarnation's saves as columns of JSON, before compression.
 * It names other rows by their creation dot (incarnation, sequence, index), a few bytes instead of a UUID, an incarnation
 * in full only the first time its author does, and says the kind of every field it uses, so that a reader who does not
 * know a field can still step over it.
 * The byte-by-byte description is in docs/exchange-format.md.
 */
import { bytesOfHex, hexOfBytes } from '../domain/hex.ts';
import type { FieldKind, FieldValue } from '../domain/registry.ts';
import {
  BODY_LIMITS,
  type Body,
  type Column,
  kindLetters,
  kindsByLetter,
  parseBody,
  TAIL,
  isStepped,
} from './body-columns.ts';
import { differences, sums } from './steps.ts';

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

/** Days and their numbers; given by the caller so that this module stays free of calendars. */
export interface DayCodec {
  toNumber(day: string): number;
  toText(number: number): string;
}

/** A body as it is packed and signed: columns, and what no compression makes smaller. */
export interface EncodedBody {
  readonly json: string;
  /** The ten last bytes of each id given, run together. */
  readonly tails: Uint8Array;
}

/** Latest instant a date can name, in UTC ms. */
const MAX_MS = 8_640_000_000_000_000;
/** Digits of an id that say when it was made. */
const HEAD = 12;
const SECOND = 1000;

class Interner {
  readonly values: string[] = [];
  readonly #index = new Map<string, number>();

  constructor(values: readonly string[] = []) {
    for (const value of values) this.add(value);
  }

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

/**
 * Encodes saves of the incarnation `own` (hex); they must be contiguous and not empty. `named` are the incarnations its
 * earlier segments named, in their order; so are the answer's, for the segment after this one.
 */
export function encodeBody(
  own: string,
  saves: readonly PortableSave[],
  days: DayCodec,
  named: readonly string[],
): EncodedBody & { readonly named: readonly string[] } {
  const first = saves[0];
  if (!first) throw new RangeError('a segment holds at least one save');
  const reps = new Interner([own, ...named]);
  const rows = new Interner();
  const contexts = new Interner();
  const texts = new Interner();
  const fields = new Interner();
  const shapes = new Interner();
  const filled: (number | null)[][] = [];
  const ids: string[] = [];
  const rowIndex = (dot: Dot) => rows.add(`${reps.add(dot.rep)},${dot.seq},${dot.idx}`);
  const contextIndex = (context: ReadonlyMap<string, number>) =>
    contexts.add(
      [...context]
        .map(([rep, seq]) => [reps.add(rep), seq] as const)
        .toSorted(([a], [b]) => a - b)
        .join(','),
    );
  const valueOf = ({ kind, value }: PortableField): number | null => {
    if (value === null) return null;
    if (typeof value === 'object') return rowIndex(value);
    if (typeof value === 'number') return value;
    return kind === 'date' ? days.toNumber(value) : texts.add(value);
  };
  const fill = (table: number, field: PortableField): number => {
    const index = fields.add(`${table},${field.field},${kindLetters[field.kind]}`);
    (filled[index] ??= []).push(valueOf(field));
    return index;
  };
  const ops = saves
    .flatMap((save) => save.ops)
    .map(({ table, row, uuid, fields: given }) => {
      if (uuid !== null) ids.push(uuid.replaceAll('-', ''));
      const at = row === null ? -1 : rowIndex(row);
      return { row: at, shape: shapes.add([table, ...given.map((field) => fill(table, field))].join(',')) };
    });
  const per = (of: (save: PortableSave) => number): Column => narrow(saves.map(of));
  const unit = saves.every(({ ms }) => ms % SECOND === 0) ? SECOND : 1;
  const columns = {
    cn: per(({ cnt }) => cnt),
    au: per(({ author }) => (author ? rowIndex(author) : -1)),
    cx: per(({ context }) => contextIndex(context)),
    ol: per(({ ownLag }) => ownLag),
    av: per(({ appVersion }) => texts.add(appVersion)),
    no: per((save) => save.ops.length),
  };
  const used = fields.values
    .map((field) => field.split(','))
    .map(([table, id, letter]) => {
      return [Number(table), Number(id), letter ?? ''] as [number, number, string];
    });
  const places = rows.values.map(numbers);
  const body: Body = {
    v: 1,
    q: first.seq,
    g: unit,
    t: first.ms / unit,
    dt: differences(saves.map(({ ms }) => ms / unit)).slice(1),
    ...columns,
    n: named.length,
    r: reps.values.slice(1 + named.length),
    x: changesOf(contexts.values.map(numbers)),
    w: [0, 1, 2].map((part) => narrow(places.map((place) => place[part] ?? 0))) as Body['w'],
    u: differences(ids.map((id) => Number.parseInt(id.slice(0, HEAD), 16))),
    f: used,
    pf: shapes.values.map(numbers),
    p: narrow(ops.map(({ shape }) => shape)),
    or: ops.map(({ row }) => row),
    vv: used.map(([, , letter], index) => {
      const values = filled[index] ?? [];
      return narrow(isStepped(letter) ? differences(values) : values);
    }),
    s: texts.values,
  };
  const tails = bytesOfHex(ids.map((id) => id.slice(HEAD)).join(''));
  return { json: JSON.stringify(body), tails, named: reps.values.slice(1) };
}

function numbers(list: string): number[] {
  return list === '' ? [] : list.split(',').map(Number);
}

/** A column of one number repeated as that number. */
function narrow<T extends number | null>(column: T[]): T | T[] {
  const [first] = column;
  return first !== undefined && column.every((each) => each === first) ? first : column;
}

/** Contexts as pairs of incarnation and sequence, each without the pairs of the one before it; 0 for what it lacks. */
function changesOf(contexts: readonly number[][]): number[][] {
  let before = new Map<number, number>();
  return contexts.map((pairs) => {
    const context = pairsOf(pairs);
    const gone = [...before.keys()].filter((rep) => !context.has(rep)).map((rep) => [rep, 0]);
    const changed = [...context].filter(([rep, seq]) => before.get(rep) !== seq);
    before = context;
    return [...changed, ...gone].flat();
  });
}

function pairsOf(list: readonly number[]): Map<number, number> {
  const pairs = new Map<number, number>();
  for (let n = 0; n < list.length; n += 2) pairs.set(list[n] ?? 0, list[n + 1] ?? 0);
  return pairs;
}

export interface DecodedBody {
  readonly saves: readonly PortableSave[];
  /** Incarnations the segment after this one counts on. */
  readonly named: readonly string[];
}

/**
 * Decodes and checks a body of the incarnation `own`: exact keys, bounds, every index inside its list, nothing left over.
 * `named` answers what
 * `encodeBody` is given, asked for only where the body counts on it.
 * @throws RangeError or ZodError on anything else.
 */
export function decodeBody(
  own: string,
  { json, tails }: EncodedBody,
  days: DayCodec,
  named: () => readonly string[],
): DecodedBody {
  const body = parseBody(json, tails.length / TAIL);
  const known = namesAfter(body, body.n === 0 ? [] : named());
  const reader = new BodyReader(body, tails, days, [own, ...known]);
  const saves = Array.from({ length: body.dt.length + 1 }, (_, index) => reader.save(index));
  reader.finish();
  return { saves, named: known };
}

/** The incarnations named once this body was read; those before it are `named`. Throws as `decodeBody`. */
export function namedBy({ json, tails }: EncodedBody, named: readonly string[]): readonly string[] {
  return namesAfter(parseBody(json, tails.length / TAIL), named);
}

function namesAfter({ n, r }: Body, named: readonly string[]): readonly string[] {
  if (n > named.length) throw new RangeError('counts on names nobody gave');
  return [...named.slice(0, n), ...r];
}

class BodyReader {
  readonly #body: Body;
  readonly #tails: Uint8Array;
  readonly #days: DayCodec;
  readonly #reps: readonly string[];
  readonly #times: readonly number[];
  readonly #heads: readonly number[];
  /** Per field used: its values, and how many of them were read. */
  readonly #filled: { readonly values: Column<number | null>; next: number }[];
  readonly #contexts: readonly ReadonlyMap<string, number>[];
  /** One object for each row named, however often: what is found for it need be looked up only once. */
  readonly #dots: Dot[] = [];
  #op = 0;
  #created = 0;
  #values = 0;

  constructor(body: Body, tails: Uint8Array, days: DayCodec, reps: readonly string[]) {
    this.#body = body;
    this.#tails = tails;
    this.#days = days;
    this.#reps = reps;
    this.#times = sums([body.t, ...body.dt]);
    this.#heads = sums(body.u);
    if (body.vv.length !== body.f.length) throw new RangeError('values of fields nobody uses');
    this.#filled = body.f.map(([, , letter], index) => {
      const values = body.vv[index] ?? null;
      return { values: Array.isArray(values) && isStepped(letter) ? sums(values) : values, next: 0 };
    });
    this.#contexts = this.#readContexts();
  }

  save(index: number): PortableSave {
    const body = this.#body;
    const ms = at(this.#times, index) * body.g;
    const author = entry(body.au, index);
    const seq = body.q + index;
    const [cnt, ownLag] = [entry(body.cn, index), entry(body.ol, index)];
    const isStamp = [ms, seq, cnt, ownLag].every((each) => Number.isSafeInteger(each) && each >= 0);
    if (!isStamp || ms > MAX_MS || seq < 1 || ownLag >= seq) throw new RangeError('impossible stamp');
    const opCount = entry(body.no, index);
    if (opCount < 0 || opCount > body.or.length - this.#op) throw new RangeError('operations missing');
    return {
      seq,
      ms,
      cnt,
      author: author === -1 ? null : this.#dot(author),
      context: at(this.#contexts, entry(body.cx, index)),
      ownLag,
      appVersion: at(body.s, entry(body.av, index)),
      ops: Array.from({ length: opCount }, () => this.#readOp()),
    };
  }

  finish(): void {
    const { dt, cn, au, cx, ol, av, no, p, or, u } = this.#body;
    for (const column of [cn, au, cx, ol, av, no]) assertLength(column, dt.length + 1);
    assertLength(p, this.#op);
    if (or.length !== this.#op || u.length !== this.#created) throw new RangeError('operations left over');
    for (const { values, next } of this.#filled) assertLength(values, next);
  }

  #readOp(): PortableOp {
    const body = this.#body;
    const index = this.#op++;
    const [table, ...used] = at(body.pf, entry(body.p, index));
    if (table === undefined) throw new RangeError('an operation on no table');
    const row = at(body.or, index);
    const fields = used.map((field) => this.#readField(table, field));
    if (new Set(fields.map((field) => field.field)).size !== fields.length)
      throw new RangeError('field given twice');
    if (row !== -1) return { table, row: this.#dot(row), uuid: null, fields };
    return { table, row: null, uuid: this.#nextId(), fields };
  }

  #readField(table: number, index: number): PortableField {
    const [fieldTable, field, letter] = at(this.#body.f, index);
    const kind = kindsByLetter.get(letter);
    if (fieldTable !== table || kind === undefined) throw new RangeError('field of another table or kind');
    if (++this.#values > BODY_LIMITS.parts) throw new RangeError('more values than a body may hold');
    const filled = at(this.#filled, index);
    const raw = entry(filled.values, filled.next++);
    return { field, kind, value: raw === null ? null : this.#value(kind, raw) };
  }

  #value(kind: FieldKind, raw: number): FieldValue | Dot {
    if (kind === 'ref') return this.#dot(raw);
    if (!Number.isSafeInteger(raw)) throw new RangeError('a number out of bounds');
    if (kind === 'date') return this.#days.toText(raw);
    if (kind === 'text' || kind === 'code') return at(this.#body.s, raw);
    return raw;
  }

  #nextId(): string {
    const index = this.#created++;
    const head = at(this.#heads, index);
    const tail = this.#tails.subarray(index * TAIL, index * TAIL + TAIL);
    if (!Number.isInteger(head) || head < 0 || head >= 2 ** 48) throw new RangeError('id out of bounds');
    const hex = head.toString(16).padStart(HEAD, '0') + hexOfBytes(tail);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  #dot(index: number): Dot {
    const known = this.#dots[index];
    if (known) return known;
    const [reps, seqs, indexes] = this.#body.w;
    if (!Number.isInteger(index) || index < 0) throw new RangeError('index out of bounds');
    const [rep, seq, idx] = [entry(reps, index), entry(seqs, index), entry(indexes, index)];
    if (seq < 0 || idx < 0) throw new RangeError('a row nobody could have made');
    return (this.#dots[index] = { rep: at(this.#reps, rep), seq, idx });
  }

  #readContexts(): ReadonlyMap<string, number>[] {
    const current = new Map<string, number>();
    let entries = 0;
    return this.#body.x.map((pairs) => {
      if (pairs.length % 2 !== 0) throw new RangeError('contexts are not pairs');
      for (const [rep, seq] of pairsOf(pairs)) {
        const id = at(this.#reps, rep);
        if (seq === 0) current.delete(id);
        else current.set(id, seq);
      }
      entries += current.size;
      if (entries > BODY_LIMITS.parts) throw new RangeError('more contexts than a body may hold');
      return new Map(current);
    });
  }
}

/** An element that must be there: everything read from a file is looked up through this. */
function at<T>(list: readonly T[], index: number): T {
  const value = Number.isInteger(index) && index >= 0 ? list[index] : undefined;
  if (value === undefined) throw new RangeError('index out of bounds');
  return value;
}

/** An element of a column, which may be one number for all. */
function entry<T extends number | null>(column: Column<T>, index: number): T {
  return Array.isArray(column) ? at(column, index) : column;
}

function assertLength(column: Column<number | null>, length: number): void {
  if (Array.isArray(column) && column.length !== length) throw new RangeError('columns of different lengths');
}
