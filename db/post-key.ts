/** The post's signing key (Ed25519), unsealed once by whoever opens the workspace. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { bech32 } from '@scure/base';
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';

/** PKCS#8 and SPKI headers of a raw Ed25519 key: node:crypto takes no raw keys. */
const PKCS8_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex');

export interface PostKey {
  /** 32 bytes. */
  readonly publicKey: Buffer;
  /** Ed25519 signature, 64 bytes. */
  sign(data: Uint8Array): Buffer;
  /**
   * Opens what was sealed for this post: the same key on the curve of X25519, in the form `AGE-SECRET-KEY-1…`. One
   * secret is then kept, published, admitted, revoked and lost, as age itself does with SSH keys.
   */
  readonly identity: string;
}

/** 32 random bytes to be kept by the application's key store. */
export function generatePrivateKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(PKCS8_HEADER.length);
}

/** A signing key from its 32 raw bytes. */
export function openPostKey(raw: Uint8Array): PostKey {
  if (raw.length !== 32) throw new RangeError('an Ed25519 private key has 32 bytes');
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_HEADER, raw]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(privateKey)
    .export({ type: 'spki', format: 'der' })
    .subarray(SPKI_HEADER.length);
  const scalar = ed25519.utils.toMontgomerySecret(new Uint8Array(raw));
  const identity = bech32.encodeFromBytes('AGE-SECRET-KEY-', scalar).toUpperCase();
  return { publicKey, sign: (data) => sign(null, data, privateKey), identity };
}

/**
 * For whom to seal a file: the point of X25519 that belongs to a post's public key, in the form `age1…`.
 * @throws RangeError for 32 bytes that are no public key.
 */
export function recipientOf(publicKey: Uint8Array): string {
  let point: Uint8Array;
  try {
    point = ed25519.utils.toMontgomery(new Uint8Array(publicKey));
  } catch (error) {
    throw new RangeError('not a public key', { cause: error });
  }
  return bech32.encodeFromBytes('age', point);
}

const publicKeys = new Map<string, KeyObject>();

/** Checks an Ed25519 signature by a raw public key. */
export function verifySignature(publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean {
  const name = Buffer.from(publicKey).toString('hex');
  let key = publicKeys.get(name);
  if (!key) {
    key = createPublicKey({ key: Buffer.concat([SPKI_HEADER, publicKey]), format: 'der', type: 'spki' });
    publicKeys.set(name, key);
  }
  return verify(null, data, key, signature);
}
