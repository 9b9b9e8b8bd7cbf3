import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Refusal } from './refusal.ts';

/**
 * Reads a signing key kept in a file: the base64 of its 32 raw bytes. With `make` a missing file is written first,
 * readable by this user only; without, it is refused, and so is a file that holds something else.
 */
export function readKeyFile(path: string, make: boolean): Uint8Array {
  if (!existsSync(path)) {
    if (!make) throw new Refusal('cli.noSuchFile', { file: path });
    writeFileSync(path, `${newKey()}\n`, { mode: 0o600, flag: 'wx' });
  }
  const key = new Uint8Array(Buffer.from(readFileSync(path, 'utf8').trim(), 'base64'));
  if (key.length !== 32) throw new Refusal('cli.badKeyFile', { file: path });
  return key;
}

function newKey(): string {
  const { d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return Buffer.from(d, 'base64url').toString('base64');
}

/** The text of a file named on the command line; refused in a sentence when it is not there. */
export function readTextFile(path: string): string {
  if (!existsSync(path)) throw new Refusal('cli.noSuchFile', { file: path });
  return readFileSync(path, 'utf8');
}
