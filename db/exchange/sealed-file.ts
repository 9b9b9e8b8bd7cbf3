/**
 * A whole file sealed with age for chosen posts, or by a passphrase. What is inside is signed as ever: sealing hides
 * it on the way and proves nothing. Described in docs/exchange-format.md, section 9.
 */
import { Decrypter, Encrypter, type Identity, type Stanza } from 'age-encryption';
import { LIMITS } from '../../shared/exchange/container.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import { recipientOf, type PostKey } from '../post-key.ts';

/** Who can open a sealed file. */
export type Lock = { readonly publicKeys: readonly Uint8Array[] } | { readonly passphrase: string };

const FIRST_LINE = Buffer.from('age-encryption.org/v1\n');
/** 2^16 blocks of 1 KiB: a moment on an old computer, and the words proposed hold 63 bits by themselves. */
const WORK_FACTOR = 16;
/** What age itself takes; more would be somebody's way to fill the memory. */
const MOST_WORK = 18;
/** What sealing adds: header, and 16 bytes to every 64 KiB. */
const OVERHEAD = LIMITS.header;

export function isSealed(bytes: Uint8Array): boolean {
  return FIRST_LINE.equals(bytes.subarray(0, FIRST_LINE.length));
}

/** Bytes a file may have so that, sealed, it has at most `limit`. */
export function roomInside(limit: number, lock: Lock): number {
  const header = 400 + ('publicKeys' in lock ? lock.publicKeys.length * 120 : 0);
  return Math.floor((limit - header) / (1 + 16 / 65_536)) - 16;
}

/** Seals a file; `publicKeys` are those posts sign with, at least one. */
export async function sealFile(bytes: Uint8Array, lock: Lock): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  if ('passphrase' in lock) {
    encrypter.setScryptWorkFactor(WORK_FACTOR);
    encrypter.setPassphrase(lock.passphrase.normalize('NFC'));
  } else for (const publicKey of lock.publicKeys) encrypter.addRecipient(recipientOf(publicKey));
  return encrypter.encrypt(new Uint8Array(bytes));
}

/**
 * The file inside a sealed one, and a file that is not sealed as it is.
 * @throws AppError `file-sealed` when it is for others, `file-passphrase` when a passphrase is needed or is not the
 * right one, `file-damaged`.
 */
export async function openSealed(
  bytes: Uint8Array,
  { key, passphrase }: { key: PostKey | null; passphrase: string | null },
): Promise<Uint8Array> {
  if (!isSealed(bytes)) return bytes;
  if (bytes.length > LIMITS.file + OVERHEAD)
    throw new AppError('file-damaged', { details: { cause: 'larger than a file may be' } });
  const decrypter = new Decrypter();
  let byPassphrase = false;
  decrypter.addIdentity(
    watching((stanzas) => {
      byPassphrase = stanzas.some(({ args }) => args[0] === 'scrypt');
      if (byPassphrase) assertWork(stanzas);
    }),
  );
  if (key) decrypter.addIdentity(key.identity);
  if (passphrase !== null) decrypter.addPassphrase(passphrase.normalize('NFC'));
  try {
    return await decrypter.decrypt(new Uint8Array(bytes));
  } catch (error) {
    throw faultOf(error, byPassphrase, passphrase !== null);
  }
}

/** Looks at the stanzas of a file and opens none of them. */
function watching(look: (stanzas: readonly Stanza[]) => void): Identity {
  return {
    unwrapFileKey: (stanzas) => {
      look(stanzas);
      return null;
    },
  };
}

function assertWork(stanzas: readonly Stanza[]): void {
  for (const { args } of stanzas)
    if (args[0] === 'scrypt' && Number(args[2]) > MOST_WORK) throw new RangeError('work factor');
}

/** The library says why only in words. */
function faultOf(error: unknown, byPassphrase: boolean, tried: boolean): AppError {
  const cause = error instanceof Error ? error.message : String(error);
  if (!cause.startsWith('no identity matched'))
    return new AppError('file-damaged', { details: { cause: cause.slice(0, 200) } });
  if (!byPassphrase) return new AppError('file-sealed');
  return new AppError('file-passphrase', tried ? { key: 'error.wrong-passphrase' } : {});
}
