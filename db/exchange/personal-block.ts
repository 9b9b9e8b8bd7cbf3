/**
 * The detachable block of personal values: `[token, field number, salt, value]` each. A relay may leave it out;
 * every value is checked against the token the log carries, so nobody can slip another one in.
 */
import { z } from 'zod';
import { ContainerError } from '../../shared/exchange/container.ts';
import type { ReadDb } from '../sqlite.ts';
import { personalToken } from '../write/personal-values.ts';
import { compress, decompress } from './codec.ts';

export interface PersonalEntry {
  readonly field: number;
  readonly salt: Buffer;
  readonly value: string;
}

const blockSchema = z
  .array(
    z.tuple([z.string().max(40), z.number().int().positive(), z.string().max(64), z.string().max(10_000)]),
  )
  .max(1_000_000);

/** Personal values of the saves of some incarnations, compressed; empty when there are none. */
export function encodePersonalBlock(
  db: ReadDb,
  ranges: readonly { rep: number; from: number; to: number }[],
): { bytes: Buffer; rawLength: number } {
  const entries = ranges.flatMap(({ rep, from, to }) =>
    db
      .prepare<[number, number, number], { token: string; fld: number; salt: Buffer; value: string }>(
        `SELECT token, fld, salt, value FROM personal_value WHERE rep = ? AND seq BETWEEN ? AND ? ORDER BY seq, token`,
      )
      .all(rep, from, to)
      .map(({ token, fld, salt, value }) => [token, fld, salt.toString('base64url'), value] as const),
  );
  if (entries.length === 0) return { bytes: Buffer.alloc(0), rawLength: 0 };
  const raw = Buffer.from(JSON.stringify(entries));
  return { bytes: compress(raw), rawLength: raw.length };
}

/**
 * Reads a block; entries whose value does not belong to their token make the file unreadable.
 * @throws ContainerError `file-damaged`
 */
export function decodePersonalBlock(bytes: Uint8Array, rawLength: number): Map<string, PersonalEntry> {
  if (bytes.length === 0) return new Map();
  const parsed = blockSchema.safeParse(parseJson(decompress(bytes, rawLength)));
  if (!parsed.success) throw new ContainerError('file-damaged', 'personal block');
  return new Map(
    parsed.data.map(([token, field, salt, value]) => {
      const entry = { field, salt: Buffer.from(salt, 'base64url'), value };
      if (personalToken(entry.salt, field, value) !== token)
        throw new ContainerError('file-damaged', 'personal value of another token');
      return [token, entry];
    }),
  );
}

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return null;
  }
}
