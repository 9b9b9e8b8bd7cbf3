/** Changes inputs at random, as damage and ill will would: bytes, numbers, pieces of other inputs, words of the format. */
import type { SeededRandom } from '../../db/seed/seeded-random.ts';

const EDGES = [0, 1, 15, 16, 31, 32, 63, 64, 127, 128, 254, 255];
const NUMBERS = [
  '0',
  '-1',
  '1',
  '2',
  '77',
  '255',
  '4096',
  '9007199254740991',
  '9007199254740992',
  '1e309',
  '0.5',
  'null',
];
const WORDS = [
  '[]',
  '{}',
  '[[',
  ',0',
  '"":0,',
  '"__proto__":1,',
  '"v":0',
  't',
  'r',
  '\u0000',
  '\ud800',
  'ab'.repeat(16),
];
const MAX_INPUT = 16_384;

type Change = (input: Buffer, random: SeededRandom, other: Buffer) => Buffer;

const place = (input: Buffer, random: SeededRandom) => random.int(0, Math.max(0, input.length - 1));
const spliceIn = (input: Buffer, from: number, to: number, piece: Uint8Array) =>
  Buffer.concat([input.subarray(0, from), piece, input.subarray(to)]);

function range(input: Buffer, random: SeededRandom): [from: number, to: number] {
  const from = place(input, random);
  return [from, Math.min(input.length, from + 2 ** random.int(0, 8))];
}

/** Replaces a run of digits: most of a body is numbers. */
function number(input: Buffer, random: SeededRandom): Buffer {
  const text = input.toString('latin1');
  const runs = [...text.matchAll(/-?\d+/g)];
  const run = runs[random.int(0, Math.max(0, runs.length - 1))];
  if (!run) return input;
  const near = String(Number(run[0]) + random.int(-2, 2));
  const by = random.chance(0.6) ? near : random.pick(NUMBERS);
  return spliceIn(input, run.index, run.index + run[0].length, Buffer.from(by));
}

const changes: readonly Change[] = [
  (input, random) => {
    const copy = Buffer.from(input);
    const at = place(input, random);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.int(0, 7));
    return copy;
  },
  (input, random) => {
    const copy = Buffer.from(input);
    copy[place(input, random)] = random.chance(0.5) ? random.pick(EDGES) : random.int(0, 255);
    return copy;
  },
  (input, random) => {
    const copy = Buffer.from(input);
    const at = place(input, random);
    copy[at] = ((copy[at] ?? 0) + random.int(-3, 3)) & 255;
    return copy;
  },
  (input, random) => spliceIn(input, ...range(input, random), Buffer.alloc(0)),
  (input, random) => {
    const [from, to] = range(input, random);
    const at = place(input, random);
    return spliceIn(input, at, at, input.subarray(from, to));
  },
  (input, random, other) => {
    const [from, to] = range(other, random);
    const [start, end] = range(input, random);
    return spliceIn(input, start, random.chance(0.5) ? start : end, other.subarray(from, to));
  },
  (input, random, other) => {
    const at = place(input, random);
    return spliceIn(input, at, input.length, other.subarray(Math.min(at, other.length)));
  },
  (input, random) => {
    const at = place(input, random);
    return spliceIn(input, at, at, Buffer.from(random.pick(WORDS)));
  },
  number,
  number,
];

/** Some changes one after the other; the first byte, which says where the input enters, stays. */
export function mutate(input: Buffer, random: SeededRandom, other: Buffer): Buffer {
  let body = input.subarray(1);
  for (let left = random.int(1, 5); left > 0; left--)
    body = random.pick(changes)(body, random, other.subarray(1));
  return Buffer.concat([input.subarray(0, 1), body.subarray(0, MAX_INPUT)]);
}
