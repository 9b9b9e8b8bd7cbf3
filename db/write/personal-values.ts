/**
 * Personal values never enter the log: it carries a salted hash, the token, and the value stands beside it in a
 * table whose rows can be dropped. The salt is one per row, so that equal values of a field have equal tokens;
 * once the row's values are dropped, no token can be guessed back.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { WriteGate } from './write-gate.ts';

const TOKEN_BYTES = 16;
const SALT_BYTES = 16;

/** Token of a value: base64url of the first 16 bytes of SHA-256(salt, field number, value). */
export function personalToken(salt: Uint8Array, field: number, value: string): string {
  const hash = createHash('sha256')
    .update(salt)
    .update(Buffer.from([field]))
    .update(value, 'utf8')
    .digest();
  return hash.subarray(0, TOKEN_BYTES).toString('base64url');
}

/** Stores a value beside the log and answers its token. */
export function keepPersonalValue(
  gate: WriteGate,
  place: { row: number; field: number; rep: number; seq: number },
  value: string,
): string {
  const known = gate.statement('SELECT salt FROM personal_value WHERE row = ? LIMIT 1').get(place.row) as
    | { salt: Buffer }
    | undefined;
  const salt = known?.salt ?? randomBytes(SALT_BYTES);
  const token = personalToken(salt, place.field, value);
  gate
    .statement(
      `INSERT INTO personal_value (token, row, fld, rep, seq, salt, value) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (token) DO NOTHING`,
    )
    .run(token, place.row, place.field, place.rep, place.seq, salt, value);
  return token;
}
