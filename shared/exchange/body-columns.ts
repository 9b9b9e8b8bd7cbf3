/** Columns of a segment's body, as JSON: their form and their bounds. */
import { z } from 'zod';
import type { FieldKind } from '../domain/registry.ts';

/** Letters of the field kinds in a body; part of the format. */
export const kindLetters: Readonly<Record<FieldKind, string>> = {
  text: 't',
  code: 'c',
  date: 'd',
  time: 'm',
  int: 'i',
  flag: 'f',
  ref: 'r',
};
export const kindsByLetter = new Map(
  Object.entries(kindLetters).map(([kind, letter]) => [letter, kind as FieldKind]),
);

/** Days lie close together; written as the steps between them. */
export function isStepped(letter: string): boolean {
  return letter === kindLetters.date;
}

/** Bytes of an id that follow the 48 bits of its time. */
export const TAIL = 10;
/** A few bytes may stand for many saves, operations, values or entries of contexts: no more than these. */
export const BODY_LIMITS = { saves: 100_000, parts: 4_000_000, text: 10_000, replicas: 4096 } as const;

/** One number for each, or a single one for all. */
export type Column<T extends number | null = number> = T | T[];

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
const isCount = (value: unknown): value is number => isWhole(value) && value >= 0;
const isWholeOrNull = (value: unknown): value is number | null => value === null || isWhole(value);

/** Lists are checked in one loop each: a schema for every element took a third of the time of reading. */
function listOf<T>(isElement: (value: unknown) => value is T, max: number = BODY_LIMITS.parts) {
  return (list: unknown): list is T[] =>
    Array.isArray(list) && list.length <= max && list.every((each) => isElement(each));
}
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= BODY_LIMITS.text;
const isWholes = listOf(isWhole);
const isNullables = listOf(isWholeOrNull);
const isCounts = listOf(isCount);

const count = z.custom<number>(isCount);
const wholes = z.custom<number[]>(isWholes);
const column = z.custom<Column>((value) => isWhole(value) || isWholes(value));
const isValues = (value: unknown): value is Column<number | null> =>
  isWholeOrNull(value) || isNullables(value);

const bodySchema = z
  .object({
    /** Form of the body. */
    v: z.literal(1),
    /** First sequence; unit of the times that follow, in ms; UTC time of the first save. */
    q: count,
    g: z.union([z.literal(1), z.literal(1000)]),
    t: count,
    /** Time of each save but the first since the one before. */
    dt: z.custom<number[]>(listOf(isWhole, BODY_LIMITS.saves - 1)),
    /** Per save: counter, author (index in `w`, -1 none), context (index in `x`), own lag, version (index in `s`), number of ops. */
    cn: column,
    au: column,
    cx: column,
    ol: column,
    av: column,
    no: column,
    /** How many incarnations named by the segments before count here, and those named for the first time, as 32 hex digits. The segment's own is number 0, then come the former, then the latter. */
    n: count,
    r: z.array(z.string().regex(/^[0-9a-f]{32}$/)).max(BODY_LIMITS.replicas),
    /** Contexts: pairs of incarnation number and sequence that differ from the context before; 0 for one that is gone. */
    x: z.custom<number[][]>(listOf(isCounts, BODY_LIMITS.saves)),
    /** Rows named: incarnation numbers, sequences, indexes. */
    w: z.tuple([column, column, column]),
    /** First 48 bits of the id of each row created here, less those of the one before. */
    u: wholes,
    /** Fields used: table number, field number, letter of the kind. */
    f: z.array(z.tuple([count, count, z.string().length(1)])).max(10_000),
    /** Shapes of ops: table number, then the fields filled, as indexes in `f`. */
    pf: z.custom<number[][]>(listOf(isCounts)),
    /** Per op: shape (index in `pf`), row (index in `w`, -1 created here). */
    p: column,
    or: wholes,
    /** Per field of `f`, its values in the order of the ops: text and code as index in `s`, reference as index in `w`, day less the last one before, null as null. */
    vv: z.custom<Column<number | null>[]>(listOf(isValues, 10_000)),
    /** Texts and codes, each once. */
    s: z.custom<string[]>(listOf(isText, 1_000_000)),
  })
  .strict();

export type Body = z.infer<typeof bodySchema>;

/**
 * Reads and checks the form of a body that comes with `tails` ends of ids.
 * @throws ZodError, SyntaxError or RangeError
 */
export function parseBody(json: string, tails: number): Body {
  const body = bodySchema.parse(JSON.parse(json));
  if (body.u.length !== tails) throw new RangeError('ids and their ends are not as many');
  return body;
}
