/**
 * Form 0 of a segment's body, which container 0.3 and before sealed and no post seals any more. What was sealed is never
 * made again, only forwarded: it has to be read as long as there are workspaces that hold it.
 */
import { z } from 'zod';
import { type Body, BODY_LIMITS, isStepped } from './body-columns.ts';
import { differences } from './steps.ts';
import { bytesOfHex } from '../domain/hex.ts';
import type { EncodedBody } from './segment-body.ts';

const counts = z.array(z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)).max(BODY_LIMITS.parts);
const wholes = z.array(z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER));
const ID = 32;
const HEAD = 12;

/** Values one operation after the other, fields named for each, ids in full, every incarnation named anew. */
const formZero = z
  .object({
    v: z.literal(0),
    q: z.number(),
    t: z.number(),
    dt: wholes.min(1).max(BODY_LIMITS.saves),
    cn: counts,
    au: wholes,
    cx: counts,
    ol: counts,
    av: counts,
    no: counts,
    r: z.array(z.string()).min(1).max(BODY_LIMITS.replicas),
    x: z.array(counts),
    w: counts,
    u: z.string().regex(/^([0-9a-f]{32})*$/),
    f: z.array(z.tuple([z.number(), z.number(), z.string()])),
    ot: counts,
    or: wholes,
    of: counts,
    vf: counts,
    vv: z.array(z.number().nullable()),
    s: z.array(z.string()),
  })
  .strict();
type FormZero = z.infer<typeof formZero>;

/**
 * The same body in form 1; what form 1 checks is left to its reader.
 * @throws ZodError, SyntaxError or RangeError
 */
export function fromFormZero(json: string): EncodedBody {
  const old = formZero.parse(JSON.parse(json));
  if (old.dt[0] !== 0) throw new RangeError('the first save comes after itself');
  if (old.w.length % 3 !== 0) throw new RangeError('rows are not triples');
  const ids = Array.from({ length: old.u.length / ID }, (_, n) => old.u.slice(n * ID, n * ID + ID));
  const heads = ids.map((id) => Number.parseInt(id.slice(0, HEAD), 16));
  const { q, t, cn, au, cx, ol, av, no, dt, r, x, or, s, f } = old;
  const stamps = { q, t, cn, au, cx, ol, av, no };
  const body: Body = {
    ...stamps,
    v: 1,
    g: 1,
    dt: dt.slice(1),
    n: 0,
    r: r.slice(1),
    f,
    or,
    s,
    x: x.map((pairs, index) => withGone(pairs, x[index - 1] ?? [])),
    w: [0, 1, 2].map((part) => old.w.filter((_, n) => n % 3 === part)) as unknown as Body['w'],
    u: differences(heads),
    ...byField(old),
  };
  const tails = bytesOfHex(ids.map((id) => id.slice(HEAD)).join(''));
  return { json: JSON.stringify(body), tails };
}

/** Form 1 says of a context what differs from the one before it. */
function withGone(pairs: readonly number[], before: readonly number[]): number[] {
  const reps = new Set(pairs.filter((_, n) => n % 2 === 0));
  const gone = before.filter((rep, n) => n % 2 === 0 && !reps.has(rep));
  return [...pairs, ...gone.flatMap((rep) => [rep, 0])];
}

/** Shapes of the operations, and values field by field. */
function byField({ ot, of, vf, vv, f }: FormZero): Pick<Body, 'p' | 'pf' | 'vv'> {
  const shapes = new Map<string, number>();
  const values: (number | null)[][] = f.map(() => []);
  let next = 0;
  const p = ot.map((table, op) => {
    const used = vf.slice(next, next + (of[op] ?? 0));
    for (const field of used) {
      const column = values[field];
      if (!column) throw new RangeError('index out of bounds');
      column.push(vv[next++] ?? null);
    }
    const key = [table, ...used].join(',');
    if (!shapes.has(key)) shapes.set(key, shapes.size);
    return shapes.get(key) ?? 0;
  });
  if (ot.length !== of.length || next !== vf.length || vv.length !== vf.length)
    throw new RangeError('values left over');
  return {
    p,
    pf: [...shapes.keys()].map((key) => key.split(',').map(Number)),
    vv: f.map(([, , letter], field) => {
      const column = values[field] ?? [];
      return isStepped(letter) ? differences(column) : column;
    }),
  };
}
